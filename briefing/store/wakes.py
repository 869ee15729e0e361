"""Wakes in the store: the conditions of deferred threads, which of them hold, and waking the threads."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.inbox import LiftKind
from briefing.model.verdict import Verdict
from briefing.model.wake import MoreIndependent, RuleMatches, WakeConditions, Woken, woke_too_early
from briefing.store.batches import next_batch
from briefing.store.lifts import lift
from briefing.store.timestamps import from_timestamp, to_timestamp
from briefing.store.verdict_log import State, append_event, state_of
from briefing.store.wake_conditions import loaded, matching_stories, stored, why_it_holds


@dataclass(frozen=True, slots=True)
class Waking:
    """A thread whose state a wake changes: it wakes, or it sleeps again because the clock was wrong."""

    thread: str
    wake: int
    place: int
    """The condition that holds, or held."""
    woken: Woken | None
    """Why it wakes; None if it sleeps again."""


def add_wake(connection: sqlite3.Connection, thread_id: str, conditions: WakeConditions, at: datetime) -> int:
    """Store what a thread waits for from now on, with what is true of it now, and return the number of the wake."""
    wake = _new_wake(connection, thread_id, at)
    independent, newest = connection.execute(
        """
        SELECT independent_count, (SELECT coalesce(max(story_id), 0) FROM memberships) FROM threads WHERE id = ?
        """,
        (thread_id,),
    ).fetchone()
    for place, condition in enumerate(conditions):
        known = sorted(matching_stories(connection, thread_id, condition, at))
        base = independent if isinstance(condition, MoreIndependent) else newest
        connection.execute(
            """
            INSERT INTO wake_conditions (wake_id, place, kind, words, number, given, base, known)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (wake, place, *stored(condition), to_timestamp(at), base, json.dumps(known)),
        )
    return wake


def join_wakes(connection: sqlite3.Connection, thread_id: str, own: int | None, other: int | None, at: datetime) -> int:
    """Store the conditions of a thread that took the stories of another deferred one: those of both."""
    wake = _new_wake(connection, thread_id, at)
    connection.execute(
        """
        INSERT INTO wake_conditions (wake_id, place, kind, words, number, given, base, known)
        SELECT ?, row_number() OVER (ORDER BY wake_id, place) - 1, kind, words, number, given, base, known
        FROM wake_conditions WHERE wake_id IN (?, ?)
        """,
        (wake, own, other),
    )
    return wake


def conditions_of(connection: sqlite3.Connection, wake: int | None) -> WakeConditions:
    """Return what a wake waits for, () for none."""
    rows = connection.execute(
        "SELECT kind, words, number FROM wake_conditions WHERE wake_id = ? ORDER BY place", (wake,)
    )
    return tuple(loaded(*row) for row in rows)


def conditions_of_threads(connection: sqlite3.Connection, thread_ids: Sequence[str]) -> dict[str, WakeConditions]:
    """Return the conditions of those threads that are deferred with any."""
    rows = connection.execute(
        """
        SELECT t.id, c.kind, c.words, c.number FROM threads AS t JOIN wake_conditions AS c ON c.wake_id = t.wake_id
        WHERE t.id IN (SELECT value FROM json_each(?)) AND t.verdict = 'later' ORDER BY t.id, c.place
        """,
        (json.dumps(list(thread_ids)),),
    )
    found: dict[str, WakeConditions] = {}
    for thread_id, *condition in rows:
        found[thread_id] = (*found.get(thread_id, ()), loaded(*condition))
    return found


def next_by_time(connection: sqlite3.Connection, now: datetime) -> tuple[str, datetime] | None:
    """Return the headline of the deferred thread that wakes next by its time, and when; None if none does."""
    row = connection.execute(
        """
        SELECT s.title, c.number
        FROM threads AS t JOIN wake_conditions AS c ON c.wake_id = t.wake_id JOIN stories AS s ON s.id = t.title_story
        WHERE t.verdict = 'later' AND t.wake_id IS NOT NULL AND t.closed IS NULL AND c.kind = 'time' AND c.number > ?
        ORDER BY c.number, t.id LIMIT 1
        """,
        (to_timestamp(now),),
    ).fetchone()
    return None if row is None else (row["title"], from_timestamp(row["number"]))


def wakings(connection: sqlite3.Connection, now: datetime, *, times_only: bool = False) -> tuple[Waking, ...]:
    """Return the threads that wake now, and those that woke by a time that is still to come.

    With `times_only`, the conditions that only a change of the store can meet are left out.
    """
    return (*_to_wake(connection, now, times_only=times_only), *_to_sleep(connection, now))


