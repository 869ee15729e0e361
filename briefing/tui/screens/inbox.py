"""The inbox: wires the list, the thread page and the reader together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.empty_state_lines import emptiness
from briefing.tui.format.lines import BLANK
from briefing.tui.format.status import figures, position, states, title_line
from briefing.tui.history import History
from briefing.tui.layout import FOOTER_LINES, HEADER_LINES
from briefing.tui.row_cache import PAGE
from briefing.tui.screens.bookmarks import BookmarkScreen
from briefing.tui.screens.hints import LIST_HINTS, OTHER_PANE_HINTS, PANE_HINTS, turn_hints
from briefing.tui.screens.listing import FILTERS
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.thread_page import InboxBody

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.verdict import VerdictChange

LOOK_SECONDS = 1.5


class InboxScreen(BookmarkScreen):
    """The first and last screen: which threads there are, and what one of them holds."""

    HINTS = LIST_HINTS

    def __init__(self) -> None:
        super().__init__()
        self._rest: Timer | None = None
        self._stays: ThreadRow | None = None
        """The row under the cursor as it was when the cursor came."""
        self._history = History()
        width, height = self.app.size
        room = Size(width, max(1, height - HEADER_LINES - FOOTER_LINES))
        self.body = InboxBody(self.briefing.reader.now(), room, self.briefing.keys.shown("go-narrative"))

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and the panes."""
        yield self.body

    def on_mount(self) -> None:
        """Draw from the store at once."""
        counts, count, rows = self.briefing.reader.first_rows(PAGE)
        self.briefing.counts = counts
        self.threads.show(count, 0, rows, self.briefing.reader.now(), cursor=0)
        self.threads.focus()
        self.show_status()
        self.arrived()
        self.call_after_refresh(self.list_drawn)
        if counts.feeds:
            self.call_after_refresh(self.briefing.begin)
        elif not count:
            self.call_after_refresh(self.briefing.show_first)

    # What is shown.

    def show_status(self) -> None:
        """Show the header's figures and how far a refresh is."""
        width = self.app.size.width
        progress = self.briefing.progress
        now = self.briefing.reader.now()
        title = title_line(now, width, self.unusual_order)
        if self.takes_turns and self.body.view.page:
            title = position(self.threads.cursor, self.threads.item_count())
        self.header.show(title, figures(self.briefing.counts, width), states(self.briefing.counts, progress, width))
        self.header.show_progress(progress)

    def show_pane_hints(self) -> None:
        """Show the keys and the position of the pane that has the keys."""
        pane = self.focused
        if self.takes_turns and self.body.view.page:
            self.show_hints(turn_hints(self.body.view.tab))
        else:
            hints = PANE_HINTS.get(self.focused_pane, OTHER_PANE_HINTS)
            self.show_hints(LIST_HINTS if pane is self.threads else hints)
        if self.takes_turns and self.body.view.page:
            self.footer.show_position(BLANK)
        elif isinstance(pane, CursorView):
            self.footer.show_position(position(pane.cursor, pane.item_count()))
        self.show_status()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another pane has the keys."""
        if isinstance(event.widget, CursorView):
            if event.widget.id == "narrative":
                self.body.unfold_narrative(full=True)
            self.show_pane_hints()
            self.threads.refresh_item(self.threads.cursor)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A pane lost the keys."""
        if event.widget.id == "narrative":
            self.body.unfold_narrative(full=False)

    def on_resize(self) -> None:
        """Other widths have other words."""
        self.show_status()
        focused = self.focused
        if focused is None or not focused.display:
            self.call_after_refresh(self.go_to, "list")

    # The cursor.

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """The cursor of a pane went to another item."""
        event.stop()
        if event.view is self.focused and not (self.takes_turns and self.body.view.page):
            self.footer.show_position(position(event.view.cursor, event.view.item_count()))
        if event.view is self.threads:
            self._left()
            self.arrived()

    def arrived(self) -> None:
        """Show the thread that the cursor stands on now."""
        row = self.threads.current
        self._stays = row
        self.show_status()
        if self.focused is self.threads:
            self.footer.show_position(position(self.threads.cursor, self.threads.item_count()))
        self._show_emptiness(empty=not self.threads.item_count())
        if row is None:
            self.body.show_page(None, self.briefing.reader.now())
            return
        self._rest = self.set_timer(LOOK_SECONDS, self._look)
        self.show_page_of(row.id)

    def _show_emptiness(self, *, empty: bool) -> None:
        body = self.body
        if not empty and body.view.empty:
            body.look(replace(body.view, empty=False))
            self.threads.focus()
        elif empty:
            body.look(replace(body.view, empty=True))
            keys = self.briefing.keys
            ids = (
                ("brief", "write the brief"),
                ("filter", "other threads"),
                ("refresh-all", "ask the feeds"),
                ("undo", "undo"),
            )
            choices = tuple((KeyHint(keys.shown(each), label), "") for each, label in ids)
            title, sentence = emptiness(
                self.briefing.counts, FILTERS[self.filter_number][0], refreshing=self.briefing.is_refreshing
            )
            body.beginning.show(title, sentence, choices)

    def _left(self) -> None:
        """Stop counting the rest; what was looked at has nothing new any more."""
        if self._rest is not None:
            self._rest.stop()
        was = self._stays
        index = self.threads.rows.index_of(was.id) if was is not None else None
        row = self.threads.rows.row(index) if index is not None else None
        if row is not None and index is not None and was is not None and row.looked != was.looked:
            self.threads.rows.replace(index, replace(row, new_stories=0))
            self.threads.refresh_item(index)
            self.forget_page(row.id)

    def row_came(self) -> None:
        """Show the row under the cursor where it was not known before."""
        current = self.threads.current
        if current is not None and (self._stays is None or self._stays.id != current.id):
            self.arrived()

    def _look(self) -> None:
        row = self.threads.current
        if (
            row is not None
            and self._stays is not None
            and row.id == self._stays.id
            and row.looked == self._stays.looked
        ):
            self.threads.looked(row.id, self.briefing.reader.now())
            self.run_in_background(partial(self._mark_looked, row), group="looked")

    async def _mark_looked(self, row: ThreadRow) -> None:
        await self.briefing.tell_failure(self.briefing.reader.mark_looked(row.id))
        self.briefing.counts = await self.briefing.reader.counts()
        self.show_status()
        await self.renew_page(row)

    # Decisions.

    def chosen_threads(self) -> Sequence[str]:
        """Return the marked threads, or the one under the cursor."""
        return self.threads.chosen

    def decided(self, change: VerdictChange, *, forward: bool) -> None:
        """Show a decision in the list and go on to the next thread."""
        threads = self.threads
        under = threads.current.id if threads.current else ""
        threads.change(change.threads, verdict=change.verdict)
        threads.drop_marks()
        if forward and under in change.threads:
            threads.move_to(threads.cursor + 1)
        for thread_id in change.threads:
            self.forget_page(thread_id)
        only = change.threads[0] if not forward and len(change.threads) == 1 else ""
        index = threads.rows.index_of(only)
        if self.filter_number or not (forward or index is not None):
            self.run_in_background(partial(self.read_anew, only), group="reload", exclusive=True)
        else:
            if index is not None:  # what was decided keeps its place until the list is read anew
                threads.move_to(index)
            self.run_in_background(self._recount, group="counts", exclusive=True)

    async def _recount(self) -> None:
        self.briefing.counts = await self.briefing.reader.counts()
        self.show_status()

    def action_filter(self) -> None:
        """Show all, undecided or decided threads in turn."""
        self.filter_number = (self.filter_number + 1) % len(FILTERS)
        self.say(f"showing {FILTERS[self.filter_number][0]}")
        self.reload()

    # Going and opening.

    def action_thread_next(self) -> None:
        """Go to the next thread from any pane."""
        self.threads.move_to(self.threads.cursor + 1)

    def action_thread_previous(self) -> None:
        """Go to the thread before from any pane."""
        self.threads.move_to(self.threads.cursor - 1)

    def action_move_next(self) -> None:
        """Go to the next thread never looked at, from any pane."""
        self.threads.action_move_next()

    def action_move_previous(self) -> None:
        """Go to the one before, from any pane."""
        self.threads.action_move_previous()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open what is under the cursor."""
        event.stop()
        if event.view is self.threads:
            self._look()
            self.go_to(self.body.view.tab if self.takes_turns else "quotes")
        elif isinstance(event.view, LinesView) and (target := event.view.target) is not None:
            if target.thread:
                self.show_thread(target.thread)
            else:
                self.open_target(target)

    def show_thread(self, thread_id: str) -> None:
        """Put the cursor on a thread, wherever it stands; [ leads back."""
        self._history.leave(self.threads.current_id)
        self.run_in_background(partial(self.read_anew, thread_id), group="reload", exclusive=True)

    def action_history_back(self) -> None:
        """Go back to the thread from which another was jumped to."""
        self._go_again(self._history.back(self.threads.current_id), "Nothing to go back to.")

    def action_history_forward(self) -> None:
        """Go again to the thread from which [ led back, or to the story that was left last."""
        thread = self._history.forward(self.threads.current_id)
        if thread is None and self.briefing.left_story is not None:
            self.briefing.action_history_forward()
        else:
            self._go_again(thread, "Nothing to go forward to.")

    def _go_again(self, thread: str | None, nowhere: str) -> None:
        if thread is None:
            self.say(nowhere)
        else:
            self.run_in_background(partial(self.read_anew, thread), group="reload", exclusive=True)

    def action_text_page(self) -> None:
        """Go on where there is no text to page through."""
        self.action_thread_next()

    def action_back(self) -> None:
        """Go back to the list; from there there is nothing to go back to."""
        if not self.back_to_list():
            self.say(f"{self.briefing.keys.shown('quit')} quits.")

    def action_leave(self) -> None:
        """Leave sheet, marks, page and filter in this order."""
        if self.sheet.is_open:
            self.sheet.close()
        elif self.threads.drop_marks() or self.back_to_list():
            return
        elif self.filter_number:
            self.filter_number = 0
            self.say(f"showing {FILTERS[0][0]}")
            self.reload()
