"""One unchanging view of the store, for a process that only reads it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from briefing.store.connections import connect_reader

T = TypeVar("T")


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
