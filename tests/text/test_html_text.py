import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.html_text import linked_text, plain_line


def text_of(fragment: str, limit: int = 1_048_576) -> str:
    """Return the text of a fragment without its links."""
    return linked_text(fragment, limit=limit)[0]


def test_paragraphs_become_lines() -> None:
    assert (
        text_of("<p>One.</p><p>Two<br>three</p><ul><li>four</li><li>five</li></ul>") == "One.\nTwo\nthree\nfour\nfive"
    )


def test_line_ends_inside_a_paragraph_become_spaces() -> None:
    assert text_of("<p>One\n  and   two</p>") == "One and two"


def test_preformatted_text_keeps_its_lines() -> None:
    assert text_of("<pre>a\nb</pre>") == "a\nb"


def test_scripts_styles_and_comments_are_left_out() -> None:
    assert (
        text_of("a<script>alert('<p>')</script><style>p{}</style><!-- hidden --><svg><title>x</title></svg>b") == "ab"
    )


def test_references_are_decoded_once() -> None:
    assert text_of("<p>AT&amp;T &amp;lt;b&amp;gt; &#8220;x&#8221;</p>") == "AT&T &lt;b&gt; “x”"


def test_a_fragment_without_tags_keeps_its_lines() -> None:
    assert text_of("First.\n\nSecond &amp; last.") == "First.\nSecond & last."


def test_escape_sequences_written_as_references_are_removed() -> None:
    assert text_of("<p>a&#27;[31mb&#x1B;]0;x&#7;c&#x202e;d&#65;</p>") == "abcdA"


@pytest.mark.parametrize("fragment", ["<div>" * 20_000 + "deep", "<blockquote><ul><li>" * 5_000 + "deep" + "</li>" * 9])
def test_deep_nesting_is_read_without_recursion(fragment: str) -> None:
    started = time.process_time()
    assert text_of(fragment) == "deep"
    assert time.process_time() - started < 3


def test_only_the_beginning_of_a_huge_fragment_is_read() -> None:
    assert text_of("x" * 500, limit=100) == "x" * 100


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("AT&T <3", "AT&T <3"),
        ("AT&amp;T", "AT&T"),
        ("<b>Bold</b> move", "Bold move"),
        ("Why Vec<T> grows", "Why Vec<T> grows"),
        ("a &lt; b", "a < b"),
        ("R&D & more; copy", "R&D & more; copy"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[/link] [@click=app.quit]x[/]", "[/link] [@click=app.quit]x[/]"),
        ("two\nlines\tand \u2028more", "two lines and more"),
    ],
)
def test_a_title_is_read_as_html_or_as_plain_text(written: str, shown: str) -> None:
    assert plain_line(written) == shown


@given(st.text(alphabet=st.sampled_from("ab <>&;/!-#x2\n'\"=\x1b\x9b\u202epdivbrscript"), max_size=200))
def test_any_fragment_gives_clean_text(fragment: str) -> None:
    text = text_of(fragment)
    assert "\x1b" not in text
    assert "\n\n" not in text
    assert "\n" not in plain_line(fragment)


def test_a_link_spans_its_words() -> None:
    fragment = (
        "<p>It was  <b>first</b> told <a href='https://radio.example/1'>by\n the <i>radio</i></a>.</p>\n\n"
        "<p>The port <a href=https://port.example/>said</a> no</p>"
    )
    text, links = linked_text(fragment)
    assert text == "It was first told by the radio.\nThe port said no"
    assert [(url, text[start:end]) for url, start, end in links] == [
        ("https://radio.example/1", "by the radio"),
        ("https://port.example/", "said"),
    ]


def test_links_without_words_or_address_are_left_out() -> None:
    assert linked_text("<p>One <a href='https://a.example/'><img src=x></a><a>two</a> <a href='x'>three")[1] == ()


@given(
    st.lists(st.sampled_from(["<a href=u>", "</a>", "<p>", "word", " ", "\n", "&amp;", "<br>", "\u200b", "é\u0301"]))
)
def test_a_link_around_any_markup_spans_words_of_the_text(pieces: list[str]) -> None:
    text, links = linked_text("<p>" + "".join(pieces))
    assert text == text_of("<p>" + "".join(pieces))
    assert all(0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for _, start, end in links)


def test_many_links_are_read_in_linear_time() -> None:
    began = time.process_time()
    linked_text("<a href='https://a.example/'>x</a> " * 30_000)
    assert time.process_time() - began < 10


def test_references_to_windows_characters_are_read_as_browsers_read_them() -> None:
    assert text_of("<p>It&#146;s over</p>") == "It’s over"
    assert text_of("\x93It\x92s over\x94, she said") == "“It’s over”, she said"
    assert plain_line("It\x92s over") == "It’s over"


def test_a_quotation_element_gives_quotation_marks() -> None:
    assert text_of("<p><q>One <q>two</q> three</q>, she said</p>") == "“One ‘two’ three”, she said"
    assert text_of("<p>a</q> b</p>") == "a b"


def test_what_is_struck_out_is_no_text_and_what_is_inserted_is() -> None:
    assert text_of("<p>Five <del>four</del> <s>3</s> <ins>dead</ins></p>") == "Five dead"
    assert plain_line("Five <del>four</del> dead") == "Five dead"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>secret</p>",
        '<div style="color:red; display: none">secret <div>more</div> secret</div>',
        "<span style='visibility:hidden'>secret</span>",
        '<span class="meta sr-only">secret</span>',
        '<span class="screen-reader-text">secret</span>',
        "<ul><li hidden>secret</ul>",
    ],
)
def test_hidden_elements_are_no_text(hidden: str) -> None:
    assert "secret" not in text_of(f"<p>before</p>{hidden}<p>after</p>")
    assert text_of(f"<p>before</p>{hidden}<p>after</p>").startswith("before")


def test_text_after_a_hidden_element_is_kept() -> None:
    assert text_of("<p hidden>secret<p>after<br hidden>all") == "after\nall"
    assert text_of("<div hidden>a<div>b</div>c</div>d") == "d"
    assert text_of('<p class="overflow-hidden-box">shown</p>') == "shown"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        (
            "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Reds</td><td>12</td></tr></table>",
            "Party | Seats\nReds | 12",
        ),
        ("<table><tr><td>One cell.</td></tr></table>", "One cell."),
        ("10<sup>6</sup> km<sup>2</sup>, the 1<sup>st</sup> of H<sub>2</sub>O", "10⁶ km², the 1st of H2O"),
        ("A note<sup><a href='#fn1'>1</a></sup> and <sup>open", "A note¹ and open"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢字"),
        ("<audio src='a'>Your browser does not support audio.</audio>After. <button>Share</button>", "After."),
        (
            '<p style="mso-hide:all">Read this in a browser</p><p style="text-indent:-9999px">Logo</p><p>Words</p>',
            "Words",
        ),
    ],
)
def test_markup_that_means_something_is_text_and_what_is_for_browsers_is_not(fragment: str, text: str) -> None:
    assert linked_text(fragment)[0] == text
