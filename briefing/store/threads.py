"""Threads in the store: which stories they hold, under ids that stay."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from briefing.model.grouping import GroupingResult, ThreadPlacement
from briefing.model.reason import RankRule, Reason
from briefing.store.constraints import constraint_state, note_constraints_grouped
from briefing.store.inbox_parts import archive_old, count_news, is_archived_by
from briefing.store.lifts import lift_followed_topics, lift_watched, move_lifts, see_lifts
from briefing.store.story_words import delete_words, save_words
from briefing.store.thread_rows import stored_reasons
from briefing.store.ties import move_ties
from briefing.store.timestamps import to_timestamp
from briefing.store.topics import save_topics
from briefing.store.verdicts import move_verdict
from briefing.store.window import note_grouped

_NONE: Mapping[str, str] = MappingProxyType({})


def save_result(
    connection: sqlite3.Connection,
    result: GroupingResult,
    constraints: tuple[int, int],
    *,
    at: datetime,
    window: timedelta,
) -> bool:
    """Store a grouping of the window, whole or in part, and return True.

    Threads of which every story was older than the `window` when it was first read are archived; all are looked at
    again if the window has changed. If the user merged or split threads after the `constraints` that it was made with,
    store nothing and return False.
    """
    if constraint_state(connection) != constraints:
        return False
    save_grouping(connection, result.placements, at=at, merged_into=result.redirects)
    placed = [placement.id for placement in result.placements]
    archive_old(connection, placed if is_archived_by(connection, window) else None, window, at)
    connection.executemany(
        "UPDATE threads SET score = ? + lift_weight, score_parts = ? WHERE id = ?",
        [(ranked.score, stored_reasons(ranked.score_parts), ranked.id) for ranked in result.ranks],
    )
    save_topics(connection, result.topics, placed, at)
    lift_followed_topics(connection, at)
    named = {placement.id: _watched(placement.score_parts) for placement in result.placements}
    named.update((ranked.id, _watched(ranked.score_parts)) for ranked in result.ranks)
    lift_watched(connection, named, at)
    save_words(connection, result.words, result.words_version)
    delete_words(connection, result.expired)
    note_grouped(connection, result.grouped)
    note_constraints_grouped(connection, constraints)
    return True


def _watched(score_parts: Iterable[Reason]) -> str:
    """Return the actors of the watch list that a thread names, "" if it names none."""
    return next((part.value for part in score_parts if part.kind == RankRule.WATCHED), "")


def save_grouping(
    connection: sqlite3.Connection,
    placements: Sequence[ThreadPlacement],
    *,
    at: datetime,
    merged_into: Mapping[str, str] = _NONE,
) -> None:
    """Store threads and their stories; each story is in one thread, and threads not named here are left alone.

    A thread that loses all its stories is closed. If `merged_into` names the thread that took them, its id redirects
    there from then on, and the verdict moves along.
    """
    placements = _without_merged(connection, placements)
    stories = json.dumps([story.story for placement in placements for story in placement.stories])
    healed = _drop_merged(connection)
    losing = (_threads_holding(connection, stories) | healed) - {placement.id for placement in placements}
    _save_threads(connection, placements, _dates(connection, stories))
    _save_memberships(connection, placements, at)
    placed = [placement.id for placement in placements]
    _note_seen(connection, placed)
    count_news(connection, placed)
    tidy_threads(connection, sorted(losing | set(merged_into)), at, merged_into)


def tidy_threads(
    connection: sqlite3.Connection, thread_ids: Iterable[str], at: datetime, merged_into: Mapping[str, str] = _NONE
) -> None:
    """Update threads that gained or lost stories, and close those that lost all."""
    for thread_id in thread_ids:
        left = connection.execute(
            """
            SELECT count(*), min(s.published), max(s.published), max(s.id = t.title_story), min(s.id)
            FROM threads AS t JOIN memberships AS m ON m.thread_id = t.id JOIN stories AS s ON s.id = m.story_id
            WHERE t.id = ?
            """,
            (thread_id,),
        ).fetchone()
        if left[0]:
            connection.execute(
                """
                UPDATE threads SET story_count = ?, first_seen = ?, last_story = ?,
                    independent_count = min(independent_count, ?),
                    title_story = CASE WHEN ? THEN title_story ELSE ? END
                WHERE id = ?
                """,
                (left[0], left[1], left[2], left[0], left[3], left[4], thread_id),
            )
            count_news(connection, (thread_id,))
        else:
            _close(connection, thread_id, at, merged_into.get(thread_id))


def has_threads(connection: sqlite3.Connection) -> bool:
    """Return whether there is any thread."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM threads)").fetchone()[0])


