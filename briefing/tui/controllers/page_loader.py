"""Which thread's page is beside the list: the one on which the cursor rests, and none while it runs."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.model.inbox import ThreadRow
    from briefing.model.views import ThreadPage
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.thread_page import InboxBody

REST_SECONDS = 0.07
"""How long a running cursor must rest before a page is drawn for it: a held key moves only the list."""
RUNNING_SECONDS = 0.15
"""Two moves within this time mean that the cursor runs."""
_KEPT_PAGES = 32
AHEAD = 5
"""For how many threads below the cursor the texts are read ahead."""


class PageLoader:
    """Reads pages, keeps the latest ones, and shows them beside the list.

    `shown` is called after each; `visited` returns the row of the thread that the user visits, as it was when the visit
    began: what was new then stays marked as new until the visit ends.
    """

    def __init__(
        self,
        owner: Owner,
        services: Services,
        body: InboxBody,
        *,
        shown: Callable[[], None],
        visited: Callable[[], ThreadRow | None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._body = body
        self._shown = shown
        self._visited = visited
        self._pages: OrderedDict[str, ThreadPage | None] = OrderedDict()
        self._moved_at = 0.0
        self._resting: Timer | None = None
        self._list_drawn = asyncio.Event()
        self._after_first: Callable[[], object] | None = None

    def list_drawn(self) -> None:
        """Begin to read pages: the list is on the screen."""
        self._list_drawn.set()

    def after_first(self, begin: Callable[[], object]) -> None:
        """Call `begin` once a page is shown: work in the background would delay the first one."""
        self._after_first = begin

    def show_page_of(self, thread_id: str) -> None:
        """Show the page of the thread that the cursor came to: at once, or as soon as the cursor rests."""
        runs = monotonic() - self._moved_at < RUNNING_SECONDS
        self._moved_at = monotonic()
        if self._resting is not None:
            self._resting.stop()
        if runs:
            self._resting = self._owner.after(REST_SECONDS, partial(self._show, thread_id))
        else:
            self._show(thread_id)

    def forget(self, thread_id: str) -> None:
        """Read a thread's page again when it is shown next."""
        self._pages.pop(thread_id, None)

    def forget_all(self) -> None:
        """Read every page again when it is shown next."""
        self._pages.clear()

    async def renew(self, row: ThreadRow) -> None:
        """Show a thread again when the texts that it lacked have come; every cursor stays."""
        page = await self._owner.host.report_failure(self._services.threads.page_with_texts(row))
        if page is not None:
            self._renew(page)

    def _renew(self, page: ThreadPage) -> None:
        """Keep a page, and show it if it is the one that is shown."""
        self._pages[page.row.id] = page
        if self._body.page is not None and self._body.page.row.id == page.row.id:
            self._show_page(page)

    def _show(self, thread_id: str) -> None:
        kept = self._pages.get(thread_id)
        if thread_id in self._pages and not (kept and kept.unread):
            self._body.show_page(self._pages[thread_id], self._services.session.now())
        else:
            self._owner.start(partial(self._load, thread_id), group="page", exclusive=True)

    async def _load(self, thread_id: str) -> None:
        await self._list_drawn.wait()
        row = self._visited()
        as_of = row if row and row.id == thread_id else None
        page = await self._services.threads.page(thread_id, as_of=as_of)
        self._pages[thread_id] = page
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        if self._body.threads.current_id == thread_id:
            self._show_page(page)
            if page is not None:
                self._owner.start(partial(self._read, page, as_of), group="reading", exclusive=True)

    async def _read(self, page: ThreadPage, as_of: ThreadRow | None) -> None:
        """Show the page again when its texts have been read; then have the texts of the next threads read."""
        threads, host = self._services.threads, self._owner.host
        if page.unread:
            read = await host.report_failure(threads.page_when_read(page, as_of))
            if read is not None:
                self._renew(read)
        if self._body.threads.current_id == page.row.id:
            await host.report_failure(threads.read_ahead(self._following()))

    def _following(self) -> tuple[str, ...]:
        """Return the next threads of the list that have been read from the store."""
        listed = self._body.threads
        rows = (listed.rows.row(index) for index in range(listed.cursor + 1, listed.cursor + 1 + AHEAD))
        return tuple(row.id for row in rows if row is not None)

    def _show_page(self, page: ThreadPage | None) -> None:
        self._body.show_page(page, self._services.session.now())
        self._shown()
        if self._after_first is not None:
            begin, self._after_first = self._after_first, None
            begin()
