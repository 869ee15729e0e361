"""Joining two stories that turned out to be one article: the older one takes over what the other has."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from briefing.model.story import TextKind
from briefing.store.constraints import append_word
from briefing.store.texts import forget_text, fuller, index_texts, show_text
from briefing.store.threads import tidy_threads
from briefing.store.timestamps import to_timestamp

MOST_CLAIMS = 3
"""An address that more stories claimed is a section's front or the template's mistake, and tells nothing.

Those that were joined since are counted too: else a column's pieces would end as one, each coming after the last.
"""


@dataclass(frozen=True, slots=True)
class ClaimedPair:
    """Two stories of which one names the other's address as its own, with their newest titles and texts."""

    kept: int
    former: int
    kept_words: tuple[str, str]
    former_words: tuple[str, str]


def note_claim(connection: sqlite3.Connection, story_id: int, canonical: str, at: datetime) -> None:
    """Note that a story names `canonical` as its true address, unless that is the address it has."""
    connection.execute(
        """
        INSERT OR IGNORE INTO claims (canonical, story_id, at)
        SELECT :canonical, id, :at FROM stories
        WHERE id = coalesce((SELECT story_id FROM joins WHERE former = :story), :story) AND canonical <> :canonical
        """,
        {"canonical": canonical, "story": story_id, "at": to_timestamp(at)},
    )


def claimed_pairs(connection: sqlite3.Connection) -> tuple[ClaimedPair, ...]:
    """Return the pairs of stories, the older first, that claim one address or of which one claims the other's.

    Those that the user holds apart are not among them.
    """
    rows = connection.execute(
        """
        WITH few AS (SELECT canonical FROM claims GROUP BY canonical HAVING count(*) <= :most),
        holders AS (
            SELECT c.canonical, coalesce(j.story_id, c.story_id) AS story_id
            FROM few JOIN claims AS c ON c.canonical = few.canonical LEFT JOIN joins AS j ON j.former = c.story_id
            UNION
            SELECT few.canonical, coalesce(j.story_id, s.id)
            FROM few JOIN stories AS s ON s.canonical = few.canonical AND s.canonical <> ''
            LEFT JOIN joins AS j ON j.former = s.id
        )
        SELECT DISTINCT one.story_id AS kept, other.story_id AS former,
            t.title AS kept_title, t.text AS kept_text, u.title AS former_title, u.text AS former_text
        FROM holders AS one
        JOIN holders AS other ON other.canonical = one.canonical AND other.story_id > one.story_id
        JOIN stories AS a ON a.id = one.story_id JOIN snapshots AS t ON t.id = a.newest
        JOIN stories AS b ON b.id = other.story_id JOIN snapshots AS u ON u.id = b.newest
        ORDER BY kept, former
        """,
        {"most": MOST_CLAIMS},
    ).fetchall()
    return tuple(
        ClaimedPair(
            row["kept"],
            row["former"],
            (row["kept_title"], row["kept_text"]),
            (row["former_title"], row["former_text"]),
        )
        for row in rows
        if not _held_apart(connection, row["kept"], row["former"])
    )


def merge_stories(connection: sqlite3.Connection, kept: int, former: int, at: datetime) -> tuple[str, ...] | None:
    """Make one story of two: `kept` takes over entries, texts and the user's words on `former`.

    The id `former` leads to `kept` from then on; its claims stay its own, so that they are still counted. Returned are
    the threads that the two stood in. Where the user holds the two apart, or one of them is gone already, nothing is
    done and None is returned.
    """
    there = {row["id"] for row in connection.execute(_SHOWN, {"kept": kept, "former": former})}
    if there != {kept, former} or _held_apart(connection, kept, former):
        return None
    pair = {"kept": kept, "former": former, "at": to_timestamp(at)}
    _take_texts(connection, pair)
    for statement in _TAKE_FACTS:
        connection.execute(statement, pair)
    _take_words(connection, kept, former, at)
    touched = _take_place(connection, pair, at)
    connection.execute("UPDATE joins SET story_id = :kept WHERE story_id = :former", pair)
    connection.execute("INSERT INTO joins (former, story_id, at) VALUES (:former, :kept, :at)", pair)
    return touched


def _held_apart(connection: sqlite3.Connection, one: int, other: int) -> bool:
    row = connection.execute(
        "SELECT kind FROM constraints WHERE story_a = ? AND story_b = ? ORDER BY id DESC LIMIT 1",
        (min(one, other), max(one, other)),
    ).fetchone()
    return row is not None and row["kind"] == "cannot"


