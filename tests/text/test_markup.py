import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.display import clean_block
from briefing.text.html_text import linked_text, plain_line
from briefing.text.markup import Tag, TagKind, scan_markup

HOSTILE = {
    "open tags": "<a ",
    "open tags with a value": "<a b=",
    "open tags with a quote": "<a b='",
    "open tags with both quotes": "<a b='\"",
    "tags with one quote each": '<a b=">',
    "end tags": "</a ",
    "declarations": "<!",
    "marked sections": "<![CDATA[",
    "comments": "<!--",
    "comments that nearly end": "<!-- -- ",
    "instructions": "<?",
    "scripts": "<script>",
    "scripts that nearly end": "<script></scrip",
    "signs": "<",
    "slashes": "<a/",
    "spaces": "<a   ",
    "equals signs": "<a =",
    "references": "&#x",
    "named references": "&amp",
    "joiners": "\u200d",
    "escapes": "\x1b]\x9d",
    "marks": "a\u0301\u0301\u0301\u0301\u0301\u0301",
}
"""Texts that, repeated, made a scanner start over again and again."""


def tags(html: str) -> list[tuple[TagKind, str, tuple[tuple[str, str], ...]]]:
    return [(token.kind, token.name, token.attributes) for token in scan_markup(html) if isinstance(token, Tag)]


def texts(html: str) -> str:
    return "".join(token for token in scan_markup(html) if isinstance(token, str))


def test_tags_have_names_in_lower_case_and_attributes_with_decoded_values() -> None:
    assert tags("<A HREF='x?a&amp;b' title=\"it's\" data=1 checked>y</A><br/>") == [
        (TagKind.START, "a", (("href", "x?a&b"), ("title", "it's"), ("data", "1"), ("checked", ""))),
        (TagKind.END, "a", ()),
        (TagKind.EMPTY, "br", ()),
    ]


def test_a_slash_in_an_unquoted_value_does_not_end_the_tag() -> None:
    assert tags("<a href=https://post.example/>") == [(TagKind.START, "a", (("href", "https://post.example/"),))]


def test_a_sign_in_a_quoted_value_does_not_end_the_tag() -> None:
    assert tags("<a title='a > b' href=x>") == [(TagKind.START, "a", (("title", "a > b"), ("href", "x")))]


def test_a_quote_that_does_not_end_belongs_to_a_value_without_quotes() -> None:
    assert tags('<a href="x>word</a>') == [(TagKind.START, "a", (("href", '"x'),)), (TagKind.END, "a", ())]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &lt; b &amp; c &#1114112; &#xD800;", "a < b & c \ufffd \ufffd"),
        ("one <!-- <p> --> two", "one  two"),
        ("one <!-- two", "one <!-- two"),
        ("one <!DOCTYPE html> two <?php echo ?> three", "one  two  three"),
        ("x <![CDAT[ y", "x <![CDAT[ y"),
        ("x <![CDAT[ y</p> z", "x  z"),
        ("x <![CDATA[ <b>y</b> ]]> z", "x  z"),
        ("x <![if IE]> y <![endif]> z", "x  y  z"),
        ("1 < 2 <3 and AT&T", "1 < 2 <3 and AT&T"),
        ("a <b and c", "a <b and c"),
        ("a </> b </3 c> d", "a  b  d"),
        ("<script>if (a < b && c) '</p>'</script>x", "if (a < b && c) '</p>'x"),
        ("<style>p > a", "p > a"),
    ],
)
def test_text_is_read_as_a_browser_would_and_nothing_is_lost_at_the_end(html: str, text: str) -> None:
    assert texts(html) == text


@given(st.text(alphabet=st.sampled_from("abp <>&;/!-#x2[]\n'\"=?CDATAscript"), max_size=200))
def test_any_text_is_read_to_its_end(html: str) -> None:
    tokens = list(scan_markup(html))
    assert all(tokens)
    assert all(token.source in html for token in tokens if isinstance(token, Tag))


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_scanning_takes_linear_time(name: str) -> None:
    piece = HOSTILE[name]
    html = "é" + piece * (1_000_000 // len(piece)) + "é"
    started = time.process_time()
    for _ in scan_markup(html):
        pass
    linked_text(f"<p>{html}")
    plain_line(html)
    clean_block(html)
    assert time.process_time() - started < 10
