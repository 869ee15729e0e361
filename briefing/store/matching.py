"""Telling whether an entry on its way in is one that is there, and which story it belongs to."""

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
"""Entries from which on a feed may be found to have unstable ids."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry: its story, and the address and words that its feed gave last."""

    id: int
    story: int
    canonical: str
    title: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one feed's entries are filed."""

    connection: sqlite3.Connection
    feed_id: int
    at: datetime
    shared: frozenset[str]
    """Addresses that several entries of this document carry under different titles: they tell nothing apart."""
    kept: list[Kept] = field(default_factory=list)
    """The texts that the index has yet to learn."""

    def address(self, filing: Filing) -> str:
        """Return the address that tells this article from others, or ""."""
        return "" if filing.canonical in self.shared else filing.canonical


def entries_of(desk: Desk, keys: Iterable[str]) -> dict[str, Entry]:
    """Return the stored entries of the desk's feed that have one of these keys, by key."""
    rows = desk.connection.execute(
        """
        SELECT key, id, story_id, canonical, title, sha256 FROM entries
        WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))
        """,
        (desk.feed_id, json.dumps(list(keys))),
    )
    return {
        key: Entry(number, story, canonical, title, digest) for key, number, story, canonical, title, digest in rows
    }


def lookalikes(desk: Desk, keyed: Mapping[str, Filing], known: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return entries that came under new keys though they are there, where that is the habit of the feed.

    A feed that makes up new ids at each fetch would otherwise flood the store: more than half of at least 20 entries
    are new by key, but match stored ones of this feed by title and day. Their keys are brought up to date.
    """
    unknown = {key: filing for key, filing in keyed.items() if key not in known}
    if len(keyed) < _FLOOD or 2 * len(unknown) <= len(keyed) or _is_new(desk):
        return {}
    found: dict[str, Entry] = {}
    taken = {entry.id for entry in known.values()}
    for key, filing in unknown.items():
        entry = _stored_under_title(desk, filing)
        if entry is not None and entry.id not in taken:
            found[key] = entry
            taken.add(entry.id)
    if 2 * len(found) <= len(keyed):
        return {}
    desk.connection.executemany(
        "UPDATE entries SET key = ? WHERE id = ?", [(key, entry.id) for key, entry in found.items()]
    )
    return found


def same_article(desk: Desk, key: str, filing: Filing, entry: Entry | None) -> Entry | None:
    """Return the stored entry unless its guid was given to another article: address and title both differ."""
    if entry is None or not filing.canonical or not entry.canonical:
        return entry
    if entry.canonical == filing.canonical or entry.title.casefold() == filing.title.casefold():
        return entry
    former = sha256(f"{entry.canonical}\n{entry.title}".encode(errors="replace")).hexdigest()
    desk.connection.execute("UPDATE OR REPLACE entries SET key = ? WHERE id = ?", (f"{key}\n{former}", entry.id))
    return None


def story_at_address(desk: Desk, filing: Filing) -> int | None:
    """Return the story that has the address of an entry, or that took over one which had."""
    address = desk.address(filing)
    row = desk.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.canonical = ? AND s.canonical <> ''
        """,
        (address,),
    ).fetchone()
    return None if row is None else int(row["id"])


def story_under_title(desk: Desk, filing: Filing) -> int | None:
    """Return the story of the same outlet, title and day, for an entry that has no address of its own."""
    if desk.address(filing) or not filing.title:
        return None
    row = desk.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.title_hash = ? AND s.outlet = ? AND s.published / ? = ?
        ORDER BY s.id LIMIT 1
        """,
        (title_hash(filing.title), filing.outlet, A_DAY, published_of(desk, filing) // A_DAY),
    ).fetchone()
    return None if row is None else int(row["id"])


def published_of(desk: Desk, filing: Filing) -> int:
    """Return when an entry was published, as it is stored; an undated one is dated now."""
    return to_timestamp(filing.published or desk.at)


def _is_new(desk: Desk) -> bool:
    return (
        desk.connection.execute("SELECT 1 FROM entries WHERE feed_id = ? LIMIT 1", (desk.feed_id,)).fetchone() is None
    )


def _stored_under_title(desk: Desk, filing: Filing) -> Entry | None:
    row = desk.connection.execute(
        """
        SELECT e.id, e.story_id, e.canonical, e.title, e.sha256
        FROM stories AS s JOIN entries AS e ON e.story_id = s.id AND e.feed_id = :feed
        WHERE s.title_hash = :hash AND (s.published / :a_day = :day OR (:undated AND s.dated = 0))
        ORDER BY e.id LIMIT 1
        """,
        {
            "feed": desk.feed_id,
            "hash": title_hash(filing.title),
            "a_day": A_DAY,
            "day": published_of(desk, filing) // A_DAY,
            "undated": filing.published is None,
        },
    ).fetchone()
    return None if row is None else Entry(row[0], row[1], row[2], row[3], row[4])
