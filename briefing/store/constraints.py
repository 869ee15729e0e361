"""Must-link and cannot-link constraints between stories, from the merges and splits of the user."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime

from briefing.model.grouping import Constraint
from briefing.store.timestamps import to_timestamp


def append_constraint(
    connection: sqlite3.Connection, story_a: int, story_b: int, kind: str, at: datetime, batch: int = 0
) -> None:
    """Append a constraint on two stories: "must", "cannot", or "free" to lift one.

    `batch` is the decision that it belongs to, 0 for none.
    """
    connection.execute(
        "INSERT INTO constraints (at, kind, story_a, story_b, batch) VALUES (?, ?, ?, ?, ?)",
        (to_timestamp(at), kind, min(story_a, story_b), max(story_a, story_b), batch),
    )


def constraints(connection: sqlite3.Connection) -> tuple[Constraint, ...]:
    """Return the latest constraint on each pair of stories, except lifted ones."""
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


def merge_keys(connection: sqlite3.Connection) -> Mapping[int, str]:
    """Return, for each merged story, one key that all stories merged with it share."""
    parents: dict[int, int] = {}
    for constraint in constraints(connection):
        if constraint.must:
            first, second = _root(parents, constraint.story_a), _root(parents, constraint.story_b)
            parents[max(first, second)] = min(first, second)
            parents.setdefault(min(first, second), min(first, second))
    return {story: f"merge-{_root(parents, story)}" for story in parents}


def merged_stories(connection: sqlite3.Connection, story_ids: Collection[int]) -> int:
    """Return how many of these stories the user merged with another one of them."""
    held = frozenset(story_ids)
    pairs = ({each.story_a, each.story_b} for each in constraints(connection) if each.must)
    return len(set[int]().union(*(pair for pair in pairs if pair <= held)))


def kept_apart(connection: sqlite3.Connection, story_ids: Collection[int]) -> tuple[str, ...]:
    """Return the headlines of the threads from which the user split one of these stories, each once."""
    held = frozenset(story_ids)
    apart = (
        each.story_b if each.story_a in held else each.story_a
        for each in constraints(connection)
        if not each.must and (each.story_a in held) != (each.story_b in held)
    )
    rows = connection.execute(
        """
        SELECT headline.title FROM json_each(?) AS wanted JOIN memberships AS m ON m.story_id = wanted.value
            JOIN threads AS t ON t.id = m.thread_id JOIN stories AS headline ON headline.id = t.title_story
        ORDER BY wanted.key
        """,
        (json.dumps(list(dict.fromkeys(apart))),),
    )
    return tuple(dict.fromkeys(row["title"] for row in rows))


def _root(parents: dict[int, int], story: int) -> int:
    while parents.get(story, story) != story:
        story = parents[story]
    return story


def constraint_state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what changes with each merge or split: the last constraint id and the number of merged duplicates."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM constraints) AS last, (SELECT count(*) FROM joins) AS merged"
    ).fetchone()
    return row["last"], row["merged"]


def threads_to_regroup(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the threads whose stories the user merged or split since threads were last grouped."""
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


def note_constraints_grouped(connection: sqlite3.Connection, state: tuple[int, int]) -> None:
    """Note that threads were grouped with all constraints up to `state` (see `constraint_state`)."""
    connection.execute(
        """
        INSERT INTO totals (name, count) VALUES ('grouped constraint', ?1)
        ON CONFLICT (name) DO UPDATE SET count = ?1
        """,
        (state[0],),
    )
