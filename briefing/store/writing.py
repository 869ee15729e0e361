"""The connection that writes, with the lock that keeps other programs from migrating the file at the same time."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.errors import StoreError
from briefing.store.connections import connect_reader, connect_writer, prepare_file
from briefing.store.lock import Lock, release, share, try_exclusive, try_shared, wait_for_lock


class Unwritable(StoreError):
    """The system does not allow writing or creating the file; the message is its reason."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The connection that writes, and its lock."""

    connection: sqlite3.Connection
    lock: Lock
    was_empty: bool = False
    """The store was created in an empty file that was there."""

    def close(self) -> None:
        """Close the connection and release the lock."""
        try:
            self.connection.close()
        finally:
            release(self.lock)


def open_writing(path: Path, seconds: float, on_wait: Callable[[str], None]) -> Writing | Lock:
    """Open the store at `path` to write, creating or migrating it; return the lock that is in the way if there is one.

    The first process that opens the file holds it exclusively while it checks and migrates it, and shares it from then
    on. Raises Unwritable, and StoreError or sqlite3.Error as connecting does.
    """
    try:
        was_empty = prepare_file(path)
        lock = wait_for_lock(lambda: _try_lock(path), seconds, on_wait)
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error
    if not lock.ours:
        return lock
    try:
        return Writing(connect_writer(path, alone=lock.exclusive), share(lock), was_empty)
    except BaseException as error:
        release(lock)
        if isinstance(error, sqlite3.OperationalError) and is_refusal(error):
            raise Unwritable(str(error)) from error
        raise


def is_current(path: Path) -> bool:
    """Return whether a store of the newest version is at `path` and can be read; sqlite3.Error if it is no store."""
    try:
        if not path.stat().st_size:
            return False
        with closing(connect_reader(path)):
            return True
    except (OSError, StoreError):
        return False
    except sqlite3.OperationalError as error:
        if not is_refusal(error):
            raise
        return False


def is_refusal(error: sqlite3.Error) -> bool:
    """Return whether the system refused to open or write the file, or those beside it."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _try_lock(path: Path) -> Lock:
    lock = try_exclusive(path)
    if lock.ours:
        return lock
    try:
        return try_shared(path) if is_current(path) else lock
    except sqlite3.Error:  # another process is setting it up, or it is no store: the exclusive lock will show which
        return lock
