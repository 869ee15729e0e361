"""Threads of earlier briefs that developed: they gained independent stories, and are lifted until they were seen."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from briefing.model.inbox import LiftKind
from briefing.store.briefs import brief_history, open_for_brief
from briefing.store.lifts import lift, lower
from briefing.store.timestamps import from_timestamp, to_timestamp
from briefing.text.wording import counted

REACH = timedelta(days=30)
"""How long after its last brief a thread that developed is lifted."""
_SOURCE = "brief"
_AHEAD = timedelta(days=2)


class Development(NamedTuple):
    """What a thread gained since its last brief: when the latest story was added, and what there is in words."""

    at: datetime
    words: str


def developments(connection: sqlite3.Connection, day_began: datetime, now: datetime) -> Mapping[str, Development]:
    """Return the threads for the brief that developed since their last one, which is older than today."""
    briefed = brief_history(connection, (now + _AHEAD).date(), now - REACH).threads
    last = {thread: at for thread, at in briefed.items() if at < day_began}
    found = {}
    for thread in open_for_brief(connection, last):
        row = connection.execute(
            """
            SELECT count(*) AS stories, max(m.joined) AS joined, count(DISTINCT CASE WHEN s.outlet NOT IN (
                SELECT p.outlet FROM memberships AS o JOIN stories AS p ON p.id = o.story_id
                WHERE o.thread_id = :thread AND o.joined <= :last
            ) THEN s.outlet END) AS outlets
            FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
            WHERE m.thread_id = :thread AND m.joined > :last AND m.reprint_of = 0
            """,
            {"thread": thread, "last": to_timestamp(last[thread])},
        ).fetchone()
        if row["stories"]:
            words = _words(last[thread], row["stories"], row["outlets"])
            found[thread] = Development(from_timestamp(row["joined"]), words)
    return found


def is_changed(connection: sqlite3.Connection, day_began: datetime, now: datetime) -> bool:
    """Return whether `lift_developed` would change anything."""
    lifted = connection.execute("SELECT thread_id, at, words FROM lifts WHERE kind = 'developed'")
    known = {thread: Development(from_timestamp(at), words) for thread, at, words in lifted}
    return known != developments(connection, day_began, now)


def lift_developed(connection: sqlite3.Connection, day_began: datetime, now: datetime) -> int:
    """Lift the threads that developed, and lower those that a newer brief has; return how many are lifted."""
    found = developments(connection, day_began, now)
    rows = connection.execute(
        "SELECT thread_id FROM lifts WHERE kind = 'developed' AND thread_id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found)),),
    ).fetchall()
    for row in rows:
        lower(connection, row["thread_id"], LiftKind.DEVELOPED, _SOURCE)
    for thread, development in found.items():
        lift(connection, thread, LiftKind.DEVELOPED, _SOURCE, development.words, development.at)
    return len(found)


def _words(last: datetime, stories: int, outlets: int) -> str:
    local = last.astimezone()
    gained = f"+{outlets} independent" if outlets else f"+{counted(stories, 'story', 'stories')}"
    return f"developed since the brief of {local.day} {local:%b}: {gained}"
