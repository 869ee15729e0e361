"""The Google Reader API as FreshRSS, Miniflux and others speak it.

The protocol is described at https://feedhq.readthedocs.io/en/latest/api/reference.html.
"""

import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import aiohttp

from briefing.model.errors import NetworkError
from briefing.model.sync import MarkChange, RemoteEntry, RemoteFeed, RemoteMarks
from briefing.sync.server import answered, refused

NAME = "The sync server"
SECONDS = 30.0
"""Time limit for one request."""
MOST_BYTES = 64 * 2**20
"""Largest answer."""
MOST_IDS = 200_000
"""A server that lists more unread or starred entries is refused."""
FRESHRSS_PATH = "/api/greader.php"
"""Where FreshRSS has the API, if `url` names only its start page."""
_IDS, _CONTENTS, _EDITS = 10_000, 200, 100
"""How many ids are asked for, entries fetched and entries marked with one request."""
_OVERLAP = timedelta(hours=1)
"""How far the next sync goes back: the time that a server compares with may lag."""

_WIDE = str.maketrans("＆＜＞＂＾？＼／，；", '&<>"^?\\/,;')
"""FreshRSS writes these signs in their wide forms, lest a client takes them for markup."""
_WIDE_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of the languages that use wide signs themselves."""

_READING_LIST = "user/-/state/com.google/reading-list"
_READ = "user/-/state/com.google/read"
_STARRED = "user/-/state/com.google/starred"


class GoogleReaderServer:
    """An account on a server with the Google Reader API."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        """Use `session`, which holds the authorisation; `log_in` makes one."""
        self._session = session
        self._base = base
        self._token = ""
        self._marks: RemoteMarks | None = None
        self.cursor = ""

    @classmethod
    async def log_in(cls, url: str, user: str, password: str, *, agent: str) -> Self:
        """Log in to the account. Raises NetworkError."""
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        session = aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": agent})
        server = cls(session, url.rstrip("/"))
        try:
            server._session.headers["Authorization"] = f"GoogleLogin auth={await server._authorise(user, password)}"
        except BaseException:
            await session.close()
            raise
        return server

    async def feeds(self) -> tuple[RemoteFeed, ...]:
        """Return the feeds of the account, each in its groups."""
        answer = await self._json("GET", "subscription/list", {})
        return tuple(_feed(each) for each in _objects(answer, "subscriptions"))

    async def entries(
        self, cursor: str, known: frozenset[str], since: datetime
    ) -> AsyncIterator[tuple[RemoteEntry, ...]]:
        """Yield the entries that are not `known`."""
        begun = datetime.now(UTC)
        start = datetime.fromtimestamp(int(cursor), UTC) if cursor else since
        unread = await self._ids({"s": _READING_LIST, "xt": _READ})
        starred = await self._ids({"s": _STARRED})
        recent = await self._ids({"s": _READING_LIST, "ot": str(int(start.timestamp()))})
        self._marks = RemoteMarks(unread, starred)
        wanted = sorted((unread | starred | recent) - known, key=int)
        for group in _groups(wanted, _CONTENTS):
            answer = await self._json("POST", "stream/items/contents", {}, [("i", each) for each in group])
            yield tuple(self._entry(each, self._marks) for each in _objects(answer, "items"))
        self.cursor = str(int((begun - _OVERLAP).timestamp()))

    async def marks(self) -> RemoteMarks | None:
        """Return the marks that `entries` read before it."""
        return self._marks

    async def push(self, changes: Sequence[MarkChange]) -> AsyncIterator[tuple[str, ...]]:
        """Mark entries in groups of those that take the same marks."""
        kinds: dict[tuple[bool | None, bool | None], list[str]] = {}
        for change in changes:
            kinds.setdefault((change.read, change.starred), []).append(change.id)
        for (read, starred), ids in kinds.items():
            edits = [*_edit(_READ, read), *_edit(_STARRED, starred)]
            for group in _groups(ids, _EDITS):
                for edit in edits:
                    await self._write("edit-tag", [edit, *(("i", each) for each in group)])
                yield tuple(group)

    async def close(self) -> None:
        """End the connections."""
        await self._session.close()

    async def _authorise(self, user: str, password: str) -> str:
        """Return the authorisation; find the API below the start page of FreshRSS too."""
        form = [("Email", user), ("Passwd", password)]
        status, body = await self._send("POST", f"{self._base}/accounts/ClientLogin", {}, form)
        elsewhere = status in range(300, 400) or status in (404, 405)
        if elsewhere and not self._base.endswith(FRESHRSS_PATH):
            self._base += FRESHRSS_PATH
            status, body = await self._send("POST", f"{self._base}/accounts/ClientLogin", {}, form)
        if status != 200:
            raise answered(NAME, status)
        lines = body.decode(errors="replace").splitlines()
        found = next((line.removeprefix("Auth=").strip() for line in lines if line.startswith("Auth=")), "")
        if not found or not found.isprintable():
            raise refused(NAME)
        return found

    async def _ids(self, asked: Mapping[str, str]) -> frozenset[str]:
        """Return all ids of a stream, page by page; a list that does not end is refused."""
        ids: set[str] = set()
        place = ""
        while True:
            more = {"c": place} if place else {}
            answer = await self._json("GET", "stream/items/ids", {**asked, "n": str(_IDS), **more})
            page = {_decimal(each.get("id")) for each in _objects(answer, "itemRefs")}
            grown = len(ids | page) > len(ids)
            ids |= page
            place = str(answer.get("continuation", ""))
            if not place or not grown:
                return frozenset(ids)
            if len(ids) > MOST_IDS:
                raise NetworkError(f"{NAME} lists more than {MOST_IDS:,} unread or starred entries.")

    async def _write(self, path: str, form: list[tuple[str, str]]) -> None:
        """Send a change with a token, which is renewed once if the server says that it is too old."""
        for attempt in range(2):
            if not self._token:
                self._token = (await self._read("GET", "token", {})).decode(errors="replace").strip()
            status, _ = await self._send("POST", self._address(path), {}, [("T", self._token), *form])
            if status == 200:
                return
            self._token = ""
            if attempt or status not in (400, 401):
                raise answered(NAME, status)

    async def _json(
        self, method: str, path: str, asked: Mapping[str, str], form: list[tuple[str, str]] | None = None
    ) -> dict[str, Any]:
        body = await self._read(method, path, {**asked, "output": "json"}, form)
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise _unreadable() from None
        if not isinstance(answer, dict):
            raise _unreadable()
        return answer

    async def _read(
        self, method: str, path: str, asked: Mapping[str, str], form: list[tuple[str, str]] | None = None
    ) -> bytes:
        status, body = await self._send(method, self._address(path), asked, form)
        if status != 200:
            raise answered(NAME, status)
        return body

    async def _send(
        self, method: str, address: str, asked: Mapping[str, str], form: list[tuple[str, str]] | None = None
    ) -> tuple[int, bytes]:
        try:
            async with self._session.request(
                method, address, params=asked, data=form, allow_redirects=False
            ) as response:
                body = bytearray()
                async for part in response.content.iter_chunked(2**16):
                    body += part
                    if len(body) > MOST_BYTES:
                        raise NetworkError(f"{NAME} sends more than {MOST_BYTES // 2**20} MB at once.")
                return response.status, bytes(body)
        except TimeoutError:
            raise NetworkError(f"{NAME} did not answer within {SECONDS:.0f} seconds.") from None
        except (aiohttp.ClientError, ValueError) as error:
            raise NetworkError(f"{NAME} cannot be reached ({type(error).__name__}).") from None

    def _address(self, path: str) -> str:
        return f"{self._base}/reader/api/0/{path}"

    def _entry(self, given: dict[str, Any], marks: RemoteMarks) -> RemoteEntry:
        entry = _decimal(given.get("id"))
        origin = given.get("origin")
        body = given.get("content") or given.get("summary")
        published = given.get("published")
        return RemoteEntry(
            id=entry,
            feed=str(origin.get("streamId", "")) if isinstance(origin, dict) else "",
            url=_link(given.get("canonical")) or _link(given.get("alternate")),
            title=_as_written(given.get("title", "")),
            html=str(body.get("content", "")) if isinstance(body, dict) else "",
            author=_as_written(given.get("author", "")),
            published=_moment(published),
            read=entry not in marks.unread,
            starred=entry in marks.starred,
        )


def _feed(given: dict[str, Any]) -> RemoteFeed:
    categories = given.get("categories")
    listed = categories if isinstance(categories, list) else []
    labels = [_as_written(each["label"]) for each in listed if isinstance(each, dict) and each.get("label")]
    return RemoteFeed(
        id=str(given.get("id", "")),
        url=str(given.get("url", "")),
        title=_as_written(given.get("title", "")),
        site=str(given.get("htmlUrl", "")),
        folder=labels[0] if labels else "",
        groups=tuple(labels[1:]),
    )


def _as_written(given: Any) -> str:
    text = str(given)
    return text if _WIDE_SCRIPTS.search(text) else text.translate(_WIDE)


def _edit(mark: str, value: bool | None) -> Iterable[tuple[str, str]]:
    return () if value is None else (("a" if value else "r", mark),)


def _groups(ids: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _objects(answer: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    given = answer.get(name)
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise _unreadable()
    return given


def _decimal(given: Any) -> str:
    """Return an id in its short form, a signed decimal number; the long form ends with 16 hexadecimal digits."""
    text = str(given)
    try:
        if not text.startswith("tag:"):
            return str(int(text))
        number = int(text.rpartition("/")[2], 16)
    except ValueError:
        raise _unreadable() from None
    return str(number - 2**64 if number >= 2**63 else number)


def _link(given: Any) -> str:
    first = given[0] if isinstance(given, list) and given else None
    return str(first.get("href", "")) if isinstance(first, dict) else ""


def _moment(given: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _unreadable() -> NetworkError:
    return NetworkError(f"{NAME} does not speak the Google Reader API; check `kind` and `url` under [sync].")
