"""Examining the store file itself."""

import sqlite3

MOST_FAULTS = 10


def integrity_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what SQLite finds wrong with the file, at most 10 lines; nothing for a whole one."""
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})")]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    faults = [] if found == ["ok"] else found
    return (*faults, *(f"a row of {row[0]} leads nowhere" for row in broken[:MOST_FAULTS]))
