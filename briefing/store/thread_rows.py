"""Rows of threads: those of the inbox, and how the reasons in them are stored."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxPart, ThreadRow
from briefing.model.reason import RankRule, Reason
from briefing.model.verdict import Verdict
from briefing.store.lifts import WATCH_LIST
from briefing.store.timestamps import A_DAY, from_timestamp, from_timestamp_or_none, to_timestamp

if TYPE_CHECKING:
    from briefing.model.wake import WakeConditions

PULSE_DAYS = 7

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def stored_reasons(reasons: Sequence[Reason]) -> str:
    """Return reasons as JSON."""
    return _WRITER.encode(reasons)


def loaded_reasons(text: str) -> tuple[Reason, ...]:
    """Return the reasons in a stored JSON text."""
    return tuple(Reason(kind, value, weight) for kind, value, weight in json.loads(text))


def rows_of(connection: sqlite3.Connection, thread_ids: Iterable[str], now: datetime) -> tuple[ThreadRow, ...]:
    """Return the rows of these threads in this order; ids that do not exist are left out."""
    ids = list(thread_ids)
    wanted = json.dumps(ids)
    pulses = _pulses(connection, wanted, now)
    rows = connection.execute(
        """
        SELECT t.id, s.title, t.verdict, t.story_count, t.independent_count, t.looked, t.first_seen, t.last_story,
            t.score, t.score_parts, t.lift_weight, t.part, t.woken, t.wake_id, s.outlet, p.id AS topic,
            p.name AS topic_name, p.first_seen AS topic_since,
            CASE WHEN t.looked IS NOT NULL OR t.verdict = 'follow' THEN t.news ELSE 0 END AS new_stories,
            CASE WHEN t.lifted > 0 THEN (
                SELECT l.words FROM lifts AS l WHERE l.thread_id = t.id
                ORDER BY l.seen IS NULL DESC, l.kind = 'wake' DESC, l.at DESC, l.kind, l.source LIMIT 1
            ) END AS lifted,
            CASE WHEN t.lift_weight > 0 THEN (
                SELECT l.words FROM lifts AS l WHERE l.thread_id = t.id AND l.source <> :watch_list
                ORDER BY l.seen IS NULL DESC, l.kind = 'wake' DESC, l.at DESC, l.kind, l.source LIMIT 1
            ) END AS ranked_by_lift,
            CASE WHEN t.muted > 0 THEN (
                SELECT m.words FROM mutes AS m WHERE m.thread_id = t.id ORDER BY m.source LIMIT 1
            ) END AS muted
        FROM threads AS t JOIN stories AS s ON s.id = t.title_story LEFT JOIN topics AS p ON p.id = t.topic_id
        WHERE t.id IN (SELECT value FROM json_each(:wanted))
        """,
        {"wanted": wanted, "watch_list": WATCH_LIST},
    )
    listed = rows.fetchall()
    until = _until(connection, listed)
    found = {row["id"]: _thread_row(row, pulses[row["id"]], until.get(row["id"], ())) for row in listed}
    return tuple(found[thread_id] for thread_id in ids if thread_id in found)


def _pulses(connection: sqlite3.Connection, wanted: str, now: datetime) -> defaultdict[str, list[int]]:
    end = to_timestamp(now)
    rows = connection.execute(
        """
        SELECT m.thread_id, (:end - s.published) / :a_day AS days_ago, count(*) AS stories
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.thread_id IN (SELECT value FROM json_each(:wanted))
            AND s.published <= :end AND s.published > :end - :days * :a_day
        GROUP BY m.thread_id, days_ago
        """,
        {"end": end, "a_day": A_DAY, "days": PULSE_DAYS, "wanted": wanted},
    )
    pulses: defaultdict[str, list[int]] = defaultdict(lambda: [0] * PULSE_DAYS)
    for thread_id, days_ago, stories in rows:
        pulses[thread_id][PULSE_DAYS - 1 - days_ago] = stories
    return pulses


def _until(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> Mapping[str, WakeConditions]:
    deferred = [row["id"] for row in rows if row["verdict"] == Verdict.LATER and row["wake_id"] is not None]
    if not deferred:
        return {}
    from briefing.store.wakes import conditions_of_threads  # slow to import: it needs the query language

    return conditions_of_threads(connection, deferred)


def _thread_row(row: sqlite3.Row, pulse: Iterable[int], until: WakeConditions) -> ThreadRow:
    return ThreadRow(
        id=row["id"],
        title=row["title"],
        verdict=Verdict(row["verdict"]),
        stories=row["story_count"],
        independent=row["independent_count"],
        new_stories=row["new_stories"],
        looked=from_timestamp_or_none(row["looked"]),
        first_seen=from_timestamp(row["first_seen"]),
        last_story=from_timestamp(row["last_story"]),
        score=row["score"],
        score_parts=_with_lift(loaded_reasons(row["score_parts"]), row["lift_weight"], row["ranked_by_lift"]),
        pulse=tuple(pulse),
        topic=row["topic"] or "",
        topic_name=row["topic_name"] or "",
        topic_day=row["last_story"] // A_DAY - row["topic_since"] // A_DAY + 1 if row["topic"] else 0,
        part=InboxPart(row["part"]),
        lifted=row["lifted"] or "",
        is_woken=bool(row["woken"]),
        until=until,
        muted=row["muted"] or "",
        outlet=row["outlet"],
    )


def _with_lift(parts: tuple[Reason, ...], weight: float, words: str | None) -> tuple[Reason, ...]:
    """Return the parts of a score with what lifts add to it, the largest first."""
    if not words:
        return parts
    return tuple(sorted((*parts, Reason(RankRule.LIFTED, words, weight)), key=lambda part: -part.weight))
