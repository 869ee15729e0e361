"""Synchronisation with real servers: what is there comes here, and decisions on either side reach the other one."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.model.refresh import RefreshFinished
from briefing.model.sync import SyncTotals
from briefing.model.verdict import Verdict
from briefing.services import sync as sync_service
from briefing.services.decisions import Decisions
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import feeds as feed_table
from briefing.store.database import open_database
from briefing.workers.pool import WorkerPool
from tests.servers import NotInstalled, RealServer, freshrss, miniflux_server
from tests.services.conftest import Clock, Site
from tests.services.feeds import Item, rss

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]

PORT, FIRE, VOTE = "Cranes stop at Velmar & Sons", "Fire at a cannery", "Tax bill goes to the floor"


@pytest.fixture(scope="module", params=[miniflux_server, freshrss], ids=["miniflux", "freshrss"])
def running_server(request: pytest.FixtureRequest) -> Iterator[RealServer]:
    """A server that stays for the tests of this module."""
    try:
        with request.param() as server:
            yield server
    except NotInstalled as error:
        pytest.skip(str(error))


@pytest.fixture
async def server(running_server: RealServer, site: Site) -> AsyncIterator[RealServer]:
    """The server with two feeds."""
    now = datetime.now(UTC)
    wire = [
        Item(PORT, "https://wire.example/port", now - timedelta(hours=2), "The cranes stopped on Friday."),
        Item(FIRE, "https://wire.example/fire", now - timedelta(hours=3), "Three people died in Morrow Bay."),
    ]
    herald = [Item(VOTE, "https://herald.example/vote", now - timedelta(hours=4), "Hauliers plan a go-slow.")]
    site.serve("/wire", rss("Northwire", *wire))
    site.serve("/herald", rss("Orsina Herald", *herald))
    await asyncio.to_thread(running_server.subscribe, f"{site.base}/wire", "World")
    await asyncio.to_thread(running_server.subscribe, f"{site.base}/herald", "Orsina")
    yield running_server
    for path in ("/wire", "/herald"):
        await asyncio.to_thread(running_server.unsubscribe, f"{site.base}{path}")


@asynccontextmanager
async def client(folder: Path, server: RealServer, workers: WorkerPool) -> AsyncIterator[Workspace]:
    """A program that synchronises with the server."""
    places = places_under(folder)
    places.store.parent.mkdir(parents=True, exist_ok=True)
    settings = Settings(full_text="off", sync={"kind": server.kind, "url": server.url, "user": server.user})
    database = open_database(places.store)
    clock = Clock(datetime.now(UTC))
    try:
        yield Workspace(places, settings, database, workers, clock)
    finally:
        database.close()


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch, running_server: RealServer) -> None:
    """The password in the environment."""
    monkeypatch.setenv(sync_service.PASSWORD_VARIABLE, running_server.password)


async def exchange(workspace: Workspace) -> SyncTotals:
    """Synchronise at a later moment."""
    clock = workspace.clock
    assert isinstance(clock, Clock)
    clock.at = max(datetime.now(UTC), clock.at + timedelta(seconds=1))
    totals: RefreshFinished = await refresh(workspace, (), lambda _event: None, with_server=True)
    assert totals.sync is not None
    return totals.sync


async def threads(workspace: Workspace) -> dict[str, tuple[str, Verdict]]:
    """Return id and verdict of every thread, by its title."""
    return await workspace.database.read(_threads)


def _threads(connection: sqlite3.Connection) -> dict[str, tuple[str, Verdict]]:
    rows = connection.execute(
        """
        SELECT t.id, t.verdict, s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story
        WHERE t.closed IS NULL
        """
    )
    return {row["title"]: (row["id"], Verdict(row["verdict"])) for row in rows}


async def decide(workspace: Workspace, title: str, verdict: Verdict) -> None:
    """Decide on the thread with a title."""
    clock = workspace.clock
    assert isinstance(clock, Clock)
    clock.at = max(datetime.now(UTC), clock.at + timedelta(seconds=1))
    thread, _ = (await threads(workspace))[title]
    await Decisions(workspace).give_verdict([thread], verdict)


async def verdict_on(workspace: Workspace, title: str) -> Verdict:
    """Return the verdict on the thread with a title."""
    return (await threads(workspace))[title][1]


async def test_feeds_groups_and_entries_come_from_the_server(
    server: RealServer, site: Site, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        totals = await exchange(workspace)
        assert (totals.feeds >= 2, totals.entries, totals.new_stories, totals.problems) == (True, 3, 3, ())
        feeds = {feed.url: feed for feed in await workspace.database.read(feed_table.feeds)}
        assert feeds[f"{site.base}/wire"].folder == "World"
        assert feeds[f"{site.base}/herald"].synced
        assert set(await threads(workspace)) == {PORT, FIRE, VOTE}
        again = await exchange(workspace)
        assert (again.new_stories, again.decided, again.marked) == (0, 0, 0)


async def test_the_program_does_not_fetch_what_the_server_keeps(
    server: RealServer, site: Site, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        site.asked.clear()
        await refresh(workspace, None, lambda _event: None)
        assert site.asked == []
        settings = Settings(full_text="off", allow_private=(site.base.removeprefix("http://"),))
        alone = replace(workspace, clock=Clock(datetime.now(UTC) + timedelta(days=1)), settings=settings)
        await refresh(alone, None, lambda _event: None)
        assert set(site.asked) == {"/wire", "/herald"}


async def test_decisions_here_reach_the_server_and_undo_takes_them_back(
    server: RealServer, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        for title, verdict in ((PORT, Verdict.FOLLOW), (FIRE, Verdict.BRIEF), (VOTE, Verdict.DROP)):
            await decide(workspace, title, verdict)
        totals = await exchange(workspace)
        assert (totals.marked, totals.waiting) == (3, 0)
        assert server.marks() == {PORT: (False, True), FIRE: (True, True), VOTE: (True, False)}
        for _ in range(3):
            await Decisions(workspace).undo()
        await exchange(workspace)
        assert set(server.marks().values()) == {(False, False)}


async def test_marks_on_the_server_become_verdicts_and_back(
    server: RealServer, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        server.mark(PORT, starred=True)
        server.mark(VOTE, read=True)
        totals = await exchange(workspace)
        assert totals.decided == 2
        assert await verdict_on(workspace, PORT) is Verdict.FOLLOW
        assert await verdict_on(workspace, VOTE) is Verdict.DROP
        assert await verdict_on(workspace, FIRE) is Verdict.NEW
        server.mark(PORT, starred=False)
        server.mark(VOTE, read=False)
        await exchange(workspace)
        assert {verdict for _, verdict in (await threads(workspace)).values()} == {Verdict.NEW}


async def test_two_clients_agree_through_the_server(server: RealServer, tmp_path: Path, workers: WorkerPool) -> None:
    async with client(tmp_path / "desk", server, workers) as desk, client(tmp_path / "train", server, workers) as train:
        await exchange(desk)
        await exchange(train)
        await decide(desk, PORT, Verdict.FOLLOW)
        await decide(desk, VOTE, Verdict.DROP)
        await exchange(desk)
        await exchange(train)
        assert await verdict_on(train, PORT) is Verdict.FOLLOW
        assert await verdict_on(train, VOTE) is Verdict.DROP
        await decide(train, PORT, Verdict.NEW)
        await exchange(train)
        await exchange(desk)
        assert await verdict_on(desk, PORT) is Verdict.NEW


async def test_decisions_made_offline_catch_up(
    server: RealServer, site: Site, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        gone = {**workspace.settings.sync, "url": f"{site.base}/gone"}
        offline = replace(workspace, settings=replace(workspace.settings, sync=gone))
        await decide(workspace, PORT, Verdict.FOLLOW)
        server.mark(VOTE, read=True)
        failed = await refresh(offline, (), lambda _event: None, with_server=True)
        assert failed.problems
        assert await verdict_on(workspace, PORT) is Verdict.FOLLOW
        await exchange(workspace)
        assert server.marks()[PORT] == (False, True)
        assert await verdict_on(workspace, VOTE) is Verdict.DROP


async def test_a_story_that_follows_reopens_what_was_only_read_on_the_server(
    server: RealServer, site: Site, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        server.mark(VOTE, read=True)
        await exchange(workspace)
        assert await verdict_on(workspace, VOTE) is Verdict.DROP
        server.mark(VOTE, read=False)
        await exchange(workspace)
        assert await verdict_on(workspace, VOTE) is Verdict.NEW


async def test_a_feed_that_left_the_server_leaves_here_and_its_stories_stay(
    server: RealServer, site: Site, tmp_path: Path, workers: WorkerPool
) -> None:
    async with client(tmp_path, server, workers) as workspace:
        await exchange(workspace)
        await asyncio.to_thread(server.unsubscribe, f"{site.base}/herald")
        await exchange(workspace)
        urls = {feed.url for feed in await workspace.database.read(feed_table.feeds)}
        assert f"{site.base}/herald" not in urls
        assert VOTE in await threads(workspace)
        await asyncio.to_thread(server.subscribe, f"{site.base}/herald", "Orsina")
