"""Miniflux, through its official client (https://miniflux.app/docs/api.html)."""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import miniflux
import requests

from briefing.model.errors import NetworkError
from briefing.model.sync import MarkChange, RemoteEntry, RemoteFeed, RemoteMarks
from briefing.sync.server import answered

T = TypeVar("T")

NAME = "Miniflux"
SECONDS = 30.0
"""Time limit for one request."""
PAGE = 250
"""Entries asked for at a time."""
_AT_ONCE = 500
"""Entries marked with one request."""
_OVERLAP = timedelta(seconds=2)
"""How far the next sync goes back: the server counts whole seconds, and asking twice changes nothing."""


class MinifluxServer:
    """An account on a Miniflux server."""

    def __init__(self, url: str, user: str, password: str, *, agent: str) -> None:
        """Use `password` as an API key if there is no `user`. Raises NetworkError if the address cannot be used."""
        self._ahead: timedelta | None = None
        self._begun: datetime | None = None
        self.cursor = ""
        session = requests.Session()
        session.max_redirects = 0  # a redirect would carry the password to another machine
        session.hooks["response"].append(self._note_clock)
        named: dict[str, Any] = {"username": user, "password": password} if user else {"api_key": password}
        try:
            self._client = miniflux.Client(url, timeout=SECONDS, user_agent=agent, session=session, **named)
        except ValueError as error:
            raise NetworkError(f"{NAME} cannot be asked: {error}.") from error

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return the feeds of the account, each in the category that it has there."""
        listed = await self._ask(self._client.get_feeds)
        return tuple(_feed(each) for each in _objects(listed))

    async def entries(
        self, cursor: str, known: frozenset[str], since: datetime
    ) -> AsyncIterator[tuple[RemoteEntry, ...]]:
        """Yield the entries that changed since `cursor`, known ones too: their marks may have changed."""
        del known
        self._begin()
        if cursor:
            passes: tuple[dict[str, Any], ...] = ({"changed_after": int(cursor)},)
        else:
            passes = ({"status": "unread"}, {"starred": "true"}, {"published_after": int(since.timestamp())})
        given: set[int] = set()
        for asked in passes:
            async for page in self._pages(asked):
                fresh = [each for each in page if each["id"] not in given]
                given.update(each["id"] for each in fresh)
                yield tuple(self._entry(each) for each in fresh)
        if self._begun is not None:
            self.cursor = str(int((self._begun - _OVERLAP).timestamp()))

    async def marks(self) -> RemoteMarks | None:
        """Return None: the marks come with the entries that changed."""
        return None

    async def push(self, changes: Sequence[MarkChange]) -> AsyncIterator[tuple[str, ...]]:
        """Mark entries as read or unread in groups, and star them one by one."""
        for status in ("read", "unread"):
            ids = [int(each.id) for each in changes if each.read is (status == "read") and each.starred is None]
            for start in range(0, len(ids), _AT_ONCE):
                group = ids[start : start + _AT_ONCE]
                await self._ask(self._client.update_entries, group, status)
                yield tuple(map(str, group))
        for change in changes:
            if change.starred is not None:
                await self._star(change)
                yield (change.id,)

    async def close(self) -> None:
        """End the connections."""
        await asyncio.to_thread(self._client.close)

    async def _star(self, change: MarkChange) -> None:
        """Set both marks of one entry. The server can only toggle a star, so its present state is read first."""
        try:
            entry = await self._ask(self._client.get_entry, int(change.id), missing_is_none=True)
            if entry is None:
                return
            if bool(entry["starred"]) is not change.starred:
                await self._ask(self._client.toggle_bookmark, int(change.id))
            if change.read is not None:
                status = "read" if change.read else "unread"
                await self._ask(self._client.update_entries, [int(change.id)], status)
        except (KeyError, TypeError) as error:
            raise _unreadable() from error

    async def _pages(self, asked: dict[str, Any]) -> AsyncIterator[list[dict[str, Any]]]:
        last = 0
        while True:
            answer = await self._ask(
                self._client.get_entries, **asked, order="id", direction="asc", limit=PAGE, after_entry_id=last
            )
            listed = _objects(answer.get("entries") if isinstance(answer, dict) else None)
            if not all(isinstance(each.get("id"), int) for each in listed):
                raise _unreadable()
            if listed:
                yield listed
            if len(listed) < PAGE:
                return
            newest = max(each["id"] for each in listed)
            if newest <= last:
                raise _unreadable()  # the page does not come after the last one, so the list would never end
            last = newest

    async def _ask(self, function: Callable[..., T], *args: Any, missing_is_none: bool = False, **named: Any) -> T:
        try:
            return await asyncio.to_thread(functools.partial(function, *args, **named))
        except miniflux.ResourceNotFound:
            if missing_is_none:
                return None  # type: ignore[return-value]
            raise answered(NAME, 404) from None
        except miniflux.ClientError as error:
            raise answered(NAME, error.status_code) from error
        except requests.TooManyRedirects:
            raise NetworkError(f"{NAME} sends us to another address; put that into `url` under [sync].") from None
        except requests.Timeout:
            raise NetworkError(f"{NAME} did not answer within {SECONDS:.0f} seconds.") from None
        except requests.JSONDecodeError:
            raise _unreadable() from None
        except requests.RequestException as error:
            raise NetworkError(f"{NAME} cannot be reached ({type(error).__name__}).") from None

    def _begin(self) -> None:
        self._begun = None

    def _note_clock(self, response: requests.Response, *_args: Any, **_named: Any) -> None:
        """Note the clock of the server at its first answer, and how far it is ahead of ours."""
        try:
            there = parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):
            there = datetime.now(UTC)
        self._begun = self._begun or there
        if self._ahead is None:
            self._ahead = there - datetime.now(UTC)

    def _entry(self, given: dict[str, Any]) -> RemoteEntry:
        changed = _moment(given.get("changed_at"))
        return RemoteEntry(
            id=str(given["id"]),
            feed=str(given.get("feed_id", "")),
            url=str(given.get("url", "")),
            title=str(given.get("title", "")),
            html=str(given.get("content", "")),
            author=str(given.get("author", "")),
            published=_moment(given.get("published_at")),
            read=given.get("status") != "unread",
            starred=bool(given.get("starred")),
            changed=None if changed is None else changed - (self._ahead or timedelta()),
        )


def _feed(given: dict[str, Any]) -> RemoteFeed:
    category = given.get("category")
    folder = category.get("title", "") if isinstance(category, dict) else ""
    return RemoteFeed(
        id=str(given.get("id", "")),
        url=str(given.get("feed_url", "")),
        title=str(given.get("title", "")),
        site=str(given.get("site_url", "")),
        folder=str(folder),
        failure=str(given.get("parsing_error_message") or ""),
    )


def _objects(given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise _unreadable()
    return given


def _unreadable() -> NetworkError:
    return NetworkError(f"The server does not answer as {NAME} does; check `kind` and `url` under [sync].")


def _moment(given: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(given).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
