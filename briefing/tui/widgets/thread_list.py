"""The inbox list: the threads of the store, with a cursor, marks and a verdict each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from briefing.model.verdict import Verdict
from briefing.tui.marks import Marks
from briefing.tui.row_cache import RowCache
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.thread_lines import ThreadLines

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow


class ThreadList(CursorView):
    """Threads, most worth reading first. It asks for the visible pages and keeps its cursor by thread id."""

    class RowsWanted(Message):
        """A page of rows is visible and has not been read."""

        def __init__(self, offset: int, limit: int) -> None:
            super().__init__()
            self.offset = offset
            self.limit = limit

    def __init__(self, now: datetime, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self.rows = RowCache()
        self.marks = Marks()
        self._thread_lines = ThreadLines(self.rows, self.marks, now, self._want_rows)
        super().__init__(self._thread_lines, id=id)

    def _want_rows(self, offset: int, limit: int) -> None:
        self.post_message(self.RowsWanted(offset, limit))

    def show(self, count: int, offset: int, rows: tuple[ThreadRow, ...], now: datetime, *, cursor: int) -> None:
        """Show a new order of rows with the cursor on row `cursor`, at the height where it was."""
        step = self.source.step
        depth = self.cursor * step - self.first_line
        self._thread_lines.now = now
        self.rows.clear(count)
        self.rows.put(offset, rows)
        self._thread_lines.forget()
        self.cursor = max(0, min(cursor, count - 1))
        most = max(0, self.source.line_count() - self.page_lines)
        self.first_line = max(0, min(self.cursor * step - depth, most)) // step * step
        if count:
            self.reveal()
        self.refresh()

    def put_rows(self, offset: int, rows: tuple[ThreadRow, ...]) -> None:
        """Take a page that was asked for."""
        self._thread_lines.arrived(offset)
        self.rows.put(offset, rows)
        self.refresh()

    def change_verdict(self, thread_ids: Iterable[str], verdict: Verdict) -> None:
        """Show threads with another verdict, in their places."""
        for thread_id in thread_ids:
            row = self.row_of(thread_id)
            if row is not None:
                self.replace_row(replace(row, verdict=verdict))

    def row_of(self, thread_id: str) -> ThreadRow | None:
        """Return the row of a thread, None if it has not been read."""
        index = self.rows.index_of(thread_id)
        return self.rows.row(index) if index is not None else None

    def replace_row(self, row: ThreadRow) -> None:
        """Show a newer row of a thread in its place."""
        index = self.rows.index_of(row.id)
        if index is not None:
            self.rows.replace(index, row)
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
        """Mark or unmark the thread under the cursor and go on."""
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

    # Unread threads.

    def action_move_next(self) -> None:
        """Go to the next thread that was never looked at."""
        self._go_unread(range(self.cursor + 1, self.rows.count))

    def action_move_previous(self) -> None:
        """Go to the previous thread that was never looked at."""
        self._go_unread(range(self.cursor - 1, -1, -1))

    def _go_unread(self, indices: Iterable[int]) -> None:
        for index in indices:
            row = self.rows.row(index)
            if row is None or (row.looked is None and row.verdict is Verdict.NEW):
                self.move_to(index)
                return
