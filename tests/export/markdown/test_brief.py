"""The brief as Markdown: whole, in order, numbered through, with the analyst's parts marked."""

from dataclasses import replace
from datetime import UTC, date

import pytest

from briefing.export.markdown.brief import BriefStyle, markdown_of_record, render_brief
from briefing.export.markdown.item import render_thread
from briefing.export.markdown.lint import lint
from briefing.export.markdown.parse import parse_markdown
from briefing.model.brief import Brief, BriefItem, Change, ChangedJudgement, StoryChange
from briefing.model.brief_format import CitationStyle
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.judgement import Judgement, JudgementChange, Part
from briefing.model.provenance import ChainStep, Provenance, StepKind
from briefing.model.spans import Span
from briefing.model.views import ThreadPage
from tests.export.builders import EARLIER, NOW, a_brief, a_page

STYLE = BriefStyle("briefing 0 (offline)", UTC)


def rendered(*pages: ThreadPage) -> str:
    return markdown_of(a_brief(*pages))


def markdown_of(brief: Brief, style: BriefStyle = STYLE) -> str:
    return markdown_of_record(render_brief(brief, style))


def judged(part: Part, text: str) -> Judgement:
    return Judgement(part, text, EARLIER, EARLIER)


def test_the_same_brief_gives_the_same_bytes_and_the_same_id() -> None:
    one, other = render_brief(a_brief(a_page()), STYLE), render_brief(a_brief(a_page()), STYLE)
    assert one == other
    assert f"\nbrief: {one.id}\n" in markdown_of_record(one)
    assert render_brief(replace(a_brief(a_page()), prepared=EARLIER), STYLE).id != one.id


