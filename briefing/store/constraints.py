"""The user's merges and splits: which stories stay together and which apart, however threads are grouped again."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from briefing.model.grouping import Constraint
from briefing.store.timestamps import to_timestamp


def append_word(
    connection: sqlite3.Connection, story_a: int, story_b: int, kind: str, at: datetime, batch: int = 0
) -> None:
    """Append a word on two stories: "must", "cannot" or "free"; `batch` is the decision it belongs to, 0 for none."""
    connection.execute(
        "INSERT INTO constraints (at, kind, story_a, story_b, batch) VALUES (?, ?, ?, ?, ?)",
        (to_timestamp(at), kind, min(story_a, story_b), max(story_a, story_b), batch),
    )


def constraints(connection: sqlite3.Connection) -> tuple[Constraint, ...]:
    """Return the latest word on each pair of stories that has one."""
    rows = connection.execute(
        """
        SELECT c.story_a, c.story_b, c.kind
        FROM constraints AS c
        JOIN (SELECT max(id) AS id FROM constraints GROUP BY story_a, story_b) AS latest ON latest.id = c.id
        WHERE c.kind <> 'free'
        ORDER BY c.id
        """
    )
    return tuple(Constraint(a, b, kind == "must") for a, b, kind in rows)


def pins(connection: sqlite3.Connection) -> Mapping[int, str]:
    """Return, for each story of a merge, one id that all stories merged with it share."""
    parents: dict[int, int] = {}
    for constraint in constraints(connection):
        if constraint.must:
            first, second = _root(parents, constraint.story_a), _root(parents, constraint.story_b)
            parents[max(first, second)] = min(first, second)
            parents.setdefault(min(first, second), min(first, second))
    return {story: f"merge-{_root(parents, story)}" for story in parents}


def _root(parents: dict[int, int], story: int) -> int:
    while parents.get(story, story) != story:
        story = parents[story]
    return story


def constraint_state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what tells whether anything was said since: the latest word's number, and how many stories were joined."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM constraints) AS word, (SELECT count(*) FROM joins) AS joined"
    ).fetchone()
    return row["word"], row["joined"]


def threads_to_regroup(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the threads of stories that the user merged or split since threads were last grouped."""
    rows = connection.execute(
        """
        WITH ungrouped AS (
            SELECT story_a, story_b FROM constraints
            WHERE id > coalesce(
                (SELECT count FROM totals WHERE name = 'grouped constraint'), (SELECT max(id) FROM constraints)
            )
        )
        SELECT DISTINCT thread_id FROM memberships
        WHERE story_id IN (SELECT story_a FROM ungrouped UNION SELECT story_b FROM ungrouped)
        ORDER BY thread_id
        """
    )
    return tuple(row["thread_id"] for row in rows)


def note_constraints_grouped(connection: sqlite3.Connection, words: tuple[int, int]) -> None:
    """Note that threads were grouped with all that was said up to `words` (see `constraint_state`)."""
    connection.execute(
        """
        INSERT INTO totals (name, count) VALUES ('grouped constraint', ?1)
        ON CONFLICT (name) DO UPDATE SET count = ?1
        """,
        (words[0],),
    )
