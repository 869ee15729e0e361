"""A story's page: who says its quotes, and which other stories of its thread carry them."""

from briefing.model.material import StoryMaterial, ThreadMember
from briefing.model.story import Article
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.services.pages import compose_page
from briefing.services.story_pages import compose_story_page
from tests.services.test_source_lines import material, member

WORDS = "“We have little doubt that the pier will be shut before the ice comes,”"


def _page_of(story: int, *members: ThreadMember) -> StoryPage:
    own = members[story - 1]
    shown = StoryMaterial(own.story, own.snapshot, own.findings, "t-1", "Pier", (1, 2), ())
    return compose_story_page(shown, compose_page(material(*members)))


def test_words_that_a_text_gives_to_a_pronoun_have_the_name_that_another_story_gives() -> None:
    named = member(1, "Outlet 1", Article("Pier to shut", f"{WORDS} said Nora Velden, a pilot."))
    nameless = member(2, "Outlet 2", Article("Pier", f"{WORDS} they said."))
    assert _page_of(2, named, nameless).elsewhere == (QuoteElsewhere((1,), "Nora Velden", 1),)
    assert _page_of(1, named, nameless).elsewhere == (QuoteElsewhere((2,)),)


def test_a_citation_leads_to_the_story_of_the_thread_that_it_means() -> None:
    first = member(1, "Lighthouse Radio", Article("Pier to shut", f"{WORDS} said Nora Velden, a pilot."))
    second = member(
        2, "Herald", Article("Pier", "The pier is to be shut before the ice comes, Lighthouse Radio reported.")
    )
    page = _page_of(2, first, second)
    assert [each.outlet for each in page.citations] == ["Lighthouse Radio"]
    assert page.held_as == (1,)


def test_a_text_that_has_a_name_keeps_its_own() -> None:
    full = member(1, "Outlet 1", Article("Pier to shut", f"{WORDS} said Nora Velden, a pilot."))
    short = member(2, "Outlet 2", Article("Pier", "“The pier will be shut before the ice comes,” said Ms. Velden."))
    assert _page_of(2, full, short).elsewhere == (QuoteElsewhere((1,)),)
