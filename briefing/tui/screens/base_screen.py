"""A screen with header, body, sheet and footer, whose keys come from the bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from briefing.tui.controllers.footer_messages import FooterMessages
from briefing.tui.controllers.key_input import KeyInput
from briefing.tui.controllers.page_opening import PageOpening
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.status import Status
from briefing.tui.layout import SMALLEST_HEIGHT, SMALLEST_WIDTH
from briefing.tui.widgets.bars import FooterBar, HeaderBar, TooSmall
from briefing.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import WorkType

    from briefing.tui.format.lines import Line
    from briefing.tui.host import Host, Work

_CLOSING = ("leave", "back", "open", "why", "brief-lint")
"""The actions whose keys only close an explanation."""

Hint = tuple[tuple[str, ...], str]
"""Binding ids that are shown together, and what they do."""


class BaseScreen(Screen[None]):
    """Finds who answers an action: the focused widget, its ancestors, this screen, its controllers, the app.

    A screen creates its widgets when it is created, not when it is composed: a report may come between the two.
    """

    HINTS: Sequence[Hint] = ()
    PLACE = ""
    """What the help calls this screen."""
    AUTO_FOCUS = None

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.header = HeaderBar()
        self.footer = FooterBar(self.carry_out)
        self.sheet = Sheet(host.histories, host.keys.single(_CLOSING))
        self.controllers: Sequence[object] = ()
        self.messages = FooterMessages(self.footer, host, self.after)
        self.key_input = KeyInput(self, host.keys, self.messages)
        page_opening = PageOpening(self, self.key_input, self.messages)
        self.opening = page_opening.during
        self.open_page = page_opening.open

    def compose(self) -> ComposeResult:
        """Return header, body, sheet and footer."""
        yield self.header
        yield from self.compose_body()
        yield self.sheet
        yield self.footer

    def compose_body(self) -> Iterable[Widget]:
        """Return what is between header and footer."""
        return ()

    def on_mount(self) -> None:
        """Show keys and status."""
        self.show_hints()
        self.show_status()

    def on_resize(self) -> None:
        """Show only the size that is needed if the terminal is too small."""
        width, height = self.app.size
        shown = self.query(TooSmall)
        if width >= SMALLEST_WIDTH and height >= SMALLEST_HEIGHT:
            shown.remove()
        elif not shown:
            self.mount(TooSmall())

    def reload(self) -> None:
        """Read again what is shown, after a refresh; nothing if a refresh does not change it."""

    # Header and footer.

    def status(self) -> Status:
        """Return what header and footer say."""
        return Status()

    def show_status(self) -> None:
        """Show what header and footer say, and how far a refresh is."""
        status = self.status()
        self.header.show(status.title, status.figures, status.states)
        self.header.show_progress(status.progress or self.host.progress)
        if status.position is not None:
            self.footer.show_position(status.position)

    def show_hints(self, hints: Sequence[Hint] | None = None) -> None:
        """Show keys in the footer, by default those of the screen."""
        shown = [self._hint(ids, label) for ids, label in (self.HINTS if hints is None else hints)]
        self.footer.show([hint for hint in shown if hint.key], self._hint(("help",), "help"))

    def _hint(self, ids: tuple[str, ...], label: str) -> KeyHint:
        keys = {binding_id: self.host.keys.shown(binding_id) for binding_id in ids}
        kept = tuple(binding_id for binding_id, key in keys.items() if key)
        return KeyHint(" ".join(keys[binding_id] for binding_id in kept), label, kept)

    def say(self, words: str, subject: str = "", *, done: bool = False, undo: bool = False) -> None:
        """Show a message in the footer for some seconds; `subject` is the title of what it is about."""
        self.messages.say(words, subject, done=done, undo=undo)

    # For controllers.

    @property
    def typed_count(self) -> int | None:
        """The number that was typed before the key of the present action."""
        return self.key_input.typed_count

    def ask_letter(self, words: Line, answered: Callable[[str], None]) -> None:
        """Show words and call `answered` with the next key if that is a letter."""
        self.key_input.ask_letter(words, answered)

    def start(self, work: Work, *, group: str, exclusive: bool = False) -> None:
        """Run work in the background. Work that is replaced before it begins leaves no coroutine behind."""
        self.run_worker(cast("WorkType[None]", work), group=group, exclusive=exclusive)

    def after(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Call something later."""
        return self.set_timer(seconds, callback)

    # Keys.

    async def on_key(self, event: events.Key) -> None:
        """Take a key that no input field wanted; once the program ends, nothing can be shown any more."""
        if not self.is_attached:
            return
        top = self.app.screen
        if top is not self:  # the key was typed before the screen on top was open
            event.stop()
            event.prevent_default()
            _pass_on(event, top)
            return
        if isinstance(self.focused, Input):
            return
        printed = event.is_printable and event.key != "space"
        stroke = event.character if printed and event.character else event.key
        if await self.key_input.take(stroke):
            event.stop()
            event.prevent_default()

    async def carry_out(self, ids: Iterable[str]) -> bool:
        """Do the first of the actions that something answers; return whether there was one."""
        names = [action_name(binding_id) for binding_id in ids]
        for provider in self._providers():
            for name in names:
                action = getattr(provider, name, None)
                if action is not None:
                    result = action()
                    if isawaitable(result):
                        await result
                    return True
        return False

    def answers(self, binding_id: str) -> bool:
        """Return whether an action can be carried out here and now."""
        name = action_name(binding_id)
        return any(hasattr(provider, name) for provider in self._providers())

    def _providers(self) -> Iterator[object]:
        """Yield who may answer an action, in order: widgets and screens are followed by their controllers."""
        nodes = list((self.focused or self).ancestors_with_self)
        for node in nodes if self in nodes else [*nodes, self, self.app]:
            yield node
            yield from getattr(node, "controllers", ())

    def action_back(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def action_leave(self) -> None:
        """Close the sheet, or else leave this screen."""
        if self.sheet.is_open:
            self.sheet.close()
        else:
            self.action_back()


def _pass_on(event: events.Key, top: Screen[object]) -> None:
    """Give a key to the screen on top, as soon as it is drawn."""
    key = events.Key(event.key, event.character)
    top.call_after_refresh(lambda: (top.focused or top).post_message(key))


def action_name(binding_id: str) -> str:
    """Return the name of the method that answers a binding."""
    return "action_" + binding_id.replace("-", "_")
