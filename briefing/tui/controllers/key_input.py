"""From keys to actions: sequences, counts, and a letter that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from briefing.tui.bindings import BINDINGS
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line
from briefing.tui.sequences import Keyboard

if TYPE_CHECKING:
    from textual.worker import Worker

    from briefing.tui.controllers.footer_messages import FooterMessages
    from briefing.tui.live_keys import LiveKeys

_LABELS = {binding.id: binding.label for binding in BINDINGS}


class Actions(Protocol):
    """A screen that carries out actions by their binding ids."""

    async def carry_out(self, ids: Iterable[str]) -> bool:
        """Do the first of the actions that something answers; return whether there was one."""

    def answers(self, binding_id: str) -> bool:
        """Return whether an action can be carried out here and now."""


class KeyInput:
    """Collects keys until they name an action, and has the screen carry it out."""

    def __init__(self, screen: Actions, keys: LiveKeys, messages: FooterMessages) -> None:
        self.typed_count: int | None = None
        """The number that was typed before the key of the present action."""
        self._screen = screen
        self._messages = messages
        self._keyboard = Keyboard(keys.table)
        self._letter_wanted: Callable[[str], None] | None = None
        self._give_up: Callable[[], None] | None = None
        """Ends what the keys wait for; None if they do not wait."""
        self._held: list[str] = []

    def hold(self, give_up: Callable[[], None]) -> None:
        """Keep the keys that come from now on, for another screen; Escape calls `give_up` instead."""
        self._give_up = give_up

    def hold_for(self, worker: Worker[None]) -> None:
        """Keep the keys for the screen that a worker will open; Escape cancels the worker before it begins."""

        def give_up() -> None:
            worker.cancel()
            self.release()

        self.hold(give_up)

    def release(self) -> tuple[str, ...]:
        """Return the keys that were kept, and take the next ones again."""
        held, self._held, self._give_up = tuple(self._held), [], None
        return held

    def ask_letter(self, words: Line, answered: Callable[[str], None]) -> None:
        """Show words and call `answered` with the next key if that is a letter."""
        self._letter_wanted = answered
        self._messages.keep(words)

    async def take_all(self, strokes: Iterable[str]) -> None:
        """Take keys that were kept by another screen."""
        for stroke in strokes:
            await self.take(stroke)

    async def take(self, stroke: str) -> bool:
        """Take one key; return whether it was used."""
        if self._give_up is not None:
            if stroke == "escape":
                self._held.clear()
                self._give_up()
            else:
                self._held.append(stroke)
            return True
        if self._letter_wanted is not None:
            self._take_letter(stroke, self._letter_wanted)
            return True
        was_pending = self._keyboard.pending
        if was_pending and stroke == "escape":
            self._keyboard.drop()
            self._messages.clear()
            return True
        typed = self._keyboard.feed(stroke)
        if typed.pending:
            self._show_follow_ups(typed.pending)
            return True
        if was_pending:
            self._messages.clear()
        if not typed.ids:
            return False
        self.typed_count = typed.count
        if not await self._screen.carry_out(typed.ids):
            self._messages.say(f"Nothing to do here: {_LABELS[typed.ids[0]]}.")
        self.typed_count = None
        return True

    def _take_letter(self, stroke: str, answered: Callable[[str], None]) -> None:
        self._letter_wanted = None
        self._messages.clear()
        if len(stroke) == 1 and stroke.isalpha():
            answered(stroke)
        elif stroke != "escape":
            self._messages.say("That is not a letter.")

    def _show_follow_ups(self, pending: str) -> None:
        runs: list[tuple[str, str]] = [(f"{pending}…", STRONG_BOLD)]
        for keys, ids in self._keyboard.follow_ups():
            possible = [binding_id for binding_id in ids if self._screen.answers(binding_id)]
            if possible:
                runs += [("   ", TEXT), (keys, STRONG_BOLD), (f" {_LABELS[possible[0]]}", MUTED)]
        self._messages.keep(tuple(runs))
