"""Feeds in the store: subscriptions and their polling state."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefing.model.feed import Feed, Move
from briefing.model.full_text import FullText
from briefing.store.timestamps import from_timestamp, from_timestamp_or_none, to_timestamp, to_timestamp_or_none
from briefing.text.addresses import origin_of


def add_feed(
    connection: sqlite3.Connection,
    url: str,
    *,
    title: str = "",
    site: str = "",
    folder: str = "",
    groups: Sequence[str] = (),
    typed: bool = False,
    at: datetime,
) -> Feed:
    """Subscribe to `url` and return its feed. An existing feed joins the groups, a removed one comes back.

    An address that a feed has permanently moved away from leads to that feed.
    """
    moved = connection.execute(
        """
        SELECT f.url FROM former_addresses AS a JOIN feeds AS f ON f.id = a.feed_id
        WHERE a.url = :url AND NOT EXISTS (SELECT 1 FROM feeds WHERE url = :url)
        """,
        {"url": url},
    ).fetchone()
    address = url if moved is None else moved["url"]
    connection.execute(
        """
        INSERT INTO feeds (url, title, site, folder, typed, added) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (url) DO UPDATE SET removed = NULL, typed = max(typed, excluded.typed)
        """,
        (address, title, site, folder, int(typed), to_timestamp(at)),
    )
    found = _feed(connection.execute(_BY_URL, (address,)).fetchone())
    joined = tuple(dict.fromkeys(filter(None, (found.folder, *found.groups, folder, *groups))))
    if joined == (found.folder, *found.groups) or not joined:
        return found
    set_groups(connection, found.id, joined)
    return replace(found, folder=joined[0], groups=joined[1:])


def set_groups(connection: sqlite3.Connection, feed_id: int, groups: Sequence[str]) -> None:
    """Put a feed into these groups and take it out of all others."""
    first, *others = groups or [""]
    connection.execute("UPDATE feeds SET folder = ? WHERE id = ?", (first, feed_id))
    connection.execute(
        "DELETE FROM feed_groups WHERE feed_id = ? AND name NOT IN (SELECT value FROM json_each(?))",
        (feed_id, json.dumps(others)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO feed_groups (feed_id, name) VALUES (?, ?)", [(feed_id, name) for name in others]
    )


def rename_group(connection: sqlite3.Connection, old: str, new: str) -> int:
    """Rename a group, whatever the case of its letters, and return how many feeds are in it."""
    moved = [feed for feed in feeds(connection) if old.casefold() in map(str.casefold, (feed.folder, *feed.groups))]
    for feed in moved:
        names = (new if name.casefold() == old.casefold() else name for name in (feed.folder, *feed.groups))
        set_groups(connection, feed.id, tuple(dict.fromkeys(names)))
    return len(moved)


def remove_feed(connection: sqlite3.Connection, feed_id: int, at: datetime) -> None:
    """Unsubscribe; the feed's stories stay, and `restore_feed` brings it back as it was."""
    connection.execute("UPDATE feeds SET removed = ? WHERE id = ? AND removed IS NULL", (to_timestamp(at), feed_id))


def restore_feed(connection: sqlite3.Connection, feed_id: int) -> None:
    """Bring a removed feed back with its state."""
    connection.execute("UPDATE feeds SET removed = NULL WHERE id = ?", (feed_id,))


def feeds(connection: sqlite3.Connection) -> tuple[Feed, ...]:
    """Return the subscribed feeds, by folder, then title or address."""
    found = [_feed(row) for row in connection.execute(_SUBSCRIBED)]
    return tuple(sorted(found, key=lambda feed: (feed.folder.casefold(), (feed.title or feed.url).casefold(), feed.id)))


def latest_published(connection: sqlite3.Connection, feed_id: int) -> tuple[datetime, ...]:
    """Return when the latest stories of a feed were published, the newest first; those without a date are left out."""
    rows = connection.execute(
        """
        SELECT DISTINCT s.published
        FROM (SELECT story_id FROM entries WHERE feed_id = ? ORDER BY published DESC LIMIT 100) AS latest
        CROSS JOIN stories AS s ON s.id = latest.story_id
        WHERE s.dated = 1 ORDER BY s.published DESC LIMIT 40
        """,
        (feed_id,),
    )
    return tuple(from_timestamp(row["published"]) for row in rows)


def latest_published_of(connection: sqlite3.Connection, feed_ids: Sequence[int]) -> dict[int, tuple[datetime, ...]]:
    """Return what `latest_published` does, by feed."""
    return {feed_id: latest_published(connection, feed_id) for feed_id in feed_ids}


def feed_by(connection: sqlite3.Connection, text: str) -> Feed | None:
    """Return the feed that `text` names: by its id, its address, or a part of title or address that only it has."""
    there = feeds(connection)
    for feed in there:
        if text in (feed.url, str(feed.id)):
            return feed
    part = text.strip().casefold()
    exact = [feed for feed in there if feed.title.casefold() == part]
    holding = exact or [feed for feed in there if part in feed.title.casefold() or part in feed.url.casefold()]
    return holding[0] if part and len(holding) == 1 else None


