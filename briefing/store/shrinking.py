"""Making the store smaller after much was deleted: merging the index, and giving free pages back to the system."""

import sqlite3

_INCREMENTAL = 2
"""The mode of auto_vacuum in which free pages can be given back a few at a time."""
_MERGED_PAGES = 64
_FREED_PAGES = 256


def merge_index(connection: sqlite3.Connection, index: str, *, first: bool) -> bool:
    """Merge a few pages of a full-text index, so that it loses what was deleted; return whether anything is left.

    The `first` step of several marks all of the index to be merged.
    """
    before = connection.total_changes
    pages = -_MERGED_PAGES if first else _MERGED_PAGES
    connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608 - ours
    return connection.total_changes - before > 1


def vacuum(connection: sqlite3.Connection) -> None:
    """Write the whole store again without free pages. From then on they can be given back a few at a time."""
    connection.execute(f"PRAGMA auto_vacuum = {_INCREMENTAL}")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def free_some_pages(connection: sqlite3.Connection) -> bool:
    """Give some free pages back to the system; return whether there are more that can be given back."""
    if not can_shrink(connection):
        return False
    connection.execute(f"PRAGMA incremental_vacuum({_FREED_PAGES})").fetchall()
    left = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
    if not left:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return left > 0


def can_shrink(connection: sqlite3.Connection) -> bool:
    """Return whether free pages can be given back a few at a time."""
    return int(connection.execute("PRAGMA auto_vacuum").fetchone()[0]) == _INCREMENTAL


def has_much_free(connection: sqlite3.Connection) -> bool:
    """Return whether more than a tenth of the pages are free."""
    free, pages = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("freelist_count", "page_count"))
    return 10 * free > pages


def store_size(connection: sqlite3.Connection) -> int:
    """Return how many bytes the store has."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    return pages * int(connection.execute("PRAGMA page_size").fetchone()[0])
