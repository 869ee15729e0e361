"""A view of many lines with a cursor on items: keys, wheel and clicks; it draws only the lines in sight."""

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_WHEEL_LINES = 3


class CursorView(Widget, can_focus=True):
    """Items of one or more lines below some pinned ones. Moving the cursor refreshes the two items, not the view."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor went to another item."""

        def __init__(self, view: "CursorView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "CursorView":
            """The view whose cursor moved."""
            return self.view

    class Opened(Message):
        """The item under the cursor is to be opened."""

        def __init__(self, view: "CursorView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "CursorView":
            """The view whose item it is."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self.first_line = 0

    # What a view of this kind must tell.

    def item_count(self) -> int:
        """Return how many items there are."""
        raise NotImplementedError

    def line_count(self) -> int:
        """Return how many lines there are below the pinned ones."""
        raise NotImplementedError

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's first line and the one after its last."""
        raise NotImplementedError

    def index_at(self, line: int) -> int | None:
        """Return the item on a line, None between items."""
        raise NotImplementedError

    def pinned_count(self) -> int:
        """Return how many lines stand fast at the top."""
        return 0

    def draw_pinned(self, number: int, width: int) -> Strip:
        """Return one of the lines that stand fast."""
        raise NotImplementedError

    def draw(self, number: int, width: int) -> Strip:
        """Return one of the lines below them; beyond the last, a blank one."""
        raise NotImplementedError

    # Drawing.

    @property
    def has_keys(self) -> bool:
        """Whether keys come here."""
        return self.has_focus

    @property
    def page_lines(self) -> int:
        """How many lines are in sight below the pinned ones."""
        return max(1, self.size.height - self.pinned_count())

    @property
    def more_below(self) -> bool:
        """Whether lines follow below those in sight."""
        return self.first_line + self.page_lines < self.line_count()

    def render_line(self, y: int) -> Strip:
        """Return the strip of one line of the widget."""
        pinned, width = self.pinned_count(), self.size.width
        if y < pinned:
            return self.draw_pinned(y, width)
        return self.draw(self.first_line + y - pinned, width)

    def refresh_item(self, index: int) -> None:
        """Draw one item anew, where it is in sight."""
        if 0 <= index < self.item_count():
            first, last = self.span(index)
            top = first - self.first_line + self.pinned_count()
            self.refresh(Region(0, top, self.size.width, last - first))

    # Moving.

    def move_to(self, index: int) -> None:
        """Put the cursor on an item and bring it into sight."""
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
            self.post_message(self.Moved(self))

    def reveal(self) -> None:
        """Scroll as little as brings the whole item under the cursor into sight."""
        first, last = self.span(self.cursor)
        top = self.first_line
        if self.cursor == 0:
            first = 0
        if last > self.first_line + self.page_lines:
            self.first_line = last - self.page_lines
        if first < self.first_line:
            self.first_line = first
        if self.first_line != top:
            self.refresh()

    def scroll_lines(self, lines: int) -> bool:
        """Scroll without moving the cursor; tell whether anything moved."""
        most = max(0, self.line_count() - self.page_lines)
        top = max(0, min(self.first_line + lines, most))
        moved = top != self.first_line
        self.first_line = top
        if moved:
            self.refresh()
        return moved

    def _move_lines(self, lines: int) -> None:
        """Move the cursor by about so many lines, at least by one item."""
        if not self.item_count():
            return
        first, _ = self.span(self.cursor)
        goal = max(0, min(first + lines, self.line_count() - 1))
        step = 1 if lines > 0 else -1
        index = self.cursor + step
        while 0 <= index < self.item_count() and (self.span(index)[0] - goal) * step < 0:
            index += step
        self.move_to(index)

    def action_move_down(self) -> None:
        """Go to the next item; where the present one goes on below, scroll first."""
        if self.item_count() and self.span(self.cursor)[1] > self.first_line + self.page_lines:
            self.scroll_lines(max(1, self.page_lines // 2))
        else:
            self.move_to(self.cursor + 1)

    def action_move_up(self) -> None:
        """Go to the item before; where the present one begins above, scroll first."""
        if self.item_count() and self.span(self.cursor)[0] < self.first_line:
            self.scroll_lines(-max(1, self.page_lines // 2))
        else:
            self.move_to(self.cursor - 1)

    def action_move_top(self) -> None:
        """Go to the first item."""
        self.move_to(0)

    def action_move_end(self) -> None:
        """Go to the last item."""
        self.move_to(self.item_count() - 1)

    def action_move_half_down(self) -> None:
        """Go half a page down."""
        self._move_lines(self.page_lines // 2)

    def action_move_half_up(self) -> None:
        """Go half a page up."""
        self._move_lines(-(self.page_lines // 2))

    def action_move_page_down(self) -> None:
        """Go a page down."""
        self._move_lines(self.page_lines)

    def action_move_page_up(self) -> None:
        """Go a page up."""
        self._move_lines(-self.page_lines)

    def action_open(self) -> None:
        """Open the item under the cursor."""
        if self.item_count():
            self.post_message(self.Opened(self))

    # Events.

    def on_focus(self) -> None:
        """Draw as the pane that has the keys; its cursor may have moved out of sight while it was hidden."""
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self.item_count():
            self.reveal()

    def on_blur(self) -> None:
        """Draw as a pane without them."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight, and leave no room empty below the last line that lines above could take."""
        if self.item_count():
            self.first_line = min(self.first_line, max(0, self.line_count() - self.page_lines))
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
        """Put the cursor on what was clicked; open it on a double click."""
        event.stop()
        line = event.y - self.pinned_count() + self.first_line
        index = self.index_at(line) if event.y >= self.pinned_count() else None
        if index is None:
            return
        self.move_to(index)
        if event.chain == 2:
            self.action_open()
