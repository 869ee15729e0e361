"""The layout of the inbox list: which item is a heading or a row of a part, and which lines it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.frozen import dataclass
from briefing.model.inbox import InboxPart

ONE_LINE_PARTS = (InboxPart.SINGLE,)
"""The rows of these take one line at every width."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the inbox with `count` threads; none of them is listed while it is folded."""

    part: InboxPart
    count: int
    has_heading: bool = False
    is_folded: bool = False

    @property
    def listed(self) -> int:
        """How many of its threads are listed."""
        return 0 if self.is_folded else self.count


class Place(NamedTuple):
    """An item of the list: the row of a part, or its heading if `row` is None."""

    part: InboxPart
    row: int | None


class _Block(NamedTuple):
    section: Section
    first: int
    """The number of its first item."""
    top: int
    """Its first line; a heading that is not the first line of the list has a blank line above it."""
    height: int
    """The lines of each row."""

    @property
    def items(self) -> int:
        return self.section.has_heading + self.section.listed

    @property
    def gap(self) -> int:
        """The blank lines above the heading."""
        return 1 if self.section.has_heading and self.top else 0

    @property
    def head(self) -> int:
        """The lines above the first row."""
        return self.section.has_heading + self.gap

    @property
    def end(self) -> int:
        return self.top + self.head + self.section.listed * self.height


class ListLayout:
    """Sections one below the other, whose rows take `tall` lines, or one in some parts."""

    def __init__(self, sections: Sequence[Section] = (), tall: int = 2) -> None:
        self.sections = tuple(sections)
        self._blocks: list[_Block] = []
        first = top = 0
        for section in self.sections:
            block = _Block(section, first, top, 1 if section.part in ONE_LINE_PARTS else tall)
            self._blocks.append(block)
            first, top = first + block.items, block.end
        self.item_count, self.line_count = first, top

    def with_tall_rows(self, tall: int) -> ListLayout:
        """Return the same sections with rows of another height."""
        return ListLayout(self.sections, tall)

    def section(self, part: InboxPart) -> Section | None:
        """Return the section of a part, None if it is not listed."""
        return next((section for section in self.sections if section.part is part), None)

    def place(self, index: int) -> Place | None:
        """Return what an item is; None beyond the last."""
        block = self._block_of(index)
        if block is None:
            return None
        row = index - block.first - block.section.has_heading
        return Place(block.section.part, row if row >= 0 else None)

    def index_of(self, place: Place) -> int | None:
        """Return the number of an item, None if it is not listed."""
        for block in self._blocks:
            if block.section.part is place.part:
                if place.row is None:
                    return block.first if block.section.has_heading else None
                listed = 0 <= place.row < block.section.listed
                return block.first + block.section.has_heading + place.row if listed else None
        return None

    def nearest(self, place: Place) -> int:
        """Return the number of the item that is nearest to a place of another layout."""
        section = self.section(place.part)
        if section is not None:
            row = None if place.row is None or not section.listed else min(place.row, section.listed - 1)
            index = self.index_of(Place(place.part, row))
            return index if index is not None else self.index_of(Place(place.part, 0)) or 0
        order = list(InboxPart)
        later = (
            block.first
            for block in self._blocks
            if block.items and order.index(block.section.part) > order.index(place.part)
        )
        return next(later, max(0, self.item_count - 1))

    def first_row(self) -> int:
        """Return the number of the first row, 0 if there are only headings."""
        return next((block.first + block.section.has_heading for block in self._blocks if block.section.listed), 0)

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's first line and the one after its last."""
        block = self._block_of(index)
        if block is None:
            return self.line_count, self.line_count
        row = index - block.first - block.section.has_heading
        if row < 0:
            return block.top + block.gap, block.top + block.head
        first = block.top + block.head + row * block.height
        return first, first + block.height

    def index_at(self, line: int) -> int | None:
        """Return the item on a line; None on a blank line and beyond the last."""
        for block in self._blocks:
            if block.top <= line < block.end:
                below = line - block.top - block.head
                if below >= 0:
                    return block.first + block.section.has_heading + below // block.height
                return block.first if line - block.top >= block.gap else None
        return None

    def edge(self, line: int, *, upwards: bool = False) -> int:
        """Return the nearest line at which an item begins: this one, or one below it; or above it if `upwards`."""
        index = self.index_at(line)
        if index is None:
            return line
        first, last = self.span(index)
        return line if line == first else first if upwards else last

    def _block_of(self, index: int) -> _Block | None:
        return next((block for block in self._blocks if block.first <= index < block.first + block.items), None)
