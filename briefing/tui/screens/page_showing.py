"""Which thread's page stands beside the list: the one that the cursor rests on, and none while it runs."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.tui.screens.listing import Listing

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.views import ThreadPage

REST_SECONDS = 0.07
"""So long a running cursor must rest before a page is drawn for it: a held key moves the list alone."""
RUNNING_SECONDS = 0.15
"""Two moves within this time are a cursor that runs."""
_KEPT_PAGES = 32


class PageShowing(Listing):
    """Reads pages from the reader, keeps the latest ones, and shows them beside the list."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: OrderedDict[str, ThreadPage | None] = OrderedDict()
        self._moved_at = 0.0
        self._resting: Timer | None = None
        self._list_drawn = asyncio.Event()
        """Set once the list is on the screen: no page is read before it."""

    def show_pane_hints(self) -> None:
        """Show the keys and the position of the pane that has the keys."""
        raise NotImplementedError

    def show_page_of(self, thread_id: str) -> None:
        """Show the page of the thread that the cursor came to: at once, or as soon as the cursor rests."""
        runs = monotonic() - self._moved_at < RUNNING_SECONDS
        self._moved_at = monotonic()
        if self._resting is not None:
            self._resting.stop()
        if runs:
            self._resting = self.set_timer(REST_SECONDS, partial(self._show, thread_id))
        else:
            self._show(thread_id)

    def list_drawn(self) -> None:
        """Begin to read pages."""
        self._list_drawn.set()

    def forget_page(self, thread_id: str) -> None:
        """Have a thread's page read anew when it is shown next."""
        self._pages.pop(thread_id, None)

    def rows_renewed(self) -> None:
        """Forget the pages that were read."""
        self._pages.clear()

    async def renew_page(self, row: ThreadRow) -> None:
        """Show a thread that is looked at again as soon as texts came that it lacked; every cursor stays."""
        page = await self.briefing.tell_failure(self.briefing.reader.page_with_texts(row))
        if page is None:
            return
        self._pages[row.id] = page
        if self.body.page is not None and self.body.page.row.id == row.id:
            self.body.show_page(page, self.briefing.reader.now())
            self.show_pane_hints()

    def _show(self, thread_id: str) -> None:
        if thread_id in self._pages:
            self.body.show_page(self._pages[thread_id], self.briefing.reader.now())
        else:
            self.run_in_background(partial(self._load_page, thread_id), group="page", exclusive=True)

    async def _load_page(self, thread_id: str) -> None:
        await self._list_drawn.wait()
        page = await self.briefing.reader.thread_page(thread_id)
        self._pages[thread_id] = page
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        current = self.threads.current
        if current is not None and current.id == thread_id:
            self.body.show_page(page, self.briefing.reader.now())
            self.show_pane_hints()
