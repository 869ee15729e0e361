"""Conditions of wakes in the store: how they are stored, and whether they hold."""

import sqlite3
from datetime import datetime

from briefing.model.errors import QueryError
from briefing.model.query import Named, NameField, Query
from briefing.model.wake import (
    AtTime,
    MoreIndependent,
    QuoteBy,
    RuleMatches,
    StoryMatches,
    TopicMoves,
    WakeCondition,
    Woken,
    time_has_come,
)
from briefing.query.fields import words_in
from briefing.query.parser import parse_saved
from briefing.store.query_conditions import condition_on_stories
from briefing.store.timestamps import from_timestamp, to_timestamp


def stored(condition: WakeCondition) -> tuple[str, str, int]:
    """Return the kind, words and number of a condition."""
    match condition:
        case AtTime(at):
            return "time", "", to_timestamp(at)
        case MoreIndependent(more):
            return "independent", "", more
        case QuoteBy(name):
            return "quote", name, 0
        case StoryMatches(query):
            return "story", query, 0
        case TopicMoves():
            return "topic", "", 0
        case RuleMatches(rule):
            return "rule", rule, 0


def loaded(kind: str, words: str, number: int) -> WakeCondition:
    """Return the condition with this kind, words and number."""
    match kind:
        case "time":
            return AtTime(from_timestamp(number))
        case "independent":
            return MoreIndependent(number)
        case "quote":
            return QuoteBy(words)
        case "story":
            return StoryMatches(words)
        case "topic":
            return TopicMoves()
    return RuleMatches(words)


def matching_stories(
    connection: sqlite3.Connection, thread_id: str, condition: WakeCondition, given: datetime
) -> set[int]:
    """Return the stories of a thread that match a condition on stories; none for a query that cannot be read."""
    try:
        query = _query(condition, given)
        if query is None:
            return set()
        span = connection.execute(
            "SELECT min(story_id), max(story_id) FROM memberships WHERE thread_id = ?", (thread_id,)
        ).fetchone()
        if span[0] is None:
            return set()
        matching = condition_on_stories(connection, query, (span[0], span[1]), strict=False)
    except QueryError:  # such as the name of a desk that is gone
        return set()
    rows = connection.execute(
        """
        SELECT s.id FROM memberships AS own JOIN stories AS s ON s.id = own.story_id
        WHERE own.thread_id = :thread AND /* query */
        """.replace("/* query */", matching.sql),
        {**matching.parameters, "thread": thread_id},
    )
    return {row["id"] for row in rows}


def why_it_holds(connection: sqlite3.Connection, row: sqlite3.Row, now: datetime) -> Woken | None:
    """Return why a condition of a thread holds, given a row with both; None if it does not."""
    condition = loaded(row["kind"], row["words"], row["number"])
    given = from_timestamp(row["given"])
    match condition:
        case AtTime(at):
            return Woken(condition, wrong_clock=now < at) if time_has_come(at, given, now) else None
        case MoreIndependent(more):
            gained = row["independent_count"] - row["base"]
            return Woken(condition, gained) if gained >= more else None
        case TopicMoves():
            return Woken(condition) if _has_new_thread(connection, row["id"], row["base"]) else None
        case QuoteBy() | StoryMatches():
            known = _present_ids(connection, row["known"])
            matching = matching_stories(connection, row["id"], condition, given)
            return Woken(condition) if matching - known else None
        case RuleMatches():
            return None


def _has_new_thread(connection: sqlite3.Connection, thread_id: str, newest: int) -> bool:
    """Return whether the topic of a thread has another one with only stories that came after `newest`."""
    row = connection.execute(
        """
        SELECT 1 FROM threads AS own JOIN threads AS other ON other.topic_id = own.topic_id
        WHERE own.id = :thread AND other.id <> own.id AND other.closed IS NULL AND :newest < (
            SELECT min(story_id) FROM memberships WHERE thread_id = other.id
        )
        LIMIT 1
        """,
        {"thread": thread_id, "newest": newest},
    ).fetchone()
    return row is not None


def _query(condition: WakeCondition, given: datetime) -> Query | None:
    match condition:
        case QuoteBy(name):
            return Query(name, Named(NameField.SPEAKER, name, words_in(name)))
        case StoryMatches(text):
            return parse_saved(text, given)
    return None


def _present_ids(connection: sqlite3.Connection, known: str) -> set[int]:
    """Return the ids of stories that matched before; a story that was merged has another one now."""
    rows = connection.execute(
        """
        SELECT value AS id FROM json_each(:known)
        UNION SELECT j.story_id FROM json_each(:known) AS k JOIN joins AS j ON j.former = k.value
        """,
        {"known": known},
    )
    return {row["id"] for row in rows}
