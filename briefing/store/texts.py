"""The texts of stories: which are kept as snapshots, which one is shown, and many of them read at once."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b

from briefing.frozen import dataclass
from briefing.model.filing import text_digest
from briefing.model.story import Link, TextKind
from briefing.store.timestamps import to_timestamp

LEAD_WORDS = 120
"""How many words of a text grouping reads."""
LEAD_CHARACTERS = 20 * LEAD_WORDS
"""In how many characters of a text they are looked for."""

_RANKS = {TextKind.HEADLINE: 0, TextKind.SUMMARY: 1, TextKind.FULL: 2}


@dataclass(frozen=True, slots=True)
class _Newest:
    id: int
    feed_id: int | None
    kind: TextKind
    digest: bytes
    length: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was kept: its snapshot, and whether it is shown now, in place of the snapshot `former`."""

    story: int
    snapshot: int
    newest: bool
    former: int | None
    words: tuple[str, str] | None = None
    """Its title and text if they are known; else they are read from the store."""


def keep_text(
    connection: sqlite3.Connection,
    story_id: int,
    *,
    feed_id: int | None,
    title: str,
    text: str,
    kind: TextKind,
    links: Sequence[Link],
    at: datetime,
    edited: bool,
) -> Kept | None:
    """Append a snapshot, or return None if it holds nothing new. Call `index_texts` with it afterwards.

    With `edited`, its source gave another text before, so it is a version of its own; otherwise it is kept only if it
    holds more than the newest one. A summary never replaces a full text.
    """
    newest = _newest(connection, story_id)
    digest = bytes.fromhex(text_digest(title, text))
    if newest is not None and newest.digest == digest and _RANKS[kind] <= _RANKS[newest.kind]:
        return None
    former = None if newest is None else newest.id
    better = newest is None or _supersedes(newest, feed_id, kind, len(text))
    if not better and not edited:
        return None
    snapshot_id, fresh = _append(connection, story_id, feed_id, title, text, kind, links, digest, at)
    if better:
        show_text(connection, story_id, snapshot_id, former=former)
    elif fresh:
        _count_versions(connection, story_id)
    return Kept(story_id, snapshot_id, better, former) if fresh or better else None


def keep_first_text(
    connection: sqlite3.Connection,
    story_id: int,
    *,
    feed_id: int,
    title: str,
    text: str,
    kind: TextKind,
    links: Sequence[Link],
    at: datetime,
) -> Kept:
    """Store the first text of a story, without the checks that later texts need."""
    digest = bytes.fromhex(text_digest(title, text))
    snapshot_id = _insert(connection, story_id, feed_id, title, text, kind, links, digest, at)
    connection.execute("UPDATE stories SET newest = ?, versions = 1 WHERE id = ?", (snapshot_id, story_id))
    return Kept(story_id, snapshot_id, newest=True, former=None, words=(title, text))


def show_text(connection: sqlite3.Connection, story_id: int, snapshot_id: int, *, former: int | None) -> Kept:
    """Make a snapshot the one that is shown, in place of `former`; call `index_texts` with it afterwards."""
    title, _ = _words(connection, snapshot_id)
    connection.execute(
        """
        UPDATE stories SET newest = :snapshot, title = :title, title_hash = :hash,
            versions = (SELECT count(*) FROM snapshots WHERE story_id = :story),
            findings_version = coalesce((SELECT version FROM readings WHERE snapshot_id = :snapshot), 0)
        WHERE id = :story
        """,
        {"snapshot": snapshot_id, "title": title, "hash": title_hash(title), "story": story_id},
    )
    return Kept(story_id, snapshot_id, newest=True, former=former)


def unindex_text(connection: sqlite3.Connection, story_id: int, snapshot_id: int) -> None:
    """Remove a story, whose newest snapshot this is, from the index.

    The index stores no texts, so it needs the text again to remove it.
    """
    connection.execute(
        "INSERT INTO text_index (text_index, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (story_id, *_words(connection, snapshot_id)),
    )


def fuller(kind: TextKind, length: int, than_kind: TextKind, than_length: int) -> bool:
    """Return whether a text holds more than another of the same article: by its kind, then by its length."""
    return (_RANKS[kind], length) > (_RANKS[than_kind], than_length)


def index_texts(connection: sqlite3.Connection, kept_texts: Iterable[Kept]) -> None:
    """Add texts that were kept to the index, in the order in which they were kept.

    This comes last in a transaction, with plain values: before any statement of more than one row, the engine writes
    out what the index has gathered, which for one story at a time costs five times as much.
    """
    for kept in kept_texts:
        if not kept.newest:
            continue
        if kept.former is not None:
            unindex_text(connection, kept.story, kept.former)
        connection.execute(
            "INSERT INTO text_index (rowid, title, text) VALUES (?, ?, ?)",
            (kept.story, *(kept.words or _words(connection, kept.snapshot))),
        )


