"""Makes a large store out of a small one: copies of its stories, threads and findings, each a day newer than the last.

python -m tests.benchmarks.grown_store STORE COPY TIMES
"""

import shutil
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

COMMON = 4
"""Names in more texts keep their name in every copy; the rarer ones are other persons there."""
_A_DAY = 86_400_000_000
_STEP = 1_000_000
"""What is added to the ids of a copy."""

_ID = f"{{column}} + copy * {_STEP}"
_TIME = f"{{column}} + copy * {_A_DAY}"
_THREAD = "{column} || '-' || copy"
_NAME = "CASE WHEN {column} IN (SELECT key FROM temp.common) THEN {column} ELSE 'c' || copy || {column} END"

_CHANGED: Mapping[str, Mapping[str, str]] = {
    "stories": {
        "id": _ID, "newest": _ID, "published": _TIME, "first_seen": _TIME,
        "canonical": "CASE WHEN canonical = '' THEN '' ELSE canonical || '#' || copy END",
    },
    "snapshots": {"id": _ID, "story_id": _ID, "taken": _TIME},
    "entries": {
        "id": _ID, "story_id": _ID, "key": "key || '#' || copy", "published": _TIME, "first_seen": _TIME,
        "last_seen": _TIME,
    },
    "readings": {"snapshot_id": _ID},
    "quotes": {"snapshot_id": _ID, "speaker_key": _NAME},
    "actors": {"snapshot_id": _ID, "key": _NAME},
    "citations": {"snapshot_id": _ID},
    "topics": {"id": _THREAD, "first_seen": _TIME, "last_story": _TIME},
    "threads": {
        "id": _THREAD, "title_story": _ID, "first_seen": _TIME, "last_story": _TIME, "looked": _TIME,
        "topic_id": _THREAD, "redirect_to": _THREAD, "closed": _TIME, "score": "score + copy / 10.0", "number": _ID,
    },
    "memberships": {"story_id": _ID, "thread_id": _THREAD, "joined": _TIME, "seen": _TIME, "followed": _TIME,
        "reprint_of": f"CASE WHEN reprint_of = 0 THEN 0 ELSE reprint_of + copy * {_STEP} END"},
    "thread_terms": {"thread_id": _THREAD},
    "rule_matches": {"thread_id": _THREAD, "story_id": _ID},
    "story_words": {"story_id": _ID, "snapshot_id": _ID},
}  # fmt: skip


def main() -> None:
    """Copy a store and grow the copy."""
    store, copy, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(store, copy)
    grow(copy, times)


def grow(store: Path, times: int) -> None:
    """Make the store `times` as large."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        for setting in ("foreign_keys = OFF", "cache_size = -1000000", "synchronous = OFF"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("CREATE TEMP TABLE common (key TEXT PRIMARY KEY)")
        connection.execute(
            "INSERT INTO temp.common SELECT key FROM main.actors GROUP BY key HAVING count(*) > ?", (COMMON,)
        )
        connection.execute("INSERT OR IGNORE INTO temp.common VALUES ('')")
        connection.execute("CREATE TEMP TABLE copies (copy INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO temp.copies VALUES (?)", [(number,) for number in range(1, times)])
        connection.execute("BEGIN IMMEDIATE")
        for table, changed in _CHANGED.items():
            _copy(connection, table, changed)
        _index(connection)
        connection.execute("DELETE FROM threads_to_match")
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _copy(connection: sqlite3.Connection, table: str, changed: Mapping[str, str]) -> None:
    columns = _columns(connection, table)
    values = [changed.get(column, column).format(column=column) for column in columns]
    connection.execute("DROP TABLE IF EXISTS temp.first")
    connection.execute(f"CREATE TEMP TABLE first AS SELECT * FROM main.{table}")
    connection.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM temp.copies CROSS JOIN temp.first"
    )


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
    return [name for (name,) in rows]


def _index(connection: sqlite3.Connection) -> None:
    """Index the words of the copies."""
    connection.execute(
        """
        INSERT INTO text_index (rowid, title, text)
        SELECT s.id, s.title, n.text FROM stories AS s JOIN snapshots AS n ON n.id = s.newest WHERE s.id >= ?
        """,
        (_STEP,),
    )
    connection.execute("INSERT INTO name_index (rowid, name) SELECT id, key FROM names WHERE indexed = 0")
    connection.execute("UPDATE names SET indexed = 1 WHERE indexed = 0")


if __name__ == "__main__":
    main()
