"""The brief as Markdown: whole, numbered through, and deaf to markup in strangers' words."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.export.escape import escaped, link, unescaped
from briefing.export.lint import lint, read_evidence
from briefing.export.markdown import render_brief, render_thread
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.model.spans import Span
from tests.export.builders import EARLIER, a_brief, a_page

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def rendered(*pages: object) -> str:
    return render_brief(a_brief(*pages), generator="briefing 0 (offline)", zone=UTC)  # type: ignore[arg-type]


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert rendered(a_page()) == rendered(a_page())


def test_a_quote_stands_with_speaker_role_source_and_paragraph() -> None:
    assert "> “We will bring the cranes back in stages.”\n> — Ilena Marsh, operations director [1] · ¶3" in rendered(
        a_page()
    )


def test_a_conflicting_speaker_is_said() -> None:
    assert "> ≠ [2] names another speaker: a union official" in rendered(a_page())


def test_threads_that_are_followed_are_told_by_the_verdict_s_own_word() -> None:
    markdown = rendered(a_page())
    assert "briefed: 1, followed: 1}" in markdown
    assert "## Followed threads\n\n- **Rail tender**" in markdown


def test_sources_are_numbered_through_the_whole_brief() -> None:
    markdown = rendered(a_page(), a_page("Second thread"))
    assert "| 3 | [Second thread]" in markdown
    assert "[3] `" in markdown


def test_a_reprint_names_its_original_by_the_brief_s_number() -> None:
    assert "| reprints 3 |" in rendered(a_page(), a_page("Second thread"))


def test_a_reprint_dated_before_its_original_is_flagged() -> None:
    steps = (ChainStep(2, "Northwire", StepKind.EARLY, EARLIER, -5, of=1, share=0.94),)
    assert "| reprints 1 (dated before 1) |" in rendered(replace(a_page(), provenance=Provenance(steps=steps)))


def test_what_is_new_what_differs_and_what_all_rests_on_are_said() -> None:
    page = a_page()
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    page = replace(
        page,
        narrative=tuple(replace(each, new=True) for each in page.narrative),
        figures=(FigureLine(figures),),
        provenance=Provenance("Gulf Ledger", 2),
    )
    markdown = rendered(page)
    assert f"**What is new.** {page.narrative[0].text}" in unescaped(markdown)
    assert "**Where reports differ.**" in markdown
    assert "| 28 ships | [1] |" in markdown
    assert "All 2 rest on Gulf Ledger." in markdown
    assert lint(markdown) == ()


def test_a_count_that_rose_is_no_difference() -> None:
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    markdown = rendered(replace(a_page(), figures=(FigureLine(figures, rises=True),)))
    assert "Where reports differ" not in markdown
    assert "- was 28 ships [1] (" in markdown
    assert "; now 29 ships [2] (" in markdown
    assert lint(markdown) == ()


def test_what_is_left_out_is_counted() -> None:
    page = a_page()
    cited = [replace(page.sources[0], n=0, held=False, outlet=f"Outlet {n}", title="", cited_by=(1,)) for n in range(7)]
    actors = tuple(replace(page.actors[0], key=str(n)) for n in range(11))
    long = rendered(replace(page, quotes=page.quotes * 9, actors=actors, sources=(*page.sources, *cited)))
    assert "**Key quotes** (5 of 9, cut from the stored text)" in long
    assert "**Actors** (8 of 11, " in long
    assert "Cited and not held: Outlet 0 (by [1]); Outlet 1 (by [1])" in long
    assert "; 2 more." in long
    assert "**Key quotes** (cut from the stored text)" in rendered(page)


def test_what_fails_is_said() -> None:
    assert "- Failing: Orsina Gazette: sends a web page where a feed was" in rendered(a_page())


def test_a_brief_of_ours_passes_its_own_lint() -> None:
    assert lint(rendered(a_page(), a_page("Second"))) == ()


def test_a_quote_whose_evidence_was_taken_out_is_found() -> None:
    markdown = "\n".join(line for line in rendered(a_page()).split("\n") if not line.startswith("- [1]"))
    assert any("[1]" in fault for fault in lint(markdown))


def test_the_evidence_reads_back_word_for_word() -> None:
    words = "Prices rose 5% [sic] -- from $3*2 to 10_000; see https://x.example/a_b."
    claims = read_evidence(rendered(a_page(words=words))).claims
    assert words in [claim.words for claim in claims]


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
    assert unescaped(escaped(text)) == " ".join(text.split())


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


def test_a_thread_alone_is_told_in_the_words_of_the_brief() -> None:
    page = a_page("Grain terminal *still* shut")
    alone = render_thread(page)
    assert alone.startswith("## Grain terminal \\*still\\* shut\n\n`thread t-7f3a`")
    assert alone.removeprefix("## ").rstrip("\n") in rendered(page)
