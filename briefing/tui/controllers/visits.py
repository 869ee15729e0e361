"""Visits: a thread counts as looked at when the cursor has rested on it for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.model.inbox import ThreadRow
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_list import ThreadList

LOOK_SECONDS = 1.5


class Visits:
    """Marks the thread under the cursor of the list as looked at."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        threads: ThreadList,
        *,
        looked: Callable[[ThreadRow], Awaitable[None]],
        outdated: Callable[[str], None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._threads = threads
        self._looked = looked
        self._outdated = outdated
        self._rest: Timer | None = None
        self._row: ThreadRow | None = None
        """The row under the cursor as it was when the cursor came."""

    @property
    def thread_id(self) -> str:
        """The thread that is visited, or ""."""
        return self._row.id if self._row is not None else ""

    @property
    def row(self) -> ThreadRow | None:
        """The row of the thread that is visited, as it was when the visit began."""
        return self._row

    def arrive(self, row: ThreadRow | None) -> None:
        """Begin to visit the thread under the cursor; a visit goes on if its row was only read again."""
        if row is None or row.id != self.thread_id:
            self._row = row
        if row is not None:
            self._rest = self._owner.after(LOOK_SECONDS, self.look)

    def leave(self) -> None:
        """End the visit; a thread that was looked at has nothing new any more."""
        if self._rest is not None:
            self._rest.stop()
        was = self._row
        row = self._threads.rows.row_of(was.id) if was is not None else None
        if row is not None and was is not None and row.looked != was.looked:
            self._threads.replace_row(replace(row, new_stories=0))
            self._outdated(row.id)

    def look(self) -> None:
        """Mark the thread as looked at, once for each visit. What has come since stays marked as new."""
        row, was = self._threads.current, self._row
        if row is not None and was is not None and (row.id, row.looked) == (was.id, was.looked):
            self._threads.replace_row(replace(row, looked=self._services.session.now()))
            self._owner.start(partial(self._mark, row), group="looked")

    async def _mark(self, row: ThreadRow) -> None:
        await self._owner.host.report_failure(self._services.threads.mark_looked(row.id))
        await self._looked(row)
