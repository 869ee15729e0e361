"""The lines of the thread list: two or more lines for each row, kept once they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.strip import Strip

from briefing.tui.format.lines import ACCENT_BOLD, BLANK, MUTED, Run, with_bar
from briefing.tui.format.signs import BAR
from briefing.tui.format.thread_rows import lines_a_row, thread_row
from briefing.tui.row_cache import PAGE
from briefing.tui.widgets.role_styles import BACKGROUND, CURSOR, CURSOR_BLUR

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.marks import Marks
    from briefing.tui.row_cache import RowCache
    from briefing.tui.widgets.line_source import Look


class ThreadLines:
    """Draws the rows of a cache. It calls `want(offset, limit)` once for each page of rows that it lacks."""

    def __init__(self, rows: RowCache, marks: Marks, now: datetime, want: Callable[[int, int], None]) -> None:
        self.now = now
        self._rows = rows
        self._marks = marks
        self._want = want
        self._wanted: set[int] = set()
        self._step = lines_a_row(0)
        self._width = -1
        self._drawn: dict[tuple[ThreadRow, int, bool], tuple[Strip, ...]] = {}

    def forget(self) -> None:
        """Forget what was drawn and which pages were asked for."""
        self._drawn.clear()
        self._wanted.clear()

    def arrived(self, offset: int) -> None:
        """Note that a page that was asked for has been read."""
        self._wanted.discard(offset)

    @property
    def step(self) -> int:
        """The list scrolls by whole rows."""
        return self._step

    def fit(self, width: int) -> bool:
        """Give rows the lines that they need for `width` cells; return whether that changed anything."""
        if width == self._width:
            return False
        self._width = width
        self._step = lines_a_row(width)
        return True

    def item_count(self) -> int:
        """Return how many threads there are."""
        return self._rows.count

    def line_count(self) -> int:
        """Return how many lines they take."""
        return self._rows.count * self._step

    def span(self, index: int) -> tuple[int, int]:
        """Return a row's lines."""
        return index * self._step, (index + 1) * self._step

    def index_at(self, line: int) -> int | None:
        """Return the row on a line."""
        index = line // self._step
        return index if 0 <= index < self._rows.count else None

    def pinned_count(self) -> int:
        """Return that no line is pinned."""
        return 0

    def draw_pinned(self, number: int, look: Look) -> Strip:  # noqa: ARG002
        """Return a blank line."""
        return look.styles.strip(BLANK, look.width)

    def draw(self, number: int, look: Look) -> Strip:
        """Return one line of a row."""
        index, line = divmod(number, self._step)
        row = self._rows.row(index) if index < self._rows.count else None
        if row is None:
            if index < self._rows.count:
                self._ask_for(index)
            return look.styles.strip(BLANK, look.width)
        marked = self._marks.covers(index, row, look.cursor)
        if index == look.cursor:
            return self._strips(row, look, under_cursor=True, marked=marked)[line]
        key = (row, look.width, marked)
        if key not in self._drawn:
            self._drawn[key] = self._strips(row, look, under_cursor=False, marked=marked)
        return self._drawn[key][line]

    def _strips(self, row: ThreadRow, look: Look, *, under_cursor: bool, marked: bool) -> tuple[Strip, ...]:
        styles, width = look.styles, look.width
        lines = thread_row(row, width, self.now, under_cursor=under_cursor, marked=marked)
        if not under_cursor:
            return tuple(styles.strip(line, width, BACKGROUND) for line in lines)
        bar: Run = (BAR, ACCENT_BOLD if look.has_keys else MUTED)
        ground = CURSOR if look.has_keys else CURSOR_BLUR
        return tuple(styles.strip(with_bar(line, bar), width, ground) for line in lines)

    def _ask_for(self, index: int) -> None:
        offset = index // PAGE * PAGE
        if offset not in self._wanted:
            self._wanted.add(offset)
            self._want(offset, PAGE)
