"""The inbox list: rows of the store, drawn for the lines in sight only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from briefing.model.verdict import Verdict
from briefing.tui.format.lines import ACCENT_BOLD, BLANK, MUTED, Run, with_bar
from briefing.tui.format.signs import BAR
from briefing.tui.format.thread_rows import lines_a_row, thread_row
from briefing.tui.row_cache import PAGE, RowCache
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.role_styles import BACKGROUND, CURSOR, CURSOR_BLUR, styles_of

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow


class ThreadList(CursorView):
    """Threads, most worth reading first. It asks for the pages in sight and keeps its cursor by thread id."""

    class RowsWanted(Message):
        """A page of rows is in sight and not known."""

        def __init__(self, offset: int, limit: int) -> None:
            super().__init__()
            self.offset = offset
            self.limit = limit

    def __init__(self, now: datetime, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.now = now
        self.rows = RowCache()
        self.marked: set[str] = set()
        self._range_from: int | None = None
        self._asked: set[int] = set()
        self._drawn: dict[tuple[ThreadRow, int, bool, bool], tuple[Strip, ...]] = {}

    # One way in.

    def show(self, count: int, offset: int, rows: tuple[ThreadRow, ...], now: datetime, *, cursor: int) -> None:
        """Show a new order of rows with the cursor on row `cursor`, at the height where it stood."""
        step = self._row_lines
        depth = self.cursor * step - self.first_line
        self.now = now
        self.rows.clear(count)
        self.rows.put(offset, rows)
        self._asked.clear()
        self._drawn.clear()
        self.cursor = max(0, min(cursor, count - 1))
        most = max(0, self.line_count() - self.page_lines)
        self.first_line = max(0, min(self.cursor * step - depth, most)) // step * step
        if count:
            self.reveal()
        self.refresh()

    def put_rows(self, offset: int, rows: tuple[ThreadRow, ...]) -> None:
        """Take a page that was asked for."""
        self._asked.discard(offset)
        self.rows.put(offset, rows)
        self.refresh()

    def change(self, thread_ids: Iterable[str], *, verdict: Verdict) -> None:
        """Show threads under another verdict, in their places."""
        for thread_id in thread_ids:
            index = self.rows.index_of(thread_id)
            row = self.rows.row(index) if index is not None else None
            if index is not None and row is not None:
                self.rows.replace(index, replace(row, verdict=verdict))
                self.refresh_item(index)

    def looked(self, thread_id: str, at: datetime) -> None:
        """Show that a thread was looked at; what came since stays marked."""
        index = self.rows.index_of(thread_id)
        row = self.rows.row(index) if index is not None else None
        if index is not None and row is not None:
            self.rows.replace(index, replace(row, looked=at))
            self.refresh_item(index)

    @property
    def current(self) -> ThreadRow | None:
        """The row under the cursor."""
        return self.rows.row(self.cursor)

    @property
    def current_id(self) -> str:
        """The id of the thread under the cursor, or ""."""
        return self.current.id if self.current is not None else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The marked threads, else the one under the cursor."""
        self._close_range()
        if self.marked:
            return tuple(row.id for _, row in self.rows.known() if row.id in self.marked)
        return (self.current.id,) if self.current else ()

    # What CursorView asks.

    @property
    def _row_lines(self) -> int:
        return lines_a_row(self.size.width)

    def item_count(self) -> int:
        """Return how many threads there are."""
        return self.rows.count

    def line_count(self) -> int:
        """Return how many lines they take."""
        return self.rows.count * self._row_lines

    def span(self, index: int) -> tuple[int, int]:
        """Return a row's lines."""
        return index * self._row_lines, (index + 1) * self._row_lines

    def index_at(self, line: int) -> int | None:
        """Return the row on a line."""
        index = line // self._row_lines
        return index if 0 <= index < self.rows.count else None

    def reveal(self) -> None:
        """Keep rows whole at the upper edge."""
        super().reveal()
        step = self._row_lines
        self.first_line = (self.first_line + step - 1) // step * step

    def scroll_lines(self, lines: int) -> bool:
        """Scroll by whole rows."""
        step = self._row_lines
        moved = super().scroll_lines(lines // step * step or step)
        self.first_line = (self.first_line + step - 1) // step * step
        return moved

    def draw(self, number: int, width: int) -> Strip:
        """Return one line of a row."""
        styles = styles_of(self)
        index, line = divmod(number, self._row_lines)
        if index >= self.rows.count:
            return styles.strip(BLANK, width)
        row = self.rows.row(index)
        if row is None:
            self._ask(index)
            return styles.strip(BLANK, width)
        under = index == self.cursor
        marked = row.id in self.marked or self._in_range(index)
        if under:
            return self._strips(row, width, under_cursor=True, marked=marked)[line]
        key = (row, width, marked, False)
        if key not in self._drawn:
            self._drawn[key] = self._strips(row, width, under_cursor=False, marked=marked)
        return self._drawn[key][line]

    def _strips(self, row: ThreadRow, width: int, *, under_cursor: bool, marked: bool) -> tuple[Strip, ...]:
        styles = styles_of(self)
        lines = thread_row(row, width, self.now, under_cursor=under_cursor, marked=marked)
        if not under_cursor:
            return tuple(styles.strip(line, width, BACKGROUND) for line in lines)
        bar: Run = (BAR, ACCENT_BOLD if self.has_keys else MUTED)
        ground = CURSOR if self.has_keys else CURSOR_BLUR
        return tuple(styles.strip(with_bar(line, bar), width, ground) for line in lines)

    def forget_drawings(self) -> None:
        """Draw all anew, in other colours or at another time."""
        self._drawn.clear()
        self.refresh()

    def _ask(self, index: int) -> None:
        offset = index // PAGE * PAGE
        if offset not in self._asked:
            self._asked.add(offset)
            self.post_message(self.RowsWanted(offset, PAGE))

    # Marks.

    def action_mark(self) -> None:
        """Mark or unmark the thread under the cursor and go on."""
        self._close_range()
        if self.current is not None:
            self.marked ^= {self.current.id}
            self.refresh_item(self.cursor)
            self.move_to(self.cursor + 1)

    def action_mark_range(self) -> None:
        """Begin a range at the cursor, or end it and mark what it holds."""
        if self._range_from is None:
            self._range_from = self.cursor
        else:
            self._close_range()
        self.refresh()

    def action_mark_all(self) -> None:
        """Mark all rows that were read; where all are marked, none."""
        shown = {row.id for _, row in self.rows.known()}
        self.marked = set() if shown <= self.marked else shown
        self.refresh()

    def drop_marks(self) -> bool:
        """Forget marks and a begun range; tell whether there were any."""
        had = bool(self.marked) or self._range_from is not None
        self.marked = set()
        self._range_from = None
        self.refresh()
        return had

    def move_to(self, index: int) -> None:
        """Move the cursor; a begun range follows it."""
        super().move_to(index)
        if self._range_from is not None:
            self.refresh()

    def _in_range(self, index: int) -> bool:
        if self._range_from is None:
            return False
        return min(self._range_from, self.cursor) <= index <= max(self._range_from, self.cursor)

    def _close_range(self) -> None:
        if self._range_from is not None:
            self.marked |= {row.id for index, row in self.rows.known() if self._in_range(index)}
            self._range_from = None

    # Unread.

    def action_move_next(self) -> None:
        """Go to the next thread never looked at."""
        self._go_unread(range(self.cursor + 1, self.rows.count))

    def action_move_previous(self) -> None:
        """Go to the one before."""
        self._go_unread(range(self.cursor - 1, -1, -1))

    def _go_unread(self, indices: Iterable[int]) -> None:
        for index in indices:
            row = self.rows.row(index)
            if row is None or (row.looked is None and row.verdict is Verdict.NEW):
                self.move_to(index)
                return
