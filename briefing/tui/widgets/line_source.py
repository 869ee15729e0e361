"""What a view with a cursor shows: lines that belong to items, drawn one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from textual.strip import Strip

    from briefing.tui.widgets.role_styles import RoleStyles


class Look(NamedTuple):
    """What the drawing of a line depends on, apart from the line itself."""

    styles: RoleStyles
    width: int
    cursor: int
    """The number of the item under the cursor."""
    has_keys: bool
    first_line: int
    """The first visible line below the pinned ones."""
    page_lines: int
    """How many lines are visible below the pinned ones."""


class LineSource(Protocol):
    """Lines that belong to items, below some pinned lines. Line numbers do not count the pinned lines."""

    def edge(self, line: int, *, upwards: bool = False) -> int:
        """Return the nearest line, from this one on or upwards, that may be the first visible one."""

    def fit(self, width: int) -> bool:
        """Lay the lines out for `width` cells; return whether anything changed."""

    def item_count(self) -> int:
        """Return how many items there are."""

    def line_count(self) -> int:
        """Return how many lines there are below the pinned ones."""

    def span(self, index: int) -> tuple[int, int]:
        """Return an item's first line and the one after its last."""

    def index_at(self, line: int) -> int | None:
        """Return the item on a line, None between items."""

    def pinned_count(self) -> int:
        """Return how many lines are pinned at the top."""

    def draw_pinned(self, number: int, look: Look) -> Strip:
        """Return one of the pinned lines."""

    def draw(self, number: int, look: Look) -> Strip:
        """Return one of the lines below them; beyond the last, a blank one."""
