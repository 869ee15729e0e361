"""The hosts that asked to be left alone, and until when."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta

from briefing.store.timestamps import from_timestamp, to_timestamp

LONGEST = timedelta(hours=24)
"""A time further ahead comes from a wrong clock and is ignored."""


def resting_hosts(connection: sqlite3.Connection, now: datetime) -> dict[str, datetime]:
    """Return until when each host is left alone, without those whose time is over."""
    rows = connection.execute(
        "SELECT host, until FROM resting_hosts WHERE until > ? AND until <= ?",
        (to_timestamp(now), to_timestamp(now + LONGEST)),
    )
    return {row["host"]: from_timestamp(row["until"]) for row in rows}


def keep_resting_hosts(connection: sqlite3.Connection, hosts: Mapping[str, datetime], now: datetime) -> None:
    """Store until when hosts are left alone; what is over is deleted."""
    connection.executemany(
        "INSERT INTO resting_hosts (host, until) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET until = excluded.until",
        [(host, to_timestamp(until)) for host, until in hosts.items()],
    )
    connection.execute(
        "DELETE FROM resting_hosts WHERE until <= ? OR until > ?",
        (to_timestamp(now), to_timestamp(now + LONGEST)),
    )
