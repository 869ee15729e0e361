"""Words in the middle of an otherwise empty screen: what is true, then the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.format.first import said_in_the_middle
from briefing.tui.format.lines import BLANK
from briefing.tui.widgets.ink import ink_of

if TYPE_CHECKING:
    from briefing.tui.format.bars import KeyHint


class Beginning(Widget, can_focus=True):
    """A title, a sentence and choices."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title = self._sentence = ""
        self._choices: Sequence[tuple[KeyHint, str]] = ()

    def show(self, title: str, sentence: str, choices: Sequence[tuple[KeyHint, str]]) -> None:
        """Show the words."""
        self._title, self._sentence, self._choices = title, sentence, choices
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, height = self.size
        lines = said_in_the_middle(self._title, self._sentence, self._choices, width, height)
        return ink_of(self).strip(lines[y] if y < len(lines) else BLANK, width)
