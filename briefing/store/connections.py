"""Opening connections to the store file, with the settings of each kind, and an unchanging view for other processes."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from briefing.model.errors import StoreError
from briefing.store.migrations import STEPS, check_version, migrate

T = TypeVar("T")

_BUSY_MILLISECONDS = 5_000
_WRITER_BUSY_MILLISECONDS = 250
"""Short, because a writer tries again and must be able to stop when the store is closed."""
_LARGEST_CHECKED = 64 * 1_048_576
"""The largest store, in bytes, that is read through after an unclean end; a larger one would delay the start."""


def prepare_file(path: Path) -> bool:
    """Create the folder and an empty file, for the user alone; return whether an empty file was there already."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        there = path.stat()
        if there.st_mode & 0o077 and there.st_uid == os.geteuid():
            path.chmod(0o600)
        return there.st_size == 0
    return False


def connect_writer(path: Path, *, alone: bool = True) -> sqlite3.Connection:
    """Open a connection that writes; if no other process has the file open, check it and bring it to today's version.

    Otherwise the file must be of today's version.
    """
    ended_badly = alone and _has_rest(path)
    connection = _connect(path, "rw")
    try:
        is_new = check_version(connection, path) == 0
        if ended_badly:
            _check_quickly(connection, path)
        if alone and is_new:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # a prune can then give pages back in short steps
        if alone:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            migrate(connection, path)
        connection.execute(f"PRAGMA busy_timeout = {_WRITER_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        connection.execute("PRAGMA journal_size_limit = 33554432")
        connection.execute("PRAGMA secure_delete = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that only reads; the file must be of today's version."""
    connection = _connect(path, "ro")
    try:
        version = check_version(connection, path)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -8000")
    except BaseException:
        connection.close()
        raise
    if version < len(STEPS):
        connection.close()
        raise StoreError(
            f"{path} is of an older version (store version {version}) and may only be read here; "
            "start briefing where it may be written, with no other briefing running."
        )
    return connection


def connect_still(path: Path) -> sqlite3.Connection:
    """Open a file in a folder that cannot be written. It is treated as unchanging, so no files beside it are needed."""
    connection = _connect(path, "ro&immutable=1")
    try:
        check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


class ReadView:
    """The store as it was when this was opened. Functions given to it take the connection first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, function: Callable[..., T], *args: Any) -> T:
        """Return `function(connection, ...)`."""
        return function(self._connection, *args)


@contextmanager
def open_read_view(path: Path) -> Iterator[ReadView]:
    """Open the store at `path` for reading while others write. Raises StoreError if it cannot be read."""
    with closing(connect_reader(path)) as connection:
        connection.execute("BEGIN DEFERRED")
        yield ReadView(connection)


def plain_rows(
    connection: sqlite3.Connection, query: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> sqlite3.Cursor:
    """Return the rows of a query as plain tuples, which is faster for tens of thousands of rows."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query, parameters)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _has_rest(path: Path) -> bool:
    rest = path.with_name(f"{path.name}-wal")
    return rest.exists() and rest.stat().st_size > 0 and path.stat().st_size <= _LARGEST_CHECKED


def _check_quickly(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreError(
            f"the store {path} is damaged; it was left as it is. "
            "Put a backup in its place, or move it away to start afresh."
        )
