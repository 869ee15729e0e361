"""The lines of the thread list: rows of one or two lines and headings, kept once they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.strip import Strip

from briefing.tui.format.lines import ACCENT_BOLD, BLANK, MUTED, Run, with_bar
from briefing.tui.format.signs import BAR
from briefing.tui.format.thread_rows import lines_a_row, part_heading, report_row, thread_row
from briefing.tui.list_layout import ONE_LINE_PARTS, Section
from briefing.tui.row_cache import PageKey, page_of
from briefing.tui.widgets.role_styles import BACKGROUND, CURSOR, CURSOR_BLUR

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.format.lines import Line
    from briefing.tui.marks import Marks
    from briefing.tui.row_cache import RowCache
    from briefing.tui.widgets.line_source import Look

MOST_DRAWN = 1_000
"""The most rows whose lines are kept: a cursor that runs through a long list leaves tens of thousands behind."""


class ThreadLines:
    """Draws the items of a cache. It calls `want` once for each page of rows that it lacks."""

    def __init__(self, rows: RowCache, marks: Marks, now: datetime, want: Callable[[PageKey], object]) -> None:
        self.now = now
        self._rows = rows
        self._marks = marks
        self._want = want
        self._wanted: set[PageKey] = set()
        self._width = -1
        self._drawn: dict[tuple[str, int, bool], tuple[ThreadRow, tuple[Strip, ...]]] = {}
        """The lines of rows that are not under the cursor, by thread id, width and mark."""

    def forget(self) -> None:
        """Forget what was drawn and which pages were asked for."""
        self._drawn.clear()
        self._wanted.clear()

    def arrived(self, key: PageKey) -> None:
        """Note that a page that was asked for has been read."""
        self._wanted.discard(key)

    @property
    def tall(self) -> int:
        """How many lines a row takes."""
        return lines_a_row(self._width)

    def fit(self, width: int) -> bool:
        """Give rows the lines that they need for `width` cells; return whether that changed anything."""
        if width == self._width:
            return False
        self._width = width
        self._rows.layout = self._rows.layout.with_tall_rows(self.tall)
        return True

    def item_count(self) -> int:
        """Return how many rows and headings there are."""
        return self._rows.layout.item_count

    def line_count(self) -> int:
        """Return how many lines they take."""
        return self._rows.layout.line_count

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's lines."""
        return self._rows.layout.span(index)

    def index_at(self, line: int) -> int | None:
        """Return the item on a line."""
        return self._rows.layout.index_at(line)

    def edge(self, line: int, *, upwards: bool = False) -> int:
        """Return the nearest line, from this one on or upwards, at which an item begins."""
        return self._rows.layout.edge(line, upwards=upwards)

    def pinned_count(self) -> int:
        """Return that no line is pinned."""
        return 0

    def draw_pinned(self, number: int, look: Look) -> Strip:  # noqa: ARG002
        """Return a blank line."""
        return look.styles.strip(BLANK, look.width)

    def draw(self, number: int, look: Look) -> Strip:
        """Return one line."""
        index = self.index_at(number)
        if index is None:
            return look.styles.strip(BLANK, look.width)
        heading = self._rows.heading(index)
        if heading is not None:
            return self._heading(heading, look, under_cursor=index == look.cursor)
        row = self._rows.row(index)
        if row is None:
            self._ask_for(index)
            return look.styles.strip(BLANK, look.width)
        strips = self._row(index, row, look)
        line = number - self.span(index)[0]
        return strips[line] if line < len(strips) else look.styles.strip(BLANK, look.width)

    def _heading(self, section: Section, look: Look, *, under_cursor: bool) -> Strip:
        lines = (part_heading(section, look.width),)
        return self._under_cursor(lines, look)[0] if under_cursor else look.styles.strip(lines[0], look.width)

    def _row(self, index: int, row: ThreadRow, look: Look) -> tuple[Strip, ...]:
        marked = self._marks.covers(index, row, look.cursor)
        if index == look.cursor:
            return self._under_cursor(self._lines(index, row, look.width, under_cursor=True, marked=marked), look)
        key = (row.id, look.width, marked)
        drawn, strips = self._drawn.get(key, (None, ()))
        if drawn is not row:
            lines = self._lines(index, row, look.width, under_cursor=False, marked=marked)
            strips = tuple(look.styles.strip(line, look.width, BACKGROUND) for line in lines)
            if len(self._drawn) == MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = row, strips
        return strips

    def _lines(self, index: int, row: ThreadRow, width: int, *, under_cursor: bool, marked: bool) -> Sequence[Line]:
        place = self._rows.layout.place(index)
        build = report_row if place is not None and place.part in ONE_LINE_PARTS else thread_row
        return build(row, width, self.now, under_cursor=under_cursor, marked=marked)

    def _under_cursor(self, lines: Sequence[Line], look: Look) -> tuple[Strip, ...]:
        bar: Run = (BAR, ACCENT_BOLD if look.has_keys else MUTED)
        ground = CURSOR if look.has_keys else CURSOR_BLUR
        return tuple(look.styles.strip(with_bar(line, bar), look.width, ground) for line in lines)

    def _ask_for(self, index: int) -> None:
        place = self._rows.layout.place(index)
        key = page_of(place) if place is not None else None
        if key is not None and key not in self._wanted:
            self._wanted.add(key)
            self._want(key)
