"""Lifts, which put threads into the first part of the inbox, and mutes, which hide them.

A lift or a mute is stored for each `source`: the id of a rule, a question or a wake. They are not decisions of the
user: they can be computed again from the rules at any time.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from briefing.model.inbox import LiftKind
from briefing.model.reason import RankRule
from briefing.store.timestamps import to_timestamp

WATCH_LIST = "watch list"
"""The source of lifts by actors that the user watches; the rank counts these separately."""
LIFT_WEIGHT = 1.0
"""Added to the score of a thread that has any other lift."""


def lift(connection: sqlite3.Connection, thread_id: str, kind: LiftKind, source: str, words: str, at: datetime) -> None:
    """Lift a thread, with the words that say why; an undecided one stays lifted until `lower`.

    A followed or deferred thread is lifted until the user looks at it, or, if the kind is WAKE, decides on it. The same
    lift with a later `at` counts as not seen again; otherwise lifting twice changes at most the words.
    """
    connection.execute(
        """
        INSERT INTO lifts (thread_id, kind, source, words, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (thread_id, kind, source) DO UPDATE SET
            words = excluded.words, seen = CASE WHEN excluded.at > at THEN NULL ELSE seen END, at = max(at, excluded.at)
        WHERE words <> excluded.words OR at < excluded.at
        """,
        (thread_id, kind, source, words, to_timestamp(at)),
    )
    _note(connection, (thread_id,))


def lower(connection: sqlite3.Connection, thread_id: str, kind: LiftKind, source: str) -> None:
    """Remove a lift if there is one."""
    connection.execute("DELETE FROM lifts WHERE (thread_id, kind, source) = (?, ?, ?)", (thread_id, kind, source))
    _note(connection, (thread_id,))


def lift_watched(connection: sqlite3.Connection, named: Mapping[str, str], at: datetime) -> None:
    """Lift threads that name actors of the watch list, and lower those that do not; `named` has names, or ""."""
    rows = connection.execute("SELECT thread_id, words FROM lifts WHERE kind = 'watch' AND source = ?", (WATCH_LIST,))
    before = dict(rows.fetchall())
    for thread_id, names in named.items():
        words = f"names {names}"
        if names and before.get(thread_id) != words:
            lift(connection, thread_id, LiftKind.WATCH, WATCH_LIST, words, at)
        elif not names and thread_id in before:
            lower(connection, thread_id, LiftKind.WATCH, WATCH_LIST)


def lift_followed_topics(connection: sqlite3.Connection, at: datetime) -> None:
    """Lift the undecided threads of topics that the user follows, and lower those of topics no longer followed."""
    lifted = connection.execute(
        """
        INSERT INTO lifts (thread_id, kind, source, words, at)
        SELECT t.id, 'topic', p.id, 'in a topic you follow: ' || p.name, ?
        FROM topics AS p JOIN threads AS t ON t.topic_id = p.id
        WHERE p.verdict = 'follow' AND p.closed IS NULL AND t.closed IS NULL AND t.verdict = 'new'
            AND NOT EXISTS (SELECT 1 FROM lifts AS l WHERE l.thread_id = t.id AND l.kind = 'topic' AND l.source = p.id)
        RETURNING thread_id
        """,
        (to_timestamp(at),),
    ).fetchall()
    lowered = connection.execute(
        """
        DELETE FROM lifts WHERE kind = 'topic' AND NOT EXISTS (
            SELECT 1 FROM topics AS p JOIN threads AS t ON t.topic_id = p.id
            WHERE p.id = lifts.source AND t.id = lifts.thread_id AND p.verdict = 'follow' AND p.closed IS NULL
        )
        RETURNING thread_id
        """
    ).fetchall()
    _note(connection, (row["thread_id"] for row in (*lifted, *lowered)))


def end_followed(connection: sqlite3.Connection, thread_ids: Iterable[str]) -> None:
    """Take the part "followed" out of the scores of threads, unless the user still follows them or their topic."""
    connection.execute(
        """
        UPDATE threads SET
            score = round(score - (
                SELECT total(json_extract(value, '$[2]')) FROM json_each(score_parts)
                WHERE json_extract(value, '$[0]') = :followed
            ), 3),
            score_parts = (
                SELECT json_group_array(json(value)) FROM json_each(score_parts)
                WHERE json_extract(value, '$[0]') <> :followed
            )
        WHERE id IN (SELECT value FROM json_each(:ids)) AND verdict <> 'follow'
            AND EXISTS (SELECT 1 FROM json_each(score_parts) WHERE json_extract(value, '$[0]') = :followed)
            AND NOT EXISTS (
                SELECT 1 FROM topics AS p WHERE p.id = threads.topic_id AND p.verdict = 'follow' AND p.closed IS NULL
            )
        """,
        {"ids": json.dumps(list(thread_ids)), "followed": RankRule.FOLLOWED},
    )


def mute(connection: sqlite3.Connection, thread_id: str, source: str, words: str) -> None:
    """Mute a thread; `words` is the name of the rule."""
    connection.execute(
        """
        INSERT INTO mutes (thread_id, source, words) VALUES (?, ?, ?)
        ON CONFLICT (thread_id, source) DO UPDATE SET words = excluded.words
        """,
        (thread_id, source, words),
    )
    _note(connection, (thread_id,))


def unmute(connection: sqlite3.Connection, thread_id: str, source: str) -> None:
    """Remove a mute if there is one."""
    connection.execute("DELETE FROM mutes WHERE (thread_id, source) = (?, ?)", (thread_id, source))
    _note(connection, (thread_id,))


def remove_source(connection: sqlite3.Connection, thread_id: str, source: str) -> None:
    """Remove all lifts and mutes of a thread by a source."""
    connection.execute("DELETE FROM lifts WHERE (thread_id, source) = (?, ?)", (thread_id, source))
    connection.execute("DELETE FROM mutes WHERE (thread_id, source) = (?, ?)", (thread_id, source))
    _note(connection, (thread_id,))


def threads_muted_by(connection: sqlite3.Connection, source: str) -> frozenset[str]:
    """Return the threads that a source mutes."""
    rows = connection.execute("SELECT thread_id FROM mutes WHERE source = ?", (source,))
    return frozenset(row["thread_id"] for row in rows)


def see_lifts(connection: sqlite3.Connection, thread_id: str, seen: int, *, with_wakes: bool) -> None:
    """Note the timestamp at which the user saw why a thread is lifted; wakes are seen when the user decides on it."""
    unseen = connection.execute(
        "UPDATE lifts SET seen = ? WHERE thread_id = ? AND seen IS NULL AND (? OR kind <> 'wake')",
        (seen, thread_id, with_wakes),
    )
    if unseen.rowcount:
        _note(connection, (thread_id,))


def unsee_lifts(connection: sqlite3.Connection, thread_id: str, seen: int) -> None:
    """Take back that the user saw lifts of a thread at this timestamp."""
    unseen = connection.execute("UPDATE lifts SET seen = NULL WHERE thread_id = ? AND seen = ?", (thread_id, seen))
    if unseen.rowcount:
        _note(connection, (thread_id,))


def move_lifts(connection: sqlite3.Connection, source: str, target: str) -> None:
    """Move the lifts and mutes of a thread to the one that took its stories."""
    connection.execute("UPDATE OR IGNORE lifts SET thread_id = ? WHERE thread_id = ?", (target, source))
    connection.execute("UPDATE OR IGNORE mutes SET thread_id = ? WHERE thread_id = ?", (target, source))
    connection.execute("DELETE FROM lifts WHERE thread_id = ?", (source,))
    connection.execute("DELETE FROM mutes WHERE thread_id = ?", (source,))
    _note(connection, (source, target))


def _note(connection: sqlite3.Connection, thread_ids: Iterable[str]) -> None:
    """Update the columns of threads that decide their part and rank (see `schema_11`, `schema_16`, `schema_19`)."""
    connection.execute(
        """
        UPDATE threads SET
            lifted = coalesce((
                SELECT max(CASE WHEN l.seen IS NOT NULL THEN 1 WHEN l.kind = 'wake' THEN 3 ELSE 2 END)
                FROM lifts AS l WHERE l.thread_id = threads.id
            ), 0),
            score = score - lift_weight + (
                SELECT :weight * (count(*) > 0) FROM lifts AS l
                WHERE l.thread_id = threads.id AND l.source <> :watch_list
            ),
            lift_weight = (
                SELECT :weight * (count(*) > 0) FROM lifts AS l
                WHERE l.thread_id = threads.id AND l.source <> :watch_list
            ),
            developed = EXISTS (
                SELECT 1 FROM lifts AS l WHERE l.thread_id = threads.id AND l.kind = 'developed' AND l.seen IS NULL
            ),
            muted = (SELECT count(*) FROM mutes AS m WHERE m.thread_id = threads.id)
        WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": json.dumps(list(thread_ids)), "weight": LIFT_WEIGHT, "watch_list": WATCH_LIST},
    )
