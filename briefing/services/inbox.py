"""The inbox: its threads in order, and the figures of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.inbox import InboxCounts, InboxFilter, ThreadRow
from briefing.store import views as view_table

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.services.workspace import Workspace

MOST_ROWS = 100_000


class Inbox:
    """The threads of one workspace as the inbox lists them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def first_rows(self, limit: int) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
        """Return the counts, the number of threads and the first `limit` rows; needs no running event loop."""
        look = self._workspace.database.look
        everything = InboxFilter()
        rows: tuple[ThreadRow, ...] = look(view_table.thread_rows, everything, now=self._workspace.now(), limit=limit)
        return look(view_table.inbox_counts), look(view_table.count_threads, everything), rows

    async def counts(self, chosen: InboxFilter = view_table.EVERYTHING) -> InboxCounts:
        """Return the figures of the header over the threads that the filter leaves."""
        return await self._workspace.database.read(view_table.inbox_counts, chosen)

    async def matching(self, chosen: InboxFilter, limit: int) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
        """Return the figures of the threads that match a query, how many the filter leaves, and the first of them."""
        return await self._workspace.database.read(
            view_table.matching_threads, chosen, now=self._workspace.now(), limit=limit
        )

    def read_query(self, words: str, *, unfinished: bool = False) -> Query | None:
        """Parse a query, perhaps one that is still being typed; None if it asks for nothing. Raises QueryError."""
        from briefing.query.parser import parse

        return parse(words, self._workspace.now(), unfinished=unfinished)

    async def count(self, chosen: InboxFilter) -> int:
        """Return how many threads the filter leaves."""
        return await self._workspace.database.read(view_table.count_threads, chosen)

    async def rows(self, chosen: InboxFilter, offset: int = 0, limit: int = 0) -> tuple[ThreadRow, ...]:
        """Return the threads that the filter leaves, in its order; all of them for a limit of 0."""
        return await self._workspace.database.read(
            view_table.thread_rows, chosen, now=self._workspace.now(), offset=offset, limit=limit or MOST_ROWS
        )
