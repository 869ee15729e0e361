"""The queries of the inbox: its figures, its rows, and the position of a thread in it."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from briefing.model.inbox import InboxCounts, InboxFilter, ThreadRow
from briefing.model.verdict import Verdict
from briefing.store.connections import plain_rows
from briefing.store.listing import COUNT, COUNT_BY_VERDICT, MATCHES, PAGES, statement_for
from briefing.store.thread_rows import rows_of
from briefing.store.timestamps import from_timestamp_or_none

EVERYTHING = InboxFilter()


def inbox_counts(connection: sqlite3.Connection, inbox_filter: InboxFilter = EVERYTHING) -> InboxCounts:
    """Return the figures of the header over the open threads that the filter leaves, and over all feeds."""
    rows = connection.execute(*statement_for(connection, inbox_filter, COUNT_BY_VERDICT)).fetchall()
    return _counts(connection, {Verdict(row[0]): row[1] for row in rows}, {Verdict(row[0]): row[2] for row in rows})


def matching_threads(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, now: datetime, limit: int
) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
    """Return the figures of the threads that match the filter's query, how many it leaves, and the first rows.

    The query, which costs most, is answered once for all three. The figures are over all verdicts.
    """
    statement = MATCHES[inbox_filter.order]
    found = plain_rows(connection, *statement_for(connection, inbox_filter, (statement,) * 3)).fetchall()
    counts = Counter(Verdict(verdict) for _, verdict, _ in found)
    unseen = Counter(Verdict(verdict) for _, verdict, looked in found if looked is None)
    left = [thread for thread, verdict, _ in found if not inbox_filter.verdicts or verdict in inbox_filter.verdicts]
    return _counts(connection, counts, unseen), len(left), rows_of(connection, left[:limit], now)


def _counts(
    connection: sqlite3.Connection, counts: Mapping[Verdict, int], unseen: Mapping[Verdict, int]
) -> InboxCounts:
    """Return the figures, given how many threads have each verdict, and how many of them were never looked at."""
    feeds = connection.execute(
        """
        SELECT count(*), coalesce(sum(failures > 0), 0),
            coalesce((SELECT count FROM totals WHERE name = 'refreshed'), max(checked))
        FROM feeds WHERE removed IS NULL
        """
    ).fetchone()
    return InboxCounts(
        threads=sum(counts.values()),
        new=unseen.get(Verdict.NEW, 0),
        brief=counts.get(Verdict.BRIEF, 0),
        follow=counts.get(Verdict.FOLLOW, 0),
        later=counts.get(Verdict.LATER, 0),
        drop=counts.get(Verdict.DROP, 0),
        feeds=feeds[0],
        failing=feeds[1],
        checked=from_timestamp_or_none(feeds[2]),
    )


def thread_rows(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, now: datetime, offset: int = 0, limit: int = 100
) -> tuple[ThreadRow, ...]:
    """Return one page of the inbox: by score, with put off and dropped threads last; or the latest story first."""
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
    statement, parameters = statement_for(connection, inbox_filter, PAGES[inbox_filter.order])
    rows = connection.execute(statement, {**parameters, "offset": offset, "limit": limit})
    return tuple(row["id"] for row in rows)
