"""The network as use cases see it: one function that fetches, within the user's limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Protocol

from briefing import __version__
from briefing.model.fetched import Outcome
from briefing.settings.settings import Settings

USER_AGENT = f"briefing/{__version__} (terminal feed reader)"
FEED_BYTES = 15 * 2**20


class Fetch(Protocol):
    """Fetches one address: the network, or something that stands in for it."""

    async def __call__(
        self,
        url: str,
        *,
        limit: int = FEED_BYTES,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Outcome:
        """Return the body at `url`, that it is unchanged, or why it could not be had."""


@asynccontextmanager
async def network(settings: Settings, stand_in: Fetch | None = None) -> AsyncIterator[Fetch]:
    """Give a fetch function for as long as it is needed: `stand_in` where there is one."""
    if stand_in is not None:
        yield stand_in
        return
    await asyncio.to_thread(import_module, "briefing.web.fetch")  # a heavy import, and the screen may be waiting
    from briefing.web.fetch import Fetcher

    async with Fetcher(
        allow_private=frozenset(settings.allow_private),
        user_agent=USER_AGENT,
        at_once=settings.at_once,
        per_host=settings.per_host,
    ) as fetcher:
        yield fetcher.fetch
