"""The network as the use cases see it: one function that fetches an address within the user's limits."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import import_module
from typing import Protocol

from briefing import __version__
from briefing.model.fetched import Failure, Fetched, Outcome, Unchanged
from briefing.services.keyring_vault import SecretsError
from briefing.services.secrets import Secrets
from briefing.settings.settings import Settings
from briefing.text.addresses import origin_of
from briefing.text.secret_parts import has_secrets, is_hidden, masked, with_login
from briefing.web.host_turns import RestingHosts

USER_AGENT = f"briefing/{__version__} (+https://pypi.org/project/briefing-desk/)"
NO_SECRET = "no secret"  # noqa: S105 - the reason of a failure
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
    settings: Settings,
    stand_in: Fetch | None = None,
    *,
    secrets: Secrets | None = None,
    resting: RestingHosts | None = None,
    room: Callable[[], Awaitable[None]] | None = None,
) -> AsyncIterator[Fetch]:
    """Provide a fetch function while the context is open: `stand_in` if there is one.

    With `secrets`, it takes the addresses of the store, and no answer has a secret of the user in it. It sends nothing
    to `resting` hosts, and adds those that ask to be left alone. Requests wait for `room`; see `web.fetch.Fetcher`.
    """
    async with _fetching(settings, stand_in, resting, room) as fetch_now:
        yield _revealing(fetch_now, secrets) if secrets is not None else fetch_now


@asynccontextmanager
async def _fetching(
    settings: Settings,
    stand_in: Fetch | None,
    resting: RestingHosts | None,
    room: Callable[[], Awaitable[None]] | None,
) -> AsyncIterator[Fetch]:
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
        room=room,
    ) as fetcher:
        yield fetcher.fetch


def _revealing(fetch: Fetch, secrets: Secrets) -> Fetch:
    """Return a fetch function that takes stored addresses, and whose answers have no secret of the user in them."""

    async def fetch_revealed(
        url: str,
        *,
        limit: int = FEED_BYTES,
        etag: str | None = None,
        modified: str | None = None,
        private_origin: str = "",
    ) -> Outcome:
        try:
            real = await asyncio.to_thread(secrets.address, url)  # a keyring may ask the user to unlock it
        except SecretsError:
            real = url
        if real == url and is_hidden(url):
            return Failure(NO_SECRET, f"its token or password is not in {secrets.path.name}; add the feed again")
        answer = await fetch(real, limit=limit, etag=etag, modified=modified, private_origin=private_origin)
        return (
            answer if isinstance(answer, Failure) else await asyncio.to_thread(_without_secrets, answer, real, secrets)
        )

    return fetch_revealed


def _without_secrets(answer: Fetched | Unchanged, real: str, secrets: Secrets) -> Fetched | Unchanged:
    permanent = answer.permanent_url
    if permanent is not None and has_secrets(real):
        permanent = secrets.keep(with_login(permanent, real) if origin_of(permanent) == origin_of(real) else permanent)
    elif permanent is not None and has_secrets(permanent):
        permanent = None  # an address that the server gave a token is asked for again each time
    if not has_secrets(real):
        return replace(answer, permanent_url=permanent)
    answer = replace(answer, url=masked(answer.url, real), permanent_url=permanent)
    if isinstance(answer, Fetched):
        body = masked(answer.body.decode("utf-8", "surrogateescape"), real).encode("utf-8", "surrogateescape")
        return replace(answer, body=body, link=masked(answer.link, real))
    return answer