def apply_wakings(connection: sqlite3.Connection, found: Sequence[tuple[Waking, str]], at: datetime) -> int:
    """Wake threads, each with its reason in words, or let them sleep again; return how many.

    Those whose state has changed meanwhile are left alone. Waking is not a decision, so undo ignores it.
    """
    return sum(_apply(connection, waking, words, at) for waking, words in found)


def wake_by_rule(connection: sqlite3.Connection, thread_id: str, rule: str, at: datetime) -> Waking | None:
    """Return the waking of a deferred thread that a rule matches; None if the thread is not deferred."""
    state = state_of(connection, thread_id)
    if state.verdict is not Verdict.LATER:
        return None
    condition = RuleMatches(rule)
    places = [place for place, each in enumerate(conditions_of(connection, state.wake)) if each == condition]
    wake = state.wake
    if wake is None or not places:
        by_rule = add_wake(connection, thread_id, (condition,), at)
        wake = by_rule if wake is None else join_wakes(connection, thread_id, wake, by_rule, at)
        append_event(connection, next_batch(connection), "carry", thread_id, State(Verdict.LATER, wake), at)
        places = [len(conditions_of(connection, wake)) - 1]
    return Waking(thread_id, wake, places[0], Woken(condition))


def _new_wake(connection: sqlite3.Connection, thread_id: str, at: datetime) -> int:
    row = connection.execute("INSERT INTO wakes (thread_id, at) VALUES (?, ?)", (thread_id, to_timestamp(at)))
    return int(row.lastrowid or 0)


def _apply(connection: sqlite3.Connection, waking: Waking, words: str, at: datetime) -> bool:
    before, after = Verdict.LATER, Verdict.NEW
    if waking.woken is None:
        before, after = after, before
    if state_of(connection, waking.thread) != State(before, waking.wake):
        return False
    event = append_event(connection, next_batch(connection), "carry", waking.thread, State(after, waking.wake), at)
    connection.execute(
        """
        INSERT INTO wake_events (at, kind, wake_id, thread_id, place, words, event) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(to_timestamp(at), "woke" if waking.woken else "slept", waking.wake),
            *(waking.thread, waking.place, words, event),
        ),
    )
    if waking.woken is not None:
        lift(connection, waking.thread, LiftKind.WAKE, str(waking.wake), words, at)
    return True


def _to_wake(connection: sqlite3.Connection, now: datetime, *, times_only: bool) -> Iterator[Waking]:
    rows = connection.execute(
        """
        SELECT t.id, t.independent_count, t.wake_id, c.place, c.kind, c.words, c.number, c.given, c.base, c.known
        FROM threads AS t JOIN wake_conditions AS c ON c.wake_id = t.wake_id
        WHERE t.verdict = 'later' AND t.wake_id IS NOT NULL AND t.closed IS NULL AND (c.kind = 'time' OR NOT ?)
        ORDER BY t.id, c.place
        """,
        (times_only,),
    ).fetchall()
    found = ""
    for row in rows:
        if row["id"] != found and (woken := why_it_holds(connection, row, now)) is not None:
            found = row["id"]
            yield Waking(row["id"], row["wake_id"], row["place"], woken)


def _to_sleep(connection: sqlite3.Connection, now: datetime) -> Iterator[Waking]:
    """Yield the threads that woke by a time that is still to come: the clock was wrong when they did."""
    rows = connection.execute(
        """
        SELECT t.id, t.wake_id, c.place, c.number, c.given
        FROM threads AS t
        JOIN wake_events AS e ON e.id = (
            SELECT max(id) FROM wake_events WHERE wake_id = t.wake_id
        )
        JOIN wake_conditions AS c ON c.wake_id = t.wake_id AND c.place = e.place
        WHERE t.verdict = 'new' AND t.wake_id IS NOT NULL AND t.closed IS NULL AND c.kind = 'time'
        ORDER BY t.id
        """
    ).fetchall()
    for row in rows:
        too_early = woke_too_early(from_timestamp(row["number"]), from_timestamp(row["given"]), now)
        if too_early and not _may_stay_awake(connection, row["id"], row["wake_id"], now):
            yield Waking(row["id"], row["wake_id"], row["place"], None)


def _may_stay_awake(connection: sqlite3.Connection, thread_id: str, wake: int, now: datetime) -> bool:
    """Return whether one of the conditions of a wake holds now."""
    rows = connection.execute(
        """
        SELECT t.id, t.independent_count, c.kind, c.words, c.number, c.given, c.base, c.known
        FROM threads AS t JOIN wake_conditions AS c ON c.wake_id = ? WHERE t.id = ?
        """,
        (wake, thread_id),
    ).fetchall()
    return any(why_it_holds(connection, row, now) is not None for row in rows)