def ungrouped_stories(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the stories filed since the last grouping that was saved."""
    rows = connection.execute(
        """
        SELECT id FROM stories
        WHERE id > (SELECT coalesce(max(story_id), 0) FROM memberships) AND newest IS NOT NULL ORDER BY id
        """
    )
    return tuple(row["id"] for row in rows)


def mark_looked(connection: sqlite3.Connection, thread_id: str, at: datetime) -> None:
    """Note that the user looked at a thread, and so has seen its stories, whatever thread they are in later."""
    connection.execute("UPDATE threads SET looked = ? WHERE id = ?", (to_timestamp(at), thread_id))
    connection.execute(
        "UPDATE memberships SET seen = ? WHERE thread_id = ? AND seen IS NULL", (to_timestamp(at), thread_id)
    )
    count_news(connection, (thread_id,))
    see_lifts(connection, thread_id, to_timestamp(at), with_wakes=False)


def _without_merged(
    connection: sqlite3.Connection, placements: Sequence[ThreadPlacement]
) -> tuple[ThreadPlacement, ...]:
    """Return the placements without stories that were merged into others meanwhile, and without those left empty."""
    former = {row["former"] for row in connection.execute("SELECT former FROM joins")}
    return tuple(_placements_left(placements, former)) if former else tuple(placements)


def _drop_merged(connection: sqlite3.Connection) -> set[str]:
    """Take stories that were merged into others out of the threads that still hold them; return those threads."""
    rows = connection.execute(
        "DELETE FROM memberships WHERE story_id IN (SELECT former FROM joins) RETURNING thread_id"
    ).fetchall()
    return {row["thread_id"] for row in rows}


def _placements_left(placements: Sequence[ThreadPlacement], former: set[int]) -> Iterator[ThreadPlacement]:
    for placement in placements:
        stories = tuple(
            story._replace(reprint_of=0, reprint_share=0.0) if story.reprint_of in former else story
            for story in placement.stories
            if story.story not in former
        )
        if stories:
            title = placement.title_story if placement.title_story not in former else stories[0].story
            independent = min(placement.independent, len(stories))
            yield replace(placement, title_story=title, stories=stories, independent=independent)


def _threads_holding(connection: sqlite3.Connection, stories: str) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT thread_id FROM memberships WHERE story_id IN (SELECT value FROM json_each(?))", (stories,)
    )
    return {row["thread_id"] for row in rows}


def _dates(connection: sqlite3.Connection, stories: str) -> dict[int, int]:
    return dict(
        connection.execute("SELECT id, published FROM stories WHERE id IN (SELECT value FROM json_each(?))", (stories,))
    )


def _save_threads(
    connection: sqlite3.Connection, placements: Iterable[ThreadPlacement], dates: Mapping[int, int]
) -> None:
    """Write the threads that differ from the stored ones; most of a window stays the same."""
    connection.executemany(
        """
        INSERT INTO threads
            (id, title_story, first_seen, last_story, story_count, independent_count, score, score_parts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            title_story = excluded.title_story, first_seen = excluded.first_seen, last_story = excluded.last_story,
            story_count = excluded.story_count, independent_count = excluded.independent_count,
            score = excluded.score + threads.lift_weight, score_parts = excluded.score_parts,
            closed = NULL, redirect_to = NULL
        WHERE title_story <> excluded.title_story OR first_seen <> excluded.first_seen
            OR last_story <> excluded.last_story OR story_count <> excluded.story_count
            OR independent_count <> excluded.independent_count OR score <> excluded.score + threads.lift_weight
            OR score_parts <> excluded.score_parts OR closed IS NOT NULL
        """,
        [
            (
                placement.id,
                placement.title_story,
                min(dates[story.story] for story in placement.stories),
                max(dates[story.story] for story in placement.stories),
                len(placement.stories),
                placement.independent,
                placement.score,
                stored_reasons(placement.score_parts),
            )
            for placement in placements
        ],
    )


def _save_memberships(connection: sqlite3.Connection, placements: Iterable[ThreadPlacement], at: datetime) -> None:
    """Write the memberships that differ; a story that stays in its thread keeps its time of joining."""
    connection.executemany(
        """
        INSERT INTO memberships (story_id, thread_id, similarity, reasons, reprint_of, reprint_share, joined)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (story_id) DO UPDATE SET
            joined = CASE WHEN thread_id = excluded.thread_id THEN joined ELSE excluded.joined END,
            thread_id = excluded.thread_id, similarity = excluded.similarity, reasons = excluded.reasons,
            reprint_of = excluded.reprint_of, reprint_share = excluded.reprint_share
        WHERE thread_id <> excluded.thread_id OR similarity <> excluded.similarity OR reasons <> excluded.reasons
            OR reprint_of <> excluded.reprint_of OR reprint_share <> excluded.reprint_share
        """,
        [
            (
                story.story,
                placement.id,
                story.similarity,
                stored_reasons(story.reasons),
                story.reprint_of,
                story.reprint_share,
                to_timestamp(at),
            )
            for placement in placements
            for story in placement.stories
        ],
    )


def _note_seen(connection: sqlite3.Connection, thread_ids: Iterable[str]) -> None:
    """Note that the user looked at new threads with stories that were seen in another thread."""
    connection.execute(
        """
        UPDATE threads SET looked = (SELECT max(seen) FROM memberships WHERE thread_id = threads.id)
        WHERE looked IS NULL AND id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(thread_ids)),),
    )


def _close(connection: sqlite3.Connection, thread_id: str, at: datetime, target: str | None) -> None:
    connection.execute(
        "UPDATE threads SET closed = ?, redirect_to = ?, story_count = 0 WHERE id = ?",
        (to_timestamp(at), target, thread_id),
    )
    if target is not None:
        move_lifts(connection, thread_id, target)
        move_verdict(connection, thread_id, target, at)
        move_ties(connection, thread_id, target)
