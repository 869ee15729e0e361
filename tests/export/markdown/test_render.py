"""The brief as Markdown: whole, and numbered through."""

from dataclasses import replace
from datetime import UTC

from briefing.export.markdown.lint import lint
from briefing.export.markdown.parse import parse_markdown
from briefing.export.markdown.render import render_brief, render_thread
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.model.spans import Span
from tests.export.builders import EARLIER, a_brief, a_page


def rendered(*pages: object) -> str:
    return render_brief(a_brief(*pages), generator="briefing 0 (offline)", zone=UTC)  # type: ignore[arg-type]


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert rendered(a_page()) == rendered(a_page())


def test_a_quote_names_its_speaker_role_source_and_paragraph() -> None:
    assert "> “We will bring the cranes back in stages.”\n> — Ilena Marsh, operations director [1] · ¶3" in rendered(
        a_page()
    )


def test_another_speaker_is_named() -> None:
    assert "> ≠ [2] names another speaker: a union official" in rendered(a_page())


def test_followed_threads_have_a_list_of_their_own() -> None:
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


def test_a_thread_says_what_is_new_what_differs_and_what_it_rests_on() -> None:
    page = a_page()
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    page = replace(
        page,
        narrative=tuple(replace(each, new=True) for each in page.narrative),
        figures=(FigureLine(figures),),
        provenance=Provenance("Gulf Ledger", 2),
    )
    markdown = rendered(page)
    paragraphs = [line.text for block in parse_markdown(markdown) for line in block.lines]
    assert any(words.startswith(f"What is new. {page.narrative[0].text}") for words in paragraphs)
    assert "**Where reports differ.**" in markdown
    assert "| 28 ships | [1] |" in markdown
    assert "All 2 rest on Gulf Ledger." in markdown
    assert lint(markdown) == ()


def test_a_count_that_rose_is_no_difference() -> None:
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    markdown = rendered(replace(a_page(), figures=(FigureLine(figures, rises=True),)))
    assert "Where reports differ" not in markdown
    assert "- 28 ships [1] (" in markdown
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


def test_a_failing_feed_is_named() -> None:
    assert "- Failing: Orsina Gazette: sends a web page where a feed was" in rendered(a_page())


def test_a_thread_alone_reads_as_in_the_brief() -> None:
    page = a_page("Grain terminal *still* shut")
    alone = render_thread(page)
    assert alone.startswith("## Grain terminal \\*still\\* shut\n\n`thread t-7f3a`")
    assert alone.removeprefix("## ").rstrip("\n") in rendered(page)
