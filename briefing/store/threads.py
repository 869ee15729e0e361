"""Threads in the store: which stories stand together, under ids that stay."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from briefing.model.grouping import GroupingResult, ThreadPlacement
from briefing.store.constraints import constraint_state, note_constraints_grouped
from briefing.store.reasons import stored_reasons
from briefing.store.story_words import forget_words, keep_words
from briefing.store.thread_ids import follow_redirects
from briefing.store.timestamps import to_timestamp
from briefing.store.verdicts import carry_verdict
from briefing.store.window import note_grouped

_NONE: Mapping[str, str] = MappingProxyType({})


def save_result(
    connection: sqlite3.Connection, settled: GroupingResult, words: tuple[int, int], *, at: datetime
) -> bool:
    """Store a grouping of the window, all of it or of a part, and return True.

    Where the user has said more on which stories belong together than the `words` that it was made with, nothing is
    stored and False is returned.
    """
    if constraint_state(connection) != words:
        return False
    save_grouping(connection, settled.placements, at=at, merged_into=settled.redirects)
    connection.executemany(
        "UPDATE threads SET score = ?, score_parts = ? WHERE id = ?",
        [(ranked.score, stored_reasons(ranked.score_parts), ranked.id) for ranked in settled.ranks],
    )
    keep_words(connection, settled.words, settled.words_version)
    forget_words(connection, settled.expired)
    note_grouped(connection, settled.grouped)
    note_constraints_grouped(connection, words)
    return True


def save_grouping(
    connection: sqlite3.Connection,
    placements: Sequence[ThreadPlacement],
    *,
    at: datetime,
    merged_into: Mapping[str, str] = _NONE,
) -> None:
    """Store threads and their stories; each story stands in one thread, and threads not named here are left alone.

    A thread that loses all its stories is closed; where `merged_into` names the thread that took them, its id leads
    there from now on, and the user's verdict goes along.
    """
    placements = _without_merged(connection, placements)
    stories = json.dumps([place.story for placement in placements for place in placement.stories])
    healed = _drop_merged(connection)
    losing = (_threads_holding(connection, stories) | healed) - {placement.id for placement in placements}
    _save_threads(connection, placements, _dates(connection, stories))
    _save_memberships(connection, placements, at)
    tidy_threads(connection, sorted(losing | set(merged_into)), at, merged_into)


def tidy_threads(
    connection: sqlite3.Connection, thread_ids: Iterable[str], at: datetime, merged_into: Mapping[str, str] = _NONE
) -> None:
    """Bring threads whose stories went or came up to date, and close those that lost all."""
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
        else:
            _close(connection, thread_id, at, merged_into.get(thread_id))


def ungrouped_stories(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the stories filed since the last grouping, also where that one was cut off before it was saved."""
    rows = connection.execute(
        """
        SELECT id FROM stories
        WHERE id > (SELECT coalesce(max(story_id), 0) FROM memberships) AND newest IS NOT NULL ORDER BY id
        """
    )
    return tuple(row["id"] for row in rows)


def mark_looked(connection: sqlite3.Connection, thread_id: str, at: datetime) -> None:
    """Note that the user looked at a thread."""
    connection.execute("UPDATE threads SET looked = ? WHERE id = ?", (to_timestamp(at), thread_id))


def resolve_thread(connection: sqlite3.Connection, text: str) -> str | None:
    """Return the id of the thread that `text` names: an id, an id it was merged from, or a beginning only it has."""
    row = connection.execute("SELECT id FROM threads WHERE id = ?", (text,)).fetchone()
    if row is not None:
        return follow_redirects(connection, text)
    rows = connection.execute(
        "SELECT id FROM threads WHERE id >= ?1 AND id < ?1 || char(1114111) LIMIT 50", (text,)
    ).fetchall()
    targets = {follow_redirects(connection, row["id"]) for row in rows} if text else set()
    return targets.pop() if len(targets) == 1 else None


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
            place._replace(reprint_of=0, reprint_share=0.0) if place.reprint_of in former else place
            for place in placement.stories
            if place.story not in former
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
    """Write the threads that differ from what is stored; most of a window stays the same."""
    connection.executemany(
        """
        INSERT INTO threads
            (id, title_story, first_seen, last_story, story_count, independent_count, score, score_parts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            title_story = excluded.title_story, first_seen = excluded.first_seen, last_story = excluded.last_story,
            story_count = excluded.story_count, independent_count = excluded.independent_count,
            score = excluded.score, score_parts = excluded.score_parts, closed = NULL, redirect_to = NULL
        WHERE title_story <> excluded.title_story OR first_seen <> excluded.first_seen
            OR last_story <> excluded.last_story OR story_count <> excluded.story_count
            OR independent_count <> excluded.independent_count OR score <> excluded.score
            OR score_parts <> excluded.score_parts OR closed IS NOT NULL
        """,
        [
            (
                placement.id,
                placement.title_story,
                min(dates[place.story] for place in placement.stories),
                max(dates[place.story] for place in placement.stories),
                len(placement.stories),
                placement.independent,
                placement.score,
                stored_reasons(placement.score_parts),
            )
            for placement in placements
        ],
    )


def _save_memberships(connection: sqlite3.Connection, placements: Iterable[ThreadPlacement], at: datetime) -> None:
    """Write the memberships that differ; a story that stays in its thread keeps the time when it joined."""
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
                place.story,
                placement.id,
                place.similarity,
                stored_reasons(place.reasons),
                place.reprint_of,
                place.reprint_share,
                to_timestamp(at),
            )
            for placement in placements
            for place in placement.stories
        ],
    )


def _close(connection: sqlite3.Connection, thread_id: str, at: datetime, target: str | None) -> None:
    connection.execute(
        "UPDATE threads SET closed = ?, redirect_to = ?, story_count = 0 WHERE id = ?",
        (to_timestamp(at), target, thread_id),
    )
    if target is not None:
        carry_verdict(connection, thread_id, target, at)
