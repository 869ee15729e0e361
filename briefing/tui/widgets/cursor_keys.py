"""The keys that move the cursor of a view: by items, by half pages and pages, to the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.tui.widgets.line_source import LineSource


class MovableView(Protocol):
    """What these keys need of a view."""

    cursor: int
    first_line: int

    @property
    def source(self) -> LineSource:
        """The lines, laid out for the present width."""

    @property
    def page_lines(self) -> int:
        """How many lines are visible below the pinned ones."""

    def move_to(self, index: int) -> None:
        """Put the cursor on an item and scroll it into view."""

    def scroll_lines(self, lines: int) -> bool:
        """Scroll without moving the cursor; return whether anything moved."""


class CursorKeys:
    """Answers the actions that move the cursor of one view."""

    def __init__(self, view: MovableView) -> None:
        self._view = view

    def action_move_down(self) -> None:
        """Go to the next item; if the present one continues below the view, scroll first."""
        view = self._view
        if view.source.item_count() and view.source.span(view.cursor)[1] > view.first_line + view.page_lines:
            view.scroll_lines(max(1, view.page_lines // 2))
        else:
            view.move_to(view.cursor + 1)

    def action_move_up(self) -> None:
        """Go to the previous item; if the present one begins above the view, scroll first."""
        view = self._view
        if view.source.item_count() and view.source.span(view.cursor)[0] < view.first_line:
            view.scroll_lines(-max(1, view.page_lines // 2))
        else:
            view.move_to(view.cursor - 1)

    def action_move_top(self) -> None:
        """Go to the first item."""
        self._view.move_to(0)

    def action_move_end(self) -> None:
        """Go to the last item."""
        self._view.move_to(self._view.source.item_count() - 1)

    def action_move_half_down(self) -> None:
        """Go half a page down."""
        self._move_lines(self._view.page_lines // 2)

    def action_move_half_up(self) -> None:
        """Go half a page up."""
        self._move_lines(-(self._view.page_lines // 2))

    def action_move_page_down(self) -> None:
        """Go a page down."""
        self._move_lines(self._view.page_lines)

    def action_move_page_up(self) -> None:
        """Go a page up."""
        self._move_lines(-self._view.page_lines)

    def _move_lines(self, lines: int) -> None:
        """Move the cursor by about `lines` lines, at least by one item."""
        view, source = self._view, self._view.source
        count = source.item_count()
        if not count:
            return
        goal = max(0, min(source.span(view.cursor)[0] + lines, source.line_count() - 1))
        step = 1 if lines > 0 else -1
        index = view.cursor + step
        while 0 <= index < count and (source.span(index)[0] - goal) * step < 0:
            index += step
        view.move_to(index)
