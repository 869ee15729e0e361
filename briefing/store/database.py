"""The store file, open: one thread that writes, one that reads, every step in one transaction."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from briefing.model.errors import StoreError
from briefing.store.connections import connect_reader, connect_still, connect_writer, prepare_file
from briefing.store.failures import told_plainly
from briefing.store.lock import Lock, give_back, take_lock

T = TypeVar("T")

_LAST_WRITE_SECONDS = 0.6
"""How long closing waits for a write before it is stopped and rolled back."""


class Database:
    """An open store. Functions given to it take the connection first and run on its threads."""

    def __init__(self, path: Path, writer: sqlite3.Connection | None, reader: sqlite3.Connection, lock: Lock) -> None:
        self.path = path
        self.notice = ""
        """A sentence for the reader where opening was not as usual, or ""."""
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._write_thread = ThreadPoolExecutor(1, "store-write")
        self._read_thread = ThreadPoolExecutor(1, "store-read")

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be stored."""
        return self._writer is None

    async def run(self, function: Callable[..., T], *args: Any, durable: bool = False, **named: Any) -> T:
        """Run `function(connection, ...)` in one write transaction: all of it is stored, or nothing.

        With `durable` it returns only when the disk has it: for what the user decided.
        """
        return await asyncio.wrap_future(
            self._write_thread.submit(self._write, partial(function, **named), args, durable)
        )

    async def read(self, function: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run `function(connection, ...)` on one unchanging view of the store; never waits for a write."""
        return await asyncio.wrap_future(self._read_thread.submit(self._look, partial(function, **named), args))

    def call(self, function: Callable[..., T], *args: Any, durable: bool = False, **named: Any) -> T:
        """Do as `run` and wait: for where there is no event loop."""
        return self._write_thread.submit(self._write, partial(function, **named), args, durable).result()

    def look(self, function: Callable[..., T], *args: Any, **named: Any) -> T:
        """Do as `read` and wait: for where there is no event loop."""
        return self._read_thread.submit(self._look, partial(function, **named), args).result()

    def close(self) -> None:
        """Finish the writes at hand, within a second, and free the file."""
        self._reader.interrupt()
        self._read_thread.shutdown(wait=True, cancel_futures=True)
        last: Future[None] = self._write_thread.submit(_nothing)
        try:
            last.result(_LAST_WRITE_SECONDS)
        except TooLong:
            if self._writer is not None:
                self._writer.interrupt()
        self._write_thread.shutdown(wait=True, cancel_futures=True)
        with told_plainly(self.path):
            self._reader.close()
            if self._writer is not None:
                self._writer.close()
        give_back(self._lock)

    def _write(self, function: Callable[..., T], args: tuple[Any, ...], durable: bool) -> T:
        if self._writer is None:
            raise StoreError(self.notice or f"the store {self.path} is open for reading only.")
        with told_plainly(self.path):
            self._writer.execute("PRAGMA synchronous = FULL" if durable else "PRAGMA synchronous = NORMAL")
            return _in_transaction(self._writer, "BEGIN IMMEDIATE", function, args)

    def _look(self, function: Callable[..., T], args: tuple[Any, ...]) -> T:
        with told_plainly(self.path):
            return _in_transaction(self._reader, "BEGIN DEFERRED", function, args)


def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Open the store at `path`, making it where there is none; StoreError where that cannot be.

    Where another process writes, or the file may not be written, it is opened for reading with a `notice`.
    """
    path = path.absolute()
    with told_plainly(path):
        if read_only:
            return _open_to_read(path, "")
        try:
            was_empty = prepare_file(path)
            lock = take_lock(path)
        except OSError as error:
            return _open_unwritable(path, error.strerror or str(error))
        if not lock.ours:
            return _open_to_read(path, f"Another briefing (process {lock.holder}) has the store; this one only reads.")
        database = _open_to_write(path, lock)
    if was_empty:
        database.notice = f"The store {path} was empty; it was laid out anew."
    return database


def integrity_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Read the whole file and return what is wrong with it, in the engine's words; () where it is whole."""
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return (*faults, f"{loose} rows point to rows that are not there") if loose else tuple(faults)


def _open_to_write(path: Path, lock: Lock) -> Database:
    try:
        writer = connect_writer(path)
        return Database(path, writer, connect_reader(path), lock)
    except BaseException as error:
        give_back(lock)
        if isinstance(error, sqlite3.OperationalError) and _is_refusal(error):
            return _open_unwritable(path, str(error))
        raise


def _open_unwritable(path: Path, why: str) -> Database:
    if not path.is_file() or path.stat().st_size == 0:
        raise StoreError(f"the store {path} cannot be made ({why}); name another place with --home.")
    return _open_to_read(path, f"The store {path} may not be written here; it is open for reading only.")


def _open_to_read(path: Path, notice: str) -> Database:
    if not path.exists():
        raise StoreError(f"there is no store at {path} yet, and it is not made when it is only to be read.")
    try:
        reader = connect_reader(path)
    except sqlite3.OperationalError as error:
        if not _is_refusal(error):
            raise
        reader = connect_still(path)
    database = Database(path, None, reader, Lock(None))
    database.notice = notice
    return database


def _is_refusal(error: sqlite3.Error) -> bool:
    """Tell whether the system let the file, or those that go with it, not be opened or written."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _in_transaction(connection: sqlite3.Connection, begin: str, function: Callable[..., T], args: tuple[Any, ...]) -> T:
    connection.execute(begin)
    try:
        outcome = function(connection, *args)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcome


def _nothing() -> None:
    pass
