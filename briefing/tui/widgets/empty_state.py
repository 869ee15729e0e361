"""The text of an otherwise empty screen: why it is empty, then the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.format.empty_state_lines import empty_state_lines
from briefing.tui.format.lines import BLANK
from briefing.tui.widgets.role_styles import styles_of

if TYPE_CHECKING:
    from briefing.tui.format.bar_lines import KeyHint


class EmptyState(Widget, can_focus=True):
    """A title, one or a few sentences, and choices."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title = ""
        self._sentences: Sequence[str] = ()
        self._choices: Sequence[tuple[KeyHint, str]] = ()

    def show(self, title: str, sentences: str | Sequence[str], choices: Sequence[tuple[KeyHint, str]]) -> None:
        """Show the words."""
        self._title, self._choices = title, choices
        self._sentences = (sentences,) if isinstance(sentences, str) else sentences
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, height = self.size
        lines = empty_state_lines(self._title, self._sentences, self._choices, width, height)
        return styles_of(self).strip(lines[y] if y < len(lines) else BLANK, width)
