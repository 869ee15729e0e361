"""Strangers' words in Markdown: they are read as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.export.markdown.escape import escaped, link
from briefing.export.markdown.parse import parse_line
from tests.export.builders import a_page
from tests.export.markdown.test_brief import rendered

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](javascript:alert(1))",
        "<script>x</script>",
        "![i](http://x)",
        "1. list",
        "| cell | cell",
        "`code`",
    ],
)
def test_markup_in_a_headline_stays_text(hostile: str) -> None:
    for line in rendered(a_page(hostile)).split("\n"):
        assert hostile not in line


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_escaping_can_be_undone(text: str) -> None:
    assert "".join(run.text for run in parse_line(escaped(text))) == " ".join(text.split())


@given(st.text(st.sampled_from("ab 1.)([]{}<>|*_~`^$#@&;:/=-+!\\\"'")))
def test_a_markdown_reader_sees_escaped_text_as_text(text: str) -> None:
    line = " ".join(text.split())
    assert _as_read(escaped(text)) == line
    assert _as_read(f"| {escaped(text) or 'x'} | y |\n|---|---|\n") in (f"{line}y", "xy")


@pytest.mark.parametrize(
    "place",
    ["## 1. {}", "**What happened.** {} [1]", "> “{}”\n> — {} [1] · ¶3", "- Failing: {}", "| 1 | {} | x |", "{}"],
)
@given(words=st.text(st.sampled_from("ab 1.)([]{}<>|*_~`^$#@&;:/=-+!\\\"'w"), min_size=1))
def test_strangers_words_act_in_no_place_of_the_brief(place: str, words: str) -> None:
    line = " ".join(words.split())
    head = "| n | a | b |\n|---|---|---|\n" if place.startswith("|") else ""
    seen = [token for token in READER.parse(head + place.replace("{}", escaped(words))) if token.type == "inline"]
    children = [child for token in seen for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    assert line in "".join(child.content for child in children)


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("!!! note x", "\\!!! note x"),
        ("(x)= y", "\\(x)= y"),
        ("see :100: there", "see \\:100: there"),
        ("a ++b++", "a \\++b\\++"),
        ("a) one", "a\\) one"),
        ("key:: value", "key\\:\\: value"),
        ("%%hidden%%", "\\%%hidden\\%%"),
        ("see www.evil.example", "see www\\.evil.example"),
    ],
)
def test_what_other_readers_of_markdown_act_on_is_escaped_too(plain: str, safe: str) -> None:
    assert escaped(plain) == safe


@pytest.mark.parametrize(
    "plain",
    ["US-Iran talks: no deal", "He said (again) “no!”", "AT&T + Co. at 10:30", "a = b", "NYT (nytimes.com)"],
)
def test_text_that_no_reader_would_act_on_stays_as_it_is(plain: str) -> None:
    assert escaped(plain) == plain


def _as_read(markdown: str) -> str:
    """Return the text of a document in which nothing but text, and the cells of a table, may stand."""
    words = []
    for token in READER.parse(markdown):
        assert token.type.split("_")[0] in ("paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td")
        for child in token.children or ():
            assert child.type in ("text", "text_special")
            words.append(child.content)
    return "".join(words)


def test_an_address_that_may_not_be_opened_is_no_link() -> None:
    assert link("label", "javascript:alert(1)") == "label"
    assert link("label", "https://x.example/a b") == "label"
    assert link("a [b]", "https://x.example/") == "[a \\[b\\]](<https://x.example/>)"
