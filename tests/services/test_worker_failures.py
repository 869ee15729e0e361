"""A failure in a worker affects one page or text; what a refresh does about it is tested in test_refresh_faults."""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from briefing.model.analysis import TextToRead
from briefing.model.errors import NothingFound
from briefing.model.refresh import RefreshEvent
from briefing.services import feed_choice, jobs
from briefing.services.full_text import fetch_full_text
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from briefing.workers.pool import WorkerFailed, WorkerPool
from tests.services.conftest import Site
from tests.services.feeds import PORT, VOTE, Item, rss
from tests.workers import faults

T = TypeVar("T")
ARTICLES = [
    Item("Port stays shut", "https://wire.example/port", datetime(2026, 11, 22, tzinfo=UTC), PORT),
    Item("Fuel tax goes on", "https://wire.example/vote", datetime(2026, 11, 22, tzinfo=UTC), VOTE),
]


class FaultyPool(WorkerPool):
    """A pool whose real workers raise the exception `fault` wherever they should run the job `broken`."""

    broken: Callable[..., Any] | None = None
    fault = ""
    broken_address = ""

    def break_job(self, job: Callable[..., Any], address: str = "") -> None:
        """Break a job from now on, for one address alone if one is given."""
        self.broken, self.broken_address = job, address

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        if function is self.broken and self.broken_address in ("", *args):
            return await super().run(faults.fail, self.fault, timeout=timeout)
        return await super().run(function, *args, timeout=timeout)


@pytest.fixture
async def pool() -> AsyncIterator[FaultyPool]:
    pool = FaultyPool(1)
    yield pool
    pool.close()


@pytest.fixture
def faulty(workspace: Workspace, pool: FaultyPool) -> Workspace:
    return replace(workspace, workers=pool)


def ignore(_event: RefreshEvent) -> None:
    pass


async def test_a_page_that_breaks_the_discovery_gives_a_sentence(
    faulty: Workspace, pool: FaultyPool, site: Site
) -> None:
    page = site.serve("/", "<!doctype html><a href='/rss'>feed</a>", "text/html")
    pool.break_job(jobs.find_feeds)
    for pool.fault in faults.EXCEPTIONS:
        with pytest.raises(NothingFound, match=r"^The page at http\S+ cannot be read: .+\.$"):
            await Feeds(faulty).add(page)


async def test_a_page_that_breaks_the_feed_parser_can_still_name_its_feed(
    faulty: Workspace, pool: FaultyPool, site: Site
) -> None:
    pool.fault = "ValueError"
    page = site.serve("/", "<!doctype html><a href='/rss'>feed</a>", "text/html")
    feed = site.serve("/rss", rss("Wire", ARTICLES[0]))
    pool.break_job(jobs.parse_document, page)
    assert (await Feeds(faulty).add(page)).url == feed


async def test_a_page_that_breaks_the_extraction_gives_a_sentence(
    faulty: Workspace, pool: FaultyPool, site: Site
) -> None:
    page = site.serve("/port", "<!doctype html><p>Port</p>", "text/html")
    await Feeds(faulty).add(site.serve("/feed", rss("Wire", replace(ARTICLES[0], link=page))))
    await refresh(faulty, None, ignore)
    pool.break_job(jobs.extract_article)
    for pool.fault in faults.EXCEPTIONS:
        with pytest.raises(WorkerFailed):
            await fetch_full_text(faulty, 1)


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<![CDAT[", "<!--", "</a ", "<a b=\"'>"])
async def test_a_page_made_to_freeze_the_program_is_answered_in_time(
    workspace: Workspace, site: Site, piece: str
) -> None:
    page = site.serve("/", "<!doctype html>" + piece * (2_000_000 // len(piece)), "text/html")
    started = time.monotonic()
    with pytest.raises(NothingFound):
        await Feeds(workspace).add(page)
    assert time.monotonic() - started < feed_choice.DISCOVER_SECONDS


def test_a_text_that_takes_too_long_is_the_only_one_of_its_batch_that_fails() -> None:
    texts = [
        TextToRead(1, PORT, (), "", seconds=4.0),
        TextToRead(2, "W" * 60_000, (), "", seconds=4.0),
        TextToRead(3, VOTE, (), "", seconds=4.0),
    ]
    started = time.process_time()
    read = jobs.read_batch(texts)
    assert [(each.id, each.failed) for each in read if each.id != 2] == [(1, False), (3, False)]
    assert time.process_time() - started < 20
