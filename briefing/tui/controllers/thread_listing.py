"""The rows of the inbox: pages on demand, filter and order, and reading again with the cursor on its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxFilter, InboxOrder, ThreadRow
from briefing.model.verdict import Verdict
from briefing.tui.row_cache import PAGE

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.model.verdict import VerdictChange
    from briefing.tui.controllers.page_loader import PageLoader
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_list import ThreadList

_MOST_TRIES = 3
_DECIDED = (Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER, Verdict.DROP)
_FILTERS: tuple[tuple[str, InboxFilter], ...] = (
    ("all threads", InboxFilter()),
    ("undecided threads", InboxFilter(verdicts=(Verdict.NEW,))),
    ("decided threads", InboxFilter(verdicts=_DECIDED)),
)


class ThreadListController:
    """Reads rows for the list.

    `arrived` is called when the row under the cursor may be another one, `to_list` gives the keys to the list, and
    `drop` decides that threads are dropped.
    """

    def __init__(
        self,
        owner: Owner,
        services: Services,
        threads: ThreadList,
        pages: PageLoader,
        *,
        arrived: Callable[[], None],
        to_list: Callable[[], object],
        drop: Callable[[Sequence[str]], None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._threads = threads
        self._pages = pages
        self._arrived = arrived
        self._to_list = to_list
        self._drop = drop
        self._filter_number = 0
        self._order = InboxOrder.RANK
        self.query: Query | None = None
        """What the listed threads match."""

    @property
    def filter_name(self) -> str:
        """Which threads are listed, in words."""
        name = _FILTERS[self._filter_number][0]
        return f"{name} that match {self.query.text}" if self.query else name

    @property
    def is_narrowed(self) -> bool:
        """Whether some threads are left out."""
        return self._filter_number != 0 or self.query is not None

    @property
    def peculiarities(self) -> tuple[str, ...]:
        """What is unusual about the list, for the header: its query, which verdicts it has, its order."""
        query = f"filter {self.query.text}" if self.query else ""
        verdicts = _FILTERS[self._filter_number][0] if self._filter_number else ""
        order = "" if self._order is InboxOrder.RANK else self._order.value
        return tuple(words for words in (query, verdicts, order) if words)

    @property
    def _chosen(self) -> InboxFilter:
        return replace(_FILTERS[self._filter_number][1], order=self._order, query=self.query)

    # Reading.

    def want_rows(self, offset: int, limit: int) -> None:
        """Read a page of rows that is visible."""
        self._owner.start(partial(self._load, offset, limit), group=f"rows-{offset}", exclusive=True)

    async def _load(self, offset: int, limit: int) -> None:
        chosen = self._chosen
        rows = await self._services.inbox.rows(chosen, offset, limit)
        if chosen == self._chosen:  # else they have other places in the list that is being read
            before = self._threads.current_id
            self._threads.put_rows(offset, rows)
            if self._threads.current_id not in ("", before):
                self._arrived()

    def reload(self) -> None:
        """Read rows and figures again; the cursor stays on its thread."""
        self._owner.start(self.read_again, group="reload", exclusive=True)

    def go_to(self, thread_id: str) -> None:
        """Read rows and figures again, and put the cursor on a thread; a filter that hides it is dropped."""
        self._owner.start(partial(self._jump, thread_id), group="reload", exclusive=True)

    async def _jump(self, thread_id: str) -> None:
        await self.read_again(thread_id)
        if thread_id and self.is_narrowed and self._threads.current_id != thread_id:
            self._filter_number, self.query = 0, None
            await self.read_again(thread_id)

    async def read_again(self, thread_id: str = "") -> None:
        """Read rows and figures; the cursor goes to a thread, or stays on the one where it is by then."""
        threads = self._threads
        await self._read_counts()
        for _ in range(_MOST_TRIES):
            kept = thread_id or threads.current_id
            count = await self._services.inbox.count(self._chosen)
            offset, rows, cursor = await self._find(kept, threads.cursor, count)
            if thread_id or kept == threads.current_id:
                break
        self._show(count, offset, rows, cursor)

    async def _read_from_top(self) -> None:
        await self._read_counts()
        count = await self._services.inbox.count(self._chosen)
        self._show(count, 0, await self._services.inbox.rows(self._chosen, 0, PAGE), 0)

    def _show(self, count: int, offset: int, rows: tuple[ThreadRow, ...], cursor: int) -> None:
        self._pages.forget_all()
        self._threads.show(count, offset, rows, self._services.session.now(), cursor=cursor)
        self._arrived()

    async def _find(self, thread_id: str, near: int, count: int) -> tuple[int, tuple[ThreadRow, ...], int]:
        """Return offset and rows of the page that has a thread, and its index; else the page around `near`."""
        near = max(0, min(near, count - 1))
        home = near // PAGE * PAGE
        offsets = [home, *(offset for offset in range(0, count, PAGE) if offset != home)]
        first: tuple[int, tuple[ThreadRow, ...], int] | None = None
        for offset in offsets if thread_id else offsets[:1]:
            rows = await self._services.inbox.rows(self._chosen, offset, PAGE)
            first = first or (offset, rows, near)
            for index, row in enumerate(rows, offset):
                if row.id == thread_id:
                    return offset, rows, index
        return first or (0, (), 0)

    # Filter and order.

    async def show_matching(self, query: Query | None) -> None:
        """List only the threads that match, from the top; without a query, the cursor stays on its thread.

        Raises QueryError, and leaves the list as it is, if the store refuses the query.
        """
        if query is None:
            self.query = None
            await self.read_again()
            return
        chosen = replace(self._chosen, query=query)
        counts, count, rows = await self._services.inbox.matching(chosen, PAGE)
        self.query, self._owner.host.counts = query, counts
        self._show(count, 0, rows, 0)

    def action_filter_verdict(self) -> None:
        """List undecided, decided or all threads in turn."""
        self._filter_number = (self._filter_number + 1) % len(_FILTERS)
        self._say_filter()

    def show_all(self) -> bool:
        """List all threads; return whether some were left out."""
        narrowed = self.is_narrowed
        if narrowed:
            self._filter_number, self.query = 0, None
            self._say_filter()
        return narrowed

    def _say_filter(self) -> None:
        self._owner.say(f"showing {self.filter_name}")
        self.reload()

    def action_sort(self) -> None:
        """List the threads in the next order, from the top."""
        orders = tuple(InboxOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._to_list()
        self._owner.say(self._order.value)
        self._owner.start(self._read_from_top, group="reload", exclusive=True)

    # Decisions.

    def show_verdict(self, change: VerdictChange) -> None:
        """Show a verdict that was just given, and go on to the next thread."""
        threads = self._threads
        under = threads.current_id
        self._change_verdict(change)
        if under in change.threads:
            threads.move_to(threads.cursor + 1)
        if self.is_narrowed:
            self.reload()
        else:
            self._owner.start(self.recount, group="counts", exclusive=True)

    def show_turned_verdict(self, change: VerdictChange) -> None:
        """Show a verdict that was undone or redone, with the cursor on its thread if it is only one."""
        self._change_verdict(change)
        only = change.threads[0] if len(change.threads) == 1 else ""
        index = self._threads.rows.index_of(only)
        if self.is_narrowed or index is None:
            self._owner.start(partial(self.read_again, only), group="reload", exclusive=True)
        else:  # a decided thread keeps its place until the list is read again
            self._threads.move_to(index)
            self._owner.start(self.recount, group="counts", exclusive=True)

    def _change_verdict(self, change: VerdictChange) -> None:
        self._threads.change_verdict(change.threads, change.verdict)
        self._threads.drop_marks()
        for thread_id in change.threads:
            self._pages.forget(thread_id)

    async def recount(self) -> None:
        """Read and show the figures of the header again."""
        await self._read_counts()
        self._owner.show_status()

    async def _read_counts(self) -> None:
        """Read the figures over all threads that match the query."""
        self._owner.host.counts = await self._services.inbox.counts(InboxFilter(query=self.query))

    def action_verdict_all(self) -> None:
        """Drop everything undecided in the list, after confirmation."""
        self._owner.start(self._offer_to_drop, group="verdict")

    async def _offer_to_drop(self) -> None:
        """Ask with the number of all of them: most of a long list cannot be seen."""
        chosen = self._chosen.verdicts
        undecided = InboxFilter(verdicts=(Verdict.NEW,), query=self.query)
        count = await self._services.inbox.count(undecided) if not chosen or Verdict.NEW in chosen else 0
        if not count:
            self._owner.say("Nothing shown is undecided.")
            return
        ids = tuple(row.id for row in await self._services.inbox.rows(undecided, 0, count))
        words = f"Drop all {len(ids)} undecided threads? One undo takes it back."
        self._owner.sheet.confirm(((words, "text"),), lambda _: self._drop(ids))

    # Going to other threads, from any pane.

    def action_thread_next(self) -> None:
        """Go to the next thread."""
        self._threads.move_to(self._threads.cursor + 1)

    def action_thread_previous(self) -> None:
        """Go to the previous thread."""
        self._threads.move_to(self._threads.cursor - 1)

    def action_move_next(self) -> None:
        """Go to the next thread that was never looked at."""
        self._threads.action_move_next()

    def action_move_previous(self) -> None:
        """Go to the previous thread that was never looked at."""
        self._threads.action_move_previous()
