"""The margin of a story: who says its quotes."""

from dataclasses import replace

from briefing.model.citation import Citation, CitationForm
from briefing.model.spans import Span
from briefing.model.story import TextKind
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.tui.format.lines import QUOTE_MARK, plain
from briefing.tui.format.story_text import MOST_SHOWN, paragraph_lines, paragraphs, story_head
from briefing.tui.screens.story import StoryContent
from tests.tui.format.read_models import NOW, STORY_TEXT, story_page


def _margin(page: StoryPage) -> str:
    lines = paragraph_lines(page, paragraphs(page)[1], 120)
    return " ".join(" ".join(plain(line)[82:].replace("\u00a0", " ").split()) for line in lines).strip()


def _by_pronoun(*elsewhere: QuoteElsewhere) -> StoryPage:
    page = story_page()
    at = STORY_TEXT.find("She named")
    pronoun = replace(page.quotes[0], mention=Span(at, at + 3), name=None, role=None)
    return replace(page, quotes=(pronoun,), elsewhere=elsewhere)


def test_a_quote_has_the_name_that_its_own_text_gives() -> None:
    assert _margin(story_page()) == "“1 Mira Holt, operations director of Osmark Ferries also [6][7]"


def test_the_mark_that_closes_a_quote_is_marked_behind_a_comma_too() -> None:
    page = story_page()
    (quote, *_), at = page.quotes, STORY_TEXT.find("Saturday,”") + len("Saturday")
    without_comma = replace(quote, spans=(Span(quote.start, at),))
    for told in (page, replace(page, quotes=(without_comma,))):
        runs = [run for line in paragraph_lines(told, paragraphs(told)[1], 120) for run in line]
        assert [text for text, role in runs if role == QUOTE_MARK and "1" not in text] == ["“", "”"]


def test_a_link_without_words_shows_its_host() -> None:
    page = story_page()
    at = page.citations[0].span
    link = Citation(CitationForm.LINK, at, url="https://www.radio.example/2026/11/19/a-threatening-note-on-the-screens")
    page = replace(page, citations=(link,))
    lines = paragraph_lines(page, paragraphs(page)[3], 120)
    assert any(plain(line).endswith("→ cites radio.example") for line in lines)


def test_a_citation_of_a_held_story_has_its_number() -> None:
    page = replace(story_page(), held_as=(5,))
    told = " ".join(
        plain(line)[81:].replace("\u00a0", " ").strip() for line in paragraph_lines(page, paragraphs(page)[3], 120)
    )
    assert "→ cites Lighthouse Radio, 19 Nov held as [5]" in told


def test_a_pronoun_has_the_name_that_another_story_gives() -> None:
    page = _by_pronoun(QuoteElsewhere((6, 7), "Mira Holt", 6))
    assert _margin(page) == "“1 Mira Holt, as [6] names the speaker also [7]"


def test_a_speaker_whom_nobody_names_is_shown_as_unnamed() -> None:
    assert _margin(_by_pronoun(QuoteElsewhere(()))) == "“1 speaker not named in the text: “She”"


def test_a_very_long_text_is_shown_up_to_a_limit() -> None:
    page = story_page()
    long = replace(page, snapshot=replace(page.snapshot, text="word " * 200_000), quotes=(), citations=())
    (only,) = paragraphs(long)
    assert len(only.text) == MOST_SHOWN
    shown = StoryContent(long, page.story.published).items(80)
    assert plain(shown[-1].lines[0]).strip() == "Only the first 100,000 characters are shown."
    assert shown[-1].target is None


def test_each_quote_and_citation_is_in_its_paragraph() -> None:
    page = story_page()
    for paragraph in paragraphs(page):
        starts = [quote.start for _, quote in paragraph.quotes] + [each.span.start for each in paragraph.citations]
        assert all(paragraph.span.start <= start < paragraph.span.end for start in starts)
    assert sum(len(each.quotes) for each in paragraphs(page)) == len(page.quotes)
    assert sum(len(each.citations) for each in paragraphs(page)) == len(page.citations)


def test_the_head_says_why_there_is_no_full_text() -> None:
    page = replace(story_page(), refusal="the page shows a consent notice instead of the article")
    summary = replace(page, snapshot=replace(page.snapshot, kind=TextKind.SUMMARY))
    assert plain(story_head(summary, 100, NOW)[-2]).strip() == f"No full text: {page.refusal}"
    full = replace(page, snapshot=replace(page.snapshot, kind=TextKind.FULL))
    assert not any("No full text" in plain(line) for line in story_head(full, 100, NOW))
