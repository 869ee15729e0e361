"""The inbox: its threads in order, and the figures of the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model.inbox import DaySummary, InboxCounts, InboxFilter, InboxPart, ThreadRow
from briefing.model.verdict import Verdict
from briefing.store import reader_state as state_table
from briefing.store import views as view_table
from briefing.text.days import start_of_day

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.services.workspace import Workspace

MOST_ROWS = 100_000


class Inbox:
    """The threads of one workspace as the inbox lists them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def first_rows(
        self, limit: int, chosen: InboxFilter = view_table.EVERYTHING
    ) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
        """Return the figures and the first `limit` rows of the first part that has any; needs no running event loop."""
        look = self._workspace.database.look
        counts: InboxCounts = look(view_table.inbox_counts, chosen)
        part = InboxPart.THREADS if counts.open_threads else InboxPart.SINGLE
        rows = look(view_table.thread_rows, replace(chosen, part=part), now=self._workspace.now(), limit=limit)
        return counts, rows

    def kept_desk(self) -> str:
        """Return the desk that the reader showed last, "" for all threads; needs no running event loop."""
        return self._workspace.database.look(state_table.kept_desk)

    async def keep_desk(self, name: str) -> None:
        """Store the desk that the reader shows, "" for all threads, so that it begins with it next time."""
        if not self._workspace.read_only:
            await self._workspace.database.run(state_table.keep_desk, name)

    async def counts(self, chosen: InboxFilter = view_table.EVERYTHING) -> InboxCounts:
        """Return the figures of the header over the threads that the filter leaves."""
        return await self._workspace.database.read(view_table.inbox_counts, chosen)

    async def matching(
        self, chosen: InboxFilter, parts: Sequence[InboxPart], limit: int
    ) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
        """Return the figures of the threads that match a query, and the first rows of some parts, in order."""
        return await self._workspace.database.read(
            view_table.matching_threads, chosen, parts, now=self._workspace.now(), limit=limit
        )

    def read_query(self, words: str, *, unfinished: bool = False) -> Query | None:
        """Parse a query, perhaps one that is still being typed; None if it asks for nothing. Raises QueryError."""
        from briefing.query.parser import parse

        return parse(words, self._workspace.now(), unfinished=unfinished)

    async def place(self, chosen: InboxFilter, thread_id: str) -> tuple[InboxPart, int] | None:
        """Return the part of a thread and its place there; None if it is gone or the filter leaves it out."""
        return await self._workspace.database.read(view_table.place_of, chosen, thread_id)

    async def ids(self, chosen: InboxFilter) -> tuple[str, ...]:
        """Return the ids of all threads that pass the filter, in its order."""
        return await self._workspace.database.read(view_table.thread_ids, chosen)

    async def note_queue_stop(self, thread_id: str) -> None:
        """Note that the queue shows a thread, so that it begins there next time."""
        from briefing.store import queue_stop  # not needed at the start

        await self._workspace.database.run(queue_stop.note_stop, thread_id)

    async def queue_stop(self) -> str:
        """Return the thread that the queue showed last, "" if there is none."""
        from briefing.store import queue_stop  # not needed at the start

        return await self._workspace.database.read(queue_stop.stop_of_queue)

    async def today(self) -> DaySummary:
        """Return what was decided since the midnight of this machine's time zone."""
        from briefing.store import verdicts as verdict_table  # not needed at the start
        from briefing.store import wakes as wake_table

        now = self._workspace.now()
        decided = await self._workspace.database.read(verdict_table.decided_since, start_of_day(now))
        brief, follow, later, drop = (
            decided.get(each, 0) for each in (Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER, Verdict.DROP)
        )
        waking = await self._workspace.database.read(wake_table.next_by_time, now)
        return DaySummary(brief, follow, later, drop, waking)

    async def rows(self, chosen: InboxFilter, offset: int = 0, limit: int = 0) -> tuple[ThreadRow, ...]:
        """Return the threads that the filter leaves, in its order; all of them for a limit of 0."""
        return await self._workspace.database.read(
            view_table.thread_rows, chosen, now=self._workspace.now(), offset=offset, limit=limit or MOST_ROWS
        )
