"""Verdicts in the store: an append-only log, replayed by undo and redo without limit."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.model.errors import NothingFound
from briefing.model.verdict import Verdict, VerdictChange
from briefing.store.batches import begin_decision, next_batch
from briefing.store.inbox_parts import note_followed, note_unfollowed
from briefing.store.lifts import see_lifts, unsee_lifts
from briefing.store.thread_ids import follow_redirects
from briefing.store.timestamps import to_timestamp
from briefing.store.topic_log import TopicEvent, append_topic_event, topic_events, topic_name, topics_of_threads


def give(connection: sqlite3.Connection, thread_ids: Sequence[str], verdict: Verdict, at: datetime) -> VerdictChange:
    """Give threads a verdict in one step that undo takes back as one; decisions undone before can no longer be redone.

    A thread that was closed meanwhile stands for the one that took its stories. `threads` of the change are those whose
    verdict was another; if there are none, nothing is stored. Raises NothingFound, and stores nothing, if a thread does
    not exist any more and redirects nowhere.
    """
    former = {thread_id: _verdict(connection, thread_id) for thread_id in _open_threads(connection, thread_ids)}
    changed = [thread_id for thread_id, before in former.items() if before is not verdict]
    topics = _topics_to_follow(connection, former, verdict)
    if changed or topics:
        batch = begin_decision(connection)
        for thread_id in changed:
            _append(connection, batch, "give", None, thread_id, former[thread_id], verdict, at)
        for topic in topics:
            append_topic_event(connection, batch, "give", topic, verdict, at)
    return replace(_change(connection, changed, verdict, at), topic=_name(connection, topics))


def give_topic(connection: sqlite3.Connection, topic: str, verdict: Verdict, at: datetime) -> VerdictChange:
    """Give a topic the verdict follow, drop or none; one undo takes all of it back.

    A dropped topic takes its threads along, but for those of the brief, and those that join it later. Threads that a
    topic took along are undecided again with it. Raises NothingFound if there is no such topic.
    """
    row = connection.execute("SELECT verdict, name FROM topics WHERE id = ? AND closed IS NULL", (topic,)).fetchone()
    if row is None:
        raise NothingFound(f"There is no topic {topic!r}.")
    if Verdict(row["verdict"]) is verdict:
        return VerdictChange((), verdict, at, row["name"], row["name"])
    batch = begin_decision(connection)
    append_topic_event(connection, batch, "give", topic, verdict, at)
    if verdict is Verdict.DROP:
        turned = _open_in(connection, topic, _DROPPED_ALONG)
        for thread_id, before in turned.items():
            _append(connection, batch, "give", None, thread_id, before, verdict, at, topic)
    else:
        turned = _taken_along(connection, topic)
        for thread_id, before in turned.items():
            _append(connection, batch, "give", None, thread_id, before, Verdict.NEW, at, topic)
    return VerdictChange(tuple(turned), verdict, at, row["name"], row["name"])


def take_along(connection: sqlite3.Connection, thread_id: str, topic: str, at: datetime) -> None:
    """Drop a thread that came to a dropped topic."""
    before = _verdict(connection, thread_id)
    _append(connection, next_batch(connection), "carry", None, thread_id, before, Verdict.DROP, at, topic)


def replay(connection: sqlite3.Connection, kind: str, batch: int, at: datetime) -> VerdictChange:
    """Give the threads of a decision the verdicts they had before it ("undo") or after it ("redo")."""
    rows = connection.execute(
        "SELECT id, thread_id, before, after FROM verdict_events WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall()
    new_batch = next_batch(connection)
    verdict = Verdict.NEW
    for row in reversed(rows):
        verdict = Verdict(row["before"] if kind == "undo" else row["after"])
        _set(connection, new_batch, kind, row, verdict, at)
    events = topic_events(connection, batch)
    along = [
        thread_id for event in reversed(events) for thread_id in _turn_topic(connection, new_batch, kind, event, at)
    ]
    if events:
        verdict = events[0].before if kind == "undo" else events[-1].after
    change = _change(connection, [*(row["thread_id"] for row in rows), *along], verdict, at)
    return replace(change, topic=_name(connection, [event.topic for event in events]))


def move_verdict(connection: sqlite3.Connection, source: str, target: str, at: datetime) -> None:
    """Give a merged thread's verdict to the thread that took its stories, unless that has its own."""
    verdict = _verdict(connection, source)
    if verdict is Verdict.NEW or _verdict(connection, target) is not Verdict.NEW:
        return
    _append(connection, next_batch(connection), "carry", None, target, Verdict.NEW, verdict, at)
    connection.execute(
        "UPDATE threads SET looked = coalesce(looked, (SELECT looked FROM threads WHERE id = ?)) WHERE id = ?",
        (source, target),
    )


