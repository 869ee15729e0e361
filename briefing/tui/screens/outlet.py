"""The outlet screen: what an outlet is and is worth, when it publishes, and its feeds, next to its latest stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.controllers.opening import Opener
from briefing.tui.controllers.two_columns import TwoColumns
from briefing.tui.format.outlet_page_lines import outlet_figures, outlet_line
from briefing.tui.format.status import Status
from briefing.tui.outlet_panes import LatestContent, OutletFactsContent
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.columns_screen import ColumnsScreen

if TYPE_CHECKING:
    from briefing.model.outlet import OutletPage
    from briefing.tui.host import Host
    from briefing.tui.widgets.pane_lines import PaneContent


class OutletScreen(ColumnsScreen):
    """Shows one outlet."""

    PLACE = "outlet’s page"
    HINTS: Sequence[Hint] = (
        (("move-down", "move-up"), "move"),
        (("open",), "open the story"),
        (("pane-left", "pane-right"), "panes"),
        (("browser",), "browser"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, page: OutletPage) -> None:
        super().__init__(host)
        self.page = page
        self._opener = Opener(self, host.services)
        self.columns = TwoColumns(self, "outlet", self._contents, opener=self._opener)
        self.controllers = (self.columns,)

    def _contents(self, with_latest: bool) -> tuple[PaneContent, PaneContent]:
        now = self.host.services.session.now()
        return OutletFactsContent(self.page, now, with_latest=with_latest), LatestContent(self.page, now)

    def status(self) -> Status:
        """Return which outlet it is, and how much it publishes."""
        return Status(outlet_line(self.page), outlet_figures(self.page), position=self.columns.place)

    def reload(self) -> None:
        """Read the page again."""
        self.start(self._reload, group="outlet", exclusive=True)

    async def _reload(self) -> None:
        row = self.page.row
        page = await self.host.report_failure(self.host.services.outlets.page_of(row.name, row.domain))
        if page is not None:
            self.page = page
            self.columns.show()

    def open_target(self) -> None:
        """Open the story under the cursor; of a feed, show the address."""
        target = self.columns.target
        if target is not None and target.story:
            self.columns.open()
        elif target is not None and target.words:
            self.say(target.words)

    def action_browser(self) -> None:
        """Open the story under the cursor in the browser, or else the outlet's site."""
        target = self.columns.target
        site = f"https://{self.page.row.domain}/" if self.page.row.domain else ""
        self._opener.browse((target.url if target is not None else "") or site)
