"""Filing a feed's entries: each becomes a new story, an edit of one, or another entry of one that is there."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from briefing.model.filing import Filed, Filing, entry_key, text_digest
from briefing.store.instants import A_DAY, stored
from briefing.store.texts import Kept, index_texts, keep_first_text, keep_text, title_hash

UNSTABLE = "unstable ids: entries were matched by title and day"
_FLOOD = 20
"""Entries from which on a feed may be found to have unstable ids."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: int
    story: int
    canonical: str
    title: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class _Desk:
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


def file_entries(connection: sqlite3.Connection, feed_id: int, filings: Sequence[Filing], at: datetime) -> Filed:
    """File one document's entries; of entries with the same key the last counts."""
    keyed = {_key(filing): filing for filing in filings}
    desk = _Desk(connection, feed_id, at, _shared_addresses(keyed.values()))
    entries = _entries(desk, keyed)
    renamed = _lookalikes(desk, keyed, entries)
    entries.update(renamed)
    new, changed = [], []
    for key, filing in keyed.items():
        entry = _same_article(desk, key, filing, entries.get(key))
        if entry is not None:
            if _edit(desk, entry, filing):
                changed.append(entry.story)
        else:
            story_id, fresh = _join_or_begin(desk, filing)
            _add_entry(desk, key, filing, story_id)
            if fresh:
                new.append(story_id)
    _mark_seen(desk, keyed)
    index_texts(connection, desk.kept)
    edited = tuple(dict.fromkeys(story for story in changed if story not in new))
    return Filed(tuple(new), edited, len(keyed) - len(new) - len(changed), (UNSTABLE,) if renamed else ())


def _key(filing: Filing) -> str:
    return filing.key or entry_key(filing.guid, filing.canonical, filing.title, filing.text)


def _shared_addresses(filings: Iterable[Filing]) -> frozenset[str]:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for filing in filings:
        titles[filing.canonical].add(filing.title.casefold())
    return frozenset(address for address, different in titles.items() if len(different) > 2)


def _entries(desk: _Desk, keys: Iterable[str]) -> dict[str, _Entry]:
    rows = desk.connection.execute(
        """
        SELECT key, id, story_id, canonical, title, sha256 FROM entries
        WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))
        """,
        (desk.feed_id, json.dumps(list(keys))),
    )
    return {
        key: _Entry(number, story, canonical, title, digest) for key, number, story, canonical, title, digest in rows
    }


def _lookalikes(desk: _Desk, keyed: Mapping[str, Filing], known: Mapping[str, _Entry]) -> dict[str, _Entry]:
    """Return entries that came under new keys though they are there, where that is the habit of the feed.

    A feed that makes up new ids at each fetch would otherwise flood the store: more than half of at least 20 entries
    are new by key, but match stored ones of this feed by title and day. Their keys are brought up to date.
    """
    unknown = {key: filing for key, filing in keyed.items() if key not in known}
    if len(keyed) < _FLOOD or 2 * len(unknown) <= len(keyed) or _is_new(desk):
        return {}
    found: dict[str, _Entry] = {}
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


def _is_new(desk: _Desk) -> bool:
    return (
        desk.connection.execute("SELECT 1 FROM entries WHERE feed_id = ? LIMIT 1", (desk.feed_id,)).fetchone() is None
    )


def _stored_under_title(desk: _Desk, filing: Filing) -> _Entry | None:
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
            "day": _published(desk, filing) // A_DAY,
            "undated": filing.published is None,
        },
    ).fetchone()
    return None if row is None else _Entry(row[0], row[1], row[2], row[3], row[4])


def _same_article(desk: _Desk, key: str, filing: Filing, entry: _Entry | None) -> _Entry | None:
    """Return the stored entry unless its guid was given to another article: address and title both differ."""
    if entry is None or not filing.canonical or not entry.canonical:
        return entry
    if entry.canonical == filing.canonical or entry.title.casefold() == filing.title.casefold():
        return entry
    former = sha256(f"{entry.canonical}\n{entry.title}".encode(errors="replace")).hexdigest()
    desk.connection.execute("UPDATE OR REPLACE entries SET key = ? WHERE id = ?", (f"{key}\n{former}", entry.id))
    return None


