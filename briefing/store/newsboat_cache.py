"""Reads newsboat's cache, an SQLite file of its own, without changing it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from briefing.frozen import dataclass
from briefing.model.errors import UsageError
from briefing.model.feed import Subscription
from briefing.model.sync import RemoteEntry
from briefing.text.secret_parts import login_url

MOST_FEEDS = 1_000
MOST_ITEMS = 20_000
"""The newest items that are taken."""
_HEADER = b"SQLite format 3\0"
_LONGEST_TEXT = 200_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class NewsboatCache:
    """The feeds of a cache and their items, the newest first; the id of an item is its guid."""

    feeds: tuple[Subscription, ...]
    items: tuple[RemoteEntry, ...]
    notes: tuple[str, ...] = ()


def is_database(path: Path) -> bool:
    """Return whether the file at `path` is an SQLite database; False if it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


def read_cache(path: Path) -> NewsboatCache:
    """Return what newsboat's cache at `path` holds. Raises UsageError if it is another database, or damaged."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.text_factory = _text
            return _read(connection, path)
    except sqlite3.Error as error:
        raise UsageError(f"The database {path} cannot be read ({error}).") from None


def _read(connection: sqlite3.Connection, path: Path) -> NewsboatCache:
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(rss_item)")}
    if (
        not {"rss_feed", "rss_item"} <= tables
        or not {"guid", "title", "url", "feedurl", "pubDate", "unread"} <= columns
    ):
        raise UsageError(f"The database {path} is not the cache of newsboat, and no list of feeds.")
    listed = [
        Subscription(row["rssurl"], row["title"] or "")
        for row in connection.execute("SELECT rssurl, title FROM rss_feed ORDER BY rowid")
        if login_url(str(row["rssurl"]))
    ]
    flags, deleted = (name if name in columns else default for name, default in (("flags", "''"), ("deleted", "0")))
    rows = connection.execute(
        f"""
        SELECT guid, title, author, url, feedurl, pubDate, substr(content, 1, {_LONGEST_TEXT}) AS content, unread,
            coalesce({flags}, '') <> '' AS flagged
        FROM rss_item WHERE NOT {deleted} ORDER BY pubDate DESC LIMIT {MOST_ITEMS + 1}
        """  # noqa: S608 - the columns are named above
    ).fetchall()
    notes = []
    if len(listed) > MOST_FEEDS:
        notes.append(f"the cache has {len(listed):,} feeds: the first {MOST_FEEDS:,} were taken")
    if len(rows) > MOST_ITEMS:
        notes.append(f"the newest {MOST_ITEMS:,} items of the cache were taken")
    return NewsboatCache(tuple(listed[:MOST_FEEDS]), tuple(_item(row) for row in rows[:MOST_ITEMS]), tuple(notes))


def _item(row: sqlite3.Row) -> RemoteEntry:
    return RemoteEntry(
        id=str(row["guid"] or row["url"]),
        feed=str(row["feedurl"]),
        url=str(row["url"] or ""),
        title=str(row["title"] or ""),
        html=str(row["content"] or ""),
        author=str(row["author"] or ""),
        published=_moment(row["pubDate"]),
        read=not row["unread"],
        starred=bool(row["flagged"]),
    )


def _moment(seconds: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _text(value: bytes) -> str:
    return value.decode(errors="replace")
