"""The inbox list: the threads of the store in their parts, with a cursor, marks and a verdict each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from briefing.model.inbox import InboxPart
from briefing.model.verdict import Verdict
from briefing.tui.list_layout import ListLayout, Section
from briefing.tui.marks import Marks
from briefing.tui.row_cache import PageKey, RowCache, pages_between
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.row_keys import RowKeys
from briefing.tui.widgets.thread_lines import ThreadLines

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.wake import WakeConditions

Pages = Mapping[PageKey, tuple["ThreadRow", ...]]


class ThreadList(CursorView):
    """Threads, most worth reading first. It asks for the visible pages and keeps its cursor by thread id."""

    class RowsWanted(Message):
        """A page of rows is visible and has not been read."""

        def __init__(self, key: PageKey) -> None:
            super().__init__()
            self.key = key

    class Turned(Message):
        """The user wants to fold or unfold a part."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    def __init__(self, now: datetime, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self.rows = RowCache()
        self.marks = Marks()
        self._thread_lines = ThreadLines(
            self.rows, self.marks, now, want=lambda key: self.post_message(self.RowsWanted(key))
        )
        super().__init__(self._thread_lines, id=id)
        self.row_keys = RowKeys(self)
        self.controllers = (self.cursor_keys, self.row_keys)

    def show(self, layout: ListLayout, pages: Pages, now: datetime, *, cursor: int) -> None:
        """Show other items with the cursor on item `cursor`, at the height where it was."""
        cursor, first_line = self._where(layout, cursor)
        self._thread_lines.now = now
        self.rows.show(self._fitted(layout), pages)
        self._thread_lines.forget()
        self.cursor, self.first_line = cursor, first_line
        if layout.item_count:
            self.reveal()
        self.refresh()

    def pages_to_read(self, layout: ListLayout, cursor: int) -> tuple[PageKey, ...]:
        """Return the pages that will be visible when a layout is shown with the cursor on item `cursor`."""
        _, top = self._where(layout, cursor)
        return pages_between(self._fitted(layout), top, top + self.page_lines)

    def _fitted(self, layout: ListLayout) -> ListLayout:
        return layout.with_tall_rows(self._thread_lines.tall)

    def _where(self, layout: ListLayout, cursor: int) -> tuple[int, int]:
        """Return the cursor and the first visible line of another layout."""
        depth = self.source.span(self.cursor)[0] - self.first_line
        fitted = self._fitted(layout)
        cursor = max(0, min(cursor, fitted.item_count - 1))
        first, last = fitted.span(cursor)
        most = max(0, fitted.line_count - self.page_lines)
        top = max(last - self.page_lines, min(first - depth, most, first))
        return cursor, fitted.edge(max(0, top))

    def put_rows(self, key: PageKey, rows: tuple[ThreadRow, ...]) -> None:
        """Take a page that was asked for."""
        self._thread_lines.arrived(key)
        self.rows.put(key, rows)
        self.refresh()

    def change_verdict(self, thread_ids: Iterable[str], verdict: Verdict, until: WakeConditions = ()) -> None:
        """Show threads with another verdict without moving them; deferred ones wait for `until`."""
        for thread_id in thread_ids:
            row = self.rows.row_of(thread_id)
            if row is not None:
                part = InboxPart.DECIDED if verdict in (Verdict.BRIEF, Verdict.DROP) else self.rows.part_of(thread_id)
                self.replace_row(replace(row, verdict=verdict, until=until, is_woken=False, part=part or row.part))

    def replace_row(self, row: ThreadRow) -> None:
        """Show a newer row of a thread in its place."""
        self.rows.replace(row)
        index = self.rows.index_of(row.id)
        if index is not None:
            self.refresh_item(index)

    @property
    def current(self) -> ThreadRow | None:
        """The row under the cursor; None on a heading."""
        return self.rows.row(self.cursor)

    @property
    def current_id(self) -> str:
        """The id of the thread under the cursor, or ""."""
        return self.current.id if self.current is not None else ""

    @property
    def heading(self) -> Section | None:
        """The section whose heading is under the cursor, None on a row."""
        return self.rows.heading(self.cursor)

    @property
    def number(self) -> tuple[int, int]:
        """Which row of its part the cursor is on, counted from 0, and how many it has; 0 of 0 on a heading."""
        place = self.rows.layout.place(self.cursor)
        section = self.rows.layout.section(place.part) if place is not None else None
        return (0, 0) if place is None or place.row is None or section is None else (place.row, section.count)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The marked threads, or else the one under the cursor."""
        self._end_range()
        if self.marks.ids:
            return tuple(row.id for _, row in self.rows.known() if row.id in self.marks.ids)
        return (self.current.id,) if self.current else ()

    def forget_drawings(self) -> None:
        """Draw everything again, in other colours or at another time."""
        self._thread_lines.forget()
        self.refresh()

    # Marks.

    def action_mark(self) -> None:
        """Mark or unmark the thread under the cursor and go on; fold or unfold the part of a heading."""
        if self._turn():
            return
        self._end_range()
        if self.current is not None:
            self.marks.toggle(self.current.id)
            self.refresh_item(self.cursor)
            self.move_to(self.cursor + 1)

    def action_mark_range(self) -> None:
        """Begin a range at the cursor, or end it and mark its rows."""
        if self.marks.has_range:
            self._end_range()
        else:
            self.marks.begin_range(self.cursor)
        self.refresh()

    def action_mark_all(self) -> None:
        """Mark all rows that have been read; if all are marked, unmark them."""
        self.marks.toggle_all(row.id for _, row in self.rows.known())
        self.refresh()

    def drop_marks(self) -> bool:
        """Forget the marks and a range; return whether there were any."""
        had = self.marks.clear()
        self.refresh()
        return had

    def move_to(self, index: int) -> None:
        """Move the cursor; a range that has been begun follows it."""
        super().move_to(index)
        if self.marks.has_range:
            self.refresh()

    def _end_range(self) -> None:
        self.marks.end_range(self.rows.known(), self.cursor)

    # Headings.

    def action_open(self) -> None:
        """Open the thread under the cursor; fold or unfold the part of a heading."""
        if not self._turn():
            super().action_open()

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold the part whose heading is clicked."""
        index = self.source.index_at(event.y + self.first_line)
        if index is not None and self.rows.heading(index) is not None:
            event.prevent_default()
            event.stop()
            self.move_to(index)
            self._turn()

    def reveal_part(self) -> None:
        """Scroll so that the first rows below the heading under the cursor are visible, up to half a page of them."""
        heading = self.heading
        if heading is None or not heading.listed:
            return
        below = self.source.span(min(self.cursor + heading.listed, self.cursor + self.page_lines // 2))[1]
        last = min(below, self.source.span(self.cursor)[1] + self.page_lines // 2)
        if last > self.first_line + self.page_lines:
            self.first_line = self.source.edge(last - self.page_lines)
            self.refresh()

    def _turn(self) -> bool:
        heading = self.heading
        if heading is not None:
            self.post_message(self.Turned(heading))
        return heading is not None
