"""Addresses of feeds that older versions stored with passwords and tokens in them: found, and replaced everywhere."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

_TABLES = ("feeds", "former_addresses")


def addresses_with_fields(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the addresses of feeds, present and former, that could have a secret in them."""
    rows = connection.execute(
        """
        SELECT url FROM feeds WHERE url LIKE '%=%' OR url LIKE '%@%'
        UNION SELECT url FROM former_addresses WHERE url LIKE '%=%' OR url LIKE '%@%'
        """
    )
    return tuple(str(row["url"]) for row in rows)


def all_addresses(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the present addresses of all feeds, also of those that were removed."""
    return frozenset(str(row["url"]) for row in connection.execute("SELECT url FROM feeds"))


def replace_addresses(connection: sqlite3.Connection, replaced: Mapping[str, str]) -> None:
    """Replace addresses by those without secrets, and overwrite the old ones in the file."""
    connection.execute("PRAGMA secure_delete = ON")
    for table in _TABLES:
        connection.executemany(
            f"UPDATE OR IGNORE {table} SET url = ?2 WHERE url = ?1",  # noqa: S608 - the names are ours
            replaced.items(),
        )
    connection.executemany("DELETE FROM former_addresses WHERE url = ?", [(old,) for old in replaced])


def replace_in_backups(store: Path, replaced: Mapping[str, str]) -> None:
    """Replace the addresses in the copies that migrations kept; a copy that cannot be read is left as it is."""
    for backup in store.parent.glob(f"{store.name}.backup-v*"):
        with suppress(sqlite3.Error), closing(sqlite3.connect(backup)) as connection, connection:
            replace_addresses(connection, replaced)
