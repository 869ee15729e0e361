"""Rows of the inbox that have been read, in pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow

PAGE = 100


class RowCache:
    """`count` rows, of which some pages have been read."""

    def __init__(self) -> None:
        self.count = 0
        self._rows: dict[int, ThreadRow] = {}

    def clear(self, count: int) -> None:
        """Forget all rows; there are `count` of them now."""
        self.count = count
        self._rows.clear()

    def put(self, offset: int, rows: tuple[ThreadRow, ...]) -> None:
        """Keep rows, of which the first has the index `offset`."""
        for index, row in enumerate(rows, offset):
            self._rows[index] = row
        self.count = max(self.count, offset + len(rows))

    def row(self, index: int) -> ThreadRow | None:
        """Return a row, None if its page has not been read yet."""
        return self._rows.get(index)

    def replace(self, index: int, row: ThreadRow) -> None:
        """Replace a row."""
        self._rows[index] = row

    def index_of(self, thread_id: str) -> int | None:
        """Return the index of a thread, None if it has not been read."""
        return next((index for index, row in self._rows.items() if row.id == thread_id), None)

    def missing(self, first: int, last: int) -> tuple[int, ...]:
        """Return the offsets of the unread pages with rows from `first` up to, not including, `last`."""
        return tuple(
            page * PAGE
            for page in range(max(0, first) // PAGE, (min(last, self.count) + PAGE - 1) // PAGE)
            if any(
                index not in self._rows
                for index in range(max(page * PAGE, first), min((page + 1) * PAGE, last, self.count))
            )
        )

    def known(self) -> Iterator[tuple[int, ThreadRow]]:
        """Yield the rows that have been read, in order."""
        yield from sorted(self._rows.items())
