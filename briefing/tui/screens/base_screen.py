"""A screen whose keys come from the bindings: header, body, sheet and footer, and who answers to an action."""

from collections.abc import Callable, Coroutine, Iterable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from briefing.tui.bindings import BINDINGS
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.lines import BLANK, MUTED, STRONG, STRONG_BOLD, TEXT, Line, clean, width_of
from briefing.tui.format.signs import DONE
from briefing.tui.format.wrap import cut
from briefing.tui.layout import SMALLEST_HEIGHT, SMALLEST_WIDTH
from briefing.tui.sequences import Keyboard
from briefing.tui.widgets.bars import FooterBar, HeaderBar, TooSmall
from briefing.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.worker import WorkType

    from briefing.tui.app import BriefingApp

MESSAGE_SECONDS = 4.0
_LABELS = {binding.id: binding.label for binding in BINDINGS}
Hint = tuple[tuple[str, ...], str]
"""Binding ids that are shown together, and what they do."""


class BaseScreen(Screen[None]):
    """Feeds keys to the keyboard and hands each action to the first that answers to it, from the focused pane up.

    A screen creates its widgets when it is created, not when it is composed: a report may come between the two.
    """

    HINTS: Sequence[Hint] = ()
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self.header = HeaderBar()
        self.footer = FooterBar()
        self.sheet = Sheet()
        self.typed_count: int | None = None
        self._keyboard: Keyboard | None = None
        self._silence: Timer | None = None
        self._letter_wanted: Callable[[str], None] | None = None

    @property
    def briefing(self) -> "BriefingApp":
        """The app, as ours."""
        return cast("BriefingApp", self.app)

    def compose(self) -> ComposeResult:
        """Header, body, sheet, footer."""
        yield self.header
        yield from self.compose_body()
        yield self.sheet
        yield self.footer

    def on_resize(self) -> None:
        """Say what is needed where there is no room for anything."""
        width, height = self.app.size
        said_so = self.query(TooSmall)
        if width >= SMALLEST_WIDTH and height >= SMALLEST_HEIGHT:
            said_so.remove()
        elif not said_so:
            self.mount(TooSmall())

    def compose_body(self) -> Iterable[Widget]:
        """Return what stands between header and footer."""
        return ()

    def reload(self) -> None:
        """Read anew what is shown, after the feeds were asked; nothing where that changes nothing."""

    def run_in_background(
        self, work: Callable[[], Coroutine[None, None, None]], *, group: str, exclusive: bool = False
    ) -> None:
        """Start a worker; one of its group that has not begun yet leaves no coroutine behind."""
        self.run_worker(cast("WorkType[None]", work), group=group, exclusive=exclusive)

    def show_status(self) -> None:
        """Show in the header how things stand."""
        self.header.show_progress(self.briefing.progress)

    # Keys.

    async def on_key(self, event: events.Key) -> None:
        """Take a key that no input field wanted."""
        if isinstance(self.focused, Input):
            return
        written = event.is_printable and event.key != "space"
        stroke = event.character if written and event.character else event.key
        if self._letter_wanted is not None:
            event.stop()
            event.prevent_default()
            self._take_letter(stroke)
            return
        keyboard = self._known_keyboard()
        was_pending = keyboard.pending
        if was_pending and stroke == "escape":
            keyboard.drop()
            self._quiet()
            event.stop()
            return
        typed = keyboard.feed(stroke)
        if typed.pending:
            event.stop()
            event.prevent_default()
            self._show_follow_ups(typed.pending)
            return
        if was_pending:
            self._quiet()
        if typed.ids:
            event.stop()
            event.prevent_default()
            self.typed_count = typed.count
            if not await self.carry_out(typed.ids):
                self.say(f"Nothing to do here: {_LABELS[typed.ids[0]]}.")
            self.typed_count = None

    def ask_letter(self, words: Line, done: Callable[[str], None]) -> None:
        """Show words, and hand the next key on where it is a letter."""
        self._letter_wanted = done
        self._stop_silence()
        self.footer.show_message(words)

    def _take_letter(self, stroke: str) -> None:
        done, self._letter_wanted = self._letter_wanted, None
        self._quiet()
        if done is not None and len(stroke) == 1 and stroke.isalpha():
            done(stroke)
        elif stroke != "escape":
            self.say("That is no letter.")

    async def carry_out(self, ids: Iterable[str]) -> bool:
        """Do the first of the actions that someone answers to; tell whether there was one."""
        for node in self._answering():
            for binding_id in ids:
                action = getattr(node, action_name(binding_id), None)
                if action is not None:
                    done = action()
                    if isawaitable(done):
                        await done
                    return True
        return False

    def answers(self, binding_id: str) -> bool:
        """Tell whether an action can be carried out here and now."""
        return any(hasattr(node, action_name(binding_id)) for node in self._answering())

    def _answering(self) -> list[DOMNode]:
        start: DOMNode = self.focused or self
        nodes = list(start.ancestors_with_self)
        return nodes if self in nodes else [*nodes, self, self.app]

    def _known_keyboard(self) -> Keyboard:
        if self._keyboard is None:
            self._keyboard = Keyboard(self.briefing.keys.table)
        return self._keyboard

    def _show_follow_ups(self, pending: str) -> None:
        runs: list[tuple[str, str]] = [(f"{pending}…", STRONG_BOLD)]
        for keys, ids in self._known_keyboard().follow_ups():
            possible = [binding_id for binding_id in ids if self.answers(binding_id)]
            if possible:
                runs += [("   ", TEXT), (keys, STRONG_BOLD), (f" {_LABELS[possible[0]]}", MUTED)]
        self._stop_silence()
        self.footer.show_message(tuple(runs))

    # Words.

    def show_hints(self, hints: Sequence[Hint] | None = None) -> None:
        """Show keys in the footer; those of the screen unless others are given."""
        shown = [self._hint(ids, label) for ids, label in (self.HINTS if hints is None else hints)]
        self.footer.show([hint for hint in shown if hint.key], self._hint(("help",), "help"))

    def _hint(self, ids: tuple[str, ...], label: str) -> KeyHint:
        keys = [self.briefing.keys.shown(binding_id) for binding_id in ids]
        return KeyHint(" ".join(key for key in keys if key), label)

    def say(self, words: str, subject: str = "", *, done: bool = False, undo: bool = False) -> None:
        """Tell something in place of the footer's keys for some seconds; `subject` is what it was done to."""
        front: Line = ((f"{DONE} ", "healthy b"), (clean(words, 300), TEXT)) if done else ((clean(words, 300), TEXT),)
        back: Line = ()
        if undo and (key := self.briefing.keys.shown("undo")):
            back = (("   ", TEXT), (key, STRONG_BOLD), (" undo", MUTED))
        if subject:
            room = self.app.size.width - width_of((*front, *back)) - 6
            front = (*front, ("  ", TEXT), *cut(((clean(subject, 400), STRONG),), max(4, room)))
        self.say_line((*front, *back))

    def say_line(self, line: Line) -> None:
        """Tell a line of our own."""
        self._stop_silence()
        self.footer.show_message(line)
        self._silence = self.set_timer(MESSAGE_SECONDS, self._quiet)

    def _quiet(self) -> None:
        self._stop_silence()
        self.footer.show_message(BLANK)

    def _stop_silence(self) -> None:
        if self._silence is not None:
            self._silence.stop()
            self._silence = None

    def action_back(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def action_leave(self) -> None:
        """Leave the sheet, else this screen."""
        if self.sheet.is_open:
            self.sheet.close()
        else:
            self.action_back()


def action_name(binding_id: str) -> str:
    """Return the name of the method that answers to a binding."""
    return "action_" + binding_id.replace("-", "_")
