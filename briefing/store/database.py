"""The open store file: one thread that writes, one that reads, every step in one transaction."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from briefing.model.errors import StoreError
from briefing.store.connections import connect_reader, connect_still
from briefing.store.failures import plain_errors
from briefing.store.lock import Lock, StoreTaken, sole_use, try_exclusive
from briefing.store.writing import Unwritable, Writing, is_current, is_refusal, open_writing

T = TypeVar("T")

WRITE_SECONDS = 30.0
"""How long a write waits for a write of another process."""
_FIRST_WRITE_SECONDS = 5.0
"""How long a write waits for a store that another process holds exclusively."""
_RETRY_SECONDS = 1.0
_LAST_WRITE_SECONDS = 0.6
"""How long closing waits for a write before it is stopped and rolled back."""


def ignore(_holder: str) -> None:
    """Say nothing about a wait."""


class Database:
    """An open store. Functions given to it take the connection first and run on its threads.

    Other processes may read and write the same file: a write waits for theirs, up to `WRITE_SECONDS`.
    """

    def __init__(
        self, path: Path, reader: sqlite3.Connection, writing: Writing | None, *, may_try: bool = False
    ) -> None:
        self.path = path
        self.notice = ""
        """A sentence for the user if opening was not as usual, or ""."""
        self._writing = writing
        self._reader = reader
        self._may_try = may_try
        self._closing = False
        self._seen = self._version_of_others()
        self._write_thread = ThreadPoolExecutor(1, "store-write")
        self._read_thread = ThreadPoolExecutor(1, "store-read")
        self._queued: set[Future[Any]] = set()
        """Writes that closing may cancel."""
        self._abandoned: list[Future[Any]] = []
        """Decisions whose caller no longer waits for them."""

    @property
    def read_only(self) -> bool:
        """Return whether nothing can be stored, for now or for good."""
        return self._writing is None

    async def run(self, function: Callable[..., T], *args: Any, durable: bool = False, **named: Any) -> T:
        """Run `function(connection, ...)` in one write transaction: all of it is stored, or nothing.

        With `durable`, for what the user decided, it returns only when the disk has it, and neither cancelling it nor
        closing the store drops it.
        """
        future = self._submit(partial(function, **named), args, durable=durable)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if durable:
                self._abandoned.append(future)
            raise

    async def run_unchecked(self, function: Callable[..., T], *args: Any, **named: Any) -> T:
        """Do as `run` does without the check of references, which a function that deletes much keeps itself."""
        return await asyncio.wrap_future(self._queue(self._write_unchecked, partial(function, **named), args))

    async def maintain(self, function: Callable[..., T], *args: Any) -> T:
        """Run `function(connection, ...)` on the connection that writes, outside a transaction."""
        return await asyncio.wrap_future(self._queue(self._maintain, function, args))

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Yield whether no other process has the store open; if so, none can open it to write until this ends."""
        if self._writing is None:
            yield False
            return
        with sole_use(self._writing.lock) as sole:
            yield sole

    async def read(self, function: Callable[..., T], *args: Any, **named: Any) -> T:
        """Run `function(connection, ...)` on one unchanging view of the store; never waits for a write."""
        return await asyncio.wrap_future(self._read_thread.submit(self._read, partial(function, **named), args))

    def call(self, function: Callable[..., T], *args: Any, durable: bool = False, **named: Any) -> T:
        """Do as `run` does and wait, if there is no event loop."""
        return self._submit(partial(function, **named), args, durable=durable).result()

    def look(self, function: Callable[..., T], *args: Any, **named: Any) -> T:
        """Do as `read` does and wait, if there is no event loop."""
        return self._read_thread.submit(self._read, partial(function, **named), args).result()

    async def wait_until_writable(self) -> bool:
        """Wait until the store can be written; return False if it never can be."""
        while self.read_only and self._may_try:
            try:
                await asyncio.wrap_future(self._write_thread.submit(self._open_writing, 0.0))
            except StoreTaken:
                await asyncio.sleep(_RETRY_SECONDS)
        return not self.read_only

    async def changed_elsewhere(self) -> bool:
        """Return whether another process has written to the store since the last call, or since it was opened."""
        version = await asyncio.wrap_future(self._write_thread.submit(self._version_of_others))
        changed, self._seen = version != self._seen, version
        return changed

    async def forget_pages(self) -> None:
        """Free the memory in which pages of the file are kept; they are read again when they are needed."""
        await asyncio.wrap_future(self._read_thread.submit(self._reader.execute, "PRAGMA shrink_memory"))
        if self._writing is not None:
            writer = self._writing.connection
            await asyncio.wrap_future(self._write_thread.submit(writer.execute, "PRAGMA shrink_memory"))

    def try_job_lock(self, job: str) -> Lock:
        """Try to become the one process that does a job on this store; `release` frees the lock."""
        try:
            return try_exclusive(self.path, job)
        except OSError as error:
            raise StoreError(self.notice or f"the store {self.path} may not be written ({error.strerror}).") from error

    def close(self) -> None:
        """Finish the writes at hand, within a second, store what was decided, and free the file.

        Raises StoreError if a decision that nobody waits for any more could not be stored.
        """
        if self._closing:
            return
        self._closing = True
        self._reader.interrupt()
        self._read_thread.shutdown(wait=True, cancel_futures=True)
        for queued in tuple(self._queued):
            queued.cancel()
        last: Future[None] = self._write_thread.submit(_nothing)
        try:
            last.result(_LAST_WRITE_SECONDS)
        except TooLong:
            if self._writing is not None:
                self._writing.connection.interrupt()
        self._write_thread.shutdown(wait=True)
        with plain_errors(self.path):
            self._reader.close()
            if self._writing is not None:
                self._writing.close()
        for decision in self._abandoned:
            if error := decision.exception():
                raise StoreError(f"What you decided last could not be stored: {error}") from error

    def _submit(self, function: Callable[..., T], args: tuple[Any, ...], *, durable: bool) -> Future[T]:
        if not durable:
            return self._queue(self._write, function, args)
        promise: Future[T] = Future()
        promise.set_running_or_notify_cancel()  # from now on nothing cancels it
        self._write_thread.submit(self._keep_promise, promise, function, args)
        return promise

    def _queue(self, write: Callable[..., T], function: Callable[..., T], args: tuple[Any, ...]) -> Future[T]:
        future = self._write_thread.submit(write, function, args)
        self._queued.add(future)
        future.add_done_callback(self._queued.discard)
        return future

    def _keep_promise(self, promise: Future[T], function: Callable[..., T], args: tuple[Any, ...]) -> None:
        try:
            promise.set_result(self._write(function, args, durable=True))
        except BaseException as error:  # noqa: BLE001 - it is raised where the promise is awaited
            promise.set_exception(error)

    def _write(self, function: Callable[..., T], args: tuple[Any, ...], *, durable: bool = False) -> T:
        connection = self._open_writing(_FIRST_WRITE_SECONDS).connection
        with plain_errors(self.path):
            connection.execute("PRAGMA synchronous = FULL" if durable else "PRAGMA synchronous = NORMAL")
            try:
                self._begin(connection, durable=durable)
                return _finish(connection, function, args)
            except sqlite3.OperationalError as error:
                if not (durable and self._closing and _code(error) == sqlite3.SQLITE_INTERRUPT):
                    raise
            self._begin(connection, durable=durable)  # it was closing that stopped it
            return _finish(connection, function, args)

    def _write_unchecked(self, function: Callable[..., T], args: tuple[Any, ...]) -> T:
        connection = self._open_writing(_FIRST_WRITE_SECONDS).connection
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            return self._write(function, args)
        finally:
            connection.execute("PRAGMA foreign_keys = ON")

    def _maintain(self, function: Callable[..., T], args: tuple[Any, ...]) -> T:
        with plain_errors(self.path):
            return function(self._open_writing(_FIRST_WRITE_SECONDS).connection, *args)

    def _begin(self, connection: sqlite3.Connection, *, durable: bool) -> None:
        """Begin a write transaction, waiting for that of another process."""
        given_up = time.monotonic() + WRITE_SECONDS
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                is_late = time.monotonic() > given_up or (self._closing and not durable)
                if is_late or _code(error) != sqlite3.SQLITE_BUSY:
                    raise
            else:
                return

    def _open_writing(self, seconds: float) -> Writing:
        """Return the connection that writes, opening it if the store was taken when this was opened."""
        if self._writing is not None:
            return self._writing
        if not self._may_try:
            raise StoreError(self.notice or f"the store {self.path} is open for reading only.")
        with plain_errors(self.path):
            writing = open_writing(self.path, 0.0 if self._closing else seconds, ignore)
        if isinstance(writing, Lock):
            raise StoreTaken(_taken(self.path, writing))
        self.notice, self._writing = "", writing
        self._seen = self._version_of_others()
        return writing

    def _version_of_others(self) -> int:
        """Return a number that changes when a connection other than the one that writes here commits."""
        connection = self._reader if self._writing is None else self._writing.connection
        with plain_errors(self.path):
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def _read(self, function: Callable[..., T], args: tuple[Any, ...]) -> T:
        with plain_errors(self.path):
            self._reader.execute("BEGIN DEFERRED")
            return _finish(self._reader, function, args)