def save_feeds(connection: sqlite3.Connection, feeds: Sequence[Feed]) -> None:
    """Store the polling state of several feeds; see `save_feed`."""
    for feed in feeds:
        save_feed(connection, feed)


def save_feed(connection: sqlite3.Connection, feed: Feed) -> None:
    """Store the polling state of a feed; a new address is taken unless another feed has it.

    What the user chose for the feed meanwhile, its groups and its full-text mode, stays.
    """
    connection.execute(
        """
        INSERT OR IGNORE INTO former_addresses (feed_id, url)
        SELECT id, url FROM feeds WHERE id = :id AND url <> :url
        """,
        {"id": feed.id, "url": feed.url},
    )
    connection.execute(
        """
        UPDATE feeds SET
            url = CASE WHEN EXISTS (SELECT 1 FROM feeds AS other WHERE other.url = :url AND other.id <> :id)
                THEN url ELSE :url END,
            title = :title, site = :site, typed = :typed, etag = :etag, modified = :modified,
            body_hash = :body_hash, full_fetched = :full_fetched, checked = :checked, succeeded = :succeeded,
            next_check = :next_check, failures = :failures, reason = :reason, failure = :failure, notes = :notes,
            moved_to = :moved_to, moved_since = :moved_since, moved_times = :moved_times, pause = :pause
        WHERE id = :id
        """,
        _state(feed),
    )


def _state(feed: Feed) -> dict[str, object]:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder,
        "typed": int(feed.typed),
        "etag": feed.etag,
        "modified": feed.modified,
        "body_hash": feed.body_hash,
        "full_fetched": to_timestamp_or_none(feed.full_fetched),
        "checked": to_timestamp_or_none(feed.checked),
        "succeeded": to_timestamp_or_none(feed.succeeded),
        "next_check": to_timestamp_or_none(feed.next_check),
        "failures": feed.failures,
        "reason": feed.reason,
        "failure": feed.failure,
        "notes": json.dumps(feed.notes, ensure_ascii=False),
        "moved_to": feed.move.url if feed.move else "",
        "moved_since": to_timestamp_or_none(feed.move.since if feed.move else None),
        "moved_times": feed.move.times if feed.move else 0,
        "pause": feed.pause,
    }


def set_full_text(connection: sqlite3.Connection, feed_id: int, mode: FullText) -> None:
    """Store the full-text mode chosen for a feed."""
    connection.execute("UPDATE feeds SET full_text = ? WHERE id = ?", (mode, feed_id))


def note_refresh(connection: sqlite3.Connection, at: datetime) -> None:
    """Note that a refresh of the feeds has ended."""
    connection.execute(
        "INSERT INTO totals (name, count) VALUES ('refreshed', ?1) ON CONFLICT (name) DO UPDATE SET count = ?1",
        (to_timestamp(at),),
    )


def typed_origins(connection: sqlite3.Connection, story_id: int) -> frozenset[str]:
    """Return the origins (scheme://host:port) of the feeds that have a story and whose address the user typed."""
    rows = connection.execute(
        """
        SELECT DISTINCT f.url FROM entries AS e JOIN feeds AS f ON f.id = e.feed_id
        WHERE e.story_id = ? AND f.typed = 1 AND f.removed IS NULL
        """,
        (story_id,),
    )
    return frozenset(origin_of(row["url"]) for row in rows)


_BY_URL = """
    SELECT id, url, title, site, folder, typed, added, etag, modified, body_hash, full_fetched, checked, succeeded,
        next_check, failures, reason, failure, notes, full_text,
        moved_to, moved_since, moved_times, pause, synced,
        (SELECT json_group_array(name) FROM feed_groups WHERE feed_id = feeds.id) AS groups
    FROM feeds WHERE url = ?
"""

_SUBSCRIBED = """
    SELECT id, url, title, site, folder, typed, added, etag, modified, body_hash, full_fetched, checked, succeeded,
        next_check, failures, reason, failure, notes, full_text,
        moved_to, moved_since, moved_times, pause, synced,
        (SELECT json_group_array(name) FROM feed_groups WHERE feed_id = feeds.id) AS groups
    FROM feeds WHERE removed IS NULL
"""


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        site=row["site"],
        folder=row["folder"],
        groups=tuple(json.loads(row["groups"])),
        typed=bool(row["typed"]),
        added=from_timestamp_or_none(row["added"]),
        etag=row["etag"],
        modified=row["modified"],
        body_hash=row["body_hash"],
        full_fetched=from_timestamp_or_none(row["full_fetched"]),
        checked=from_timestamp_or_none(row["checked"]),
        succeeded=from_timestamp_or_none(row["succeeded"]),
        next_check=from_timestamp_or_none(row["next_check"]),
        failures=row["failures"],
        reason=row["reason"],
        failure=row["failure"],
        notes=tuple(json.loads(row["notes"])),
        full_text=FullText(row["full_text"]),
        pause=row["pause"],
        move=_move(row),
        synced=bool(row["synced"]),
    )


def _move(row: sqlite3.Row) -> Move | None:
    since = from_timestamp_or_none(row["moved_since"])
    return None if since is None else Move(row["moved_to"], since, row["moved_times"])
