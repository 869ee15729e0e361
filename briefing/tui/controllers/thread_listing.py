"""The rows of the inbox: pages on demand, the parts, and reloading that keeps the cursor on its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxOrder, InboxPart
from briefing.model.verdict import Verdict
from briefing.tui.list_layout import ListLayout, Place
from briefing.tui.listed_parts import ListedParts
from briefing.tui.row_cache import PAGE, PageKey

if TYPE_CHECKING:
    from briefing.model.inbox import InboxCounts, ThreadRow
    from briefing.model.query import Query
    from briefing.model.verdict import VerdictChange
    from briefing.tui.controllers.page_loader import PageLoader
    from briefing.tui.host import Owner
    from briefing.tui.list_layout import Section
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_list import ThreadList

_TO_DECIDE = (InboxPart.THREADS, InboxPart.SINGLE)
_MOVED_WHEN_READ = (Verdict.FOLLOW, Verdict.BRIEF)
_MOST_TRIES = 3
_MOST_PAGES = 3
"""How many pages a screen may show at once."""


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
        self.parts = ListedParts()
        self._is_late = False
        """Whether the list is to be read again as soon as the cursor leaves its thread."""

    @property
    def query(self) -> Query | None:
        """What the listed threads match."""
        return self.parts.query

    # Reading.

    def show_first(self, counts: InboxCounts, rows: tuple[ThreadRow, ...]) -> None:
        """Show the first rows of the first part that has any."""
        layout = ListLayout(self.parts.sections(counts))
        pages = {PageKey(rows[0].part, 0): rows} if rows else {}
        self._threads.show(layout, pages, self._services.session.now(), cursor=layout.first_row())

    def want_rows(self, key: PageKey) -> None:
        """Read a page of rows that is visible."""
        self._owner.start(partial(self._load, key), group=f"rows-{key.part}-{key.offset}", exclusive=True)

    async def _load(self, key: PageKey) -> None:
        chosen = self.parts.filter(key.part)
        rows = await self._services.inbox.rows(chosen, key.offset, PAGE)
        if chosen == self.parts.filter(key.part):  # else they have other places in the list that is being read
            before = self._threads.current_id
            self._threads.put_rows(key, rows)
            if self._threads.current_id not in ("", before):
                self._arrived()

    def reload(self) -> None:
        """Read rows and figures again; the cursor stays on its thread."""
        self._is_late = False
        self._owner.start(self.read_again, group="reload", exclusive=True)

    def reload_beside_user(self) -> None:
        """Reload after a change in the background, but do not move the row that the user is reading.

        A thread whose news the user has just seen may belong to another part; it moves there when the cursor leaves it.
        """
        row = self._threads.current
        self._is_late = row is not None and row.part is InboxPart.THREADS and row.verdict in _MOVED_WHEN_READ
        if self._is_late:
            self._owner.start(self.recount, group="counts", exclusive=True)
        else:
            self.reload()

    def catch_up(self) -> None:
        """Reload if something changed while the cursor was on the thread that it has just left."""
        if self._is_late:
            self.reload()

    def go_to(self, thread_id: str) -> None:
        """Reload, and put the cursor on a thread; unfold the part or leave the filter that hides it."""
        self._owner.start(partial(self._jump, thread_id), group="reload", exclusive=True)

    async def _jump(self, thread_id: str) -> None:
        await self.read_again(thread_id)
        if not thread_id or self._threads.current_id == thread_id:
            return
        found = await self._services.inbox.place(self.parts.filter(), thread_id)
        if found is None:  # the query or the desk leaves it out
            self.parts.show_inbox()
            found = await self._services.inbox.place(self.parts.filter(), thread_id)
        if found is None and self.parts.desk:
            self._owner.host.desk = self.parts.desk = ""
            found = await self._services.inbox.place(self.parts.filter(), thread_id)
        if found is not None:
            self.parts.reveal(found[0])
            await self.read_again(thread_id)

    async def read_again(self, thread_id: str = "") -> None:
        """Read rows and figures; the cursor goes to a thread, or stays on the one where it is by then."""
        threads = self._threads
        counts = await self._read_counts()
        for _ in range(_MOST_TRIES):
            kept = thread_id or threads.current_id
            heading = threads.heading
            layout = ListLayout(self.parts.sections(counts))
            cursor = await self._cursor_in(layout, kept)
            pages = await self._visible_pages(layout, cursor)
            if thread_id or (kept, heading) == (threads.current_id, threads.heading):
                break
        self._show(layout, pages, cursor)

    async def _cursor_in(self, layout: ListLayout, thread_id: str) -> int:
        """Return where the cursor goes: to a thread, or else to the same distance from the heading or the top."""
        if thread_id:
            found = await self._services.inbox.place(self.parts.filter(), thread_id)
            index = layout.index_of(Place(*found)) if found is not None else None
            if index is not None:
                return index
        here = self._threads.rows.layout.place(self._threads.cursor)
        return layout.nearest(here) if here is not None and here.part in self.parts.parts else layout.first_row()

    async def _visible_pages(self, layout: ListLayout, cursor: int) -> dict[PageKey, tuple[ThreadRow, ...]]:
        return {
            key: await self._services.inbox.rows(self.parts.filter(key.part), key.offset, PAGE)
            for key in self._threads.pages_to_read(layout, cursor)[:_MOST_PAGES]
        }

    async def _read_from_top(self) -> None:
        layout = ListLayout(self.parts.sections(await self._read_counts()))
        cursor = layout.first_row()
        self._show(layout, await self._visible_pages(layout, cursor), cursor)

    def _show(self, layout: ListLayout, pages: dict[PageKey, tuple[ThreadRow, ...]], cursor: int) -> None:
        self._pages.forget_all()
        self._threads.show(layout, pages, self._services.session.now(), cursor=cursor)
        self._arrived()

    @property
    def is_finished(self) -> bool:
        """Whether the whole inbox is listed and nothing in it is left to decide or to read."""
        counts = self._owner.host.counts
        return not (self.parts.is_narrowed or counts.open_threads or counts.open_single)

    # Filter, parts and order.

    async def show_matching(self, query: Query | None) -> None:
        """List only the threads that match, from the top; without a query, the cursor stays on its thread.

        Raises QueryError, and leaves the list as it is, if the store refuses the query.
        """
        if query is None:
            self.parts.query = None
            await self.read_again()
            return
        wanted = self.parts.with_query(query)
        counts, rows = await self._services.inbox.matching(wanted.filter(), wanted.parts, PAGE)
        self.parts, self._owner.host.counts = wanted, counts
        layout = ListLayout(self.parts.sections(counts))
        pages: dict[PageKey, tuple[ThreadRow, ...]] = {}
        for row in rows:
            key = PageKey(row.part, 0)
            pages[key] = (*pages.get(key, ()), row)
        self._show(layout, pages, layout.first_row())

    def action_filter_verdict(self) -> None:
        """Switch between the inbox and the decided, muted and archived threads."""
        self.parts.next_view(self._owner.host.counts)
        self._owner.say(f"showing {self.parts.name}")
        self._owner.start(self._read_from_top, group="reload", exclusive=True)

    def show_all(self) -> bool:
        """List the whole inbox; return whether something else was listed before."""
        narrowed = self.parts.is_narrowed
        if narrowed:
            self.parts.show_inbox()
            self._owner.say(f"showing {self.parts.name}")
            self.reload()
        return narrowed

    def show_desk(self) -> None:
        """List the threads of the desk that was chosen, from the top."""
        self._owner.start(self._read_from_top, group="reload", exclusive=True)

    def action_sort(self) -> None:
        """List the threads in the next order, from the top."""
        orders = tuple(InboxOrder)
        self.parts.order = orders[(orders.index(self.parts.order) + 1) % len(orders)]
        self._to_list()
        self._owner.say(self.parts.order.value)
        self._owner.start(self._read_from_top, group="reload", exclusive=True)

    def turn(self, section: Section) -> None:
        """Fold a part, or unfold it."""
        self.parts.fold(section.part, folded=not section.is_folded)
        self._owner.start(self._show_part, group="reload", exclusive=True)

    async def _show_part(self) -> None:
        await self.read_again()
        self._threads.reveal_part()

    # Decisions.

    def show_verdict(self, change: VerdictChange) -> None:
        """Show a verdict that was just given, and go on to the next thread."""
        threads = self._threads
        under = threads.current_id
        self._change_verdict(change)
        if under in change.threads:
            threads.move_to(threads.cursor + 1)
        if self.parts.is_narrowed or any(self._threads.rows.index_of(each) is None for each in change.threads):
            self.reload()
        else:
            self._owner.start(self._recount_or_end, group="counts", exclusive=True)

    async def _recount_or_end(self) -> None:
        """Read the figures again; when the last of a part is decided, read the list again: it shows what comes next."""
        await self.recount()
        left = self._owner.host.counts
        listed = self._threads.rows.layout.sections
        if any(section.part in _TO_DECIDE and not left.in_part(section.part) for section in listed):
            self.reload()

    def show_turned_verdict(self, change: VerdictChange) -> None:
        """Show a verdict that was undone or redone, with the cursor on its thread if it is only one."""
        self._change_verdict(change)
        only = change.threads[0] if len(change.threads) == 1 else ""
        index = self._threads.rows.index_of(only)
        if self.parts.is_narrowed or index is None:
            self._owner.start(partial(self.read_again, only), group="reload", exclusive=True)
        else:  # a decided thread keeps its place until the list is read again
            self._threads.move_to(index)
            self._owner.start(self.recount, group="counts", exclusive=True)

    def _change_verdict(self, change: VerdictChange) -> None:
        self._threads.change_verdict(change.threads, change.verdict, change.until)
        self._threads.drop_marks()
        for thread_id in change.threads:
            self._pages.forget(thread_id)

    async def recount(self) -> None:
        """Read and show the figures of the header again."""
        await self._read_counts()
        self._owner.show_status()

    async def _read_counts(self) -> InboxCounts:
        """Read the figures over all threads that match the query and are on the desk."""
        self.parts.desk = self._owner.host.desk
        self._owner.host.counts = await self._services.inbox.counts(self.parts.filter())
        return self._owner.host.counts

    def action_verdict_all(self) -> None:
        """Drop the undecided threads of the part under the cursor, or of the whole list, after confirmation."""
        heading = self._threads.heading
        sections = (heading,) if heading is not None else self._threads.rows.layout.sections
        parts = [section.part for section in sections if heading is not None or section.listed]
        self._owner.start(partial(self._offer_to_drop, parts), group="verdict")

    async def _offer_to_drop(self, parts: Sequence[InboxPart]) -> None:
        """Ask with the number of all of them: most of a long list cannot be seen."""
        ids: list[str] = []
        for part in parts:
            ids += await self._services.inbox.ids(self.parts.filter(part, (Verdict.NEW,)))
        if not ids:
            self._owner.say("Nothing shown is undecided.")
            return
        what = "single reports" if parts == [InboxPart.SINGLE] else "undecided threads"
        words = f"Drop all {len(ids)} {what}? One undo takes it back."
        self._owner.sheet.confirm(((words, "text"),), lambda _: self._drop(ids))

    # Going to other threads, from any pane.

    def action_thread_next(self) -> None:
        """Go to the next thread."""
        self._threads.row_keys.step(1)

    def action_thread_previous(self) -> None:
        """Go to the previous thread."""
        self._threads.row_keys.step(-1)

    def action_move_next(self) -> None:
        """Go to the next thread that was never looked at."""
        self._threads.row_keys.action_move_next()

    def action_move_previous(self) -> None:
        """Go to the previous thread that was never looked at."""
        self._threads.row_keys.action_move_previous()
