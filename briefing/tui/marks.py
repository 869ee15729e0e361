"""Which threads of the list are marked, and the range that is being marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow


class Marks:
    """Thread ids, and where a range began. The range ends at the cursor, whose row is given as `cursor`."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._range_from: int | None = None

    @property
    def has_range(self) -> bool:
        """Whether a range has been begun."""
        return self._range_from is not None

    def covers(self, index: int, row: ThreadRow, cursor: int) -> bool:
        """Return whether a row is marked or lies in the range."""
        return row.id in self.ids or self._in_range(index, cursor)

    def toggle(self, thread_id: str) -> None:
        """Mark a thread, or unmark it."""
        self.ids ^= {thread_id}

    def toggle_all(self, thread_ids: Iterable[str]) -> None:
        """Mark all these threads; unmark them if all are marked."""
        shown = set(thread_ids)
        self.ids = set() if shown <= self.ids else shown

    def begin_range(self, cursor: int) -> None:
        """Begin a range at the cursor."""
        self._range_from = cursor

    def end_range(self, rows: Iterable[tuple[int, ThreadRow]], cursor: int) -> None:
        """Mark the rows in the range, if there is one."""
        if self._range_from is not None:
            self.ids |= {row.id for index, row in rows if self._in_range(index, cursor)}
            self._range_from = None

    def clear(self) -> bool:
        """Forget marks and range; return whether there were any."""
        had = bool(self.ids) or self.has_range
        self.ids = set()
        self._range_from = None
        return had

    def _in_range(self, index: int, cursor: int) -> bool:
        if self._range_from is None:
            return False
        return min(self._range_from, cursor) <= index <= max(self._range_from, cursor)
