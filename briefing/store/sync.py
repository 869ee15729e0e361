"""Synchronisation in the store: which feeds and entries a server keeps, and what both sides say of them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.feed import Feed
from briefing.model.sync import MarkChange, RemoteEntry, RemoteFeed, RemoteMarks
from briefing.model.verdict import Verdict
from briefing.store.batches import next_batch
from briefing.store.feeds import add_feed, feeds, remove_feed, set_groups
from briefing.store.timestamps import from_timestamp_or_none, to_timestamp, to_timestamp_or_none
from briefing.store.verdict_log import State, append_event

KEY_PREFIX = "sync:"
"""What the keys of entries from a server begin with, before their ids there."""


@dataclass(frozen=True, slots=True)
class SyncedEntry:
    """One entry of the server, whose story is in a thread here."""

    id: str
    read: bool
    starred: bool
    """What both sides agreed on last; so `agreed` was the verdict of its thread."""
    agreed: Verdict
    server_read: bool
    server_starred: bool
    server_changed: datetime | None


@dataclass(frozen=True, slots=True)
class SyncedThread:
    """A thread with all of its entries that the server keeps."""

    id: str
    verdict: Verdict
    decided: datetime | None
    """When its verdict changed last; None if it never did."""
    by_sync: bool
    """Whether its verdict was taken from the server."""
    whole: bool
    """Whether the server keeps every story of the thread."""
    entries: tuple[SyncedEntry, ...]


def cursor_of(connection: sqlite3.Connection, account: str) -> str:
    """Return where the next synchronisation with an account goes on; "" if it is the first one.

    What is known of another account is forgotten: its feeds are fetched by this program until the new server has them.
    """
    row = connection.execute("SELECT account, cursor FROM sync_server").fetchone()
    if row is not None and row["account"] == account:
        return str(row["cursor"])
    connection.execute("DELETE FROM sync_entries")
    connection.execute("DELETE FROM sync_feeds")
    connection.execute("UPDATE feeds SET synced = 0 WHERE synced = 1")
    connection.execute(
        "INSERT OR REPLACE INTO sync_server (id, account, cursor, synced) VALUES (1, ?, '', 0)", (account,)
    )
    return ""


def save_cursor(connection: sqlite3.Connection, cursor: str, at: datetime) -> None:
    """Store where the next synchronisation goes on."""
    connection.execute("UPDATE sync_server SET cursor = ?, synced = ?", (cursor, to_timestamp(at)))


def last_synced(connection: sqlite3.Connection, account: str) -> datetime | None:
    """Return when the last synchronisation with an account ended; None if there was none."""
    row = connection.execute("SELECT synced FROM sync_server WHERE account = ? AND synced > 0", (account,)).fetchone()
    return None if row is None else from_timestamp_or_none(row["synced"])


def take_feeds(connection: sqlite3.Connection, remote: Sequence[RemoteFeed], at: datetime) -> Mapping[str, Feed]:
    """Subscribe to the feeds of the server and unsubscribe from those that it no longer has.

    Return the subscribed ones by their ids on the server. A feed that the user removed here stays removed.
    """
    former = dict(map(tuple, connection.execute("SELECT remote, feed_id FROM sync_feeds").fetchall()))
    for feed in remote:
        taken = former.get(feed.id)
        if taken is None:
            taken = add_feed(connection, feed.url, title=feed.title, site=feed.site, at=at).id
            connection.execute("INSERT INTO sync_feeds (remote, feed_id) VALUES (?, ?)", (feed.id, taken))
        connection.execute(
            """
            UPDATE feeds SET synced = 1,
                title = CASE WHEN title = '' THEN :title ELSE title END,
                site = CASE WHEN site = '' THEN :site ELSE site END
            WHERE id = :id
            """,
            {"id": taken, "title": feed.title, "site": feed.site},
        )
        set_groups(connection, taken, (feed.folder, *feed.groups))
    for gone in former.keys() - {feed.id for feed in remote}:
        remove_feed(connection, former[gone], at)
        connection.execute("DELETE FROM sync_feeds WHERE remote = ?", (gone,))
    subscribed = {feed.id: feed for feed in feeds(connection)}
    rows = connection.execute("SELECT remote, feed_id FROM sync_feeds")
    return {row["remote"]: subscribed[row["feed_id"]] for row in rows if row["feed_id"] in subscribed}


def note_checks(
    connection: sqlite3.Connection, failures: Mapping[str, str], at: datetime, next_check: datetime
) -> None:
    """Note that the server was asked for its feeds, with why it could not fetch one, by the ids on the server."""
    connection.executemany(
        """
        UPDATE feeds SET checked = :at, next_check = :next,
            succeeded = CASE WHEN :failure = '' THEN :at ELSE succeeded END,
            failures = CASE WHEN :failure = '' THEN 0 ELSE failures + 1 END, reason = :reason, failure = :failure
        WHERE id = (SELECT feed_id FROM sync_feeds WHERE remote = :remote)
        """,
        [
            {
                "remote": remote,
                "at": to_timestamp(at),
                "next": to_timestamp(next_check),
                "failure": failure,
                "reason": "sync server" if failure else "",
            }
            for remote, failure in failures.items()
        ],
    )


def count_feeds(connection: sqlite3.Connection) -> int:
    """Return how many feeds the server kept at the last synchronisation."""
    return int(connection.execute("SELECT count(*) AS feeds FROM sync_feeds").fetchone()["feeds"])


def known_entries(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the entries that the server has sent."""
    return frozenset(row["remote"] for row in connection.execute("SELECT remote FROM sync_entries"))


