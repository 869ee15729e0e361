"""Rows of the inbox that have been read, in pages of the part they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from briefing.tui.list_layout import ListLayout, Place, Section

if TYPE_CHECKING:
    from briefing.model.inbox import InboxPart, ThreadRow

PAGE = 100


class PageKey(NamedTuple):
    """A page of rows: the part, and the number of its first row."""

    part: InboxPart
    offset: int


def page_of(place: Place) -> PageKey:
    """Return the page that has a row."""
    return PageKey(place.part, (place.row or 0) // PAGE * PAGE)


class RowCache:
    """The items of the list, of whose rows some pages have been read."""

    def __init__(self) -> None:
        self.layout = ListLayout()
        self._rows: dict[Place, ThreadRow] = {}
        self._places: dict[str, Place] = {}

    def show(self, layout: ListLayout, pages: Mapping[PageKey, tuple[ThreadRow, ...]]) -> None:
        """Forget all rows; there are other items now."""
        self.layout = layout
        self._rows.clear()
        self._places.clear()
        for key, rows in pages.items():
            self.put(key, rows)

    def put(self, key: PageKey, rows: tuple[ThreadRow, ...]) -> None:
        """Keep the rows of a page."""
        for number, row in enumerate(rows, key.offset):
            self._rows[Place(key.part, number)] = row
            self._places[row.id] = Place(key.part, number)

    def row(self, index: int) -> ThreadRow | None:
        """Return a row; None for a heading, and if its page has not been read yet."""
        place = self.layout.place(index)
        return self._rows.get(place) if place is not None else None

    def heading(self, index: int) -> Section | None:
        """Return the section whose heading an item is, None for a row."""
        place = self.layout.place(index)
        return self.layout.section(place.part) if place is not None and place.row is None else None

    def replace(self, row: ThreadRow) -> None:
        """Replace the row of a thread."""
        place = self._places.get(row.id)
        if place is not None:
            self._rows[place] = row

    def index_of(self, thread_id: str) -> int | None:
        """Return the index of a thread, None if it has not been read or its part is folded."""
        place = self._places.get(thread_id)
        return self.layout.index_of(place) if place is not None else None

    def part_of(self, thread_id: str) -> InboxPart | None:
        """Return the part in which a thread is listed, None if it has not been read."""
        place = self._places.get(thread_id)
        return place.part if place is not None else None

    def row_of(self, thread_id: str) -> ThreadRow | None:
        """Return the row of a thread, None if it has not been read."""
        place = self._places.get(thread_id)
        return self._rows.get(place) if place is not None else None

    def known(self) -> Iterator[tuple[int, ThreadRow]]:
        """Yield the rows that have been read and are listed, in order."""
        listed = ((self.layout.index_of(place), row) for place, row in self._rows.items())
        yield from sorted(((index, row) for index, row in listed if index is not None), key=lambda item: item[0])


def pages_between(layout: ListLayout, first: int, last: int) -> tuple[PageKey, ...]:
    """Return the pages with rows from line `first` up to, not including, `last`."""
    found: dict[PageKey, None] = {}
    line = first
    while line < min(last, layout.line_count):
        index = layout.index_at(line)
        place = layout.place(index) if index is not None else None
        if place is not None and place.row is not None:
            found[page_of(place)] = None
        line = layout.span(index)[1] if index is not None else line + 1
    return tuple(found)
