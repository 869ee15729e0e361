"""The inbox: the threads in order, and the figures of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.inbox import InboxCounts, InboxFilter, ThreadRow
from briefing.store import views as view_table

if TYPE_CHECKING:
    from briefing.services.workspace import Workspace

MOST_ROWS = 100_000


def first_rows(workspace: Workspace, limit: int) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
    """Return counts, number of threads and the first `limit` rows, without a running event loop."""

    look = workspace.database.look
    everything = InboxFilter()
    rows: tuple[ThreadRow, ...] = look(view_table.thread_rows, everything, now=workspace.now(), limit=limit)
    return look(view_table.inbox_counts), look(view_table.count_threads, everything), rows


async def counts(workspace: Workspace) -> InboxCounts:
    """Return the figures of the header."""
    return await workspace.database.read(view_table.inbox_counts)


async def count_threads(workspace: Workspace, chosen: InboxFilter) -> int:
    """Return how many threads `chosen` lets through."""
    return await workspace.database.read(view_table.count_threads, chosen)


async def rows_of(
    workspace: Workspace, chosen: InboxFilter, *, offset: int = 0, limit: int = 0
) -> tuple[ThreadRow, ...]:
    """Return the threads that `chosen` lets through, most worth reading first; all of them for a limit of 0."""
    return await workspace.database.read(
        view_table.thread_rows, chosen, now=workspace.now(), offset=offset, limit=limit or MOST_ROWS
    )
