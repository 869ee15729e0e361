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

from briefing.frozen import dataclass
from briefing.tui.bindings import BINDINGS, EVERYWHERE, Binding
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, justify, pad, spaces
from briefing.tui.format.wrap import cut
from briefing.tui.prompts import Prompt
from briefing.tui.targets import Target
from briefing.tui.widgets.bars import SheetRule
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item
from briefing.tui.widgets.prompt_field import PromptField

if TYPE_CHECKING:
    from briefing.tui.controllers.key_input import Actions
    from briefing.tui.host import Host

_HIDDEN = frozenset({"move-down", "move-up", "palette", "leave", "back"})
_LATER = ("Feeds", "Open", "Threads", "Out", "Go to", "Program")
"""The groups that come behind all others, in this order."""
_PROMPT = Prompt("palette")
_WORDS = 36
_NAME = 20
_MOST_WIDE = 72


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    words: str
    name: str
    """The id of the action; "" for a theme."""
    key: str
    act: Callable[[], Awaitable[object] | None]
    theme: str = ""
    """The theme that is shown while the cursor is on the line."""

    def matches(self, wanted: Sequence[str]) -> bool:
        """Return whether every one of some folded words is in the line."""
        searched = f"{self.words} {self.name}".casefold()
        return all(word in searched for word in wanted)


class PaletteContent:
    """The commands that match."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self._commands = commands

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return a line for each."""
        room = min(width - 1, _MOST_WIDE)
        return [Item((_line(each, room),), Target()) for each in self._commands] or [
            Item(((("  ", TEXT), ("No such action here.", MUTED)),))
        ]


def _line(command: Command, width: int) -> Line:
    words = pad(cut(((command.words, TEXT),), _WORDS - 2), _WORDS)
    name = pad(((command.name, MUTED),), _NAME)
    return justify((*spaces(2), *words, *name), ((command.key, STRONG_BOLD),), width)


class PaletteScreen(ModalScreen[None]):
    """Type, choose, Enter. A theme is shown while the cursor is on it."""

    AUTO_FOCUS = "#action"

    def __init__(self, host: Host, screen: Actions) -> None:
        super().__init__()
        self._host = host
        self._screen = screen
        self._offered: Sequence[Command] = ()
        self._shown: Sequence[Command] = ()
        self._theme = host.theme
        """The theme to go back to if none is chosen."""
        self.view = LinesView(id="actions", ground="panel")

    def compose(self) -> ComposeResult:
        """Return rule, commands and field."""
        with Vertical(id="palette"):
            yield SheetRule()
            yield self.view
            yield PromptField(histories=self._host.histories, prompt=_PROMPT, id="action", placeholder="an action")

    def on_mount(self) -> None:
        """Offer every action, first those of this screen only."""
        self._offered = tuple(self._commands())
        self._show("")

    def _commands(self) -> Iterable[Command]:
        screen = self._screen
        possible = (each for each in BINDINGS if each.id not in _HIDDEN and screen.answers(each.id))
        for binding in sorted(possible, key=_place):
            words = f"{binding.group}: {binding.label}"
            key = self._host.keys.shown(binding.id)
            yield Command(words, binding.id, key, partial(screen.carry_out, (binding.id,)))
        for name in sorted(self._host.theme_names, key=lambda each: each != self._theme):  # the present one first
            yield Command(f"Theme: {name}", "", "", partial(self._host.use_theme, name), theme=name)

    def _show(self, query: str) -> None:
        wanted = query.casefold().split()
        self._shown = [each for each in self._offered if each.matches(wanted)]
        self.view.show(PaletteContent(self._shown))
        self._preview()

    def _preview(self) -> None:
        """Show the theme under the cursor, or the one from before."""
        cursor = self.view.cursor
        theme = (self._shown[cursor].theme if cursor < len(self._shown) else "") or self._theme
        if theme != self._host.theme:
            self._host.use_theme(theme)

    def on_cursor_view_moved(self, event: LinesView.Moved) -> None:
        """Show the theme under the cursor."""
        event.stop()
        self._preview()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what is under the cursor."""
        event.stop()
        self._choose()

    def on_prompt_field_left(self, event: PromptField.Left) -> None:
        """Leave."""
        event.stop()
        self._close()

    def on_cursor_view_opened(self, event: LinesView.Opened) -> None:
        """Do what was clicked."""
        event.stop()
        self._choose()

    def _choose(self) -> None:
        cursor = self.view.cursor
        chosen = self._shown[cursor] if cursor < len(self._shown) else None
        self._close()
        if chosen is not None:
            self.app.call_later(chosen.act)

    def _close(self) -> None:
        """Leave, in the theme from before."""
        if self._theme != self._host.theme:
            self._host.use_theme(self._theme)
        self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """Choose with the arrows, leave with Escape."""
        keys = self.view.cursor_keys
        steps = {"down": keys.action_move_down, "up": keys.action_move_up, "tab": keys.action_move_down}
        if event.key == "escape":
            self._close()
        elif event.key in steps:
            steps[event.key]()
        else:
            return
        event.stop()
        event.prevent_default()


def _place(binding: Binding) -> tuple[bool, bool, int]:
    """Return the place of an action: what belongs to this screen comes first, moving last."""
    late = _LATER.index(binding.group) + 1 if binding.group in _LATER else 0
    return binding.group == "Move", EVERYWHERE in binding.where, late
