"""The palette: every action that can be carried out here, and the themes; it rises from the footer."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from briefing.tui.bindings import BINDINGS
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, justify
from briefing.tui.targets import Target
from briefing.tui.widgets.bars import SheetRule
from briefing.tui.widgets.lines_view import Item, LinesView

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

_HIDDEN = frozenset({"move-down", "move-up", "palette", "leave", "back"})
Command = tuple[str, str, Callable[[], Awaitable[object] | None]]
"""Words, key, what is done."""


class PaletteSubject:
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

    def __init__(self) -> None:
        super().__init__()
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

    @property
    def briefing(self) -> "BriefingApp":
        """The app, as ours."""
        return cast("BriefingApp", self.app)

    def _commands(self) -> Iterable[Command]:
        screen = self.briefing.top
        if screen is not None:
            for binding in BINDINGS:
                if binding.id not in _HIDDEN and screen.answers(binding.id):
                    words = f"{binding.group}: {binding.label}"
                    yield words, self.briefing.keys.shown(binding.id), partial(screen.carry_out, (binding.id,))
        for name in self.briefing.theme_names:
            yield f"Theme: {name}", "", partial(setattr, self.briefing, "theme", name)

    def _show(self, query: str) -> None:
        wanted = query.casefold().split()
        self._shown = [each for each in self._offered if all(word in each[0].casefold() for word in wanted)]
        self.view.show(PaletteSubject(self._shown))

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
        view = self.view
        steps = {"down": view.action_move_down, "up": view.action_move_up, "tab": view.action_move_down}
        if event.key == "escape":
            self.dismiss()
        elif event.key in steps:
            steps[event.key]()
        else:
            return
        event.stop()
        event.prevent_default()
