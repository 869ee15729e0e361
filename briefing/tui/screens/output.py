"""The output screen: what a command printed, and its exit code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from briefing.text.display import clean_block
from briefing.tui.format.lines import CONFLICT, HARD_SPACE, MUTED, TEXT, Line, Run, clean, spaces
from briefing.tui.format.status import Status
from briefing.tui.format.wrap import wrap
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.model.pipe import PipeResult
    from briefing.tui.host import Host

_MOST_LINES = 5_000
_LONGEST = 2_000
_COLUMNS = re.compile("^ +|  +")


class OutputContent:
    """The lines that a command printed, its errors first."""

    def __init__(self, result: PipeResult) -> None:
        self._result = result

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return everything as one text."""
        lines: list[Line] = []
        for printed, role in ((self._result.error, CONFLICT), (self._result.output, TEXT)):
            for words in printed.rstrip().split("\n")[:_MOST_LINES] if printed.strip() else ():
                run: Run = (clean_columns(words), role)
                lines += wrap((run,), width - 1, first=spaces(2), rest=spaces(4))
        return [Item(tuple(lines))]


def clean_columns(words: str) -> str:
    """Return one printed line with its columns kept: adjacent blanks become hard ones."""
    line = clean_block(words, _LONGEST).replace("\n", " ").expandtabs(8)
    return _COLUMNS.sub(lambda blanks: HARD_SPACE * len(blanks[0]), line)


class OutputScreen(BaseScreen):
    """Shows what a command printed."""

    PLACE = "output of a command"
    HINTS: Sequence[Hint] = ((("move-down", "move-up"), "scroll"), (("back",), "back"))

    def __init__(self, host: Host, command: str, result: PipeResult) -> None:
        super().__init__(host)
        self._command = command
        self._result = result
        self.view = LinesView(id="output", classes="whole")

    def compose_body(self) -> Iterable[Widget]:
        """Return the text."""
        yield self.view

    def on_mount(self) -> None:
        """Show the text."""
        self.view.show(OutputContent(self._result))
        self.view.focus()

    def status(self) -> Status:
        """Return the command and how it ended."""
        code = self._result.code
        ended: Line = ((f"exit code {code}", CONFLICT if code else MUTED),)
        return Status((("| ", MUTED), (clean(self._command, 200), TEXT)), states=(ended,))

    def action_history_back(self) -> None:
        """Go back."""
        self.action_back()
