"""Migrations: the steps from any older version of the store file to the current one, in one transaction."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from briefing.model.errors import StoreError
from briefing.store import (
    schema_1,
    schema_2,
    schema_3,
    schema_4,
    schema_5,
    schema_6,
    schema_7,
    schema_8,
    schema_9,
    schema_10,
    schema_11,
    schema_12,
    schema_13,
    schema_14,
    schema_15,
    schema_16,
    schema_17,
    schema_18,
    schema_19,
    schema_20,
    schema_21,
    schema_22,
    schema_23,
    schema_24,
    schema_25,
    schema_26,
    schema_27,
)

APPLICATION_ID = 0x42524946
"""Written into the file header ("BRIF"), so that another program's database is not mistaken for ours."""

Step: TypeAlias = Callable[[sqlite3.Connection], None]


def _carried_out(statements: Sequence[str]) -> Step:
    def step(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return step


STEPS: tuple[Step, ...] = tuple(
    _carried_out(schema.STATEMENTS)
    for schema in (
        schema_1,
        schema_2,
        schema_3,
        schema_4,
        schema_5,
        schema_6,
        schema_7,
        schema_8,
        schema_9,
        schema_10,
        schema_11,
        schema_12,
        schema_13,
        schema_14,
        schema_15,
        schema_16,
        schema_17,
        schema_18,
        schema_19,
        schema_20,
        schema_21,
        schema_22,
        schema_23,
        schema_24,
        schema_25,
        schema_26,
        schema_27,
    )
)
"""Step n leads from version n to n + 1. Append only: a released step is never edited."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of the file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path, newest: int = len(STEPS)) -> int:
    """Return the version of the file; raise StoreError if it is not ours or comes from a newer program."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = version_of(connection)
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if application != APPLICATION_ID and (tables or application or version):
        raise StoreError(f"{path} is a database of another program; name another place with --home.")
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer briefing (store version {version}, this program knows {newest}); "
            "install the newer briefing or name another place with --home. The file was not changed."
        )
    return version


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Step, ...] = STEPS) -> int:
    """Bring the file to the newest version and return the version it had; a copy of an older file is kept first."""
    found = check_version(connection, path, len(steps))
    if 0 < found < len(steps):
        _keep_copy(connection, path, found)
    if found < len(steps):
        _walk(connection, path, steps[found:], len(steps))
    return found


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    copy = path.with_name(f"{path.name}.backup-v{version}")
    part = path.with_name(f"{path.name}.backup-part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    connection.execute("VACUUM INTO ?", (str(part),))
    part.replace(copy)


def _walk(connection: sqlite3.Connection, path: Path, steps: Sequence[Step], version: int) -> None:
    """Take all steps to a version in one transaction: the file is checked once, since that reads all of it."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in steps:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        _check_whole(connection, path, version)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_whole(connection: sqlite3.Connection, path: Path, version: int) -> None:
    loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if loose is not None or verdict != "ok":
        raise StoreError(
            f"{path} could not be brought to store version {version}: it is damaged. It was left as it was; "
            f"put its backup in its place, or move it away to start afresh."
        )
