"""Decisions: verdicts on the chosen threads, and undo and redo of the last decision of any kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.export.decision_words import decision_words, redone_words, undone_words
from briefing.model.errors import BriefingError
from briefing.model.verdict import Verdict, VerdictChange

if TYPE_CHECKING:
    from briefing.model.merge_split import MergeSplit
    from briefing.model.wake import WakeConditions
    from briefing.tui.host import Owner
    from briefing.tui.services import Services


class Decisions:
    """Answers the verdict keys. `chosen` names the threads, `given` shows what was decided."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        chosen: Callable[[], Sequence[str]],
        given: Callable[[VerdictChange], None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._chosen = chosen
        self._given = given
        self._last: tuple[Verdict, WakeConditions] | None = None

    def action_verdict_brief(self) -> None:
        """Put the chosen threads into the brief."""
        self.give(Verdict.BRIEF)

    def action_verdict_follow(self) -> None:
        """Follow the chosen threads."""
        self.give(Verdict.FOLLOW)

    def action_verdict_later(self) -> None:
        """Ask what the chosen threads are deferred until, and defer them."""
        from briefing.tui.controllers.deferral import ask_until

        if chosen := tuple(self._chosen()):
            ask_until(
                self._owner,
                self._services,
                len(chosen),
                lambda until: self.give(Verdict.LATER, chosen, until=until),
            )

    def action_verdict_drop(self) -> None:
        """Drop the chosen threads."""
        self.give(Verdict.DROP)

    def action_verdict_new(self) -> None:
        """Make the chosen threads undecided again."""
        self.give(Verdict.NEW)

    def action_verdict_repeat(self) -> None:
        """Give the last verdict once more."""
        if self._last is None:
            self._owner.say("Nothing to repeat yet.")
        else:
            verdict, until = self._last
            self.give(verdict, until=until)

    def give(self, verdict: Verdict, thread_ids: Sequence[str] | None = None, *, until: WakeConditions = ()) -> None:
        """Decide on the chosen threads, or on those with these ids; deferred ones wake by the conditions `until`."""
        chosen = tuple(self._chosen() if thread_ids is None else thread_ids)
        if chosen:
            self._last = verdict, until
            self._owner.start(partial(self._give, chosen, verdict, until), group="verdict")

    async def _give(self, thread_ids: tuple[str, ...], verdict: Verdict, until: WakeConditions) -> None:
        try:
            change = await self._services.decisions.give_verdict(thread_ids, verdict, until)
        except BriefingError as error:
            self._owner.say(str(error))
            return
        what, about = decision_words(change)
        if not (change.threads or change.topic):
            self._owner.say(f"Nothing changed: already {what}.")
            return
        self._given(change)
        self._owner.say(what, about, done=True, undo=True)


class UndoRedo:
    """Goes back and forth in the log of decisions, and has the screen show what changed."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        verdict_changed: Callable[[VerdictChange], None],
        regrouped: Callable[[MergeSplit], None],
        actor_changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._owner = owner
        self._services = services
        self._verdict_changed = verdict_changed
        self._regrouped = regrouped
        self._actor_changed = actor_changed

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._owner.start(partial(self._turn, redo=False), group="verdict")

    def action_redo(self) -> None:
        """Redo the last decision that was undone."""
        self._owner.start(partial(self._turn, redo=True), group="verdict")

    async def _turn(self, *, redo: bool) -> None:
        try:
            decided = await (self._services.decisions.redo() if redo else self._services.decisions.undo())
        except BriefingError as error:
            self._owner.say(str(error))
            return
        if decided is None:
            self._owner.say("Nothing to redo." if redo else "Nothing to undo.")
            return
        from briefing.model.merge_split import MergeSplit

        if isinstance(decided, VerdictChange):
            self._verdict_changed(decided)
        elif isinstance(decided, MergeSplit):
            self._regrouped(decided)
        else:
            await self._actor_changed()
        self._owner.say(*(redone_words if redo else undone_words)(decided), done=True)
