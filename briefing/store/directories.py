"""The directories of names and outlets: triggers collect them, and this puts their words into the index.

A trigger may not write to an index of words, because the schema of the file is not trusted.
"""

import json
import sqlite3
from collections.abc import Sequence


def keys_named(connection: sqlite3.Connection, words: Sequence[str]) -> str:
    """Return the keys of the names in which words begin with `words`, in this order, as a JSON list."""
    match = " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"*' for word in words)
    rows = connection.execute(
        """
        SELECT n.key FROM name_index AS i JOIN names AS n ON n.id = i.rowid
        WHERE name_index MATCH ? AND n.key LIKE ? ESCAPE '\\'
        """,
        (match, f"%{'%'.join(map(_as_it_is, words))}%"),
    )
    return json.dumps([row[0] for row in rows])


def _as_it_is(word: str) -> str:
    """Return a word as a pattern that it alone matches."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def index_names(connection: sqlite3.Connection) -> None:
    """Index the names of actors and speakers that are new."""
    connection.execute("INSERT INTO name_index (rowid, name) SELECT id, key FROM names WHERE indexed = 0")
    connection.execute("UPDATE names SET indexed = 1 WHERE indexed = 0")


def index_outlets(connection: sqlite3.Connection) -> None:
    """Index the outlets that are new."""
    connection.execute(
        "INSERT INTO outlet_index (rowid, outlet, domain) SELECT id, outlet, domain FROM outlets WHERE indexed = 0"
    )
    connection.execute("UPDATE outlets SET indexed = 1 WHERE indexed = 0")
