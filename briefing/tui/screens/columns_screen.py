"""A screen whose page is in two columns: what the pages of an actor, a topic and an outlet have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.tui.screens.base_screen import BaseScreen

if TYPE_CHECKING:
    from textual.widget import Widget

    from briefing.tui.controllers.two_columns import TwoColumns
    from briefing.tui.widgets.cursor_view import CursorView


class ColumnsScreen(BaseScreen):
    """Shows `columns`, which each kind of page makes when it is created."""

    columns: TwoColumns

    def compose_body(self) -> Iterable[Widget]:
        """Return the two columns."""
        yield self.columns.widget

    def on_mount(self) -> None:
        """Show the page."""
        self.columns.begin()

    def on_resize(self) -> None:
        """Show two columns if there is room."""
        self.columns.fit()

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show where the cursor is."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open what is under the cursor."""
        event.stop()
        self.open_target()

    def open_target(self) -> None:
        """Open what the item under the cursor leads to."""
        self.columns.open()

    def action_history_back(self) -> None:
        """Go back to where the page was opened."""
        self.action_back()
