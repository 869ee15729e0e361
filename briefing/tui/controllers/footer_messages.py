"""Messages in the footer: they take the place of the keys for some seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from briefing.tui.format.lines import BLANK, MUTED, STRONG, STRONG_BOLD, TEXT, Line, clean, width_of
from briefing.tui.format.signs import DONE
from briefing.tui.format.wrap import cut

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.tui.host import Host

MESSAGE_SECONDS = 4.0
_MOST_WORDS, _MOST_SUBJECT = 300, 400


class MessageBar(Protocol):
    """A footer, as far as messages go."""

    def show_message(self, words: Line) -> None:
        """Show words in place of the keys; BLANK shows the keys again."""


class FooterMessages:
    """Shows one message at a time."""

    def __init__(self, bar: MessageBar, host: Host, after: Callable[[float, Callable[[], None]], Timer]) -> None:
        self._bar = bar
        self._host = host
        self._after = after
        self._end: Timer | None = None
        self._shown: Line = BLANK

    def say(self, words: str, subject: str = "", *, done: bool = False, undo: bool = False) -> None:
        """Show a message; `subject` is the title of what it is about, `undo` names the key that takes it back."""
        front: Line = ((clean(words, _MOST_WORDS), TEXT),)
        if done:
            front = ((f"{DONE} ", "healthy b"), *front)
        back: Line = ()
        if undo and (key := self._host.keys.shown("undo")):
            back = (("   ", TEXT), (key, STRONG_BOLD), (" undo", MUTED))
        if subject:
            room = self._host.size.width - width_of((*front, *back)) - 6
            front = (*front, ("  ", TEXT), *cut(((clean(subject, _MOST_SUBJECT), STRONG),), max(4, room)))
        self.keep((*front, *back))
        self._end = self._after(MESSAGE_SECONDS, self.clear)

    def keep(self, line: Line) -> None:
        """Show a line until another one takes its place or it is cleared."""
        self._stop_timer()
        self._shown = line
        self._bar.show_message(line)

    def take_back(self, line: Line) -> None:
        """Show the keys again if this very line is still shown."""
        if self._shown is line:
            self.clear()

    def clear(self) -> None:
        """Show the keys again."""
        self.keep(BLANK)

    def _stop_timer(self) -> None:
        if self._end is not None:
            self._end.stop()
            self._end = None