def test_the_parts_are_in_order() -> None:
    brief = replace(
        a_brief(a_page()),
        bottom_line=judged(Part.BOTTOM_LINE, "The terminal stays shut."),
        unanswered=("Who owns the terminal?",),
        edited=(StoryChange("Herald", "Ships", date(2026, 11, 21), NOW, "14 ships wait.", "21 ships wait."),),
    )
    markdown = markdown_of(brief)
    headings = [
        "# Daily brief",
        "**Bottom line** (analyst). The terminal stays shut.",
        "## At a glance",
        "## 1. Grain terminal still shut",
        "## Standing questions without an answer",
        "## Watch list",
        "## Changes and corrections",
        "## Coverage and gaps",
        "## Method",
    ]
    places = [markdown.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_quote_names_its_speaker_role_source_and_paragraph() -> None:
    assert "> “We will bring the cranes back in stages.”\n> — Ilena Marsh, operations director [1] · ¶3" in rendered(
        a_page()
    )


def test_another_speaker_is_named() -> None:
    assert "> ≠ [2] names another speaker: a union official" in rendered(a_page())


def test_a_watched_thread_says_why_it_is_quiet() -> None:
    markdown = rendered(a_page())
    assert "briefed: 1, watched: 1}" in markdown
    assert "## Watch list\n\n- **Rail tender** — follow; nothing new." in markdown


def test_sources_are_numbered_through_the_whole_brief() -> None:
    markdown = rendered(a_page(), a_page("Second thread"))
    assert "| 3 | [Second thread]" in markdown


def test_a_reprint_names_its_original_by_the_brief_s_number() -> None:
    assert "| reprints 3 |" in rendered(a_page(), a_page("Second thread"))


def test_a_reprint_dated_before_its_original_is_flagged() -> None:
    steps = (ChainStep(2, "Northwire", StepKind.EARLY, EARLIER, -5, of=1, share=0.94),)
    markdown = rendered(replace(a_page(), provenance=Provenance(steps=steps)))
    assert "| reprints 1 (dated before 1) |" in markdown
    assert "[2] reprints [1]." in markdown


def test_what_is_new_since_the_last_brief_is_said_once() -> None:
    page = a_page()
    later = replace(page.narrative[0], text="Berth 4 opens on Tuesday.", citations=(2,))
    item = BriefItem(replace(page, narrative=(later, *page.narrative)), Change.DEVELOPED, fresh=(2,))
    markdown = markdown_of(replace(a_brief(), items=(item,), previous=date(2026, 11, 21)))
    assert "**What is new since the last brief.** Berth 4 opens on Tuesday. [2]" in markdown
    assert "**What happened.** The terminal stays shut. [1][2]" in markdown
    assert markdown.count("Berth 4 opens on Tuesday.") == 1
    assert "| **developed**: 1 new article |" in markdown


def test_figures_that_differ_are_a_table() -> None:
    page = a_page()
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    markdown = rendered(replace(page, figures=(FigureLine(figures),), provenance=Provenance("Gulf Ledger", 2)))
    assert "**Where reports differ.**" in markdown
    assert "| 28 ships | [1] |" in markdown
    assert "All 2 rest on Gulf Ledger." in markdown


def test_a_count_that_rose_is_no_difference() -> None:
    figures = tuple(StatedFigure(n, 10 * n, f"{27 + n} ships", Span(0, 8), EARLIER) for n in (1, 2))
    markdown = rendered(replace(a_page(), figures=(FigureLine(figures, rises=True),)))
    assert "Where reports differ" not in markdown
    assert "- 28 ships [1] (" in markdown
    assert "; now 29 ships [2] (" in markdown


def test_what_is_left_out_is_counted() -> None:
    page = a_page()
    held = [replace(page.sources[0], n=n, story=n, title=f"Article {n}") for n in range(3, 20)]
    cited = [replace(page.sources[0], n=0, held=False, outlet=f"Outlet {n}", title="", cited_by=(1,)) for n in range(7)]
    actors = tuple(replace(page.actors[0], key=str(n)) for n in range(11))
    markdown = rendered(replace(page, quotes=page.quotes * 9, actors=actors, sources=(*page.sources, *held, *cited)))
    assert markdown.count("> “We will bring") == 3
    assert "**Actors** (8 of 11, " in markdown
    assert "Cited and not stored here: Outlet 0 (by [1]); Outlet 1 (by [1])" in markdown
    assert "; 2 more." in markdown
    assert "7 more articles in the thread." in markdown


def test_what_the_analyst_wrote_is_marked_and_dated() -> None:
    assessment = judged(Part.ASSESSMENT, "A restart on Tuesday is likely.")
    item = BriefItem(a_page(), judgements={Part.ASSESSMENT: assessment})
    brief = replace(a_brief(), items=(item,))
    assert "**Assessment** (analyst). A restart on Tuesday is likely." in markdown_of(brief)
    later = replace(brief, since=NOW, previous=date(2026, 11, 21))
    assert "**Assessment** (analyst, unchanged since 22 Nov). A restart" in markdown_of(later)
    draft = replace(brief, items=(replace(item, judgements={Part.ASSESSMENT: replace(assessment, machine=True)}),))
    assert "**Assessment** (analyst, machine draft). A restart" in markdown_of(draft)


def test_changes_of_sources_and_of_judgements_are_told() -> None:
    change = JudgementChange(Part.ASSESSMENT, "Likely on the 20th.", "Likely on the 21st.", NOW)
    edit = StoryChange("Herald", "Ships", date(2026, 11, 21), NOW, "Cyberattack halts port", "Fault halts port", True)
    markdown = markdown_of(replace(a_brief(a_page()), edited=(edit,), changed=(ChangedJudgement("Port", change),)))
    assert "changed its headline; it had “Cyberattack halts port” and now has “Fault halts port”" in markdown
    assert "Assessment, on Port: before: “Likely on the 20th.”; now: “Likely on the 21st.”" in markdown


@pytest.mark.parametrize(
    ("citations", "written"),
    [
        (CitationStyle.INLINE, "shut. [1][2]"),
        (CitationStyle.FOOTNOTE, "shut. [^1][^2]"),
        (CitationStyle.LINK, "shut. [[1]](<https://northwire.example/1>)[[2]](<https://northwire.example/2>)"),
    ],
)
def test_citations_have_three_forms(citations: CitationStyle, written: str) -> None:
    markdown = markdown_of(a_brief(a_page()), replace(STYLE, citations=citations))
    assert written in markdown
    footnote = "[^1]: [Grain terminal still shut](<https://northwire.example/1>), Northwire"
    assert (footnote in markdown) == (citations is CitationStyle.FOOTNOTE)
    assert not [each for each in lint(markdown) if "not in a list" in each.sentence]


def test_links_lose_what_only_tracks() -> None:
    page = a_page()
    tracked = replace(page.sources[0], url="https://northwire.example/1?id=7&utm_source=rss")
    markdown = rendered(replace(page, sources=(tracked, *page.sources[1:])))
    assert "(<https://northwire.example/1?id=7>)" in markdown


def test_a_title_of_a_stranger_stays_text() -> None:
    page = a_page("**Assessment** (analyst). # <b>x</b> | [1](javascript:x)")
    blocks = parse_markdown(rendered(page))
    words = ["".join(line.text for line in block.lines) for block in blocks]
    assert not [each for each in words if each.startswith("Assessment (analyst)")]
    assert "<b>" not in rendered(page)


def test_a_failing_feed_is_named() -> None:
    assert "- Failing: Orsina Gazette: sends a web page where a feed was" in rendered(a_page())


def test_a_thread_alone_reads_as_in_the_brief() -> None:
    page = a_page("Grain terminal *still* shut")
    alone = render_thread(page)
    assert alone.startswith("## Grain terminal \\*still\\* shut\n\n`thread t-7f3a`")
    assert alone.removeprefix("## ").rstrip("\n") in rendered(page)
