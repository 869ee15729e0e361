"""Thread ids: which are taken, which one a text names, where a closed one leads, and which the user follows."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from briefing.store.connections import plain_rows

_LONGEST_REDIRECT = 20


def open_ids_with_prefix(connection: sqlite3.Connection, beginnings: Iterable[str]) -> frozenset[str]:
    """Return the ids of open threads that begin with one of `beginnings`.

    The id of a closed thread is free: it comes again only with the story that it was made from.
    """
    rows = connection.execute(
        """
        SELECT DISTINCT t.id
        FROM json_each(?) AS wanted JOIN threads AS t ON t.id >= wanted.value AND t.id < wanted.value || char(1114111)
        WHERE t.closed IS NULL
        """,
        (json.dumps(sorted(set(beginnings))),),
    )
    return frozenset(row["id"] for row in rows)


def first_story_keys(connection: sqlite3.Connection, groups: Mapping[str, Collection[int]]) -> dict[str, str]:
    """Return, for each group of stories, what its thread id is made from: the address of its first story.

    Of stories published at one time, the first is the one whose address sorts first. A story without an address of its
    own has its outlet, title and date instead.
    """
    rows = plain_rows(
        connection,
        """
        SELECT s.id, s.published,
            CASE WHEN s.canonical <> '' THEN s.canonical
            ELSE s.outlet || char(10) || s.title || char(10) || (s.published * s.dated) END
        FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value
        """,
        (json.dumps([story for stories in groups.values() for story in stories]),),
    )
    order = {story: (published, address) for story, published, address in rows}
    return {name: min(order[story] for story in stories)[1] for name, stories in groups.items()}


def followed_threads(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the open threads that the user follows, and those of topics that the user follows."""
    rows = connection.execute(
        """
        SELECT id FROM threads WHERE closed IS NULL AND verdict = 'follow'
        UNION
        SELECT t.id FROM topics AS p JOIN threads AS t ON t.topic_id = p.id
        WHERE p.verdict = 'follow' AND p.closed IS NULL AND t.closed IS NULL
        """
    )
    return frozenset(row["id"] for row in rows)


def resolve_thread(connection: sqlite3.Connection, text: str) -> str | None:
    """Return the id of the thread that `text` names: an id, an id merged into it, or a unique beginning of one."""
    row = connection.execute("SELECT id FROM threads WHERE id = ?", (text,)).fetchone()
    if row is not None:
        return follow_redirects(connection, text)
    rows = connection.execute(
        "SELECT id FROM threads WHERE id >= ?1 AND id < ?1 || char(1114111) LIMIT 50", (text,)
    ).fetchall()
    targets = {follow_redirects(connection, row["id"]) for row in rows} if text else set()
    return targets.pop() if len(targets) == 1 else None


def follow_redirects(connection: sqlite3.Connection, thread_id: str) -> str:
    """Return the id of the thread that took the stories of this one, or its own id."""
    for _ in range(_LONGEST_REDIRECT):
        row = connection.execute("SELECT redirect_to FROM threads WHERE id = ?", (thread_id,)).fetchone()
        if row is None or row["redirect_to"] is None:
            break
        thread_id = row["redirect_to"]
    return thread_id
