"""Merges and splits in the store: constraints on pairs of stories, one decision each, which undo takes back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from briefing.model.errors import NothingFound, UsageError
from briefing.model.merge_split import MergeSplit, MergeSplitKind
from briefing.store.batches import begin_decision
from briefing.store.constraints import append_constraint, constraints, merge_keys
from briefing.store.threads import tidy_threads
from briefing.store.ties import restore_ties
from briefing.store.timestamps import to_timestamp
from briefing.store.verdicts import restore_verdict


def merge_threads(connection: sqlite3.Connection, thread_ids: Sequence[str], at: datetime) -> MergeSplit:
    """Constrain all stories of these threads to be in one thread.

    Raises UsageError for fewer than two threads, NothingFound for one that does not exist.
    """
    threads = tuple(dict.fromkeys(thread_ids))
    if len(threads) < 2:
        raise UsageError("A merge needs two threads or more.")
    stories = [story for thread in threads for story in _stories(connection, thread)]
    batch = begin_decision(connection)
    _store_memberships(connection, batch, "before", stories)
    held = set(stories)
    for each in constraints(connection):
        if not each.must and each.story_a in held and each.story_b in held:
            append_constraint(connection, each.story_a, each.story_b, "free", at, batch)
    for one, other in pairwise(sorted(held)):
        append_constraint(connection, one, other, "must", at, batch)
    return MergeSplit(MergeSplitKind.MERGE, threads, at, _title(connection, threads[0]))


def split_story(connection: sqlite3.Connection, thread_id: str, story_id: int, at: datetime) -> MergeSplit:
    """Constrain a story to be apart from the other stories of its thread.

    Raises UsageError if it is the only one, NothingFound if the thread or the story does not exist.
    """
    stories = _stories(connection, thread_id)
    others = [story for story in stories if story != story_id]
    if story_id not in stories:
        raise NothingFound("This story is no longer in the thread.")
    if not others:
        raise UsageError("The only story of a thread cannot be split off.")
    batch = begin_decision(connection)
    _store_memberships(connection, batch, "before", stories)
    _take_out_of_merge(connection, story_id, at, batch)
    for other in others:
        append_constraint(connection, story_id, other, "cannot", at, batch)
    return MergeSplit(MergeSplitKind.SPLIT, (thread_id,), at, _title(connection, thread_id))


def undo(connection: sqlite3.Connection, batch: int, at: datetime) -> MergeSplit | None:
    """Undo a decision: restore the constraints before it. Return None if the decision was not about stories."""
    rows = _constraints(connection, batch)
    _store_memberships(connection, batch, "after", _stories_in(rows))
    for row in rows:
        former = connection.execute(
            """
            SELECT kind FROM constraints WHERE story_a = ? AND story_b = ? AND id < ?
            ORDER BY id DESC LIMIT 1
            """,
            (row["story_a"], row["story_b"], rows[0]["id"]),
        ).fetchone()
        append_constraint(connection, row["story_a"], row["story_b"], former["kind"] if former else "free", at)
    threads = _restore_memberships(connection, batch, "before", at)
    return _merge_split(connection, rows, threads, at)


def redo(connection: sqlite3.Connection, batch: int, at: datetime) -> MergeSplit | None:
    """Redo a decision: append its constraints again. Return None if the decision was not about stories."""
    rows = _constraints(connection, batch)
    for row in rows:
        append_constraint(connection, row["story_a"], row["story_b"], row["kind"], at)
    if _kind(rows) is MergeSplitKind.SPLIT:
        return _merge_split(connection, rows, _restore_memberships(connection, batch, "after", at), at)
    return _merge_split(connection, rows, _threads_of(connection, _stories_in(rows)), at)


def _take_out_of_merge(connection: sqlite3.Connection, story: int, at: datetime, batch: int) -> None:
    """Take a story out of the merge that it belongs to; the others stay merged."""
    keys = merge_keys(connection)
    if story not in keys:
        return
    for each in constraints(connection):
        if each.must and story in (each.story_a, each.story_b):
            append_constraint(connection, each.story_a, each.story_b, "free", at, batch)
    merged = sorted(other for other, key in keys.items() if key == keys[story] and other != story)
    for one, other in pairwise(merged):
        append_constraint(connection, one, other, "must", at, batch)


def _constraints(connection: sqlite3.Connection, batch: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT id, kind, story_a, story_b FROM constraints WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall()


def _store_memberships(connection: sqlite3.Connection, batch: int, side: str, stories: Iterable[int]) -> None:
    """Store which threads stories are in "before" or "after" a decision: a thread that comes again keeps its id."""
    connection.execute(
        """
        INSERT OR REPLACE INTO places (batch, side, story_id, thread_id)
        SELECT ?, ?, story_id, thread_id FROM memberships WHERE story_id IN (SELECT value FROM json_each(?))
        """,
        (batch, side, json.dumps(sorted(set(stories)))),
    )


def _restore_memberships(connection: sqlite3.Connection, batch: int, side: str, at: datetime) -> tuple[str, ...]:
    """Put the stories of a decision where they were before or after it; return all threads that this changes.

    A thread that the user decided on since, and that no story of the decision came from, keeps its last story.
    """
    memberships = connection.execute(
        """
        WITH wanted AS (SELECT story_id, thread_id FROM places WHERE batch = :batch AND side = :side)
        SELECT w.story_id, w.thread_id FROM wanted AS w
        WHERE NOT EXISTS (
            SELECT 1 FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id
            WHERE m.story_id = w.story_id AND t.verdict <> 'new' AND t.id NOT IN (SELECT thread_id FROM wanted)
                AND NOT EXISTS (
                    SELECT 1 FROM memberships AS o
                    WHERE o.thread_id = t.id AND o.story_id NOT IN (SELECT story_id FROM wanted)
                )
        )
        ORDER BY w.story_id
        """,
        {"batch": batch, "side": side},
    ).fetchall()
    now = _threads_of(connection, [membership["story_id"] for membership in memberships])
    former = tuple(dict.fromkeys(membership["thread_id"] for membership in memberships))
    _restore_targets(connection, batch, former, at)
    for thread in former:
        connection.execute("UPDATE threads SET closed = NULL, redirect_to = NULL WHERE id = ?", (thread,))
    connection.executemany(
        "UPDATE memberships SET thread_id = ?, joined = ? WHERE story_id = ? AND thread_id <> ?",
        [
            (membership["thread_id"], to_timestamp(at), membership["story_id"], membership["thread_id"])
            for membership in memberships
        ],
    )
    touched = tuple(dict.fromkeys((*former, *now)))
    tidy_threads(connection, touched, at)
    return touched


def _restore_targets(connection: sqlite3.Connection, batch: int, former: Sequence[str], at: datetime) -> None:
    """Restore the verdicts and ties of the threads that took the stories of the `former` ones."""
    redirected: dict[str, list[str]] = {}
    for thread in former:
        row = connection.execute("SELECT redirect_to FROM threads WHERE id = ?", (thread,)).fetchone()
        if row["redirect_to"] is not None:
            redirected.setdefault(row["redirect_to"], []).append(thread)
    for target, sources in redirected.items():
        restore_verdict(connection, sources, target, batch, at)
        for source in sources:
            restore_ties(connection, source, target)


def _merge_split(
    connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], threads: tuple[str, ...], at: datetime
) -> MergeSplit | None:
    if not rows:
        return None
    return MergeSplit(_kind(rows), threads, at, _title(connection, threads[0]) if threads else "")


def _kind(rows: Iterable[sqlite3.Row]) -> MergeSplitKind:
    return MergeSplitKind.SPLIT if any(row["kind"] == "cannot" for row in rows) else MergeSplitKind.MERGE


def _stories_in(rows: Iterable[sqlite3.Row]) -> list[int]:
    return [story for row in rows for story in (row["story_a"], row["story_b"])]


def _threads_of(connection: sqlite3.Connection, stories: Iterable[int]) -> tuple[str, ...]:
    rows = connection.execute(
        """
        SELECT m.thread_id, min(s.published) AS since
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.story_id IN (SELECT value FROM json_each(?))
        GROUP BY m.thread_id ORDER BY since, m.thread_id
        """,
        (json.dumps(sorted(set(stories))),),
    )
    return tuple(row["thread_id"] for row in rows)


def _stories(connection: sqlite3.Connection, thread_id: str) -> tuple[int, ...]:
    rows = connection.execute("SELECT story_id FROM memberships WHERE thread_id = ? ORDER BY story_id", (thread_id,))
    stories = tuple(row["story_id"] for row in rows)
    if not stories:
        raise NothingFound(f"There is no thread {thread_id!r} with stories.")
    return stories


def _title(connection: sqlite3.Connection, thread_id: str) -> str:
    row = connection.execute(
        "SELECT s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story WHERE t.id = ?", (thread_id,)
    ).fetchone()
    return "" if row is None else row["title"]
