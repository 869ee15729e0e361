"""Which thread ids are taken, and which of them the reader watches."""

import json
import sqlite3
from collections.abc import Iterable


def ids_beginning(connection: sqlite3.Connection, beginnings: Iterable[str]) -> frozenset[str]:
    """Return all thread ids ever given that begin with one of `beginnings`."""
    rows = connection.execute(
        """
        SELECT DISTINCT t.id
        FROM json_each(?) AS wanted JOIN threads AS t ON t.id >= wanted.value AND t.id < wanted.value || char(1114111)
        """,
        (json.dumps(sorted(set(beginnings))),),
    )
    return frozenset(row["id"] for row in rows)


def watched_threads(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the open threads that the reader follows or briefs."""
    rows = connection.execute("SELECT id FROM threads WHERE closed IS NULL AND verdict IN ('follow', 'brief')")
    return frozenset(row["id"] for row in rows)
