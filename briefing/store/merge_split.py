"""Merges and splits in the store: words on pairs of stories, one decision each, that undo takes back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from briefing.model.errors import NothingFound, UsageError
from briefing.model.merge_split import MergeSplit, MergeSplitKind
from briefing.store.batches import begin_decision
from briefing.store.constraints import append_word, constraints, pins
from briefing.store.threads import tidy_threads
from briefing.store.timestamps import to_timestamp
from briefing.store.verdicts import take_back_carried


def merge_threads(connection: sqlite3.Connection, thread_ids: Sequence[str], at: datetime) -> MergeSplit:
    """Say that all stories of these threads belong together.

    Raises UsageError for fewer than two threads, NothingFound for one that is not there.
    """
    threads = tuple(dict.fromkeys(thread_ids))
    if len(threads) < 2:
        raise UsageError("A merge needs two threads or more.")
    stories = [story for thread in threads for story in _stories(connection, thread)]
    batch = begin_decision(connection)
    _note_places(connection, batch, "before", stories)
    held = set(stories)
    for each in constraints(connection):
        if not each.must and each.story_a in held and each.story_b in held:
            append_word(connection, each.story_a, each.story_b, "free", at, batch)
    for one, other in pairwise(sorted(held)):
        append_word(connection, one, other, "must", at, batch)
    return MergeSplit(MergeSplitKind.MERGE, threads, at, _title(connection, threads[0]))


def split_story(connection: sqlite3.Connection, thread_id: str, story_id: int, at: datetime) -> MergeSplit:
    """Say that a story does not belong with the others of its thread.

    Raises UsageError where it has no others there, NothingFound where the thread or the story is not there.
    """
    stories = _stories(connection, thread_id)
    others = [story for story in stories if story != story_id]
    if story_id not in stories:
        raise NothingFound("This story does not stand in the thread any more.")
    if not others:
        raise UsageError("A story that stands alone cannot be split off.")
    batch = begin_decision(connection)
    _note_places(connection, batch, "before", stories)
    _unpin(connection, story_id, at, batch)
    for other in others:
        append_word(connection, story_id, other, "cannot", at, batch)
    return MergeSplit(MergeSplitKind.SPLIT, (thread_id,), at, _title(connection, thread_id))


def take_back(connection: sqlite3.Connection, batch: int, at: datetime) -> MergeSplit | None:
    """Let the words before a decision count again; None where the decision was none on stories."""
    words = _words(connection, batch)
    _note_places(connection, batch, "after", _stories_in(words))
    for word in words:
        former = connection.execute(
            """
            SELECT kind FROM constraints WHERE story_a = ? AND story_b = ? AND id < ?
            ORDER BY id DESC LIMIT 1
            """,
            (word["story_a"], word["story_b"], words[0]["id"]),
        ).fetchone()
        append_word(connection, word["story_a"], word["story_b"], former["kind"] if former else "free", at)
    threads = _put_back(connection, batch, "before", at)
    return _teaching(connection, words, threads, at)


def repeat(connection: sqlite3.Connection, batch: int, at: datetime) -> MergeSplit | None:
    """Say the words of a decision again; None where the decision was none on stories."""
    words = _words(connection, batch)
    for word in words:
        append_word(connection, word["story_a"], word["story_b"], word["kind"], at)
    if _kind(words) is MergeSplitKind.SPLIT:
        return _teaching(connection, words, _put_back(connection, batch, "after", at), at)
    return _teaching(connection, words, _threads_of(connection, _stories_in(words)), at)


def _unpin(connection: sqlite3.Connection, story: int, at: datetime, batch: int) -> None:
    """Take a story out of the merge that it is part of; the others stay merged."""
    pinned = pins(connection)
    if story not in pinned:
        return
    for each in constraints(connection):
        if each.must and story in (each.story_a, each.story_b):
            append_word(connection, each.story_a, each.story_b, "free", at, batch)
    merged = sorted(other for other, pin in pinned.items() if pin == pinned[story] and other != story)
    for one, other in pairwise(merged):
        append_word(connection, one, other, "must", at, batch)


def _words(connection: sqlite3.Connection, batch: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT id, kind, story_a, story_b FROM constraints WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall()


def _note_places(connection: sqlite3.Connection, batch: int, side: str, stories: Iterable[int]) -> None:
    """Keep where stories stand "before" a decision or "after" it: threads that go and come again keep their ids."""
    connection.execute(
        """
        INSERT OR REPLACE INTO places (batch, side, story_id, thread_id)
        SELECT ?, ?, story_id, thread_id FROM memberships WHERE story_id IN (SELECT value FROM json_each(?))
        """,
        (batch, side, json.dumps(sorted(set(stories)))),
    )


def _put_back(connection: sqlite3.Connection, batch: int, side: str, at: datetime) -> tuple[str, ...]:
    """Let the stories of a decision stand as before or after it; return all threads that this changes.

    A thread that was decided on meanwhile and that no story of the decision came from keeps its last story.
    """
    places = connection.execute(
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
    now = _threads_of(connection, [place["story_id"] for place in places])
    former = tuple(dict.fromkeys(place["thread_id"] for place in places))
    for thread in former:
        row = connection.execute("SELECT redirect_to FROM threads WHERE id = ?", (thread,)).fetchone()
        if row["redirect_to"] is not None:
            take_back_carried(connection, thread, row["redirect_to"], at)
        connection.execute("UPDATE threads SET closed = NULL, redirect_to = NULL WHERE id = ?", (thread,))
    connection.executemany(
        "UPDATE memberships SET thread_id = ?, joined = ? WHERE story_id = ? AND thread_id <> ?",
        [(place["thread_id"], to_timestamp(at), place["story_id"], place["thread_id"]) for place in places],
    )
    touched = tuple(dict.fromkeys((*former, *now)))
    tidy_threads(connection, touched, at)
    return touched


def _teaching(
    connection: sqlite3.Connection, words: Sequence[sqlite3.Row], threads: tuple[str, ...], at: datetime
) -> MergeSplit | None:
    if not words:
        return None
    return MergeSplit(_kind(words), threads, at, _title(connection, threads[0]) if threads else "")


def _kind(words: Iterable[sqlite3.Row]) -> MergeSplitKind:
    return MergeSplitKind.SPLIT if any(word["kind"] == "cannot" for word in words) else MergeSplitKind.MERGE


def _stories_in(words: Iterable[sqlite3.Row]) -> list[int]:
    return [story for word in words for story in (word["story_a"], word["story_b"])]


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
