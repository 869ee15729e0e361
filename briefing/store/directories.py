"""The directories of names and outlets: triggers collect them, and this puts their words into the index.

A trigger may not write to an index of words, because the schema of the file is not trusted.
"""

import sqlite3


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