def _take_texts(connection: sqlite3.Connection, pair: Mapping[str, int]) -> None:
    """Move the texts over and show the fuller of the two newest; words that are there already stay where they are."""
    shown, other = (
        connection.execute(
            """
            SELECT n.id, n.kind, n.title, n.text, n.sha256
            FROM stories AS s JOIN snapshots AS n ON n.id = s.newest WHERE s.id = ?
            """,
            (pair[which],),
        ).fetchone()
        for which in ("kept", "former")
    )
    forget_text(connection, pair["former"], other["id"])
    connection.execute("UPDATE OR IGNORE snapshots SET story_id = :kept WHERE story_id = :former", pair)
    connection.execute("DELETE FROM leads WHERE story_id = :former", pair)
    connection.execute("DELETE FROM story_words WHERE story_id = :former", pair)
    connection.execute("UPDATE stories SET newest = NULL, versions = 0 WHERE id = :former", pair)
    if fuller(TextKind(other["kind"]), len(other["text"]), TextKind(shown["kind"]), len(shown["text"])):
        taken = connection.execute(
            "SELECT id FROM snapshots WHERE story_id = ? AND sha256 = ? AND kind = ?",
            (pair["kept"], other["sha256"], other["kind"]),
        ).fetchone()
        index_texts(connection, (show_text(connection, pair["kept"], taken["id"], former=shown["id"]),))
    connection.execute(
        "UPDATE stories SET versions = (SELECT count(*) FROM snapshots WHERE story_id = :kept) WHERE id = :kept", pair
    )


def _take_words(connection: sqlite3.Connection, kept: int, former: int, at: datetime) -> None:
    """Let the words that stand on the former story and others hold for the kept one, unless a later one stands there.

    A word on the two themselves stays as it was said: undo still finds it, and grouping no longer meets the former.
    """
    for word in _latest_words(connection, former).values():
        other = word["other"]
        if word["kind"] == "free" or other == kept:
            continue
        said = _latest_words(connection, kept).get(other)
        connection.execute(
            "UPDATE constraints SET story_a = ?, story_b = ? WHERE story_a = ? AND story_b = ?",
            (min(kept, other), max(kept, other), min(former, other), max(former, other)),
        )
        if said and said["kind"] == "free" and said["id"] > word["id"]:
            append_word(connection, kept, other, word["kind"], at, word["batch"])


def _latest_words(connection: sqlite3.Connection, story: int) -> dict[int, sqlite3.Row]:
    """Return the latest word on a story and each other one, by the other."""
    rows = connection.execute(
        """
        SELECT id, kind, batch, story_a + story_b - :story AS other FROM constraints
        WHERE :story IN (story_a, story_b) ORDER BY id
        """,
        {"story": story},
    )
    return {row["other"]: row for row in rows}


def _take_place(connection: sqlite3.Connection, pair: Mapping[str, int], at: datetime) -> tuple[str, ...]:
    """Leave one of the two places in threads; a thread that has no story any more leads to the other.

    Where stories stood before decisions is only taken over within one thread: undo would tear the kept story out of
    its own. Return the threads that this changes.
    """
    threads = dict(
        connection.execute("SELECT story_id, thread_id FROM memberships WHERE story_id IN (:kept, :former)", pair)
    )
    heir = threads.get(pair["kept"], threads.get(pair["former"], ""))
    left = threads.get(pair["former"], heir)
    carried = left != heir and _may_carry(connection, left, heir)
    for statement in (*(_TAKE_FORMER_PLACES if left == heir else ()), *_TAKE_PLACE):
        connection.execute(statement, pair)
    touched = tuple(dict.fromkeys(thread for thread in (heir, left) if thread))
    tidy_threads(connection, touched, at, {left: heir} if carried else {})
    if left != heir:
        connection.execute("UPDATE threads SET redirect_to = ? WHERE id = ? AND closed IS NOT NULL", (heir, left))
    return touched


def _may_carry(connection: sqlite3.Connection, left: str, heir: str) -> bool:
    """Tell whether what the user decided on the one thread may stand on the other, of which one story was joined.

    That a single story was set aside says nothing of others that stand with it.
    """
    row = connection.execute("SELECT late FROM threads WHERE id = ?", (left,)).fetchone()
    held = connection.execute("SELECT count(*) FROM memberships WHERE thread_id = ?", (heir,)).fetchone()[0]
    return held == 1 or not row["late"]


_SHOWN = "SELECT id FROM stories WHERE id IN (:kept, :former) AND newest IS NOT NULL"

_TAKE_FACTS = (
    """
    UPDATE stories SET
        author = CASE WHEN stories.author = '' THEN f.author ELSE stories.author END,
        language = CASE WHEN stories.language = '' THEN f.language ELSE stories.language END,
        published = CASE WHEN stories.dated < f.dated THEN f.published ELSE stories.published END,
        dated = max(stories.dated, f.dated)
    FROM (SELECT author, language, published, dated FROM stories WHERE id = :former) AS f
    WHERE stories.id = :kept
    """,
    "UPDATE entries SET story_id = :kept WHERE story_id = :former",
)

_TAKE_FORMER_PLACES = ("UPDATE OR IGNORE places SET story_id = :kept WHERE story_id = :former",)

_TAKE_PLACE = (
    "DELETE FROM places WHERE story_id = :former",
    "UPDATE OR IGNORE memberships SET story_id = :kept WHERE story_id = :former",
    "DELETE FROM memberships WHERE story_id = :former",
    """
    UPDATE memberships SET reprint_of = :kept
    WHERE reprint_of = :former AND thread_id = (SELECT thread_id FROM memberships WHERE story_id = :kept)
    """,
    "UPDATE memberships SET reprint_of = 0, reprint_share = 0 WHERE reprint_of = :former",
    "UPDATE memberships SET reprint_of = 0, reprint_share = 0 WHERE story_id = :kept AND reprint_of = :kept",
)