def note_entries(connection: sqlite3.Connection, feed_id: int, entries: Sequence[RemoteEntry]) -> None:
    """Note the marks that the entries of a feed have on the server."""
    connection.executemany(
        """
        INSERT INTO sync_entries (remote, feed_id, server_read, server_starred, server_changed)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (remote) DO UPDATE SET server_read = excluded.server_read,
            server_starred = excluded.server_starred, server_changed = excluded.server_changed
        """,
        [
            (entry.id, feed_id, int(entry.read), int(entry.starred), to_timestamp_or_none(entry.changed))
            for entry in entries
        ],
    )


def note_marks(connection: sqlite3.Connection, marks: RemoteMarks) -> None:
    """Note the marks of all known entries on a server that lists those that are unread and those that are starred."""
    for column, ids, value in (("server_read", marks.unread, 0), ("server_starred", marks.starred, 1)):
        connection.execute(
            f"""
            UPDATE sync_entries
            SET {column} = CASE WHEN remote IN (SELECT value FROM json_each(:ids)) THEN :value ELSE 1 - :value END
            WHERE {column} <> CASE WHEN remote IN (SELECT value FROM json_each(:ids)) THEN :value ELSE 1 - :value END
            """,  # noqa: S608 - the columns are named above
            {"ids": json.dumps(sorted(ids)), "value": value},
        )


def unsettled_threads(connection: sqlite3.Connection) -> tuple[SyncedThread, ...]:
    """Return the threads of which one side has changed something since both agreed."""
    rows = connection.execute(_UNSETTLED, {"prefix": KEY_PREFIX}).fetchall()
    found: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        found.setdefault(row["thread"], []).append(row)
    return tuple(_thread(thread, members) for thread, members in found.items())


