"""Stories: who says the quotes of one, which others of its thread carry them, and two side by side."""

from briefing.model.inbox import InboxFilter
from briefing.model.material import StoryMaterial, ThreadMember
from briefing.model.story import Article
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.stories import Stories, compose_story_page
from briefing.services.thread_pages import compose_page
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers
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


def test_a_speaker_has_the_full_name_that_only_the_title_of_the_story_gives() -> None:
    story = member(1, "Outlet 1", Article("Nora Velden wants to shut the pier", f"{WORDS} said Ms. Velden."))
    other = member(2, "Outlet 2", Article("Pier", "The pier may be shut."))
    page = compose_page(material(story, other))
    assert [each.speaker for each in page.quotes] == ["Nora Velden"]
    assert [actor.name for actor in page.actors if "Velden" in actor.name] == ["Nora Velden"]
    assert _page_of(1, story, other).speakers == ("Nora Velden",)


async def test_two_stories_of_a_thread_stand_side_by_side(workspace: Workspace, site: Site, clock: Clock) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    thread = max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.stories)
    page = await Threads(workspace).page(thread.id)
    assert page is not None
    one, other = [source for source in page.sources if source.held][:2]
    both = await Stories(workspace).compare(one.story, other.story)
    assert both is not None
    assert (both.first.n, both.second.n) == (one.n, other.n)
    assert both.thread_title == thread.title
    assert both.first.wording.words == len(both.first.snapshot.text.replace("-", " ").split())
    own = [span.cut(both.first.snapshot.text) for span in both.first.wording.own]
    assert bool(own) is (both.first.wording.common < both.first.wording.words)


async def test_a_story_that_is_not_held_is_compared_with_none(workspace: Workspace) -> None:
    assert await Stories(workspace).compare(1, 2) is None