def _edit(desk: _Desk, entry: _Entry, filing: Filing) -> bool:
    digest = bytes.fromhex(text_digest(filing.title, filing.text))
    if digest == entry.digest:
        return False
    desk.connection.execute(
        "UPDATE entries SET sha256 = ?, title = ?, canonical = ? WHERE id = ?",
        (digest, filing.title, filing.canonical, entry.id),
    )
    return _keep(desk, entry.story, filing, edited=True)


def _join_or_begin(desk: _Desk, filing: Filing) -> tuple[int, bool]:
    """Return the story that an entry carries, and whether it is new."""
    story_id = _story_at_address(desk, filing) or _story_under_title(desk, filing)
    if story_id is None:
        return _begin(desk, filing), True
    desk.connection.execute(
        """
        UPDATE stories SET
            author = CASE WHEN author = '' THEN :author ELSE author END,
            language = CASE WHEN language = '' THEN :language ELSE language END,
            published = CASE WHEN dated = 0 AND :dated THEN :published ELSE published END,
            dated = max(dated, :dated)
        WHERE id = :id AND (author = '' OR language = '' OR dated < :dated)
        """,
        {
            "id": story_id,
            "author": filing.author,
            "language": filing.language,
            "published": _published(desk, filing),
            "dated": int(filing.published is not None),
        },
    )
    _keep(desk, story_id, filing, edited=False)
    return story_id, False


def _story_at_address(desk: _Desk, filing: Filing) -> int | None:
    address = desk.address(filing)
    row = desk.connection.execute(
        "SELECT id FROM stories WHERE canonical = ? AND canonical <> ''", (address,)
    ).fetchone()
    return None if row is None else int(row["id"])


def _story_under_title(desk: _Desk, filing: Filing) -> int | None:
    """Return the story of the same outlet, title and day, for an entry that has no address of its own."""
    if desk.address(filing) or not filing.title:
        return None
    row = desk.connection.execute(
        """
        SELECT id FROM stories
        WHERE title_hash = ? AND outlet = ? AND published / ? = ?
        ORDER BY id LIMIT 1
        """,
        (title_hash(filing.title), filing.outlet, A_DAY, _published(desk, filing) // A_DAY),
    ).fetchone()
    return None if row is None else int(row["id"])


def _begin(desk: _Desk, filing: Filing) -> int:
    added = desk.connection.execute(
        """
        INSERT INTO stories
            (canonical, url, title, title_hash, outlet, domain, author, published, dated, first_seen, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            desk.address(filing),
            filing.url,
            filing.title,
            title_hash(filing.title),
            filing.outlet,
            filing.domain,
            filing.author,
            _published(desk, filing),
            int(filing.published is not None),
            stored(desk.at),
            filing.language,
        ),
    )
    story_id = int(added.lastrowid or 0)
    first = keep_first_text(
        desk.connection,
        story_id,
        feed_id=desk.feed_id,
        title=filing.title,
        text=filing.text,
        kind=filing.text_kind,
        links=filing.links,
        at=desk.at,
    )
    desk.kept.append(first)
    return story_id


def _keep(desk: _Desk, story_id: int, filing: Filing, *, edited: bool) -> bool:
    kept = keep_text(
        desk.connection,
        story_id,
        feed_id=desk.feed_id,
        title=filing.title,
        text=filing.text,
        kind=filing.text_kind,
        links=filing.links,
        at=desk.at,
        edited=edited,
    )
    if kept is not None:
        desk.kept.append(kept)
    return kept is not None


def _add_entry(desk: _Desk, key: str, filing: Filing, story_id: int) -> None:
    now = stored(desk.at)
    desk.connection.execute(
        """
        INSERT INTO entries
            (feed_id, key, story_id, canonical, title, sha256, published, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            desk.feed_id,
            key,
            story_id,
            filing.canonical,
            filing.title,
            bytes.fromhex(text_digest(filing.title, filing.text)),
            _published(desk, filing),
            now,
            now,
        ),
    )


def _mark_seen(desk: _Desk, keys: Iterable[str]) -> None:
    desk.connection.execute(
        "UPDATE entries SET last_seen = ? WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))",
        (stored(desk.at), desk.feed_id, json.dumps(list(keys))),
    )


def _published(desk: _Desk, filing: Filing) -> int:
    return stored(filing.published or desk.at)
