"""Threads that name the same actors."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from briefing.store.timestamps import to_timestamp


def threads_naming(
    connection: sqlite3.Connection, keys: Sequence[str], *, since: datetime, without: str
) -> dict[str, frozenset[str]]:
    """Return, for each actor key, the open threads other than `without` that name it and have a story since then."""
    rows = connection.execute(
        """
        SELECT DISTINCT a.key, m.thread_id
        FROM json_each(?) AS wanted
        JOIN actors AS a ON a.key = wanted.value
        JOIN stories AS s ON s.newest = a.snapshot_id
        JOIN memberships AS m ON m.story_id = s.id
        JOIN threads AS t ON t.id = m.thread_id
        WHERE t.closed IS NULL AND t.last_story >= ? AND t.id <> ?
        """,
        (json.dumps(list(keys)), to_timestamp(since), without),
    )
    named: defaultdict[str, set[str]] = defaultdict(set)
    for key, thread in rows:
        named[key].add(thread)
    return {key: frozenset(threads) for key, threads in named.items()}
