"""The queries of the inbox: its figures, its rows, and the position of a thread in it."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from briefing.model.inbox import InboxCounts, InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.store.connections import plain_rows
from briefing.store.listing import (
    COUNT,
    COUNT_BY_VERDICT,
    MATCHES,
    Statements,
    page_statements,
    statement_for,
)
from briefing.store.thread_rows import rows_of
from briefing.store.timestamps import from_timestamp_or_none

EVERYTHING = InboxFilter()


def inbox_counts(connection: sqlite3.Connection, inbox_filter: InboxFilter = EVERYTHING) -> InboxCounts:
    """Return the figures of the header over the open threads that the filter leaves, and over all feeds."""
    rows = plain_rows(connection, *statement_for(connection, inbox_filter, COUNT_BY_VERDICT))
    return _counts(connection, {(Verdict(verdict), InboxPart(part)): found for verdict, part, *found in rows})


def matching_threads(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, now: datetime, limit: int
) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
    """Return the figures of the threads that match the filter's query, how many it leaves, and the first rows.

    The query, which costs most, is answered once for all three. The figures are over all verdicts.
    """
    statement = MATCHES[inbox_filter.order]
    statements = Statements(statement, statement, statement)
    found = plain_rows(connection, *statement_for(connection, inbox_filter, statements)).fetchall()
    numbers: dict[tuple[Verdict, InboxPart], list[int]] = {}
    for _, verdict, part, looked in found:
        number = numbers.setdefault((Verdict(verdict), InboxPart(part)), [0, 0])
        number[0] += 1
        number[1] += looked is None
    left = [thread for thread, verdict, *_ in found if not inbox_filter.verdicts or verdict in inbox_filter.verdicts]
    return _counts(connection, numbers), len(left), rows_of(connection, left[:limit], now)


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
    """Return one page of the threads that the filter leaves, in the order of their part (see `listing`)."""
    return rows_of(connection, _listed_threads(connection, inbox_filter, offset=offset, limit=limit), now)


def thread_row(connection: sqlite3.Connection, thread_id: str, now: datetime) -> ThreadRow | None:
    """Return one thread's row, open or closed."""
    rows = rows_of(connection, (thread_id,), now)
    return rows[0] if rows else None


def thread_rows_of(connection: sqlite3.Connection, thread_ids: Sequence[str], now: datetime) -> tuple[ThreadRow, ...]:
    """Return the rows of these threads, in this order."""
    return rows_of(connection, thread_ids, now)


def count_threads(connection: sqlite3.Connection, inbox_filter: InboxFilter) -> int:
    """Return how many threads the inbox lists."""
    row = connection.execute(*statement_for(connection, inbox_filter, COUNT)).fetchone()
    return int(row[0])


def _listed_threads(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, offset: int = 0, limit: int = 100
) -> tuple[str, ...]:
    """Return the ids of one page in the filter's order."""
    statement, parameters = statement_for(connection, inbox_filter, page_statements(inbox_filter))
    rows = connection.execute(statement, {**parameters, "offset": offset, "limit": limit})
    return tuple(row["id"] for row in rows)
