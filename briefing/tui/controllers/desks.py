"""Desks and questions: tagging threads, tying them to a question, and reading only the threads of one desk."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.export.decision_words import decision_words
from briefing.text.wording import counted
from briefing.tui.format.lines import MUTED, STRONG, Line, clean

if TYPE_CHECKING:
    from briefing.model.rule import Rule, TieChange
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.widgets.sheet import Asked

_ALL = "0"
_LONGEST = 60
_MOST_DIGITS = 5
Tie = Callable[[], Coroutine[None, None, "TieChange"]]


class Tagging:
    """Puts the `chosen` threads on a desk or ties them to a question; `changed` shows the result."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        chosen: Callable[[], Sequence[str]],
        changed: Callable[[], object],
    ) -> None:
        self._owner = owner
        self._services = services
        self._chosen = chosen
        self._changed = changed

    def action_tag(self) -> None:
        """Ask for a desk for the chosen threads; the number of one that they are on takes them off it."""
        if chosen := self._threads():
            self._owner.start(partial(self._ask_desk, chosen), group="tag", exclusive=True)

    def action_question_tie(self) -> None:
        """Ask to which question the chosen threads belong."""
        if chosen := self._threads():
            self._owner.start(partial(self._ask_question, chosen), group="tag", exclusive=True)

    def _threads(self) -> tuple[str, ...]:
        chosen = tuple(self._chosen())
        if not chosen:
            self._owner.say("No thread is under the cursor.")
        return chosen

    async def _ask_desk(self, chosen: tuple[str, ...]) -> None:
        desks = await self._services.rules.desk_names()
        on = await self._services.rules.desks_of(chosen[0])
        question: Line = (
            (f"desk for {_count(chosen)}", STRONG),
            ("   a name or a number; one that is on takes it off", MUTED),
        )
        asked = self._owner.sheet.ask(question, lambda words: self._tag(chosen, words, desks, on))
        if desks:
            _show_numbers(asked, self._owner, question, desks, on)

    def _tag(self, chosen: tuple[str, ...], words: str, desks: Sequence[str], on: Sequence[str]) -> None:
        if _is_number(words) and not desk_meant(words, desks):
            self._owner.say(f"{clean(words, _LONGEST)} is not the number of a desk.")
            return
        name = desk_meant(words, desks) or words
        tied = name.casefold() not in {each.casefold() for each in on}
        self._start(partial(self._services.rules.tag, chosen, name, tied=tied))

    async def _ask_question(self, chosen: tuple[str, ...]) -> None:
        rows = [row for row in await self._services.rules.rows() if row.rule.is_question]
        questions = [row.rule for row in rows]
        if not questions:
            self._owner.say(f"There is no question yet; {self._owner.host.keys.shown('go-rules')} adds one.")
            return
        tied = [row.rule for row in rows if any(each.id == chosen[0] for each in row.threads)]
        question: Line = (
            (f"question for {_count(chosen)}", STRONG),
            ("   its number; one that is tied is untied", MUTED),
        )
        asked = self._owner.sheet.ask(question, lambda words: self._tie(chosen, words, questions, tied))
        names = [each.name for each in questions]
        _show_numbers(asked, self._owner, question, names, [each.name for each in tied])

    def _tie(self, chosen: tuple[str, ...], words: str, questions: Sequence[Rule], tied: Sequence[Rule]) -> None:
        number = int(words) if _is_number(words) else 0
        if not 1 <= number <= len(questions):
            self._owner.say(f"{clean(words, _LONGEST)} is not the number of a question.")
            return
        question = questions[number - 1]
        self._start(partial(self._services.rules.attach, chosen, question, tied=question not in tied))

    def _start(self, tie: Tie) -> None:
        self._owner.start(partial(self._store, tie), group="tag-store")

    async def _store(self, tie: Tie) -> None:
        change = await self._owner.host.report_failure(tie())
        if change is None:
            return
        if not change.threads:
            self._owner.say(f"Nothing changed: already {change.sentence}.")
            return
        self._changed()
        self._owner.say(*decision_words(change), done=True, undo=True)


class DeskKeys:
    """Switches between desks; `changed` reads again what is shown. The desk is the same in inbox, queue and brief."""

    def __init__(self, owner: Owner, services: Services, changed: Callable[[], object]) -> None:
        self._owner = owner
        self._services = services
        self._changed = changed

    def action_desk_next(self) -> None:
        """Go to the next desk, and from the last one back to all threads."""
        self._owner.start(self._next, group="desk", exclusive=True)

    def action_go_desk(self) -> None:
        """Ask for a desk."""
        self._owner.start(self._ask, group="desk", exclusive=True)

    async def _next(self) -> None:
        names = ["", *await self._services.rules.desk_names()]
        if len(names) < 2:
            self._say_none()
            return
        now = self._owner.host.desk
        self._use(names[(names.index(now) + 1) % len(names)] if now in names else names[0])

    async def _ask(self) -> None:
        desks = await self._services.rules.desk_names()
        if not desks:
            self._say_none()
            return
        question: Line = (("desk", STRONG), (f"   a name or a number; {_ALL} is all threads", MUTED))
        asked = self._owner.sheet.ask(question, lambda words: self._answer(words, desks))
        _show_numbers(asked, self._owner, question, desks, [self._owner.host.desk])

    def _answer(self, words: str, desks: Sequence[str]) -> None:
        name = desk_meant(words, desks)
        if name or words == _ALL:
            self._use(name)
        else:
            self._owner.say(f"There is no desk {clean(words, _LONGEST)}.")

    def _use(self, name: str) -> None:
        self._owner.host.desk = name
        self._owner.start(partial(self._keep, name), group="desk-kept", exclusive=True)
        self._changed()
        self._owner.say(f"desk {clean(name, _LONGEST)}" if name else "all desks")

    async def _keep(self, name: str) -> None:
        await self._owner.host.report_failure(self._services.inbox.keep_desk(name))

    def _say_none(self) -> None:
        if self._owner.host.desk:
            self._use("")  # the last desk is gone
            return
        tag = self._owner.host.keys.shown("tag")
        self._owner.say(f"There is no desk yet: {tag} puts a thread on one, and a folder of feeds is one.")


def desk_meant(words: str, desks: Sequence[str]) -> str:
    """Return the desk that a number or a name means; "" for none."""
    if _is_number(words) and 1 <= int(words) <= len(desks):
        return desks[int(words) - 1]
    key = words.casefold()
    same = [desk for desk in desks if desk.casefold() == key]
    return same[0] if same else ""


def _is_number(words: str) -> bool:
    return words.isdecimal() and len(words) <= _MOST_DIGITS


def _show_numbers(asked: Asked, owner: Owner, question: Line, names: Sequence[str], on: Sequence[str]) -> None:
    """Show below a question the names that answer it with their numbers; those in `on` are marked."""
    from briefing.tui.format.rule_lines import numbered  # not needed at the start

    asked.note((question, numbered(names, on, owner.host.size.width)))


def _count(chosen: Sequence[str]) -> str:
    return "this thread" if len(chosen) == 1 else counted(len(chosen), "thread")
