"""Verdicts in the store: an append-only log, replayed by undo and redo without limit."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.model.errors import NothingFound
from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.wake import WakeConditions
from briefing.store.batches import begin_decision, next_batch
from briefing.store.thread_ids import follow_redirects
from briefing.store.timestamps import to_timestamp
from briefing.store.topic_log import TopicEvent, append_topic_event, topic_events, topic_name, topics_of_threads
from briefing.store.verdict_log import UNDECIDED, State, append_event, state_after, state_before, state_of
from briefing.store.wakes import add_wake, conditions_of, join_wakes

_DROPPED = State(Verdict.DROP)


def give(
    connection: sqlite3.Connection,
    thread_ids: Sequence[str],
    verdict: Verdict,
    at: datetime,
    until: WakeConditions = (),
) -> VerdictChange:
    """Give threads a verdict in one step that undo takes back as one; decisions undone before can no longer be redone.

    Threads that are deferred (later) wake by the conditions `until`. The id of a closed thread means the one that took
    its stories. `threads` of the change are those whose verdict or conditions changed; if there are none, nothing is
    stored. Raises NothingFound, and stores nothing, if a thread no longer exists and redirects nowhere.
    """
    former = {thread_id: state_of(connection, thread_id) for thread_id in _open_threads(connection, thread_ids)}
    changed = [thread for thread, before in former.items() if not _is(connection, before, verdict, until)]
    topics = _topics_to_follow(connection, former, verdict)
    if changed or topics:
        batch = begin_decision(connection)
        for thread_id in changed:
            wake = add_wake(connection, thread_id, until, at) if until else None
            append_event(connection, batch, "give", thread_id, State(verdict, wake), at)
        for topic in topics:
            append_topic_event(connection, batch, "give", topic, verdict, at)
    return replace(_change(connection, changed, verdict, at), topic=_name(connection, topics), until=until)


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
    dropped = verdict is Verdict.DROP
    turned = _open_in(connection, topic, _DROPPED_ALONG) if dropped else _taken_along(connection, topic)
    for thread_id in turned:
        after = _DROPPED if dropped else UNDECIDED
        append_event(connection, batch, "give", thread_id, after, at, topic=topic)
    return VerdictChange(turned, verdict, at, row["name"], row["name"])


def take_along(connection: sqlite3.Connection, thread_id: str, topic: str, at: datetime) -> None:
    """Drop a thread that came to a dropped topic."""
    append_event(connection, next_batch(connection), "carry", thread_id, _DROPPED, at, topic=topic)


def replay(connection: sqlite3.Connection, kind: str, batch: int, at: datetime) -> VerdictChange:
    """Give the threads of a decision the verdicts and wakes they had before it ("undo") or after it ("redo")."""
    rows = connection.execute(
        """
        SELECT id, thread_id, before, after, wake_before, wake_after FROM verdict_events
        WHERE batch = ? ORDER BY id
        """,
        (batch,),
    ).fetchall()
    new_batch = next_batch(connection)
    state = UNDECIDED
    for row in reversed(rows):
        state = state_before(row) if kind == "undo" else state_after(row)
        _set(connection, new_batch, kind, row, state, at)
    verdict = state.verdict
    events = topic_events(connection, batch)
    along = [
        thread_id for event in reversed(events) for thread_id in _turn_topic(connection, new_batch, kind, event, at)
    ]
    if events:
        verdict = events[0].before if kind == "undo" else events[-1].after
    change = _change(connection, [*(row["thread_id"] for row in rows), *along], verdict, at)
    until = conditions_of(connection, state.wake) if verdict is Verdict.LATER else ()
    return replace(change, topic=_name(connection, [event.topic for event in events]), until=until)


def decided_since(connection: sqlite3.Connection, since: datetime) -> Mapping[Verdict, int]:
    """Return how many threads were decided since then, by the verdict that they have now."""
    rows = connection.execute(
        """
        SELECT t.verdict, count(DISTINCT t.id) AS threads
        FROM verdict_events AS e JOIN threads AS t ON t.id = e.thread_id
        WHERE e.at >= ? AND t.closed IS NULL AND t.verdict <> 'new' GROUP BY t.verdict
        """,
        (to_timestamp(since),),
    )
    return {Verdict(row["verdict"]): row["threads"] for row in rows}


def move_verdict(connection: sqlite3.Connection, source: str, target: str, at: datetime) -> None:
    """Give a merged thread's verdict to the thread that took its stories, unless that has a stronger one.

    The brief is stronger than following, then come having woken, later, drop, and undecided: so no decision is lost to
    a weaker one. If both are deferred, the thread wakes by the conditions of either.
    """
    after = _inherited(connection, state_of(connection, source), target, at)
    if after is None:
        return
    append_event(connection, next_batch(connection), "carry", target, after, at)
    connection.execute(
        "UPDATE threads SET looked = coalesce(looked, (SELECT looked FROM threads WHERE id = ?)) WHERE id = ?",
        (source, target),
    )


def restore_verdict(
    connection: sqlite3.Connection, sources: Iterable[str], target: str, batch: int, at: datetime
) -> None:
    """Restore the verdict that a thread had before it took those of `sources` after the decision `batch`.

    What was decided on it since stays.
    """
    taken = {state_of(connection, source).verdict.value for source in sources}
    events = connection.execute(
        """
        SELECT id, kind, before, after, wake_before, id IN (SELECT event FROM wake_events) AS is_waking
        FROM verdict_events WHERE thread_id = ? AND batch > ? ORDER BY id DESC
        """,
        (target, batch),
    ).fetchall()
    for event in events:
        if event["kind"] != "carry" or event["is_waking"] or event["after"] not in taken:
            break
        append_event(connection, next_batch(connection), "undo", target, state_before(event), at, target=event["id"])


_STRENGTHS = {Verdict.NEW: 0, Verdict.DROP: 1, Verdict.LATER: 2, Verdict.FOLLOW: 4, Verdict.BRIEF: 5}
_WOKEN_STRENGTH = 3

_DROPPED_ALONG = (Verdict.NEW, Verdict.LATER, Verdict.FOLLOW)
"""The verdicts of threads that a dropped topic takes along; one for the brief stays."""


def _is(connection: sqlite3.Connection, state: State, verdict: Verdict, until: WakeConditions) -> bool:
    """Return whether a thread is as a decision wants it; an undecided one that woke is not."""
    if state.verdict is not verdict or (state.wake is None) is bool(until):
        return False
    return state.wake is None or (verdict is Verdict.LATER and conditions_of(connection, state.wake) == until)


def _inherited(connection: sqlite3.Connection, source: State, target: str, at: datetime) -> State | None:
    """Return the state that a thread has with the stories of another one; None if it keeps its own."""
    own = state_of(connection, target)
    if own.verdict is Verdict.LATER and source.verdict is Verdict.LATER and source.wake not in (None, own.wake):
        return State(Verdict.LATER, join_wakes(connection, target, own.wake, source.wake, at))
    return source if _strength(source) > _strength(own) else None


def _strength(state: State) -> int:
    """Return how strong a verdict is in a merge: above all, what shows a thread to the user."""
    return _WOKEN_STRENGTH if state.is_woken else _STRENGTHS[state.verdict]


def _topics_to_follow(connection: sqlite3.Connection, former: Mapping[str, State], verdict: Verdict) -> tuple[str, ...]:
    """Return the topics that a verdict on threads is on too: following a thread, or no longer, means its topic."""
    if verdict is Verdict.FOLLOW:
        return tuple(topic for topic, was in topics_of_threads(connection, former).items() if was is not verdict)
    if verdict is Verdict.NEW:
        left = [thread_id for thread_id, before in former.items() if before.verdict is Verdict.FOLLOW]
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
    after = _DROPPED if verdict is Verdict.DROP else UNDECIDED
    for thread_id in turned:
        append_event(connection, batch, kind, thread_id, after, at, topic=event.topic)
    return turned


def _open_in(connection: sqlite3.Connection, topic: str, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Return the open threads of a topic that have one of these verdicts."""
    rows = connection.execute(
        """
        SELECT id FROM threads
        WHERE topic_id = ? AND closed IS NULL AND verdict IN (SELECT value FROM json_each(?)) ORDER BY id
        """,
        (topic, json.dumps(list(verdicts))),
    )
    return tuple(row["id"] for row in rows)


