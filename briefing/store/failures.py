"""What the errors of the database engine mean, each as one sentence that the user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.model.errors import StoreError

_SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this step was stored. Free some space and do it again.",
    sqlite3.SQLITE_READONLY: "the store {path} may not be written; check who owns the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "the store {path} cannot be opened; check that its folder exists and may be written.",
    sqlite3.SQLITE_PERM: "the store {path} may not be opened; check who owns the file and its folder.",
    sqlite3.SQLITE_AUTH: "the store {path} may not be opened; check who owns the file and its folder.",
    sqlite3.SQLITE_NOTADB: (
        "{path} is not a briefing store; it was left as it is. Move it away to start afresh, or name another place "
        "with --home."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the store {path} is damaged; it was left as it is. Put a backup in its place, or move it away to start afresh."
    ),
    sqlite3.SQLITE_BUSY: "another program is writing to the store {path}; try again when it is done.",
    sqlite3.SQLITE_LOCKED: "another program is writing to the store {path}; try again when it is done.",
    sqlite3.SQLITE_IOERR: "the disk with {path} could not be read or written; check the disk.",
    sqlite3.SQLITE_NOMEM: "there was not enough memory to work on the store {path}.",
    sqlite3.SQLITE_INTERRUPT: "the work on the store was stopped; nothing of this step was stored.",
    sqlite3.SQLITE_TOOBIG: "a text is too long to be stored in {path}.",
}


class StoreFault(StoreError):
    """The engine refused a step that the program should not have taken; the store itself is well."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn every error of the engine inside the block into a StoreError about the store at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        sentence = _SENTENCES.get(code & 0xFF) if code is not None else None
        if sentence is None:
            raise StoreFault(
                f"the store {path} refused a step ({error}); this is a fault of briefing, please report it."
            ) from error
        raise StoreError(sentence.format(path=path)) from error
