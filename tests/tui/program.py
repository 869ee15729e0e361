"""The services over a store of the test's own; only the network is not the real one."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from briefing.model.actor_override import ActorOverrides
from briefing.model.feed import Feed
from briefing.model.fetched import Failure, Fetched, Unchanged
from briefing.model.inbox import InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.services.jobs import read_batch
from briefing.services.network import FEED_BYTES
from briefing.services.screen_services import ScreenServices
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import actor_overrides as override_table
from briefing.store import feeds as feed_table
from briefing.store import views as view_table
from briefing.store.database import Database, open_database
from briefing.text.addresses import host_of
from tests.services.feeds import Item, paragraphs, rss
from tests.tui.builders import NOW, Filed, ThreadSpec, file_threads, subscribe, thread_id
from tests.tui.morning import COMPLETE, FEEDS, thread_specs

T = TypeVar("T")
QUIET = Settings(refresh_on_start=False, refresh_while_reading=False, browser="true")
"""No refresh by itself, and a browser that does nothing."""


class Network:
    """Answers with `bodies` by address; a subscribed feed that has none is unchanged, nothing else is there."""

    def __init__(self, feeds: Sequence[Feed]) -> None:
        self.bodies: dict[str, tuple[bytes, str]] = {}
        self.asked: list[str] = []
        self.stopped = False
        """Whether a fetch was given up while it waited."""
        self.go_on = asyncio.Event()
        self.go_on.set()
        self._feeds = [feed.url for feed in feeds]
        self._let_through: frozenset[str] = frozenset()

    def serve(self, url: str, body: str, kind: str = "application/rss+xml") -> None:
        """Answer with `body` at an address from now on."""
        self.bodies[url.rstrip("/")] = body.encode(), kind

    def publish(self, *titles: str) -> None:
        """Have the first feed bring one story of a few words for each of these titles."""
        items = [Item(title, f"https://eastwire.example/new/{n}", NOW, title) for n, title in enumerate(titles)]
        self.serve(self._feeds[0], rss("Eastwire, world", *items))

    def hold(self, *, but: int = 0) -> None:
        """Have fetches wait until `go_on` is set, all but those of the first feeds."""
        self.go_on.clear()
        self._let_through = frozenset(self._feeds[:but])

    async def __call__(
        self,
        url: str,
        *,
        limit: int = FEED_BYTES,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Fetched | Unchanged | Failure:
        """Answer as the network does, once `go_on` is set."""
        del limit, etag, modified, private_origin
        self.asked.append(url)
        if url not in self._let_through:
            await self._held()
        if url.rstrip("/") in self.bodies:
            body, kind = self.bodies[url.rstrip("/")]
            return Fetched(body, url, None, None, None, kind, 200)
        return Unchanged() if url in self._feeds else Failure("HTTP 404", f"{host_of(url)} cannot be reached", 404)

    async def _held(self) -> None:
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.stopped = True
            raise


def page_of(title: str, text: str) -> str:
    """Return a web page with an article."""
    article = f"<article><h1>{title}</h1>{paragraphs(text)}</article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>"


class Inline:
    """Runs what worker processes run at once, in this process."""

    size = 1

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        """Return `function(*args)`."""
        del timeout
        return function(*args)

    async def room(self) -> None:
        """Do not wait: nothing does."""

    def close(self) -> None:
        """End nothing."""


class Held(Inline):
    """Reads no texts before `go_on` is set."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.read: list[int] = []
        """The snapshots that were asked for."""

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        """Return `function(*args)`."""
        if function is read_batch:
            self.read += [text.id for text in args[0]]
            await self.go_on.wait()
        return await super().run(function, *args, timeout=timeout)


@dataclass
class Program:
    """What a test hands to the app, and what it asks the store afterwards."""

    workspace: Workspace
    network: Network
    filed: Filed

    def __post_init__(self) -> None:
        self.services = ScreenServices(self.workspace)

    def ask(self, question: Callable[..., T], *args: Any, **named: Any) -> T:
        """Return what the store answers."""
        return self.workspace.database.look(question, *args, **named)

    def tell(self, step: Callable[..., T], *args: Any, **named: Any) -> T:
        """Write to the store behind the app's back."""
        return self.workspace.database.call(step, *args, **named)

    @property
    def rows(self) -> list[ThreadRow]:
        """All threads, part by part, each in its order."""
        parts = (self.ask(view_table.thread_rows, InboxFilter(part=each), now=NOW, limit=10_000) for each in InboxPart)
        return [row for rows in parts for row in rows]

    def row(self, number: int) -> ThreadRow:
        """Return the row of the thread that was filed at place `number`."""
        row = self.ask(view_table.thread_row, self.filed.threads[number], NOW)
        assert row is not None
        return row

    def verdicts(self, *numbers: int) -> list[Verdict]:
        """Return the verdicts of the threads that were filed at these places."""
        return [self.row(number).verdict for number in numbers]

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that are subscribed to."""
        return self.ask(feed_table.feeds)

    @property
    def actor_wishes(self) -> ActorOverrides:
        """What the user said about actors."""
        return self.ask(override_table.overrides)


def give_score(connection: sqlite3.Connection, number: int, score: float) -> None:
    """Give a thread another score, as a refresh does."""
    connection.execute("UPDATE threads SET score = ? WHERE id = ?", (score, thread_id(number)))


def remove_thread(connection: sqlite3.Connection, number: int) -> None:
    """Remove a thread with all that belongs to it."""
    connection.execute("DELETE FROM memberships WHERE thread_id = ?", (thread_id(number),))
    connection.execute("DELETE FROM threads WHERE id = ?", (thread_id(number),))


@asynccontextmanager
async def program(
    count: int = COMPLETE,
    *,
    feeds: int = len(FEEDS),
    settings: Settings = QUIET,
    threads: Sequence[ThreadSpec] | None = None,
    open_store: Callable[[Path], Database] = open_database,
    workers: Inline | None = None,
) -> AsyncIterator[Program]:
    """Open the services over a copy of the morning with `count` threads, or over `threads`."""
    home = Path(tempfile.mkdtemp(prefix="briefing-test-"))
    places = places_under(home)
    filed, stored = _stored(tuple(threads) if threads is not None else thread_specs(count), feeds)
    places.store.parent.mkdir(parents=True, exist_ok=True)
    places.store.write_bytes(stored)
    network = Network(FEEDS)
    workspace = Workspace(places, settings, open_store(places.store), workers or Inline(), lambda: NOW, network)  # type: ignore[arg-type]
    try:
        yield Program(workspace, network, filed)
    finally:
        workspace.close()
        shutil.rmtree(home, ignore_errors=True)


def stored_morning() -> bytes:
    """Return the file of a store of the whole morning."""
    return _stored(thread_specs(COMPLETE), len(FEEDS))[1]


@cache
def _stored(threads: tuple[ThreadSpec, ...], feeds: int) -> tuple[Filed, bytes]:
    """Return a store of these threads as the bytes of its file: it is made once and copied for each test."""
    with tempfile.TemporaryDirectory(prefix="briefing-test-") as folder:
        database = open_database(places_under(Path(folder)).store)
        subscribed = subscribe(database, FEEDS[:feeds])
        filed = file_threads(database, threads, subscribed) if threads else Filed()
        database.close()
        return filed, places_under(Path(folder)).store.read_bytes()
