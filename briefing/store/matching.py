"""Matching an entry with the stored ones: whether it is there already, and which story it belongs to."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from briefing.model.filing import Filing
from briefing.store.texts import Kept, title_hash
from briefing.store.timestamps import A_DAY, to_timestamp

_FLOOD = 20
"""The number of entries from which a feed can be found to have unstable ids."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry: its story, and the address and text that its feed gave last."""

    id: int
    story: int
    canonical: str
    title: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class FilingContext:
    """The feed whose entries are being filed, and what is known about them."""

    connection: sqlite3.Connection
    feed_id: int
    at: datetime
    shared: frozenset[str]
    """Addresses that several entries of this document have under different titles: they identify no article."""
    kept: list[Kept] = field(default_factory=list)
    """Texts that still have to be added to the index."""

    def address(self, filing: Filing) -> str:
        """Return the address that identifies this article, or ""."""
        return "" if filing.canonical in self.shared else filing.canonical


def entries_of(context: FilingContext, keys: Iterable[str]) -> dict[str, Entry]:
    """Return the stored entries of this feed that have one of these keys, by key."""
    rows = context.connection.execute(
        """
        SELECT key, id, story_id, canonical, title, sha256 FROM entries
        WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))
        """,
        (context.feed_id, json.dumps(list(keys))),
    )
    return {
        key: Entry(number, story, canonical, title, digest) for key, number, story, canonical, title, digest in rows
    }


def entries_under_new_keys(
    context: FilingContext, keyed: Mapping[str, Filing], known: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Return the stored entries that came under new keys, if the feed makes up new ids at each fetch.

    Such a feed would otherwise flood the store. It is recognised if more than half of at least 20 entries are new by
    key but match stored entries of this feed by title and day. Their keys are updated.
    """
    unknown = {key: filing for key, filing in keyed.items() if key not in known}
    if len(keyed) < _FLOOD or 2 * len(unknown) <= len(keyed) or _is_new(context):
        return {}
    found: dict[str, Entry] = {}
    taken = {entry.id for entry in known.values()}
    for key, filing in unknown.items():
        entry = _stored_under_title(context, filing)
        if entry is not None and entry.id not in taken:
            found[key] = entry
            taken.add(entry.id)
    if 2 * len(found) <= len(keyed):
        return {}
    context.connection.executemany(
        "UPDATE entries SET key = ? WHERE id = ?", [(key, entry.id) for key, entry in found.items()]
    )
    return found


def same_article(context: FilingContext, key: str, filing: Filing, entry: Entry | None) -> Entry | None:
    """Return the stored entry, or None if its guid was given to another article: address and title both differ."""
    if entry is None or not filing.canonical or not entry.canonical:
        return entry
    if entry.canonical == filing.canonical or entry.title.casefold() == filing.title.casefold():
        return entry
    former = sha256(f"{entry.canonical}\n{entry.title}".encode(errors="replace")).hexdigest()
    context.connection.execute("UPDATE OR REPLACE entries SET key = ? WHERE id = ?", (f"{key}\n{former}", entry.id))
    return None


def story_at_address(context: FilingContext, filing: Filing) -> int | None:
    """Return the story that has the address of an entry, or that took over a story with that address."""
    address = context.address(filing)
    row = context.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.canonical = ? AND s.canonical <> ''
        """,
        (address,),
    ).fetchone()
    return None if row is None else int(row["id"])


def story_under_title(context: FilingContext, filing: Filing) -> int | None:
    """Return the story of the same outlet, title and day, for an entry without an address of its own."""
    if context.address(filing) or not filing.title:
        return None
    row = context.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.title_hash = ? AND s.outlet = ? AND s.published / ? = ?
        ORDER BY s.id LIMIT 1
        """,
        (title_hash(filing.title), filing.outlet, A_DAY, published_of(context, filing) // A_DAY),
    ).fetchone()
    return None if row is None else int(row["id"])


def published_of(context: FilingContext, filing: Filing) -> int:
    """Return the publication time of an entry as it is stored; an undated entry is dated now."""
    return to_timestamp(filing.published or context.at)


def _is_new(context: FilingContext) -> bool:
    return (
        context.connection.execute("SELECT 1 FROM entries WHERE feed_id = ? LIMIT 1", (context.feed_id,)).fetchone()
        is None
    )


def _stored_under_title(context: FilingContext, filing: Filing) -> Entry | None:
    row = context.connection.execute(
        """
        SELECT e.id, e.story_id, e.canonical, e.title, e.sha256
        FROM stories AS s JOIN entries AS e ON e.story_id = s.id AND e.feed_id = :feed
        WHERE s.title_hash = :hash AND (s.published / :a_day = :day OR (:undated AND s.dated = 0))
        ORDER BY e.id LIMIT 1
        """,
        {
            "feed": context.feed_id,
            "hash": title_hash(filing.title),
            "a_day": A_DAY,
            "day": published_of(context, filing) // A_DAY,
            "undated": filing.published is None,
        },
    ).fetchone()
    return None if row is None else Entry(row[0], row[1], row[2], row[3], row[4])
