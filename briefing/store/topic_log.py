"""The log of verdicts on topics: append-only like that of threads, and in the same decisions."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from briefing.model.verdict import Verdict
from briefing.store.lifts import end_followed, lift_followed_topics
from briefing.store.timestamps import to_timestamp


class TopicEvent(NamedTuple):
    """A verdict on a topic as it was given."""

    topic: str
    before: Verdict
    after: Verdict


def append_topic_event(
    connection: sqlite3.Connection, batch: int, kind: str, topic: str, verdict: Verdict, at: datetime
) -> None:
    """Append a verdict on a topic to the log, set it, and lift the threads of a followed one."""
    connection.execute(
        """
        INSERT INTO topic_events (at, kind, batch, topic_id, before, after)
        SELECT ?, ?, ?, id, verdict, ? FROM topics WHERE id = ?
        """,
        (to_timestamp(at), kind, batch, verdict, topic),
    )
    connection.execute("UPDATE topics SET verdict = ? WHERE id = ?", (verdict, topic))
    lift_followed_topics(connection, at)
    if verdict is not Verdict.FOLLOW:
        members = connection.execute("SELECT id FROM threads WHERE topic_id = ?", (topic,)).fetchall()
        end_followed(connection, [row["id"] for row in members])


def topic_events(connection: sqlite3.Connection, batch: int) -> tuple[TopicEvent, ...]:
    """Return the verdicts on topics of a decision, in order; those on a topic that is gone are on its heir."""
    rows = connection.execute(
        """
        SELECT coalesce(t.redirect_to, t.id) AS topic, e.before, e.after
        FROM topic_events AS e JOIN topics AS t ON t.id = e.topic_id WHERE e.batch = ? ORDER BY e.id
        """,
        (batch,),
    )
    return tuple(TopicEvent(row["topic"], Verdict(row["before"]), Verdict(row["after"])) for row in rows)


def topics_of_threads(connection: sqlite3.Connection, thread_ids: Iterable[str]) -> dict[str, Verdict]:
    """Return the topics of threads with their verdicts."""
    rows = connection.execute(
        """
        SELECT DISTINCT p.id, p.verdict FROM threads AS t JOIN topics AS p ON p.id = t.topic_id
        WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY p.id
        """,
        (json.dumps(list(thread_ids)),),
    )
    return {row["id"]: Verdict(row["verdict"]) for row in rows}


def topic_name(connection: sqlite3.Connection, topic: str) -> str:
    """Return the name of a topic, "" if there is none."""
    row = connection.execute("SELECT name FROM topics WHERE id = ?", (topic,)).fetchone()
    return "" if row is None else str(row["name"])
