"""The actor screen: one actor over time, with roles, threads and companions beside its words by date."""

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.model.actor_override import OverrideKind
from briefing.model.actor_page import ActorPage
from briefing.model.decision import Decision
from briefing.tui.actor_panes import ActorFactsSubject, ActorQuotesSubject
from briefing.tui.format.actor_page_lines import figures_of, name_line
from briefing.tui.format.lines import MUTED, STRONG_BOLD
from briefing.tui.format.status import position
from briefing.tui.screens.actor_wishes import ActorWishesScreen
from briefing.tui.screens.base_screen import Hint
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

_TWO_COLUMNS_FROM = 100


class ActorScreen(ActorWishesScreen):
    """Shows one actor."""

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

    def __init__(self, page: ActorPage) -> None:
        super().__init__()
        self.page = page
        self._facts = LinesView(id="actor-facts")
        self._quotes = LinesView(id="actor-quotes")

    def compose_body(self) -> Iterable[Widget]:
        """Return the two columns."""
        with Horizontal(id="actor"):
            yield self._facts
            yield self._quotes

    def on_mount(self) -> None:
        """Show the actor."""
        self._facts.focus()
        self.show_hints()
        self._show()

    def on_resize(self) -> None:
        """Stand in two columns where there is room."""
        if self._quotes.display is not self._has_room:
            self._show()

    @property
    def _has_room(self) -> bool:
        return self.app.size.width >= _TWO_COLUMNS_FROM

    @property
    def _view(self) -> LinesView:
        return self._quotes if self._quotes.has_focus else self._facts

    def _show(self) -> None:
        now = self.briefing.reader.now()
        self._quotes.display = self._has_room
        if not self._has_room and self._quotes.has_focus:
            self._facts.focus()
        facts = ActorFactsSubject(self.page, now, with_quotes=not self._has_room)
        self._facts.show(facts, cursor=self._facts.cursor)
        self._quotes.show(ActorQuotesSubject(self.page, now), cursor=self._quotes.cursor)
        self.show_status()

    def show_status(self) -> None:
        """Show who it is and how often it is named."""
        self.header.show(name_line(self.page), figures_of(self.page), ())
        self.header.show_progress(self.briefing.progress)
        self.footer.show_position(position(self._view.cursor, self._view.item_count()))

    def reload(self) -> None:
        """Read the page anew."""
        self.run_in_background(self._reload, group="actor", exclusive=True)

    async def _reload(self) -> None:
        page = await self.briefing.tell_failure(self.briefing.reader.actor_page(self.page.key))
        if page is not None:
            self.page = page
            self._show()

    async def wished(self) -> None:
        """Show what has come of it, here and in the inbox."""
        await self._reload()
        if self.briefing.inbox is not None:
            self.briefing.inbox.reload()

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Tell where the cursor is."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story at the sentence, the thread, or the other actor."""
        event.stop()
        target = self._view.target
        if target is not None and target.thread:
            self.briefing.show_thread(target.thread)
        elif target is not None and target.actor:
            self.open_actor(target)
        elif target is not None:
            self.open_target(target)

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
        self.open_actor(self._view.target)

    def action_actor_watch(self) -> None:
        """Watch this actor, or no longer."""
        self.wish(OverrideKind.UNWATCH if self.page.watched else OverrideKind.WATCH, self.page.key)

    def action_actor_same(self) -> None:
        """Ask who this actor is the same as."""
        self._ask(OverrideKind.SAME, "is the same as", "the name that the actor goes by")

    def action_actor_apart(self) -> None:
        """Ask whom this actor is not."""
        self._ask(OverrideKind.APART, "is not", "the name of the other actor")

    def _ask(self, kind: OverrideKind, verb: str, hint: str) -> None:
        target = self._view.target
        question = ((f"{self.page.name} {verb}", STRONG_BOLD), (f"   {hint}", MUTED))
        known = target.words if target is not None and target.actor else ""
        self.sheet.ask(question, lambda other: self.wish(kind, self.page.key, other), value=known)

    async def turned(self, decided: Decision) -> None:  # noqa: ARG002
        """Show what has come of a decision that was taken back or made again."""
        await self.wished()

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self._view.target
        self.copy(target.words if target is not None else "", "quote")

    def action_history_back(self) -> None:
        """Go back to where the actor was opened."""
        self.action_back()
