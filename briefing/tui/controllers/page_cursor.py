"""What is under the cursor of a thread page, whichever pane has the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.views import ThreadPage
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target
    from briefing.tui.widgets.thread_page import InboxBody


class PageCursor:
    """Reads the state of list and panes."""

    def __init__(self, owner: Owner, body: InboxBody) -> None:
        self._owner = owner
        self._body = body

    @property
    def page(self) -> ThreadPage | None:
        """The page that is shown."""
        return self._body.page

    async def present_page(self, services: Services) -> ThreadPage | None:
        """Return the page of the thread under the cursor of the list; read it if another one is still shown."""
        row, page = self.row, self.page
        if row is not None and (page is None or page.row.id != row.id):
            page = await self._owner.host.report_failure(services.threads.page(row.id))
        return page

    @property
    def row(self) -> ThreadRow | None:
        """The row under the cursor of the list."""
        return self._body.threads.current

    @property
    def pane(self) -> str:
        """The name of the pane that has the keys."""
        focused = self._owner.focused
        return (focused.id if focused is not None else None) or "list"

    @property
    def target(self) -> Target | None:
        """What the item under the cursor of the pane leads to."""
        pane = self._owner.focused
        return pane.target if isinstance(pane, LinesView) else None
