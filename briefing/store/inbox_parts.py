"""The columns that decide in which part of the inbox a thread is: its outlets, its news, and its archiving."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from briefing.store.timestamps import to_timestamp

_MICROSECOND = timedelta(microseconds=1)


def count_news(connection: sqlite3.Connection, thread_ids: Iterable[str]) -> None:
    """Count outlets and news of threads again, after they gained or lost stories, or the user saw some.

    News are stories that are not reprints, that the user has not seen, and that were added after the user followed the
    thread.
    """
    connection.execute(
        """
        UPDATE threads SET
            outlet_count = (
                SELECT count(DISTINCT s.outlet) FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
                WHERE m.thread_id = threads.id
            ),
            news = (
                SELECT count(*) FROM memberships AS m
                WHERE m.thread_id = threads.id AND m.seen IS NULL AND m.followed IS NULL AND m.reprint_of = 0
            )
        WHERE id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(thread_ids)),),
    )


def is_archived_by(connection: sqlite3.Connection, window: timedelta) -> bool:
    """Return whether the threads of the archive were archived with this window."""
    row = connection.execute("SELECT count FROM totals WHERE name = 'archive window'").fetchone()
    return row is not None and row["count"] == window // _MICROSECOND


def archive_old(
    connection: sqlite3.Connection, thread_ids: Iterable[str] | None, window: timedelta, at: datetime
) -> None:
    """Archive threads of which every story was older than the window when it was first read; None for all open ones.

    A story that was not takes its thread out of the archive.
    """
    if thread_ids is None:
        thread_ids = [row["id"] for row in connection.execute("SELECT id FROM threads WHERE closed IS NULL")]
        connection.execute(
            """
            INSERT INTO totals (name, count) VALUES ('archive window', ?)
            ON CONFLICT (name) DO UPDATE SET count = excluded.count
            """,
            (window // _MICROSECOND,),
        )
    connection.execute(
        """
        UPDATE threads SET archived = CASE WHEN (
            SELECT max(s.published - s.first_seen) FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
            WHERE m.thread_id = threads.id
        ) < -:window THEN coalesce(archived, :at) END
        WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        {"window": window // _MICROSECOND, "at": to_timestamp(at), "ids": json.dumps(list(thread_ids))},
    )


def note_followed(connection: sqlite3.Connection, thread_id: str, followed: int) -> None:
    """Note that the user followed a thread at this timestamp: only stories added later count as news."""
    connection.execute(
        "UPDATE memberships SET followed = ? WHERE thread_id = ? AND seen IS NULL AND followed IS NULL",
        (followed, thread_id),
    )
    count_news(connection, (thread_id,))


def note_unfollowed(connection: sqlite3.Connection, thread_id: str, followed: int) -> None:
    """Take back that the user followed a thread at this timestamp."""
    connection.execute(
        "UPDATE memberships SET followed = NULL WHERE thread_id = ? AND followed = ?", (thread_id, followed)
    )
    count_news(connection, (thread_id,))
