"""The actor screen: one actor over time, with roles, threads and companions next to the quotes by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.model.actor_override import OverrideKind
from briefing.tui.actor_panes import ActorFactsContent, actor_quotes
from briefing.tui.controllers.actor_decisions import ActorDecisions
from briefing.tui.controllers.decisions import UndoRedo
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.format.actor_page_lines import figures_of, name_line
from briefing.tui.format.lines import MUTED, STRONG_BOLD
from briefing.tui.format.status import Status, position
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.model.actor_page import ActorPage
    from briefing.model.merge_split import MergeSplit
    from briefing.model.verdict import VerdictChange
    from briefing.tui.host import Host

_TWO_COLUMNS_FROM = 100


class ActorScreen(BaseScreen):
    """Shows one actor."""

    PLACE = "actor’s page"
    HINTS: Sequence[Hint] = (
        (("open",), "open at the sentence"),
        (("pane-left", "pane-right"), "panes"),
        (("actor-watch",), "watch"),
        (("actor-same",), "same as"),
        (("actor-apart",), "not the same"),
        (("undo",), "undo"),
        (("copy-quote",), "copy quote"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, page: ActorPage) -> None:
        super().__init__(host)
        self.page = page
        self._facts = LinesView(id="actor-facts")
        self._quotes = LinesView(id="actor-quotes")
        self._opener = Opener(self, host.services)
        self._clipboard = Clipboard(self)
        self._overrides = ActorDecisions(self, host.services, self._show_changes)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._reload_all,
            regrouped=self._reload_all,
            actor_changed=self._show_changes,
        )
        self.controllers = (undo,)

    def compose_body(self) -> Iterable[Widget]:
        """Return the two columns."""
        with Horizontal(id="actor"):
            yield self._facts
            yield self._quotes

    def on_mount(self) -> None:
        """Show the actor."""
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
        facts = ActorFactsContent(self.page, now, with_quotes=not self._has_room)
        self._facts.show(facts, cursor=self._facts.cursor)
        self._quotes.show(actor_quotes(self.page, now), cursor=self._quotes.cursor)
        self.show_status()

    def status(self) -> Status:
        """Return who it is and how often the actor is named."""
        place = position(self._view.cursor, self._view.item_count())
        return Status(name_line(self.page), tuple(figures_of(self.page)), position=place)

    def reload(self) -> None:
        """Read the page again."""
        self.start(self._reload, group="actor", exclusive=True)

    async def _reload(self) -> None:
        page = await self.host.report_failure(self.host.services.actors.page(self.page.key))
        if page is not None:
            self.page = page
            self._show()

    async def _show_changes(self) -> None:
        """Show the result of a decision, here and in the inbox."""
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
        """Open the story at the sentence, the thread, or the other actor."""
        event.stop()
        target = self._view.target
        if target is not None and target.thread:
            self.host.show_thread(target.thread)
        elif target is not None and target.actor:
            self._overrides.open_page(target)
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
        self._overrides.open_page(self._view.target)

    def action_actor_watch(self) -> None:
        """Watch this actor, or no longer."""
        self._overrides.override(OverrideKind.UNWATCH if self.page.watched else OverrideKind.WATCH, self.page.key)

    def action_actor_same(self) -> None:
        """Ask which other actor this one is the same as."""
        self._ask(OverrideKind.SAME, "is the same as", "the name that the actor goes by")

    def action_actor_apart(self) -> None:
        """Ask which other actor this one is not."""
        self._ask(OverrideKind.APART, "is not", "the name of the other actor")

    def _ask(self, kind: OverrideKind, verb: str, hint: str) -> None:
        target = self._view.target
        question = ((f"{self.page.name} {verb}", STRONG_BOLD), (f"   {hint}", MUTED))
        known = target.words if target is not None and target.actor else ""
        self.sheet.ask(question, lambda other: self._overrides.override(kind, self.page.key, other), value=known)

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self._view.target
        self._clipboard.copy(target.words if target is not None else "", "quote")

    def action_history_back(self) -> None:
        """Go back to where the actor was opened."""
        self.action_back()
