"""The queries of the inbox: its figures, its rows, and the place of a thread in it."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.model.inbox import InboxCounts, InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.store.connections import plain_rows
from briefing.store.listing import (
    BEFORE_BY_RANK,
    BEFORE_BY_TIME,
    COUNT_BY_VERDICT,
    COUNT_EVERYTHING,
    COUNTS_AND_MATCHES,
    Statements,
    is_ranked,
    page_statements,
    statement_for,
)
from briefing.store.thread_ids import follow_redirects
from briefing.store.thread_rows import rows_of
from briefing.store.timestamps import from_timestamp_or_none

EVERYTHING = InboxFilter()


def inbox_counts(connection: sqlite3.Connection, inbox_filter: InboxFilter = EVERYTHING) -> InboxCounts:
    """Return the figures of the header over the open threads that the filter leaves, and over all feeds."""
    everything = inbox_filter.query is None and inbox_filter.since is None and not inbox_filter.verdicts
    asked = (COUNT_EVERYTHING, {}) if everything else statement_for(connection, inbox_filter, COUNT_BY_VERDICT)
    rows = plain_rows(connection, *asked)
    return _counts(connection, {(Verdict(verdict), InboxPart(part)): found for verdict, part, *found in rows})


def matching_threads(
    connection: sqlite3.Connection,
    inbox_filter: InboxFilter,
    parts: Sequence[InboxPart],
    *,
    now: datetime,
    limit: int,
) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
    """Return the figures of the threads that match the filter's query, and the first rows of some parts, in order.

    The query, which costs most, is answered once for both. The figures are over all verdicts and parts.
    """
    statement, parameters = statement_for(connection, inbox_filter, Statements("", "", COUNTS_AND_MATCHES))
    ranked = next((part for part in parts if is_ranked(part, inbox_filter.order)), "")
    places = {part.value: parts.index(part) if part in parts else -1 for part in InboxPart}
    named = {**parameters, **places, "ranked": ranked, "limit": limit}
    first: list[str] = []
    numbers: dict[tuple[Verdict, InboxPart], tuple[int, int]] = {}
    for thread_id, verdict, part, threads, unlooked in plain_rows(connection, statement, named):
        if thread_id is None:
            numbers[Verdict(verdict), InboxPart(part)] = threads, unlooked
        else:
            first.append(thread_id)
    return _counts(connection, numbers), rows_of(connection, first, now)


def place_of(connection: sqlite3.Connection, inbox_filter: InboxFilter, thread_id: str) -> tuple[InboxPart, int] | None:
    """Return the part of a thread, and how many threads that pass the filter precede it there.

    A former id leads to the present thread. None if it does not exist or the filter leaves it out.
    """
    row = connection.execute(
        "SELECT id, part, woken, score, last_story FROM threads WHERE id = ? AND closed IS NULL",
        (follow_redirects(connection, thread_id),),
    ).fetchone()
    if row is None:
        return None
    part = InboxPart(row["part"])
    if inbox_filter.query is not None or inbox_filter.verdicts or inbox_filter.since is not None:
        ids = thread_ids(connection, replace(inbox_filter, part=part))
        return (part, ids.index(row["id"])) if row["id"] in ids else None
    before = BEFORE_BY_RANK if is_ranked(part, inbox_filter.order) else BEFORE_BY_TIME
    return part, int(connection.execute(before, dict(row)).fetchone()[0])


def thread_ids(connection: sqlite3.Connection, inbox_filter: InboxFilter) -> tuple[str, ...]:
    """Return the ids of all threads that pass the filter, in its order."""
    return _listed_threads(connection, inbox_filter, limit=-1)


_UNREAD_IN = (InboxPart.THREADS, InboxPart.SINGLE)


def _counts(connection: sqlite3.Connection, numbers: Mapping[tuple[Verdict, InboxPart], Sequence[int]]) -> InboxCounts:
    """Return the figures: by verdict and part, `numbers` has all threads and those of them never looked at."""
    feeds = connection.execute(
        """
        SELECT count(*), coalesce(sum(failures > 0), 0),
            coalesce((SELECT count FROM totals WHERE name = 'refreshed'), max(checked))
        FROM feeds WHERE removed IS NULL
        """
    ).fetchone()
    verdicts, parts = Counter[Verdict](), Counter[InboxPart]()
    for (verdict, part), (every, _) in numbers.items():
        verdicts[verdict] += every
        parts[part] += every
    return InboxCounts(
        threads=parts.total(),
        new=sum(numbers.get((Verdict.NEW, part), (0, 0))[1] for part in _UNREAD_IN),
        brief=verdicts[Verdict.BRIEF],
        follow=verdicts[Verdict.FOLLOW],
        later=verdicts[Verdict.LATER],
        drop=verdicts[Verdict.DROP],
        open_threads=parts[InboxPart.THREADS],
        open_single=parts[InboxPart.SINGLE],
        quiet=parts[InboxPart.QUIET],
        decided=parts[InboxPart.DECIDED],
        muted=parts[InboxPart.MUTED],
        archived=parts[InboxPart.ARCHIVE],
        feeds=feeds[0],
        failing=feeds[1],
        checked=from_timestamp_or_none(feeds[2]),
    )


def thread_rows(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, now: datetime, offset: int = 0, limit: int = 100
) -> tuple[ThreadRow, ...]:
    """Return one page of the threads that pass the filter, in the order of their part (see `listing`)."""
    return rows_of(connection, _listed_threads(connection, inbox_filter, offset=offset, limit=limit), now)


def thread_row(connection: sqlite3.Connection, thread_id: str, now: datetime) -> ThreadRow | None:
    """Return one thread's row, open or closed."""
    rows = rows_of(connection, (thread_id,), now)
    return rows[0] if rows else None


def thread_rows_of(connection: sqlite3.Connection, thread_ids: Sequence[str], now: datetime) -> tuple[ThreadRow, ...]:
    """Return the rows of these threads, in this order."""
    return rows_of(connection, thread_ids, now)


def _listed_threads(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, offset: int = 0, limit: int = 100
) -> tuple[str, ...]:
    """Return the ids of one page in the filter's order."""
    statement, parameters = statement_for(connection, inbox_filter, page_statements(inbox_filter))
    rows = connection.execute(statement, {**parameters, "offset": offset, "limit": limit})
    return tuple(row["id"] for row in rows)