def _taken_along(connection: sqlite3.Connection, topic: str) -> tuple[str, ...]:
    """Return the threads that are dropped because their topic was, and not decided on since."""
    rows = connection.execute(
        """
        SELECT t.id FROM threads AS t
        WHERE t.topic_id = :topic AND t.closed IS NULL AND t.verdict = 'drop' AND :topic = (
            SELECT e.topic_id FROM verdict_events AS e WHERE e.thread_id = t.id ORDER BY e.id DESC LIMIT 1
        )
        ORDER BY t.id
        """,
        {"topic": topic},
    )
    return tuple(row["id"] for row in rows)


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


def _set(connection: sqlite3.Connection, batch: int, kind: str, event: sqlite3.Row, state: State, at: datetime) -> None:
    """Append the event that sets the state of a thread, and the same for the thread it was merged into since."""
    thread_id = event["thread_id"]
    left = state_of(connection, thread_id)
    append_event(connection, batch, kind, thread_id, state, at, target=event["id"])
    heir = _heir(connection, thread_id, event["id"])
    if heir is not None and state_of(connection, heir).verdict is left.verdict:
        append_event(connection, batch, kind, heir, state, at, target=event["id"])


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
            AND e.before = 'new' AND e.id NOT IN (SELECT event FROM wake_events)
        ORDER BY depth DESC LIMIT 1
        """,
        {"thread": thread_id, "since": since},
    ).fetchone()
    return None if row is None else str(row["id"])


def _change(connection: sqlite3.Connection, thread_ids: Iterable[str], verdict: Verdict, at: datetime) -> VerdictChange:
    threads = tuple(thread_ids)
    row = connection.execute(
        "SELECT s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story WHERE t.id = ?",
        (threads[0] if threads else "",),
    ).fetchone()
    return VerdictChange(threads, verdict, at, "" if row is None else row["title"])
