"""The queries of the inbox: its figures, its rows, and the position of a thread in it."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.model.inbox import InboxCounts, InboxFilter, ThreadRow
from briefing.model.verdict import Verdict
from briefing.store.listing import COUNT, COUNT_BY_VERDICT, PAGES, statement_for
from briefing.store.thread_rows import rows_of
from briefing.store.timestamps import from_timestamp_or_none

EVERYTHING = InboxFilter()


def inbox_counts(connection: sqlite3.Connection, inbox_filter: InboxFilter = EVERYTHING) -> InboxCounts:
    """Return the figures of the header over the open threads that the filter leaves, and over all feeds."""
    counts = dict.fromkeys(Verdict, 0)
    unseen = 0
    rows = connection.execute(*statement_for(connection, inbox_filter, COUNT_BY_VERDICT))
    for verdict, count, never_looked in rows:
        counts[Verdict(verdict)] = count
        unseen += never_looked if verdict == Verdict.NEW else 0
    feeds = connection.execute(
        """
        SELECT count(*), coalesce(sum(failures > 0), 0),
            coalesce((SELECT count FROM totals WHERE name = 'refreshed'), max(checked))
        FROM feeds WHERE removed IS NULL
        """
    ).fetchone()
    return InboxCounts(
        threads=sum(counts.values()),
        new=unseen,
        brief=counts[Verdict.BRIEF],
        follow=counts[Verdict.FOLLOW],
        later=counts[Verdict.LATER],
        drop=counts[Verdict.DROP],
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