def open_database(path: Path, *, seconds: float = 0.5, on_wait: Callable[[str], None] = ignore) -> Database:
    """Open the store at `path` to write, creating it if there is none; StoreError if that is impossible.

    While another process holds the store exclusively (an older program, or one that migrates it), wait up to `seconds`,
    then raise StoreTaken; `on_wait` is called with its process number. A file that cannot be written is opened for
    reading with a `notice`.
    """
    path = path.absolute()
    with plain_errors(path):
        opened = _open(path, seconds, on_wait)
        if isinstance(opened, Lock):
            raise StoreTaken(_taken(path, opened))
    return opened


def open_now(path: Path) -> Database:
    """Open the store as `open_database` does, but at once: for reading if another process holds it exclusively.

    Each write, and `wait_until_writable`, then tries again to open it to write.
    """
    path = path.absolute()
    with plain_errors(path):
        opened = _open(path, 0.5, ignore)
        if isinstance(opened, Database):
            return opened
        notice = f"Another briefing{_process(opened)} has the store: this one only reads until it is free."
        return _open_reading(path, notice, may_try=True)


def open_to_read(path: Path, *, seconds: float = 0.5, on_wait: Callable[[str], None] = ignore) -> Database:
    """Open the store for reading only, without a lock.

    A missing store, or one of an older version, is opened as `open_database` does, because it has to be created or
    migrated.
    """
    path = path.absolute()
    with plain_errors(path):
        if is_current(path):
            return _open_reading(path, "")
    return open_database(path, seconds=seconds, on_wait=on_wait)


