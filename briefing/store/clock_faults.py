"""Mending what was stored while the clock of this machine was wrong."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from briefing.store.timestamps import to_timestamp

SLACK = timedelta(minutes=10)
"""A time of ours that is later than now by more than this comes from a clock that was ahead."""
AHEAD = timedelta(hours=48)
"""How far ahead of the clock the date of an article may be (as in `text.dates`)."""


def mend_times(connection: sqlite3.Connection, now: datetime) -> tuple[str, ...]:
    """Correct the times of stories that came while the clock was behind or ahead; return the threads that they are in.

    A date that lay ahead of a clock that was behind is taken as soon as the clock has come near it. Stories first seen
    in the future came while it was ahead; but if most recent articles are dated in the future too, the clock is wrong
    now, and nothing is changed.
    """
    mended = [*_take_claimed_dates(connection, now), *_bring_back_first_seen(connection, now)]
    return _threads_of(connection, mended) if mended else ()


def _take_claimed_dates(connection: sqlite3.Connection, now: datetime) -> list[int]:
    """Date undated stories as their feeds claimed."""
    limit = to_timestamp(now + AHEAD)
    connection.execute(
        """
        UPDATE entries SET published = (SELECT claimed FROM stories WHERE id = story_id)
        WHERE story_id IN (SELECT id FROM stories WHERE claimed IS NOT NULL AND claimed <= ? AND dated = 0)
        """,
        (limit,),
    )
    rows = connection.execute(
        """
        UPDATE stories SET published = CASE WHEN dated THEN published ELSE claimed END, dated = 1, claimed = NULL
        WHERE claimed IS NOT NULL AND claimed <= ? RETURNING id
        """,
        (limit,),
    )
    return [row["id"] for row in rows.fetchall()]


def _bring_back_first_seen(connection: sqlite3.Connection, now: datetime) -> list[int]:
    """Let stories that were first seen in the future be first seen now; the undated ones are dated so too."""
    late = to_timestamp(now + SLACK)
    if _is_behind(connection, now):
        return []
    rows = connection.execute(
        """
        UPDATE stories SET published = CASE WHEN dated THEN published ELSE min(published, ?1) END, first_seen = ?1
        WHERE first_seen > ?2 RETURNING id
        """,
        (to_timestamp(now), late),
    )
    mended = [row["id"] for row in rows.fetchall()]
    if mended:
        connection.execute(
            "UPDATE entries SET first_seen = min(first_seen, ?1), last_seen = min(last_seen, ?1) WHERE last_seen > ?2",
            (to_timestamp(now), late),
        )
    return mended


def _is_behind(connection: sqlite3.Connection, now: datetime) -> bool:
    """Return whether the clock seems behind the dates of the latest articles; True if none has a date."""
    rows = connection.execute("SELECT published FROM stories WHERE dated = 1 ORDER BY published DESC LIMIT 20")
    latest = [row["published"] for row in rows]
    return not latest or latest[len(latest) // 2] > to_timestamp(now + AHEAD)


def _threads_of(connection: sqlite3.Connection, story_ids: Iterable[int]) -> tuple[str, ...]:
    rows = connection.execute(
        """
        SELECT DISTINCT thread_id FROM memberships WHERE story_id IN (SELECT value FROM json_each(?))
        ORDER BY thread_id
        """,
        (json.dumps(list(story_ids)),),
    )
    return tuple(row["thread_id"] for row in rows)
