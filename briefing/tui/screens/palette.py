"""The palette: every action that can be carried out here, and the themes; it rises from the footer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from briefing.tui.bindings import BINDINGS
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, justify
from briefing.tui.targets import Target
from briefing.tui.widgets.bars import SheetRule
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.tui.controllers.key_input import Actions
    from briefing.tui.host import Host

_HIDDEN = frozenset({"move-down", "move-up", "palette", "leave", "back"})
Command = tuple[str, str, Callable[[], Awaitable[object] | None]]
"""Words, key, what is done."""


class PaletteContent:
    """The commands that match."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self._commands = commands

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return a line for each."""
        return [
            Item((justify((("  ", TEXT), (words, TEXT)), ((key, STRONG_BOLD),), min(width - 1, 60)),), Target())
            for words, key, _ in self._commands
        ] or [Item(((("  ", TEXT), ("No such action here.", MUTED)),))]


class PaletteScreen(ModalScreen[None]):
    """Type, choose, Enter."""

    AUTO_FOCUS = "#action"

    def __init__(self, host: Host, screen: Actions) -> None:
        super().__init__()
        self._host = host
        self._screen = screen
        self._offered: Sequence[Command] = ()
        self._shown: Sequence[Command] = ()
        self.view = LinesView(id="actions", ground="panel")

    def compose(self) -> ComposeResult:
        """Return rule, commands and field."""
        with Vertical(id="palette"):
            yield SheetRule()
            yield self.view
            yield Input(compact=True, id="action", select_on_focus=False, placeholder="an action")

    def on_mount(self) -> None:
        """Offer everything."""
        self._offered = tuple(self._commands())
        self._show("")

    def _commands(self) -> Iterable[Command]:
        screen = self._screen
        for binding in BINDINGS:
            if binding.id not in _HIDDEN and screen.answers(binding.id):
                words = f"{binding.group}: {binding.label}"
                yield words, self._host.keys.shown(binding.id), partial(screen.carry_out, (binding.id,))
        for name in self._host.theme_names:
            yield f"Theme: {name}", "", partial(self._host.use_theme, name)

    def _show(self, query: str) -> None:
        wanted = query.casefold().split()
        self._shown = [each for each in self._offered if all(word in each[0].casefold() for word in wanted)]
        self.view.show(PaletteContent(self._shown))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what is under the cursor."""
        event.stop()
        self._choose()

    def on_cursor_view_opened(self, event: LinesView.Opened) -> None:
        """Do what was clicked."""
        event.stop()
        self._choose()

    def _choose(self) -> None:
        cursor = self.view.cursor
        chosen = self._shown[cursor] if cursor < len(self._shown) else None
        self.dismiss()
        if chosen is not None:
            self.app.call_later(chosen[2])

    def on_key(self, event: events.Key) -> None:
        """Choose with the arrows, leave with Escape."""
        keys = self.view.cursor_keys
        steps = {"down": keys.action_move_down, "up": keys.action_move_up, "tab": keys.action_move_down}
        if event.key == "escape":
            self.dismiss()
        elif event.key in steps:
            steps[event.key]()
        else:
            return
        event.stop()
        event.prevent_default()
