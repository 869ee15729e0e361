"""Duplicates: merging two stories that turned out to be one article. The older one takes over what the other has."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.story import TextKind
from briefing.store.constraints import append_constraint
from briefing.store.texts import fuller, index_texts, show_text, unindex_text
from briefing.store.threads import tidy_threads
from briefing.store.timestamps import to_timestamp

MOST_CLAIMS = 3
"""An address claimed by more stories than this is a section front or an error in a template.

Stories merged since are counted too. Otherwise the pieces of a column would be merged one after the other.
"""


@dataclass(frozen=True, slots=True)
class ClaimedPair:
    """Two stories, one of which names the other's address as its own, with their newest titles and texts."""

    kept: int
    former: int
    kept_words: tuple[str, str]
    former_words: tuple[str, str]


def note_claim(connection: sqlite3.Connection, story_id: int, canonical: str, at: datetime) -> None:
    """Note that a story names `canonical` as its true address, unless it has that address."""
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

    Pairs with a cannot-link constraint are left out.
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
    """Merge `former` into `kept`, which takes over its entries, texts and constraints. Return the threads of both.

    The id `former` redirects to `kept` from then on. Its claims stay its own, so that they are still counted. If the
    user keeps the two apart, or one of them is gone already, nothing is done and None is returned.
    """
    there = {row["id"] for row in connection.execute(_SHOWN, {"kept": kept, "former": former})}
    if there != {kept, former} or _held_apart(connection, kept, former):
        return None
    pair = {"kept": kept, "former": former, "at": to_timestamp(at)}
    _take_texts(connection, pair)
    for statement in _TAKE_FACTS:
        connection.execute(statement, pair)
    _take_constraints(connection, kept, former, at)
    touched = _take_membership(connection, pair, at)
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
    """Move the texts and show the fuller of the two newest ones; texts that `kept` has already stay where they are."""
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
    unindex_text(connection, pair["former"], other["id"])
    connection.execute("UPDATE OR IGNORE snapshots SET story_id = :kept WHERE story_id = :former", pair)
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


def _take_constraints(connection: sqlite3.Connection, kept: int, former: int, at: datetime) -> None:
    """Move the constraints on the former story to the kept one, unless it has a later constraint.

    A constraint between the two stays as it was: undo finds it, and grouping no longer meets the former story.
    """
    for constraint in _latest_constraints(connection, former).values():
        other = constraint["other"]
        if constraint["kind"] == "free" or other == kept:
            continue
        present = _latest_constraints(connection, kept).get(other)
        connection.execute(
            "UPDATE constraints SET story_a = ?, story_b = ? WHERE story_a = ? AND story_b = ?",
            (min(kept, other), max(kept, other), min(former, other), max(former, other)),
        )
        if present and present["kind"] == "free" and present["id"] > constraint["id"]:
            append_constraint(connection, kept, other, constraint["kind"], at, constraint["batch"])


def _latest_constraints(connection: sqlite3.Connection, story: int) -> dict[int, sqlite3.Row]:
    """Return the latest constraint on a story and each other one, by the other one."""
    rows = connection.execute(
        """
        SELECT id, kind, batch, story_a + story_b - :story AS other FROM constraints
        WHERE :story IN (story_a, story_b) ORDER BY id
        """,
        {"story": story},
    )
    return {row["other"]: row for row in rows}


def _take_membership(connection: sqlite3.Connection, pair: Mapping[str, int], at: datetime) -> tuple[str, ...]:
    """Keep one of the two memberships; a thread that has no story any more redirects to the other. Return both threads.

    The memberships noted before and after decisions are taken over only within one thread: otherwise undo would take
    the kept story out of its own.
    """
    threads = dict(
        connection.execute("SELECT story_id, thread_id FROM memberships WHERE story_id IN (:kept, :former)", pair)
    )
    heir = threads.get(pair["kept"], threads.get(pair["former"], ""))
    left = threads.get(pair["former"], heir)
    moves_verdict = left != heir and _may_move_verdict(connection, left, heir)
    for statement in (*(_TAKE_FORMER_MEMBERSHIPS if left == heir else ()), *_TAKE_MEMBERSHIP):
        connection.execute(statement, pair)
    touched = tuple(dict.fromkeys(thread for thread in (heir, left) if thread))
    tidy_threads(connection, touched, at, {left: heir} if moves_verdict else {})
    if left != heir:
        connection.execute("UPDATE threads SET redirect_to = ? WHERE id = ? AND closed IS NOT NULL", (heir, left))
    return touched


def _may_move_verdict(connection: sqlite3.Connection, left: str, heir: str) -> bool:
    """Return whether the verdict on a thread may move to the thread that takes one of its stories.

    A verdict that puts off a single story says nothing about the other stories of that thread.
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

_TAKE_FORMER_MEMBERSHIPS = ("UPDATE OR IGNORE places SET story_id = :kept WHERE story_id = :former",)

_TAKE_MEMBERSHIP = (
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
