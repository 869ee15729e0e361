"""Entries whose stories were pruned: what they are known by if their feed gives them again, so that they stay away."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from briefing.store.timestamps import A_DAY

_BORDER = "pruned before"
"""The total that holds the latest border."""


class EntryFacts(NamedTuple):
    """What an entry is recognised by."""

    key: str
    canonical: str
    title: str
    published: int
    dated: bool


class _Marks(NamedTuple):
    """The hashes of an entry: 8 bytes each in the store, where its words would take hundreds."""

    key: int
    key_and_title: int
    article: int
    """Its address and title; without an address, its day and title."""


def note_pruned(connection: sqlite3.Connection, stories: str, border: int) -> None:
    """Note the entries of stories from before `border` (a JSON list of ids) that are about to be deleted."""
    rows = connection.execute(
        """
        SELECT feed_id, key, canonical, title, published FROM entries
        WHERE story_id IN (SELECT value FROM json_each(?))
        """,
        (stories,),
    ).fetchall()
    marks = [(feed_id, mark) for feed_id, *facts in rows for mark in _marks_of(EntryFacts._make((*facts, True)))]
    connection.executemany("INSERT OR IGNORE INTO pruned_entries (feed_id, mark) VALUES (?, ?)", marks)
    connection.execute(
        """
        INSERT INTO totals (name, count) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET count = max(count, excluded.count)
        """,
        (_BORDER, border),
    )


def pruned_keys(connection: sqlite3.Connection, feed_id: int, entries: Iterable[EntryFacts]) -> frozenset[str]:
    """Return the keys of those entries of a feed, none of which is stored, whose stories were pruned.

    An entry under the key of a pruned one is another article if its title is another and its date is after the border:
    some feeds give one guid to many articles.
    """
    if connection.execute("SELECT 1 FROM pruned_entries WHERE feed_id = ? LIMIT 1", (feed_id,)).fetchone() is None:
        return frozenset()
    border = connection.execute("SELECT count FROM totals WHERE name = ?", (_BORDER,)).fetchone()["count"]
    marks = {entry: _marks_of(entry) for entry in entries}
    found = _stored(connection, feed_id, marks)
    return frozenset(
        entry.key
        for entry, (key, key_and_title, article) in marks.items()
        if not found.isdisjoint((key_and_title, article))
        or (key in found and not (entry.dated and entry.published >= border))
    )


def _stored(connection: sqlite3.Connection, feed_id: int, marks: Mapping[EntryFacts, _Marks]) -> frozenset[int]:
    rows = connection.execute(
        "SELECT mark FROM pruned_entries WHERE feed_id = ? AND mark IN (SELECT value FROM json_each(?))",
        (feed_id, json.dumps([mark for each in marks.values() for mark in each])),
    )
    return frozenset(row["mark"] for row in rows)


def _marks_of(entry: EntryFacts) -> _Marks:
    title = " ".join(entry.title.casefold().split())
    return _Marks(
        _hash("key", entry.key),
        _hash("key and title", entry.key, title),
        _hash("article", entry.canonical or str(entry.published // A_DAY), title),
    )


def _hash(*words: str) -> int:
    digest = blake2b("\n".join(words).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
