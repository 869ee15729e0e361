"""Searching: each hit is told by its number in its thread's source list."""

from briefing.model.inbox import InboxFilter
from briefing.services import inbox, pages, search
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers


async def test_a_hit_has_the_number_that_the_thread_s_page_gives_it(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    thread = max(await inbox.rows_of(workspace, InboxFilter()), key=lambda row: row.stories)
    page = await pages.page_of(workspace, thread.id)
    assert page is not None
    numbers = {source.story: source.n for source in page.sources if source.held}
    hits = (await search.search(workspace, page.sources[0].title.split()[0])).hits
    assert len(numbers) > 1
    assert {hit.story: hit.n for hit in hits if hit.thread == thread.id}.items() <= numbers.items()
    assert any(hit.thread == thread.id and hit.n > 0 for hit in hits)
