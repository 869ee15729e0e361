"""Figures about each feed: how many stories it has, how recent they are, and how many came into the brief."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from briefing.model.material import FeedFacts
from briefing.store.thread_rows import PULSE_DAYS
from briefing.store.timestamps import A_DAY, from_timestamp, to_timestamp


def feed_facts(connection: sqlite3.Connection, feed_ids: Iterable[int], now: datetime) -> dict[int, FeedFacts]:
    """Return the figures of these feeds, by feed id; those without stories are left out."""
    wanted = json.dumps(list(feed_ids))
    totals = connection.execute(
        """
        SELECT value, (SELECT count(*) FROM entries WHERE feed_id = value),
            (SELECT max(published) FROM entries WHERE feed_id = value)
        FROM json_each(?)
        """,
        (wanted,),
    ).fetchall()
    pulses = _feed_pulses(connection, wanted, now)
    briefed = dict(
        connection.execute(
            """
            SELECT e.feed_id, count(DISTINCT e.story_id)
            FROM threads AS t INDEXED BY threads_by_verdict
            JOIN memberships AS m ON m.thread_id = t.id
            JOIN entries AS e ON e.story_id = m.story_id
            WHERE t.closed IS NULL AND t.verdict = 'brief'
            GROUP BY e.feed_id
            """
        ).fetchall()
    )
    return {
        feed_id: FeedFacts(
            stories, from_timestamp(last), tuple(pulses.get(feed_id, [0] * PULSE_DAYS)), briefed.get(feed_id, 0)
        )
        for feed_id, stories, last in totals
        if stories
    }


def _feed_pulses(connection: sqlite3.Connection, wanted: str, now: datetime) -> dict[int, list[int]]:
    rows = connection.execute(
        """
        SELECT e.feed_id, (:end - e.published) / :a_day AS days_ago, count(*)
        FROM json_each(:wanted) AS w CROSS JOIN entries AS e ON e.feed_id = w.value
        WHERE e.published <= :end AND e.published > :end - :days * :a_day
        GROUP BY e.feed_id, days_ago
        """,
        {"wanted": wanted, "end": to_timestamp(now), "a_day": A_DAY, "days": PULSE_DAYS},
    )
    pulses: dict[int, list[int]] = {}
    for feed_id, days_ago, stories in rows:
        pulses.setdefault(feed_id, [0] * PULSE_DAYS)[PULSE_DAYS - 1 - days_ago] = stories
    return pulses
