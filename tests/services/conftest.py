"""A real server that serves feeds and pages, and a workspace over an empty store."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store.database import open_database
from briefing.workers.pool import WorkerPool


@dataclass
class Clock:
    """A clock that a test moves on."""

    at: datetime = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        """Move the clock on."""
        self.at += timedelta(**span)


@dataclass
class Site:
    """What the server serves: bodies by path, and what it was asked for."""

    base: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Headers of the answers with a status, by path."""
    asked: list[str] = field(default_factory=list)
    not_modified: int = 0
    hang: set[str] = field(default_factory=set)

    def serve(self, path: str, body: str, kind: str = "application/rss+xml") -> str:
        """Serve `body` at `path` and return its address."""
        self.bodies[path], self.types[path] = body.encode(), kind
        return self.base + path

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request as a server with ETags does."""
        path = request.path
        self.asked.append(path)
        if path in self.hang:
            await asyncio.sleep(3600)
        if path in self.statuses:
            return web.Response(status=self.statuses[path], headers=self.headers.get(path))
        if path not in self.bodies:
            return web.Response(status=404)
        tag = f'"{hash(self.bodies[path])}"'
        if request.headers.get("If-None-Match") == tag:
            self.not_modified += 1
            return web.Response(status=304)
        return web.Response(body=self.bodies[path], headers={"ETag": tag, "Content-Type": self.types[path]})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A server on the loopback address."""
    served = Site()
    application = web.Application()
    application.router.add_get("/{path:.*}", served.answer)
    server = TestServer(application)
    await server.start_server()
    served.base = str(server.make_url("")).rstrip("/")
    yield served
    await server.close()


@pytest.fixture
def clock() -> Clock:
    """A clock at the morning of the tests."""
    return Clock()


@pytest.fixture(scope="session")
def workers() -> Iterator[WorkerPool]:
    """Worker processes for all tests: those that have read the lexicons and weights serve one test after another."""
    pool = WorkerPool()
    yield pool
    pool.close()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock, workers: WorkerPool) -> Iterator[Workspace]:
    """A workspace over an empty store."""
    places = places_under(tmp_path)
    database = open_database(places.store)
    yield Workspace(places, Settings(), database, workers, clock)
    database.close()