def integrity_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Check the whole file and return its faults, in the words of the engine; () if there are none."""
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return (*faults, f"{loose} rows point to rows that are not there") if loose else tuple(faults)


def _open(path: Path, seconds: float, on_wait: Callable[[str], None]) -> Database | Lock:
    try:
        writing = open_writing(path, seconds, on_wait)
    except Unwritable as error:
        if not path.is_file() or path.stat().st_size == 0:
            raise StoreError(f"the store {path} cannot be made ({error}); name another place with --home.") from None
        return _open_reading(path, f"The store {path} may not be written here; it is open for reading only.")
    if isinstance(writing, Lock):
        return writing
    try:
        database = Database(path, connect_reader(path), writing)
    except BaseException:
        writing.close()
        raise
    if writing.was_empty:
        database.notice = f"The store {path} was empty; it has been set up again."
    return database


def _open_reading(path: Path, notice: str, *, may_try: bool = False) -> Database:
    try:
        reader = connect_reader(path)
    except sqlite3.OperationalError as error:
        if not is_refusal(error):
            raise
        reader = connect_still(path)
    database = Database(path, reader, None, may_try=may_try)
    database.notice = notice
    return database


def _taken(path: Path, lock: Lock) -> str:
    return f"another briefing{_process(lock)} has the store {path} for itself; try again when it is done."


def _process(lock: Lock) -> str:
    return f" (process {lock.holder})" if lock.holder else ""


def _finish(connection: sqlite3.Connection, function: Callable[..., T], args: tuple[Any, ...]) -> T:
    """Run `function` in the transaction that was begun, and commit it, or roll it back if it fails."""
    try:
        outcome = function(connection, *args)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcome


def _code(error: sqlite3.Error) -> int:
    return error.sqlite_errorcode & 0xFF


def _nothing() -> None:
    pass
