"""Items that the last document of a feed had, by a digest of what the feed gave: filing them again changes nothing."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from briefing.store.matching import Entry


def known_items(connection: sqlite3.Connection, feed_id: int) -> dict[int, str]:
    """Return the digests of the items of a feed that are filed, each with the key of its entry."""
    rows = connection.execute(
        """
        SELECT k.digest, e.key
        FROM known_items AS k
        CROSS JOIN entries AS e ON e.id = k.entry_id AND e.feed_id = k.feed_id
        CROSS JOIN stories AS s ON s.id = e.story_id
        WHERE k.feed_id = ? AND s.dated = 1
        """,
        (feed_id,),
    )
    return {row["digest"]: row["key"] for row in rows}


def entries_of_items(connection: sqlite3.Connection, feed_id: int, digests: Iterable[int]) -> dict[str, Entry]:
    """Return the entries of known items, by key."""
    rows = connection.execute(
        """
        SELECT e.key, e.id, e.story_id, e.canonical, e.title, e.sha256, e.published, s.dated
        FROM json_each(?) AS wanted
        CROSS JOIN known_items AS k ON k.feed_id = ? AND k.digest = wanted.value
        CROSS JOIN entries AS e ON e.id = k.entry_id AND e.feed_id = k.feed_id
        CROSS JOIN stories AS s ON s.id = e.story_id
        """,
        (json.dumps(list(digests)), feed_id),
    )
    return {key: Entry(*columns) for key, *columns in rows}


def note_items(
    connection: sqlite3.Connection, feed_id: int, unchanged: Iterable[int], filed: Mapping[str, int]
) -> None:
    """Store which items the last document of a feed had: those `unchanged`, and others by the keys of their entries.

    The digest 0 stands for an item that has to be filed again.
    """
    connection.execute(
        "DELETE FROM known_items WHERE feed_id = ? AND digest NOT IN (SELECT value FROM json_each(?))",
        (feed_id, json.dumps(list(unchanged))),
    )
    connection.executemany(
        """
        INSERT OR REPLACE INTO known_items (feed_id, digest, entry_id)
        SELECT feed_id, ?, id FROM entries WHERE feed_id = ? AND key = ?
        """,
        [(digest, feed_id, key) for key, digest in filed.items() if digest],
    )
