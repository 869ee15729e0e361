"""Which feeds an address leads to: the feed there, or those that the page there names."""

import asyncio
from collections.abc import Sequence

from briefing.feeds.discovery import WELL_KNOWN
from briefing.model.errors import NetworkError, NotAFeed, NothingFound
from briefing.model.feed import FeedChoice, ParsedFeed, Subscription
from briefing.model.fetched import Failure, Fetched, Unchanged
from briefing.services.jobs import PARSE_SECONDS, find_feeds, parse_document
from briefing.services.network import Fetch
from briefing.services.polite_network import polite_network
from briefing.services.workspace import Workspace
from briefing.text.addresses import host_of, origin_of, resolve_url
from briefing.text.secret_parts import public_address
from briefing.workers.pool import WorkerFailed

MOST_CHOICES = 5
DISCOVER_SECONDS = 10.0
"""Time limit for reading the links of a web page."""
_PAGE_BYTES = 8 * 2**20


async def find_choices(workspace: Workspace, url: str, *, typed: bool) -> tuple[FeedChoice, ...]:
    """Return the feed at `url`, or the working feeds that the page there names, the best first.

    If the page names none, the first that works of the usual places on its host is returned. A page may name a feed on
    a private network only if it is `typed` by the user and on the same origin. Raises NetworkError if nothing answers,
    NothingFound if there is no feed or the page cannot be read.
    """
    async with polite_network(workspace) as fetch_now:
        origin = origin_of(url) if typed else ""
        answer = await fetch_now(url, limit=_PAGE_BYTES, private_origin=origin)
        if isinstance(answer, Failure | Unchanged):
            raise NetworkError(_refusal(url, answer))
        feed = await _parsed(workspace, answer)
        if feed is not None:
            return (_choice(Subscription(url), feed, typed=typed),)
        named = await _named(workspace, answer)
        usual = [Subscription(resolve_url(answer.url, place)) for place in WELL_KNOWN]
        if named:
            tried = [_tried(workspace, fetch_now, each, origin) for each in named[:MOST_CHOICES]]
            found = [choice for choice in await asyncio.gather(*tried) if choice is not None]
        else:
            found = await _first(workspace, fetch_now, usual, origin)
    if not found:
        addresses = ", ".join(public_address(each.url) for each in named[:MOST_CHOICES] or usual)
        raise NothingFound(f"The page at {public_address(url)} is not a feed and names none. Tried: {addresses}.")
    return tuple(found)


async def _first(
    workspace: Workspace, fetch_now: Fetch, places: Sequence[Subscription], origin: str
) -> list[FeedChoice]:
    for each in places:
        choice = await _tried(workspace, fetch_now, each, origin)
        if choice is not None:
            return [choice]
    return []


async def _tried(workspace: Workspace, fetch_now: Fetch, named: Subscription, origin: str) -> FeedChoice | None:
    """Return a feed that a page names if it works, else None; `origin` is the one that may be private, or ""."""
    own = origin if origin_of(named.url) == origin else ""
    answer = await fetch_now(named.url, private_origin=own)
    feed = await _parsed(workspace, answer) if isinstance(answer, Fetched) else None
    return None if feed is None else _choice(named, feed, typed=bool(own))


async def _parsed(workspace: Workspace, answer: Fetched) -> ParsedFeed | None:
    try:
        return await workspace.workers.run(
            parse_document, answer.body, answer.url, answer.content_type, workspace.now(), timeout=PARSE_SECONDS
        )
    except (NotAFeed, WorkerFailed):
        return None


async def _named(workspace: Workspace, page: Fetched) -> Sequence[Subscription]:
    try:
        return await workspace.workers.run(find_feeds, page.body, page.url, page.link, timeout=DISCOVER_SECONDS)
    except WorkerFailed as failure:
        raise NothingFound(f"The page at {public_address(page.url)} cannot be read: {failure}.") from None


def _choice(named: Subscription, feed: ParsedFeed, *, typed: bool) -> FeedChoice:
    newest = feed.entries[0] if feed.entries else None
    return FeedChoice(
        url=named.url,
        name=named.title,
        title=feed.title,
        entries=len(feed.entries),
        newest=newest.title if newest else "",
        at=newest.published if newest else None,
        typed=typed,
    )


def _refusal(url: str, answer: Failure | Unchanged) -> str:
    sentence = answer.sentence if isinstance(answer, Failure) else "it answered that nothing has changed"
    return f"{host_of(url)}: {sentence}"
