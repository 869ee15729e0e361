"""The keys that go from row to row of the thread list, over its headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from briefing.model.verdict import Verdict

if TYPE_CHECKING:
    from briefing.tui.row_cache import RowCache


class RowsWithCursor(Protocol):
    """The methods of the list that these keys need."""

    cursor: int
    rows: RowCache

    def item_count(self) -> int:
        """Return how many rows and headings there are."""

    def move_to(self, index: int) -> None:
        """Put the cursor on an item and scroll it into view."""


class RowKeys:
    """Answers the actions that go to another row."""

    def __init__(self, view: RowsWithCursor) -> None:
        self._view = view

    def step(self, step: int) -> None:
        """Go to the next row, or to the one before for -1; stay if there is none."""
        index = next((index for index in self._ahead(step) if self._view.rows.heading(index) is None), None)
        if index is not None:
            self._view.move_to(index)

    def action_move_next(self) -> None:
        """Go to the next thread that was never looked at."""
        self._go_unread(self._ahead(1))

    def action_move_previous(self) -> None:
        """Go to the previous thread that was never looked at."""
        self._go_unread(self._ahead(-1))

    def _ahead(self, step: int) -> Iterable[int]:
        view = self._view
        return range(view.cursor + 1, view.item_count()) if step > 0 else range(view.cursor - 1, -1, -1)

    def _go_unread(self, indices: Iterable[int]) -> None:
        rows = self._view.rows
        for index in indices:
            row = rows.row(index)
            if row is None and rows.heading(index) is not None:
                continue
            if row is None or (row.looked is None and row.verdict is Verdict.NEW):
                self._view.move_to(index)
                return