def restore_verdict(connection: sqlite3.Connection, source: str, target: str, at: datetime) -> None:
    """Restore the verdict that a thread had before it took that of `source`, unless it was decided on since."""
    last = connection.execute(
        "SELECT id, kind, before, after FROM verdict_events WHERE thread_id = ? ORDER BY id DESC LIMIT 1", (target,)
    ).fetchone()
    if last is not None and last["kind"] == "carry" and last["after"] == _verdict(connection, source):
        before, after = Verdict(last["after"]), Verdict(last["before"])
        _append(connection, next_batch(connection), "undo", last["id"], target, before, after, at)


_DROPPED_ALONG = (Verdict.NEW, Verdict.LATER, Verdict.FOLLOW)
"""The verdicts of threads that a dropped topic takes along; one for the brief stays."""


def _topics_to_follow(
    connection: sqlite3.Connection, former: Mapping[str, Verdict], verdict: Verdict
) -> tuple[str, ...]:
    """Return the topics that a verdict on threads is on too: following a thread, or no longer, means its topic."""
    if verdict is Verdict.FOLLOW:
        return tuple(topic for topic, was in topics_of_threads(connection, former).items() if was is not verdict)
    if verdict is Verdict.NEW:
        left = [thread_id for thread_id, before in former.items() if before is Verdict.FOLLOW]
        return tuple(topic for topic, was in topics_of_threads(connection, left).items() if was is Verdict.FOLLOW)
    return ()


def _turn_topic(
    connection: sqlite3.Connection, batch: int, kind: str, event: TopicEvent, at: datetime
) -> tuple[str, ...]:
    """Undo or redo a verdict on a topic; return the threads that it took along since, which turn with it."""
    verdict = event.before if kind == "undo" else event.after
    append_topic_event(connection, batch, kind, event.topic, verdict, at)
    if verdict is Verdict.DROP:
        turned = _open_in(connection, event.topic, (Verdict.NEW,))
    else:
        turned = _taken_along(connection, event.topic)
    after = Verdict.DROP if verdict is Verdict.DROP else Verdict.NEW
    for thread_id, before in turned.items():
        _append(connection, batch, kind, None, thread_id, before, after, at, event.topic)
    return tuple(turned)


