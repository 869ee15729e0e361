"""The log of verdicts on threads: append-only events, the last of which is the state of a thread."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from briefing.model.errors import NothingFound
from briefing.model.inbox import LiftKind
from briefing.model.verdict import Verdict
from briefing.store.inbox_parts import note_followed, note_unfollowed
from briefing.store.lifts import end_followed, lift, lower, see_lifts, unsee_lifts
from briefing.store.timestamps import to_timestamp


class State(NamedTuple):
    """The verdict on a thread, and its wake: what a deferred thread waits for, or what woke an undecided one."""

    verdict: Verdict
    wake: int | None = None

    @property
    def is_woken(self) -> bool:
        """Return whether the thread was deferred, woke, and was not decided on since."""
        return self.verdict is Verdict.NEW and self.wake is not None


UNDECIDED = State(Verdict.NEW)


def state_of(connection: sqlite3.Connection, thread_id: str) -> State:
    """Return the state of a thread. Raises NothingFound if there is no such thread."""
    row = connection.execute("SELECT verdict, wake_id FROM threads WHERE id = ?", (thread_id,)).fetchone()
    if row is None:
        raise NothingFound(f"there is no thread {thread_id}.")
    return State(Verdict(row["verdict"]), row["wake_id"])


def append_event(
    connection: sqlite3.Connection,
    batch: int,
    kind: str,
    thread_id: str,
    after: State,
    at: datetime,
    *,
    target: int | None = None,
    topic: str | None = None,
) -> int:
    """Append an event, set the state of its thread, and return the event's number.

    `target` is the event that an undo or redo is about; `topic` is the topic whose verdict the thread took along.
    """
    before = state_of(connection, thread_id)
    event = connection.execute(
        """
        INSERT INTO verdict_events
            (at, kind, batch, target, thread_id, before, after, topic_id, wake_before, wake_after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(to_timestamp(at), kind, batch, target, thread_id, before.verdict, after.verdict, topic),
            *(before.wake, after.wake),
        ),
    ).lastrowid
    connection.execute("UPDATE threads SET verdict = ?, wake_id = ? WHERE id = ?", (*after, thread_id))
    if before.verdict is Verdict.FOLLOW and after.verdict is not Verdict.FOLLOW:
        end_followed(connection, [thread_id])
    if before.wake is not None and not after.is_woken:
        lower(connection, thread_id, LiftKind.WAKE, str(before.wake))
    if before.wake is None or before.wake != after.wake:  # else it only wakes or sleeps again, which is not a decision
        _note_in_parts(connection, thread_id, kind, target, after.verdict)
        if after.is_woken:
            lower(connection, thread_id, LiftKind.WAKE, str(after.wake))  # one that was seen does not rise again
            lift(connection, thread_id, LiftKind.WAKE, str(after.wake), reason_of_waking(connection, thread_id), at)
    return int(event or 0)


def reason_of_waking(connection: sqlite3.Connection, thread_id: str) -> str:
    """Return why an undecided thread woke, in words; "" if it did not."""
    row = connection.execute(
        """
        SELECT e.words FROM threads AS t JOIN wake_events AS e ON e.wake_id = t.wake_id AND e.kind = 'woke'
        WHERE t.id = ? AND t.verdict = 'new' ORDER BY e.thread_id = t.id DESC, e.id DESC LIMIT 1
        """,
        (thread_id,),
    ).fetchone()
    return "" if row is None else str(row["words"])


def state_before(event: sqlite3.Row) -> State:
    """Return the state of the thread before an event."""
    return State(Verdict(event["before"]), event["wake_before"])


def state_after(event: sqlite3.Row) -> State:
    """Return the state of the thread after an event."""
    return State(Verdict(event["after"]), event["wake_after"])


def _note_in_parts(
    connection: sqlite3.Connection, thread_id: str, kind: str, target: int | None, after: Verdict
) -> None:
    """Update what the thread's part of the inbox depends on besides its verdict.

    Notes have the time of the decision itself, also if it is redone, so that undo finds them again.
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
