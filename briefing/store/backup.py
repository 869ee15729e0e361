"""Copies of the store, made while it is in use."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from briefing.model.errors import StoreError


def copy_store(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open store to the new file `target`, which only the user may read.

    Raises StoreError if there is such a file, or if it cannot be written; then none is left.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(f"{target} is there already; no file is overwritten.") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{target} cannot be written: {getattr(error, 'strerror', error)}.") from error
    try:
        with closing(sqlite3.connect(target)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        with suppress(OSError):
            target.unlink()
        raise StoreError(f"{target} cannot be written: {error}.") from error


def replace_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open store to `target` in place of a copy that is there; StoreError if it cannot be written."""
    part = target.with_name(f"{target.name}-part")
    try:
        part.unlink(missing_ok=True)
        copy_store(connection, part)
        part.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