def _open_in(connection: sqlite3.Connection, topic: str, verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the open threads of a topic that have one of these verdicts."""
    rows = connection.execute(
        """
        SELECT id, verdict FROM threads
        WHERE topic_id = ? AND closed IS NULL AND verdict IN (SELECT value FROM json_each(?)) ORDER BY id
        """,
        (topic, json.dumps(list(verdicts))),
    )
    return {row["id"]: Verdict(row["verdict"]) for row in rows}


def _taken_along(connection: sqlite3.Connection, topic: str) -> dict[str, Verdict]:
    """Return the threads that are dropped because their topic was, and not decided on since."""
    rows = connection.execute(
        """
        SELECT t.id, t.verdict FROM threads AS t
        WHERE t.topic_id = :topic AND t.closed IS NULL AND t.verdict = 'drop' AND :topic = (
            SELECT e.topic_id FROM verdict_events AS e WHERE e.thread_id = t.id ORDER BY e.id DESC LIMIT 1
        )
        ORDER BY t.id
        """,
        {"topic": topic},
    )
    return {row["id"]: Verdict(row["verdict"]) for row in rows}


def _name(connection: sqlite3.Connection, topics: Sequence[str]) -> str:
    return topic_name(connection, topics[0]) if topics else ""


def _open_threads(connection: sqlite3.Connection, thread_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the open threads that the ids lead to: another process may have closed some since the user saw them."""
    ids = tuple(dict.fromkeys(follow_redirects(connection, thread_id) for thread_id in thread_ids))
    for thread_id in ids:
        row = connection.execute("SELECT closed FROM threads WHERE id = ?", (thread_id,)).fetchone()
        if row is not None and row["closed"] is not None:
            raise NothingFound(f"The stories of thread {thread_id} are in other threads now; nothing was decided.")
    return ids


def _set(
    connection: sqlite3.Connection, batch: int, kind: str, event: sqlite3.Row, verdict: Verdict, at: datetime
) -> None:
    """Append the event that sets the verdict of a thread, and the same for the thread it was merged into since."""
    thread_id = event["thread_id"]
    left = _verdict(connection, thread_id)
    _append(connection, batch, kind, event["id"], thread_id, left, verdict, at)
    heir = _heir(connection, thread_id, event["id"])
    if heir is not None and _verdict(connection, heir) is left:
        _append(connection, batch, kind, event["id"], heir, left, verdict, at)


def _heir(connection: sqlite3.Connection, thread_id: str, since: int) -> str | None:
    """Return the thread that took the stories of this one, if it took its verdict since that event."""
    row = connection.execute(
        """
        WITH RECURSIVE chain (id, depth) AS (
            SELECT redirect_to, 1 FROM threads WHERE id = :thread
            UNION ALL
            SELECT t.redirect_to, depth + 1 FROM chain JOIN threads AS t ON t.id = chain.id WHERE depth < 20
        )
        SELECT chain.id FROM chain
        JOIN verdict_events AS e ON e.thread_id = chain.id AND e.kind = 'carry' AND e.id > :since
        ORDER BY depth DESC LIMIT 1
        """,
        {"thread": thread_id, "since": since},
    ).fetchone()
    return None if row is None else str(row["id"])


def _verdict(connection: sqlite3.Connection, thread_id: str) -> Verdict:
    row = connection.execute("SELECT verdict FROM threads WHERE id = ?", (thread_id,)).fetchone()
    if row is None:
        raise NothingFound(f"there is no thread {thread_id}.")
    return Verdict(row["verdict"])


def _append(
    connection: sqlite3.Connection,
    batch: int,
    kind: str,
    target: int | None,
    thread_id: str,
    before: Verdict,
    after: Verdict,
    at: datetime,
    topic: str | None = None,
) -> None:
    """Append an event and set the verdict; `topic` is the topic whose verdict the thread took along."""
    connection.execute(
        """
        INSERT INTO verdict_events (at, kind, batch, target, thread_id, before, after, topic_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (to_timestamp(at), kind, batch, target, thread_id, before, after, topic),
    )
    connection.execute("UPDATE threads SET verdict = ? WHERE id = ?", (after, thread_id))
    _note_in_parts(connection, thread_id, kind, target, after)


def _note_in_parts(
    connection: sqlite3.Connection, thread_id: str, kind: str, target: int | None, after: Verdict
) -> None:
    """Keep in step what the thread's part of the inbox depends on besides its verdict.

    What is noted has the time of the decision itself, also if it is redone, so that undo finds it again.
    """
    row = connection.execute(
        """
        SELECT at FROM verdict_events WHERE CASE WHEN :target IS NULL THEN thread_id = :thread ELSE id = :target END
        ORDER BY id DESC LIMIT 1 OFFSET :undone
        """,
        {"thread": thread_id, "target": target, "undone": kind == "undo" and target is None},
    ).fetchone()
    decided = 0 if row is None else row["at"]
    if kind == "undo":
        unsee_lifts(connection, thread_id, decided)
        note_unfollowed(connection, thread_id, decided)
        return
    see_lifts(connection, thread_id, decided, with_wakes=True)
    if after is Verdict.FOLLOW:
        note_followed(connection, thread_id, decided)


def _change(connection: sqlite3.Connection, thread_ids: Iterable[str], verdict: Verdict, at: datetime) -> VerdictChange:
    threads = tuple(thread_ids)
    row = connection.execute(
        "SELECT s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story WHERE t.id = ?",
        (threads[0] if threads else "",),
    ).fetchone()
    return VerdictChange(threads, verdict, at, "" if row is None else row["title"])
