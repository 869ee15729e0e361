"""Threads: the number of a search hit in its thread, and the statements of a search."""

from briefing.model.inbox import InboxFilter
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock, Site
from tests.services.test_refresh import quiet, two_papers


async def test_a_hit_has_the_number_that_the_thread_s_page_gives_it(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    thread = max(await Inbox(workspace).rows(InboxFilter()), key=lambda row: row.stories)
    page = await Threads(workspace).page(thread.id)
    assert page is not None
    numbers = {source.story: source.n for source in page.sources if source.held}
    hits = (await Threads(workspace).search(page.sources[0].title.split()[0])).hits
    assert len(numbers) > 1
    assert {hit.story: hit.n for hit in hits if hit.thread == thread.id}.items() <= numbers.items()
    assert any(hit.thread == thread.id and hit.n > 0 for hit in hits)


async def test_a_search_reads_the_rows_of_all_its_threads_at_once(
    workspace: Workspace, site: Site, clock: Clock
) -> None:
    await two_papers(workspace, site, clock)
    await refresh(workspace, None, quiet)
    statements: list[str] = []
    workspace.database.look(lambda connection: connection.set_trace_callback(statements.append))
    found = await Threads(workspace).search("the")
    assert len(found.threads) > 1
    assert sum("FROM threads AS t JOIN stories AS s ON s.id = t.title_story" in each for each in statements) == 1