def undecided_members(connection: sqlite3.Connection, feed_ids: Set[int]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return the undecided threads with a story of these feeds, and one entry (feed, key) for each of their stories.

    A story that none of the feeds has gets an entry that is no other's.
    """
    rows = connection.execute(
        """
        SELECT m.thread_id, m.story_id, coalesce(n.feed_id, 0) AS feed_id, coalesce(n.key, m.story_id) AS key
        FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id
        LEFT JOIN entries AS n ON n.story_id = m.story_id AND n.feed_id IN (SELECT value FROM json_each(:feeds))
        WHERE t.closed IS NULL AND t.verdict = 'new' AND t.id IN (
            SELECT o.thread_id FROM entries AS e JOIN memberships AS o ON o.story_id = e.story_id
            WHERE e.feed_id IN (SELECT value FROM json_each(:feeds))
        )
        GROUP BY m.thread_id, m.story_id
        """,
        {"feeds": json.dumps(sorted(feed_ids))},
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        found.setdefault(row["thread_id"], []).append((row["feed_id"], str(row["key"])))
    return {thread: tuple(entries) for thread, entries in found.items()}


def settle_here(
    connection: sqlite3.Connection, decided: Mapping[str, Verdict], agreed: Mapping[str, Verdict], at: datetime
) -> None:
    """Give threads the verdicts that their marks on the server mean, and note on which entries both sides agree.

    `agreed` gives the verdicts of the entries' threads. The verdicts are no decisions of the user here, so undo does
    not take them back.
    """
    for thread, verdict in decided.items():
        event = append_event(connection, next_batch(connection), "carry", thread, State(verdict), at)
        connection.execute("INSERT INTO sync_verdicts (event) VALUES (?)", (event,))
    connection.executemany(
        "UPDATE sync_entries SET read = server_read, starred = server_starred, verdict = ? WHERE remote = ?",
        [(verdict, entry) for entry, verdict in agreed.items()],
    )


def settle_pushed(connection: sqlite3.Connection, pushed: Mapping[str, tuple[MarkChange, Verdict]]) -> None:
    """Note that the server took changes of marks, for threads with these verdicts."""
    connection.executemany(
        """
        UPDATE sync_entries SET verdict = :verdict,
            server_read = coalesce(:read, server_read), read = coalesce(:read, server_read),
            server_starred = coalesce(:starred, server_starred), starred = coalesce(:starred, server_starred)
        WHERE remote = :id
        """,
        [
            {"id": change.id, "read": change.read, "starred": change.starred, "verdict": verdict}
            for change, verdict in pushed.values()
        ],
    )


_UNSETTLED = """
    WITH members AS (
        SELECT e.remote, e.read, e.starred, e.verdict AS agreed, e.server_read, e.server_starred, e.server_changed,
            m.thread_id AS thread, t.verdict, n.story_id AS story
        FROM sync_entries AS e
        JOIN entries AS n ON n.feed_id = e.feed_id AND n.key = :prefix || e.remote
        JOIN memberships AS m ON m.story_id = n.story_id
        JOIN threads AS t ON t.id = m.thread_id
    ), unsettled AS (
        SELECT DISTINCT thread FROM members
        WHERE agreed <> verdict OR read <> server_read OR starred <> server_starred
    )
    SELECT members.*,
        (SELECT max(v.at) FROM verdict_events AS v WHERE v.thread_id = thread) AS decided,
        (SELECT max(v.id) FROM verdict_events AS v WHERE v.thread_id = thread) IN (SELECT event FROM sync_verdicts)
            AS by_sync,
        (SELECT count(*) FROM memberships AS m WHERE m.thread_id = thread) AS stories
    FROM members JOIN unsettled USING (thread) ORDER BY thread, remote
"""


def _thread(thread: str, rows: Sequence[sqlite3.Row]) -> SyncedThread:
    first = rows[0]
    return SyncedThread(
        id=thread,
        verdict=Verdict(first["verdict"]),
        decided=from_timestamp_or_none(first["decided"]),
        by_sync=bool(first["by_sync"]),
        whole=len({row["story"] for row in rows}) == first["stories"],
        entries=tuple(
            SyncedEntry(
                id=row["remote"],
                read=bool(row["read"]),
                starred=bool(row["starred"]),
                agreed=_agreed(row),
                server_read=bool(row["server_read"]),
                server_starred=bool(row["server_starred"]),
                server_changed=from_timestamp_or_none(row["server_changed"]),
            )
            for row in rows
        ),
    )


def _agreed(row: sqlite3.Row) -> Verdict:
    """Return the verdict that both sides agreed on last.

    An entry that has just come shares the verdict of its thread, but the server has yet to learn that it is dropped.
    """
    if row["agreed"]:
        return Verdict(row["agreed"])
    verdict = Verdict(row["verdict"])
    return Verdict.NEW if verdict is Verdict.DROP else verdict
