"""Thread ids: which are taken, where a closed one leads, and which of them the user watches."""

import json
import sqlite3
from collections.abc import Iterable

_LONGEST_REDIRECT = 20


def ids_with_prefix(connection: sqlite3.Connection, beginnings: Iterable[str]) -> frozenset[str]:
    """Return all thread ids ever used that begin with one of `beginnings`."""
    rows = connection.execute(
        """
        SELECT DISTINCT t.id
        FROM json_each(?) AS wanted JOIN threads AS t ON t.id >= wanted.value AND t.id < wanted.value || char(1114111)
        """,
        (json.dumps(sorted(set(beginnings))),),
    )
    return frozenset(row["id"] for row in rows)


def watched_threads(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the open threads with the verdict follow or brief."""
    rows = connection.execute("SELECT id FROM threads WHERE closed IS NULL AND verdict IN ('follow', 'brief')")
    return frozenset(row["id"] for row in rows)


def follow_redirects(connection: sqlite3.Connection, thread_id: str) -> str:
    """Return the id of the thread that took the stories of this one, or its own id."""
    for _ in range(_LONGEST_REDIRECT):
        row = connection.execute("SELECT redirect_to FROM threads WHERE id = ?", (thread_id,)).fetchone()
        if row is None or row["redirect_to"] is None:
            break
        thread_id = row["redirect_to"]
    return thread_id
