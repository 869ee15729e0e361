"""Threads: the number of a search hit in its thread, and which threads are like one."""

from briefing.model.inbox import InboxFilter
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.threads import MOST_RELATED, Threads, closest
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


def named(**threads: str) -> dict[str, frozenset[str]]:
    return {actor: frozenset(each.split()) for actor, each in threads.items()}


def test_threads_that_share_rare_actors_come_first() -> None:
    assert closest(named(brandt="t-1 t-2", velmar="t-1", orsina="t-2 t-3")) == ("t-1", "t-2")


def test_one_shared_actor_is_not_enough_however_rare() -> None:
    assert closest(named(brandt="t-1")) == ()


def test_actors_that_stand_in_many_threads_make_none_alike() -> None:
    everywhere = " ".join(f"t-{number}" for number in range(20))
    assert closest(named(orsina=everywhere, lund=everywhere)) == ()


def test_no_more_than_four_are_told() -> None:
    several = "t-1 t-2 t-3 t-4 t-5 t-6"
    assert len(closest(named(a=several, b=several))) == MOST_RELATED
