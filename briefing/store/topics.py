"""Topics in the store: which threads belong to each, the terms that decide it, and what a dropped one takes along."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from briefing.model.topic import ThreadTerms, TopicsResult
from briefing.model.verdict import Verdict
from briefing.store.batches import next_batch
from briefing.store.connections import plain_rows
from briefing.store.timestamps import A_DAY, to_timestamp
from briefing.store.topic_log import append_topic_event
from briefing.store.verdicts import take_along


def threads_with_terms(connection: sqlite3.Connection, since: datetime, reach: datetime) -> tuple[ThreadTerms, ...]:
    """Return the open threads with terms that have a story since then, and those of topics with one since `reach`."""
    rows = plain_rows(
        connection,
        """
        SELECT t.id, coalesce(t.topic_id, ''), t.first_seen / :a_day, t.last_story / :a_day, k.terms
        FROM thread_terms AS k JOIN threads AS t ON t.id = k.thread_id
        WHERE t.closed IS NULL
            AND (t.last_story >= :since OR (t.topic_id IS NOT NULL AND t.last_story >= :reach))
        """,
        {"since": to_timestamp(since), "reach": to_timestamp(reach), "a_day": float(A_DAY)},
    )
    return tuple(map(ThreadTerms._make, rows))


def headlines_of(connection: sqlite3.Connection, thread_ids: Collection[str]) -> dict[str, str]:
    """Return the headlines of threads, by id."""
    rows = connection.execute(
        """
        SELECT t.id, s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story
        WHERE t.id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(sorted(thread_ids)),),
    )
    return dict(rows.fetchall())


def titles_of(connection: sqlite3.Connection, story_ids: Collection[int]) -> dict[int, str]:
    """Return the titles of stories, by id."""
    rows = connection.execute(
        "SELECT id, title FROM stories WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(story_ids)),)
    )
    return dict(rows.fetchall())


def followed_topics(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the topics that the user follows."""
    rows = connection.execute("SELECT id FROM topics WHERE closed IS NULL AND verdict = 'follow'")
    return frozenset(row["id"] for row in rows)


def save_topics(connection: sqlite3.Connection, result: TopicsResult, changed: Collection[str], at: datetime) -> None:
    """Store the topics of a grouping, after its threads; `changed` are the threads that gained or lost stories.

    A new thread of a dropped topic is dropped with it, unless the user has decided on it. A topic with a thread that
    the user follows is followed.
    """
    before = _topics_of(connection, changed)
    if result.afresh:
        connection.execute(
            "UPDATE threads SET topic_id = NULL WHERE topic_id IS NOT NULL AND last_story >= ?", (result.since,)
        )
    joined: list[tuple[str, str]] = []
    for placement in result.placements:
        _lay_out(connection, placement.id, placement.name)
        joined += [(thread, placement.id) for thread in placement.threads]
    connection.executemany("UPDATE threads SET topic_id = ?2 WHERE id = ?1", joined)
    _save_terms(connection, result)
    count_topics(
        connection, {*before, *_topics_of(connection, changed), *(topic for _, topic in joined), *result.redirects}, at
    )
    connection.executemany(
        "UPDATE topics SET redirect_to = ?2 WHERE id = ?1 AND closed IS NOT NULL", list(result.redirects.items())
    )
    _inherit(connection, joined, at)


def count_topics(connection: sqlite3.Connection, topic_ids: Iterable[str], at: datetime) -> None:
    """Count the threads and stories of topics again; one without any is closed."""
    ids = json.dumps(sorted(set(topic_ids)))
    connection.execute(
        """
        UPDATE topics SET thread_count = c.threads, story_count = c.stories,
            first_seen = coalesce(c.first_seen, topics.first_seen),
            last_story = coalesce(c.last_story, topics.last_story),
            closed = CASE WHEN c.threads = 0 THEN coalesce(topics.closed, :at) END,
            redirect_to = CASE WHEN c.threads = 0 THEN topics.redirect_to END
        FROM (
            SELECT wanted.value AS id, count(t.id) AS threads, coalesce(sum(t.story_count), 0) AS stories,
                min(t.first_seen) AS first_seen, max(t.last_story) AS last_story
            FROM json_each(:ids) AS wanted LEFT JOIN threads AS t ON t.topic_id = wanted.value AND t.closed IS NULL
            GROUP BY wanted.value
        ) AS c
        WHERE topics.id = c.id
        """,
        {"ids": ids, "at": to_timestamp(at)},
    )


def _topics_of(connection: sqlite3.Connection, thread_ids: Collection[str]) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT topic_id FROM threads WHERE topic_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(thread_ids)),),
    )
    return {row["topic_id"] for row in rows}


def _lay_out(connection: sqlite3.Connection, topic: str, name: str) -> None:
    connection.execute(
        """
        INSERT INTO topics (id, name, first_seen, last_story, thread_count, story_count) VALUES (?1, ?2, 0, 0, 0, 0)
        ON CONFLICT (id) DO UPDATE SET name = CASE WHEN ?2 = '' THEN name ELSE ?2 END
        """,
        (topic, name),
    )


def _save_terms(connection: sqlite3.Connection, result: TopicsResult) -> None:
    """Store the terms of the threads that changed, and delete those that no topic can need any more."""
    connection.executemany(
        """
        INSERT INTO thread_terms (thread_id, terms) SELECT id, ?2 FROM threads WHERE id = ?1
        ON CONFLICT (thread_id) DO UPDATE SET terms = excluded.terms
        """,
        list(result.terms.items()),
    )
    if result.afresh:
        connection.execute(
            """
            DELETE FROM thread_terms WHERE thread_id IN (
                SELECT id FROM threads WHERE closed IS NOT NULL OR (topic_id IS NULL AND last_story < ?)
            )
            """,
            (result.since,),
        )


def _inherit(connection: sqlite3.Connection, joined: Sequence[tuple[str, str]], at: datetime) -> None:
    """Follow the topics that a followed thread has joined, and drop the new threads of dropped topics."""
    wanted = json.dumps([thread for thread, _ in joined])
    rows = connection.execute(
        """
        SELECT DISTINCT p.id FROM threads AS t JOIN topics AS p ON p.id = t.topic_id
        WHERE t.id IN (SELECT value FROM json_each(?)) AND t.verdict = 'follow' AND p.verdict = 'new'
        """,
        (wanted,),
    ).fetchall()
    for row in rows:
        append_topic_event(connection, next_batch(connection), "carry", row["id"], Verdict.FOLLOW, at)
    dropped = connection.execute(
        """
        SELECT t.id, p.id AS topic FROM threads AS t JOIN topics AS p ON p.id = t.topic_id
        WHERE t.id IN (SELECT value FROM json_each(?)) AND t.verdict = 'new' AND p.verdict = 'drop'
            AND t.closed IS NULL
        ORDER BY t.id
        """,
        (wanted,),
    ).fetchall()
    for row in dropped:
        take_along(connection, row["id"], row["topic"], at)
