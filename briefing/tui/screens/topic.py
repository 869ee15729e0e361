"""The topic screen: the threads of one running matter by day and its actors, next to the quotes by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.tui.controllers.actor_decisions import ActorDecisions
from briefing.tui.controllers.decisions import UndoRedo
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.controllers.thread_reasons import ThreadReasons
from briefing.tui.controllers.topics import TopicDecisions
from briefing.tui.format.status import Status, position
from briefing.tui.format.topic_lines import topic_figures, topic_line
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.topic_panes import TopicFactsContent, topic_quotes
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.merge_split import MergeSplit
    from briefing.model.topic import TopicPage
    from briefing.model.verdict import VerdictChange
    from briefing.tui.host import Host

_TWO_COLUMNS_FROM = 100


class TopicScreen(BaseScreen):
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
        self._facts = LinesView(id="topic-facts")
        self._quotes = LinesView(id="topic-quotes")
        self._opener = Opener(self, host.services)
        self._clipboard = Clipboard(self)
        self._actors = ActorDecisions(self, host.services, self._show_changes)
        deciding = TopicDecisions(self, host.services, lambda: self.page.row.id, self._reload_all)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._reload_all,
            regrouped=self._reload_all,
            actor_changed=self._show_changes,
        )
        reasons = ThreadReasons(self, host.services, self._thread_under_cursor)
        self.controllers = (deciding, undo, reasons)

    def compose_body(self) -> Iterable[Widget]:
        """Return the two columns."""
        with Horizontal(id="topic"):
            yield self._facts
            yield self._quotes

    def on_mount(self) -> None:
        """Show the topic, with the cursor on its newest thread."""
        self._facts.focus()
        self._show()

    def on_resize(self) -> None:
        """Show two columns if there is room."""
        if self._quotes.display is not self._has_room:
            self._show()

    @property
    def _has_room(self) -> bool:
        return self.app.size.width >= _TWO_COLUMNS_FROM

    @property
    def _view(self) -> LinesView:
        return self._quotes if self._quotes.has_focus else self._facts

    def _show(self) -> None:
        now = self.host.services.session.now()
        self._quotes.display = self._has_room
        if not self._has_room and self._quotes.has_focus:
            self._facts.focus()
        facts = TopicFactsContent(self.page, now, with_quotes=not self._has_room)
        self._facts.show(facts, cursor=self._facts.cursor)
        self._quotes.show(topic_quotes(self.page, now), cursor=self._quotes.cursor)
        self.show_status()

    def _thread_under_cursor(self) -> ThreadRow | None:
        target = self._view.target
        return next((row for row in self.page.threads if target is not None and row.id == target.thread), None)

    def status(self) -> Status:
        """Return which topic it is, and how large."""
        place = position(self._view.cursor, self._view.item_count())
        return Status(topic_line(self.page), tuple(topic_figures(self.page)), position=place)

    def reload(self) -> None:
        """Read the page again."""
        self.start(self._reload, group="topic", exclusive=True)

    async def _reload(self) -> None:
        page = await self.host.report_failure(self.host.services.topics.page(self.page.row.id))
        if page is not None:
            self.page = page
            self._show()

    async def _show_changes(self) -> None:
        await self._reload()
        self.host.reload_inbox()

    def _reload_all(self, change: VerdictChange | MergeSplit) -> None:  # noqa: ARG002
        self.reload()
        self.host.reload_inbox()

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show where the cursor is."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Go to the thread, or open the actor or the story of a quote."""
        event.stop()
        target = self._view.target
        if target is not None and target.thread:
            self.host.show_thread(target.thread)
        elif target is not None and target.actor:
            self._actors.open_page(target)
        elif target is not None:
            self._opener.open(target)

    def action_pane_left(self) -> None:
        """Go to the other column."""
        if self._has_room:
            (self._facts if self._quotes.has_focus else self._quotes).focus()
            self.show_status()

    def action_pane_right(self) -> None:
        """Go to the other column."""
        self.action_pane_left()

    def action_actor_page(self) -> None:
        """Open the page of the actor under the cursor."""
        self._actors.open_page(self._view.target)

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self._view.target
        self._clipboard.copy(target.words if target is not None else "", "quote")

    def action_history_back(self) -> None:
        """Go back to where the topic was opened."""
        self.action_back()
