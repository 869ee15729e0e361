"""The topic screen: the threads of one running matter by day and its actors, next to the quotes by date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.controllers.actor_decisions import ActorDecisions
from briefing.tui.controllers.decisions import UndoRedo
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.controllers.outlets import OutletOpener, of_target
from briefing.tui.controllers.thread_reasons import ThreadReasons
from briefing.tui.controllers.topics import TopicDecisions
from briefing.tui.controllers.two_columns import ColumnKeys, TwoColumns
from briefing.tui.format.status import Status
from briefing.tui.format.topic_lines import topic_figures, topic_line
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.columns_screen import ColumnsScreen
from briefing.tui.topic_panes import TopicFactsContent, topic_quotes

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.merge_split import MergeSplit
    from briefing.model.topic import TopicPage
    from briefing.model.verdict import VerdictChange
    from briefing.tui.host import Host
    from briefing.tui.widgets.pane_lines import PaneContent


class TopicScreen(ColumnsScreen):
    """Shows one topic."""

    PLACE = "topic"
    HINTS: Sequence[Hint] = (
        (("open",), "open"),
        (("pane-left", "pane-right"), "panes"),
        (("verdict-follow",), "follow topic"),
        (("verdict-drop",), "drop topic"),
        (("verdict-new",), "undecided"),
        (("undo",), "undo"),
        (("why",), "why here"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, page: TopicPage) -> None:
        super().__init__(host)
        self.page = page
        self._actors = ActorDecisions(self, host.services, self._show_changes)
        self.columns = TwoColumns(
            self,
            "topic",
            self._contents,
            opener=Opener(self, host.services),
            actors=self._actors,
        )
        keys = ColumnKeys(self.columns, self._actors, Clipboard(self))
        outlets = OutletOpener(self, host.services, lambda: of_target(host.services, self.columns.target))
        deciding = TopicDecisions(self, host.services, lambda: self.page.row.id, self._reload_all)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._reload_all,
            regrouped=self._reload_all,
            actor_changed=self._show_changes,
        )
        reasons = ThreadReasons(self, host.services, self._thread_under_cursor)
        self.controllers = (self.columns, keys, outlets, deciding, undo, reasons)

    def _contents(self, with_quotes: bool) -> tuple[PaneContent, PaneContent]:
        now = self.host.services.session.now()
        return TopicFactsContent(self.page, now, with_quotes=with_quotes), topic_quotes(self.page, now)

    def _thread_under_cursor(self) -> ThreadRow | None:
        target = self.columns.target
        return next((row for row in self.page.threads if target is not None and row.id == target.thread), None)

    def status(self) -> Status:
        """Return which topic it is, and how large."""
        return Status(topic_line(self.page), tuple(topic_figures(self.page)), position=self.columns.place)

    def reload(self) -> None:
        """Read the page again."""
        self.start(self._reload, group="topic", exclusive=True)

    async def _reload(self) -> None:
        page = await self.host.report_failure(self.host.services.topics.page(self.page.row.id))
        if page is not None:
            self.page = page
            self.columns.show()

    async def _show_changes(self) -> None:
        await self._reload()
        self.host.reload_inbox()

    def _reload_all(self, change: VerdictChange | MergeSplit) -> None:  # noqa: ARG002
        self.reload()
        self.host.reload_inbox()
