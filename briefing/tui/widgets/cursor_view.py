"""A view of many lines with a cursor on items: keys, wheel and clicks. It draws only the visible lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.widgets.cursor_keys import CursorKeys
from briefing.tui.widgets.kept_strips import KeptStrips
from briefing.tui.widgets.line_source import LineSource, Look
from briefing.tui.widgets.role_styles import styles_of

_WHEEL_LINES = 3


class CursorView(Widget, can_focus=True):
    """Shows a line source. Moving the cursor refreshes the two items concerned, not the view."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor moved to another item."""

        def __init__(self, view: CursorView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> CursorView:
            """The view whose cursor moved."""
            return self.view

    class Opened(Message):
        """The user wants to open the item under the cursor."""

        def __init__(self, view: CursorView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> CursorView:
            """The view that has the item."""
            return self.view

    def __init__(self, source: LineSource, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._source = source
        self._kept = KeptStrips()
        self.cursor = 0
        self.first_line = 0
        self.cursor_keys = CursorKeys(self)
        self.controllers: tuple[object, ...] = (self.cursor_keys,)

    @property
    def source(self) -> LineSource:
        """The lines, laid out for the present width."""
        if self._source.fit(self.size.width):
            self.cursor = max(0, min(self.cursor, self._source.item_count() - 1))
        return self._source

    def item_count(self) -> int:
        """Return how many items the cursor can be on."""
        return self.source.item_count()

    # Drawing.

    @property
    def has_keys(self) -> bool:
        """Whether keys come here."""
        return self.has_focus

    @property
    def page_lines(self) -> int:
        """How many lines are visible below the pinned ones."""
        return max(1, self.size.height - self.source.pinned_count())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines within a region."""
        return self._kept.lines(self, crop, partial(_drawn_lines, self))

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw some regions again, or the whole view."""
        if repaint:
            self._kept.forget(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_item(self, index: int) -> None:
        """Draw one item again if it is visible."""
        source = self.source
        if 0 <= index < source.item_count():
            first, last = source.span(index)
            top = first - self.first_line + source.pinned_count()
            self.refresh(Region(0, top, self.size.width, last - first))

    # Moving.

    def move_to(self, index: int) -> None:
        """Put the cursor on an item and scroll it into view."""
        count = self.item_count()
        index = max(0, min(index, count - 1))
        before, top = self.cursor, self.first_line
        self.cursor = index
        if count:
            self.reveal()
        if self.first_line == top and before != index:
            self.refresh_item(before)
            self.refresh_item(index)
        if before != index:
            self.screen.post_message(self.Moved(self))  # directly: the screen draws its answer together with the move

    def reveal(self) -> None:
        """Scroll just far enough to show the whole item under the cursor."""
        first, last = self.source.span(self.cursor)
        top = self.first_line
        if self.cursor == 0:
            first = 0
        if last > self.first_line + self.page_lines:
            self.first_line = last - self.page_lines
        if first < self.first_line:
            self.first_line = first
        if self.first_line != top:
            self.refresh()
        self._keep_items_whole()

    def scroll_lines(self, lines: int) -> bool:
        """Scroll without moving the cursor; return whether anything moved."""
        most = max(0, self.source.line_count() - self.page_lines)
        top = max(0, min(self.first_line + lines, most))
        top = self.source.edge(top, upwards=lines < 0)
        moved = top != self.first_line
        self.first_line = top
        if moved:
            self.refresh()
        self._keep_items_whole()
        return moved

    def _keep_items_whole(self) -> None:
        """Cut no item at the upper edge, in lists whose items are a few lines high."""
        self.first_line = self.source.edge(self.first_line)

    def action_open(self) -> None:
        """Open the item under the cursor."""
        if self.item_count():
            self.post_message(self.Opened(self))

    # Events.

    def on_focus(self) -> None:
        """Draw as the pane that has the keys; its cursor may have left the view while it was hidden."""
        self.refresh()
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        if self.item_count():
            self.reveal()

    def on_blur(self) -> None:
        """Draw as a pane without the keys."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view, and leave no empty room below the last line if lines above could fill it."""
        if self.item_count():
            self.first_line = min(self.first_line, max(0, self.source.line_count() - self.page_lines))
            self.reveal()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_lines(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_lines(-_WHEEL_LINES)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked item; open it on a double click."""
        event.stop()
        pinned = self.source.pinned_count()
        index = self.source.index_at(event.y - pinned + self.first_line) if event.y >= pinned else None
        if index is None:
            return
        self.move_to(index)
        if event.chain == 2:
            self.action_open()


def _drawn_lines(view: CursorView, lines: Sequence[int]) -> Sequence[Strip]:
    """Draw some lines of a view."""
    source, (width, height) = view.source, view.size
    pinned = source.pinned_count()
    look = Look(styles_of(view), width, view.cursor, view.has_keys, view.first_line, max(1, height - pinned))
    top = view.first_line - pinned
    return [source.draw_pinned(y, look) if y < pinned else source.draw(top + y, look) for y in lines]
