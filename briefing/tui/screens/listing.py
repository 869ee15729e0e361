"""The rows of the inbox: pages on demand, filters, and reading anew with the cursor on its thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxFilter, InboxOrder, ThreadRow
from briefing.model.verdict import Verdict
from briefing.tui.row_cache import PAGE
from briefing.tui.screens.page_actions import PageActions

if TYPE_CHECKING:
    from briefing.tui.widgets.thread_list import ThreadList

_MOST_TRIES = 3
_DECIDED = (Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER, Verdict.DROP)
FILTERS: tuple[tuple[str, InboxFilter], ...] = (
    ("all threads", InboxFilter()),
    ("undecided threads", InboxFilter(verdicts=(Verdict.NEW,))),
    ("decided threads", InboxFilter(verdicts=_DECIDED)),
)


class Listing(PageActions):
    """Reads rows from the reader for the list."""

    def __init__(self) -> None:
        super().__init__()
        self.filter_number = 0
        self.order = InboxOrder.RANK

    @property
    def threads(self) -> ThreadList:
        """The list."""
        return self.body.threads

    def arrived(self) -> None:
        """Show the thread that the cursor stands on now."""
        raise NotImplementedError

    def rows_renewed(self) -> None:
        """Forget what was kept of the rows before."""
        raise NotImplementedError

    def row_came(self) -> None:
        """Show the row under the cursor where it was not known before."""
        raise NotImplementedError

    async def on_thread_list_rows_wanted(self, event: ThreadList.RowsWanted) -> None:
        """Read a page of rows that came into sight."""
        event.stop()
        self.run_in_background(
            partial(self._load_rows, event.offset, event.limit), group=f"rows-{event.offset}", exclusive=True
        )

    async def _load_rows(self, offset: int, limit: int) -> None:
        chosen = self._chosen_filter
        rows = await self.briefing.reader.thread_rows(chosen, offset, limit)
        if chosen == self._chosen_filter:  # else they stand elsewhere in the list that is being read
            self.threads.put_rows(offset, rows)
            self.row_came()

    @property
    def _chosen_filter(self) -> InboxFilter:
        return replace(FILTERS[self.filter_number][1], order=self.order)

    def reload(self) -> None:
        """Read rows and figures anew; the cursor stays on its thread."""
        self.run_in_background(self.read_anew, group="reload", exclusive=True)

    async def read_anew(self, thread_id: str = "") -> None:
        """Read rows and figures; the cursor goes to a thread, or stays on the one where it is then."""
        reader, threads = self.briefing.reader, self.threads
        self.briefing.counts = await reader.counts()
        for _ in range(_MOST_TRIES):
            kept = thread_id or (threads.current.id if threads.current else "")
            count = await reader.count_threads(self._chosen_filter)
            offset, rows, cursor = await self._find(kept, threads.cursor, count)
            if thread_id or kept == (threads.current.id if threads.current else ""):
                break
        self.rows_renewed()
        threads.show(count, offset, rows, reader.now(), cursor=cursor)
        self.arrived()

    @property
    def unusual_order(self) -> str:
        """The list's order in words, "" where it is the one that the program begins with."""
        return "" if self.order is InboxOrder.RANK else self.order.value

    def action_sort(self) -> None:
        """List the threads in the next order, from the top."""
        orders = tuple(InboxOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.back_to_list()
        self.say(self.order.value)
        self.run_in_background(self._read_from_top, group="reload", exclusive=True)

    async def _read_from_top(self) -> None:
        reader = self.briefing.reader
        self.briefing.counts = await reader.counts()
        count = await reader.count_threads(self._chosen_filter)
        rows = await reader.thread_rows(self._chosen_filter, 0, PAGE)
        self.rows_renewed()
        self.threads.show(count, 0, rows, reader.now(), cursor=0)
        self.arrived()

    def action_verdict_all(self) -> None:
        """Drop all of the list that is undecided, after a question."""
        self.run_in_background(self._offer_to_drop, group="verdict")

    async def _offer_to_drop(self) -> None:
        """Ask with the number of all of them: the rows in sight are the least part of a long list."""
        chosen = self._chosen_filter.verdicts
        undecided = InboxFilter(verdicts=(Verdict.NEW,))
        reader = self.briefing.reader
        count = await reader.count_threads(undecided) if not chosen or Verdict.NEW in chosen else 0
        if not count:
            self.say("Nothing shown is undecided.")
            return
        ids = tuple(row.id for row in await reader.thread_rows(undecided, 0, count))
        words = f"Drop all {len(ids)} undecided threads? One undo takes it back."
        self.sheet.confirm(((words, "text"),), lambda _: self.give(Verdict.DROP, ids))

    async def _find(self, thread_id: str, near: int, count: int) -> tuple[int, tuple[ThreadRow, ...], int]:
        """Return the page of rows that holds a thread, and where it stands; else the page around `near`."""
        near = max(0, min(near, count - 1))
        home = near // PAGE * PAGE
        offsets = [home, *(offset for offset in range(0, count, PAGE) if offset != home)]
        first: tuple[int, tuple[ThreadRow, ...], int] | None = None
        for offset in offsets if thread_id else offsets[:1]:
            rows = await self.briefing.reader.thread_rows(self._chosen_filter, offset, PAGE)
            first = first or (offset, rows, near)
            for index, row in enumerate(rows, offset):
                if row.id == thread_id:
                    return offset, rows, index
        return first or (0, (), 0)
