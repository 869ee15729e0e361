"""Comparing two stories of the store."""

from briefing.model.inbox import InboxFilter
from briefing.services import comparing, inbox, pages
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers


async def test_two_stories_of_a_thread_stand_side_by_side(workspace: Workspace, site: Site, clock: Clock) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    thread = max(await inbox.rows_of(workspace, InboxFilter()), key=lambda row: row.stories)
    page = await pages.page_of(workspace, thread.id)
    assert page is not None
    one, other = [source for source in page.sources if source.held][:2]
    both = await comparing.compare_stories(workspace, one.story, other.story)
    assert both is not None
    assert (both.first.n, both.second.n) == (one.n, other.n)
    assert both.thread_title == thread.title
    assert both.first.wording.words == len(both.first.snapshot.text.replace("-", " ").split())
    own = [span.cut(both.first.snapshot.text) for span in both.first.wording.own]
    assert bool(own) is (both.first.wording.common < both.first.wording.words)


async def test_a_story_that_is_not_held_is_compared_with_none(workspace: Workspace) -> None:
    assert await comparing.compare_stories(workspace, 1, 2) is None
