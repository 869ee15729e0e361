"""The prompt for the conditions of deferred threads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.model.wake import waits_for
from briefing.text.wording import capitalised, counted
from briefing.tui.format.lines import MUTED, STRONG, STRONG_BOLD, TEXT, Line, width_of

if TYPE_CHECKING:
    from briefing.model.wake import WakeConditions
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.sheet import Asked

_EVENING = 20
_FORMS: Line = (("or a date, 18:00, in 3 days, by NAME, words of a story; several joined by or", MUTED),)


def choices(now: datetime, zone: tzinfo | None = None) -> tuple[str, ...]:
    """Return the choices for the digits, in the words that the user could type, without past or repeated times."""
    local = now.astimezone(zone)
    tonight = ("tonight",) if local.hour < _EVENING else ()
    monday = ("Monday",) if (local + timedelta(days=1)).weekday() != 0 else ()
    return (*tonight, "tomorrow", *monday, "in a week", "+2", "topic")


def ask_until(owner: Owner, services: Services, count: int, answered: Callable[[WakeConditions], None]) -> None:
    """Ask what `count` threads are deferred until, and call `answered` with the conditions; () for none."""
    _Question(owner, services, count, answered).ask("")


class _Question:
    """Asks again until the words are understood; shows their meaning while they are typed."""

    def __init__(
        self, owner: Owner, services: Services, count: int, answered: Callable[[WakeConditions], None]
    ) -> None:
        self._owner = owner
        self._services = services
        self._answered = answered
        self._asked: Asked | None = None
        self._choices = choices(services.session.now())
        threads = f"{counted(count, 'thread')} " if count > 1 else ""
        self._title: Line = ((f"put {threads}off until", STRONG), ("   Enter: no condition", MUTED))

    def ask(self, words: str) -> None:
        """Show the choices and a field with `words` in it."""
        ask = self._owner.sheet.ask_live
        self._asked = ask(self._title, self._answer, changed=self._follow, left=_nothing, value=words)
        self._show(_FORMS)

    def _show(self, last: Line) -> None:
        if self._asked is not None:
            self._asked.note((self._title, *self._choice_lines(), last))

    def _choice_lines(self) -> list[Line]:
        """Return the choices with their digits, on as many lines as they need."""
        room = self._owner.host.size.width - 4
        lines: list[Line] = []
        for digit, words in enumerate(self._choices, 1):
            label = {"+2": "+2 independent outlets", "topic": "its topic moves"}.get(words, words)
            choice: Line = ((str(digit), STRONG_BOLD), (f" {label}   ", TEXT))
            if lines and width_of(lines[-1]) + width_of(choice) <= room:
                lines[-1] = (*lines[-1], *choice)
            else:
                lines.append(choice)
        return lines

    def _read(self, words: str) -> WakeConditions:
        chosen = words.strip()
        if chosen.isdecimal() and 1 <= int(chosen) <= len(self._choices):
            chosen = self._choices[int(chosen) - 1]
        return self._services.decisions.read_until(chosen)

    def _follow(self, words: str) -> None:
        """Show the meaning of the words, or what is unclear."""
        try:
            until = self._read(words)
        except BriefingError as error:
            self._show(((capitalised(error), TEXT),))
        else:
            read = waits_for(until, self._services.session.now())
            self._show(((f"until {read}", TEXT),) if until else _FORMS)

    def _answer(self, words: str) -> None:
        try:
            until = self._read(words)
        except BriefingError as error:
            self.ask(words)
            self._show(((capitalised(error), TEXT),))
        else:
            self._answered(until)


def _nothing() -> None:
    pass
