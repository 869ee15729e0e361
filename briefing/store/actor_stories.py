"""The stories and threads that name an actor."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from briefing.model.actor_page import ActorStory
from briefing.store.findings import MOST_RANKED, findings_of
from briefing.store.timestamps import from_timestamp, to_timestamp

MOST_TEXTS = 400
"""A name in more texts is too common to relate two threads."""


def stories_of_actor(connection: sqlite3.Connection, keys: Sequence[str], limit: int) -> tuple[tuple[int, str], ...]:
    """Return the latest stories whose newest text names an actor with one of `keys`, with their threads, newest first.

    Only the `MOST_RANKED` texts filed last are looked at. The thread of a story that has none is "".
    """
    rows = connection.execute(
        """
        SELECT first.id, coalesce(m.thread_id, '') AS thread
        FROM (
            SELECT DISTINCT s.id, s.published
            FROM (
                SELECT a.snapshot_id
                FROM json_each(?) AS wanted CROSS JOIN actors AS a ON a.key = wanted.value
                ORDER BY a.snapshot_id DESC
                LIMIT ?
            ) AS latest
            CROSS JOIN stories AS s ON s.newest = latest.snapshot_id
            ORDER BY s.published DESC, s.id DESC
            LIMIT ?
        ) AS first
        LEFT JOIN memberships AS m ON m.story_id = first.id
        ORDER BY first.published DESC, first.id DESC
        """,
        (json.dumps(list(keys)), MOST_RANKED, limit),
    )
    return tuple((row["id"], row["thread"]) for row in rows)


def stories_in(connection: sqlite3.Connection, threads: Sequence[str], limit: int) -> tuple[ActorStory, ...]:
    """Return the latest stories of these threads, newest first, regardless of the actors they name."""
    rows = connection.execute(
        """
        SELECT s.id
        FROM json_each(?) AS wanted
        JOIN memberships AS m ON m.thread_id = wanted.value
        JOIN stories AS s ON s.id = m.story_id
        ORDER BY s.published DESC, s.id DESC
        LIMIT ?
        """,
        (json.dumps(list(threads)), limit),
    )
    return read_stories(connection, [row["id"] for row in rows])


def stories_naming(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Return the stories whose newest text names an actor with one of `keys`, and how it names them."""
    rows = connection.execute(
        """
        SELECT s.id, substr(n.text, a.name_start + 1, a.name_end - a.name_start) AS name
        FROM json_each(?) AS wanted
        JOIN actors AS a ON a.key = wanted.value
        JOIN stories AS s ON s.newest = a.snapshot_id
        JOIN snapshots AS n ON n.id = s.newest
        ORDER BY s.id, a.position
        """,
        (json.dumps(list(keys)),),
    )
    named: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        named[row["id"]].append(row["name"])
    return {story: tuple(dict.fromkeys(names)) for story, names in named.items()}


def threads_naming(
    connection: sqlite3.Connection, wanted: Sequence[tuple[Sequence[str], str]], *, since: datetime
) -> list[dict[str, frozenset[str]]]:
    """Return, for each pair of actor keys and a thread, the other open threads with a story since then, by key.

    A key that more than `MOST_TEXTS` texts have is left out: such a name relates nothing, and the archive is not read
    for it.
    """
    return [_threads_naming(connection, keys, since, thread) if keys else {} for keys, thread in wanted]


def _threads_naming(
    connection: sqlite3.Connection, keys: Sequence[str], since: datetime, without: str
) -> dict[str, frozenset[str]]:
    rows = connection.execute(
        """
        SELECT DISTINCT a.key, m.thread_id
        FROM json_each(?) AS wanted
        JOIN actors AS a ON a.key = wanted.value
        JOIN stories AS s ON s.newest = a.snapshot_id
        JOIN memberships AS m ON m.story_id = s.id
        JOIN threads AS t ON t.id = m.thread_id
        WHERE t.closed IS NULL AND t.last_story >= ? AND t.id <> ?
            AND (SELECT count(*) FROM (SELECT 1 FROM actors AS one WHERE one.key = wanted.value LIMIT ?)) <= ?
        """,
        (json.dumps(list(keys)), to_timestamp(since), without, MOST_TEXTS + 1, MOST_TEXTS),
    )
    named: defaultdict[str, set[str]] = defaultdict(set)
    for key, thread in rows:
        named[key].add(thread)
    return {key: frozenset(threads) for key, threads in named.items()}


def read_stories(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[ActorStory, ...]:
    """Return these stories with their newest texts and the findings in them, newest first."""
    rows = connection.execute(
        """
        SELECT s.id, s.outlet, s.published, n.id AS snapshot, n.text, m.thread_id
        FROM json_each(?) AS wanted
        JOIN stories AS s ON s.id = wanted.value
        JOIN snapshots AS n ON n.id = s.newest
        LEFT JOIN memberships AS m ON m.story_id = s.id
        ORDER BY s.published DESC, s.id DESC
        """,
        (json.dumps(list(ids)),),
    ).fetchall()
    findings = findings_of(connection, [row["snapshot"] for row in rows])
    return tuple(
        ActorStory(
            story=row["id"],
            outlet=row["outlet"],
            published=from_timestamp(row["published"]),
            thread=row["thread_id"] or "",
            text=row["text"],
            findings=findings[row["snapshot"]],
        )
        for row in rows
    )
