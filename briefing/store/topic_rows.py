"""Topics as they are listed, and how a topic is found by an id, a former id, or the id of one of its threads."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.model.topic import PREFIX, TopicRow
from briefing.model.verdict import Verdict
from briefing.store.thread_ids import resolve_thread
from briefing.store.timestamps import from_timestamp, to_timestamp

_LONGEST_REDIRECT = 20
_ROWS = """
    SELECT p.id, p.name, p.verdict, p.thread_count, p.story_count, p.first_seen, p.last_story,
        (
            SELECT s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story
            WHERE t.topic_id = p.id AND t.closed IS NULL ORDER BY t.last_story DESC, t.id LIMIT 1
        ) AS headline,
        (
            SELECT count(DISTINCT t.id) FROM threads AS t JOIN verdict_events AS e ON e.thread_id = t.id
            WHERE t.topic_id = p.id AND t.closed IS NULL AND t.verdict = 'drop' AND e.topic_id = p.id
        ) AS taken_along
    FROM topics AS p
"""


def topic_rows(
    connection: sqlite3.Connection,
    *,
    since: datetime | None = None,
    verdicts: Sequence[Verdict] = (),
    limit: int | None = None,
) -> tuple[TopicRow, ...]:
    """Return the topics with a story since then, that of the newest story first; at most `limit` if it is given."""
    rows = connection.execute(
        f"""
        {_ROWS}
        WHERE p.closed IS NULL AND p.last_story >= :since AND p.verdict IN (SELECT value FROM json_each(:verdicts))
        ORDER BY p.last_story DESC, p.id LIMIT :limit
        """,  # noqa: S608 - a constant
        {
            "since": -(2**62) if since is None else to_timestamp(since),
            "verdicts": json.dumps(list(verdicts or Verdict)),
            "limit": -1 if limit is None else limit,
        },
    )
    return tuple(map(_row, rows))


def topic_row(connection: sqlite3.Connection, topic: str) -> TopicRow | None:
    """Return one topic, if there is one with this id."""
    row = connection.execute(f"{_ROWS} WHERE p.closed IS NULL AND p.id = ?", (topic,)).fetchone()
    return None if row is None else _row(row)


def threads_of_topic(connection: sqlite3.Connection, topic: str) -> tuple[str, ...]:
    """Return the open threads of a topic, that of the newest story first."""
    rows = connection.execute(
        "SELECT id FROM threads WHERE topic_id = ? AND closed IS NULL ORDER BY last_story DESC, id", (topic,)
    )
    return tuple(row["id"] for row in rows)


def terms_of_topic(connection: sqlite3.Connection, topic: str) -> dict[str, bytes]:
    """Return the terms of the open threads of a topic, by thread; those of long ago are no longer stored."""
    rows = connection.execute(
        """
        SELECT t.id, k.terms FROM threads AS t JOIN thread_terms AS k ON k.thread_id = t.id
        WHERE t.topic_id = ? AND t.closed IS NULL ORDER BY t.id
        """,
        (topic,),
    )
    return {row["id"]: row["terms"] for row in rows}


def titles_of_thread(connection: sqlite3.Connection, thread: str) -> tuple[tuple[int, str, str], ...]:
    """Return the id, title and language of each story of a thread, that of its headline first."""
    rows = connection.execute(
        """
        SELECT s.id, s.title, s.language FROM threads AS t JOIN memberships AS m ON m.thread_id = t.id
            JOIN stories AS s ON s.id = m.story_id
        WHERE t.id = ? ORDER BY s.id <> t.title_story, s.published, s.id
        """,
        (thread,),
    )
    return tuple((row["id"], row["title"], row["language"]) for row in rows)


def resolve_topic(connection: sqlite3.Connection, text: str) -> str | None:
    """Return the id of the topic that `text` names: an id, a former id, a unique beginning, or one of its threads."""
    wanted = text if text.startswith(PREFIX) else ""
    rows = connection.execute(
        "SELECT id FROM topics WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 50", (wanted,)
    ).fetchall()
    found = [row["id"] for row in rows] if wanted else []
    targets = {_heir(connection, topic) for topic in ([wanted] if wanted in found else found)}
    if len(targets) == 1:
        return targets.pop()
    thread = resolve_thread(connection, text) if not wanted else None
    row = connection.execute("SELECT topic_id FROM threads WHERE id = ?", (thread,)).fetchone()
    return None if row is None else row["topic_id"]


def _heir(connection: sqlite3.Connection, topic: str) -> str:
    for _ in range(_LONGEST_REDIRECT):
        row = connection.execute("SELECT redirect_to FROM topics WHERE id = ?", (topic,)).fetchone()
        if row is None or row["redirect_to"] is None:
            break
        topic = row["redirect_to"]
    return topic


def _row(row: sqlite3.Row) -> TopicRow:
    return TopicRow(
        id=row["id"],
        name=row["name"],
        verdict=Verdict(row["verdict"]),
        threads=row["thread_count"],
        stories=row["story_count"],
        first_seen=from_timestamp(row["first_seen"]),
        last_story=from_timestamp(row["last_story"]),
        taken_along=row["taken_along"],
        headline=row["headline"] or "",
    )
