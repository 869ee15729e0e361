"""The network as the use cases see it: one function that fetches an address within the user's limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Protocol

from briefing import __version__
from briefing.model.fetched import Outcome
from briefing.settings.settings import Settings
from briefing.web.host_turns import RestingHosts

USER_AGENT = f"briefing/{__version__} (terminal feed reader)"
FEED_BYTES = 15 * 2**20
"""Largest feed, after decompression."""


class Fetch(Protocol):
    """A function that fetches one address, over the network or from a stand-in for it."""

    async def __call__(
        self,
        url: str,
        *,
        limit: int = FEED_BYTES,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Outcome:
        """Return the document at `url`, Unchanged, or the failure; `limit` is in bytes. See `web.fetch.Fetcher`."""


@asynccontextmanager
async def network(
    settings: Settings, stand_in: Fetch | None = None, *, resting: RestingHosts | None = None
) -> AsyncIterator[Fetch]:
    """Provide a fetch function while the context is open: `stand_in` if there is one.

    It sends nothing to `resting` hosts, and adds those that ask to be left alone.
    """
    if stand_in is not None:
        yield stand_in
        return
    await asyncio.to_thread(import_module, "briefing.web.fetch")  # a slow import, and the screen may be waiting
    from briefing.web.fetch import Fetcher

    async with Fetcher(
        allow_private=frozenset(settings.allow_private),
        user_agent=USER_AGENT,
        at_once=settings.at_once,
        per_host=settings.per_host,
        resting=resting,
    ) as fetcher:
        yield fetcher.fetch