def newest_texts(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the newest text of each of the stories, by story."""
    rows = connection.execute(
        """
        SELECT s.id, t.text
        FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value JOIN snapshots AS t ON t.id = s.newest
        """,
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["text"] for row in rows}


def authors_of(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the author of each of the stories, "" if there is none, by story."""
    rows = connection.execute(
        "SELECT s.id, s.author FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value",
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["author"] for row in rows}


def titles_and_leads(connection: sqlite3.Connection, story_ids: Sequence[int]) -> list[tuple[str, str, str]]:
    """Return title, lead and language of each of the stories, in the order of their ids."""
    rows = connection.execute(
        """
        SELECT s.title, coalesce(substr(n.text, 1, ?2), '') AS beginning, s.language
        FROM json_each(?1) AS wanted JOIN stories AS s ON s.id = wanted.value
        LEFT JOIN snapshots AS n ON n.id = s.newest
        ORDER BY s.id
        """,
        (json.dumps(list(story_ids)), LEAD_CHARACTERS),
    )
    return [(row["title"], lead_of(row["beginning"]), row["language"]) for row in rows]


def titles_and_texts(connection: sqlite3.Connection, digests: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return title and text of the snapshots that have one of these SHA-256 digests (hex), by digest."""
    found = {}
    for digest in digests:
        row = connection.execute(
            "SELECT title, text FROM snapshots WHERE sha256 = ? ORDER BY id LIMIT 1", (bytes.fromhex(digest),)
        ).fetchone()
        if row is not None:
            found[digest] = (row["title"], row["text"])
    return found


def _words(connection: sqlite3.Connection, snapshot_id: int) -> tuple[str, str]:
    row = connection.execute("SELECT title, text FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
    return row["title"], row["text"]


def title_hash(title: str) -> int:
    """Return a hash of the title: 8 bytes in an index, where a title would take a hundred."""
    digest = blake2b(" ".join(title.casefold().split()).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def lead_of(text: str) -> str:
    """Return the lead: the beginning of a text that grouping reads."""
    return " ".join(text[:LEAD_CHARACTERS].split(maxsplit=LEAD_WORDS)[:LEAD_WORDS])


def _supersedes(newest: _Newest, feed_id: int | None, kind: TextKind, length: int) -> bool:
    if _RANKS[kind] != _RANKS[newest.kind]:
        return _RANKS[kind] > _RANKS[newest.kind]
    same_source = feed_id is None or feed_id == newest.feed_id
    return same_source or length > newest.length


def _newest(connection: sqlite3.Connection, story_id: int) -> _Newest | None:
    row = connection.execute(
        """
        SELECT n.id, n.feed_id, n.kind, n.sha256, length(n.text) AS length
        FROM stories AS s JOIN snapshots AS n ON n.id = s.newest
        WHERE s.id = ?
        """,
        (story_id,),
    ).fetchone()
    if row is None:
        return None
    return _Newest(row["id"], row["feed_id"], TextKind(row["kind"]), row["sha256"], row["length"])


def _append(
    connection: sqlite3.Connection,
    story_id: int,
    feed_id: int | None,
    title: str,
    text: str,
    kind: TextKind,
    links: Sequence[Link],
    digest: bytes,
    at: datetime,
) -> tuple[int, bool]:
    """Return the id of the snapshot with this text, and whether it is new."""
    there = connection.execute(
        "SELECT id FROM snapshots WHERE story_id = ? AND sha256 = ? AND kind = ?", (story_id, digest, kind)
    ).fetchone()
    if there is not None:
        return int(there["id"]), False
    return _insert(connection, story_id, feed_id, title, text, kind, links, digest, at), True


def _insert(
    connection: sqlite3.Connection,
    story_id: int,
    feed_id: int | None,
    title: str,
    text: str,
    kind: TextKind,
    links: Sequence[Link],
    digest: bytes,
    at: datetime,
) -> int:
    anchors = [(link.url, link.anchor.start, link.anchor.end) for link in links]
    added = connection.execute(
        """
        INSERT INTO snapshots (story_id, feed_id, kind, taken, sha256, title, links, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (story_id, feed_id, kind, to_timestamp(at), digest, title, json.dumps(anchors, ensure_ascii=False), text),
    )
    return int(added.lastrowid or 0)


def _count_versions(connection: sqlite3.Connection, story_id: int) -> None:
    connection.execute(
        "UPDATE stories SET versions = (SELECT count(*) FROM snapshots WHERE story_id = ?1) WHERE id = ?1", (story_id,)
    )
