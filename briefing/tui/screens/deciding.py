"""A screen on which threads are decided: verdicts, and giving the last once more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.model.verdict import Verdict, VerdictChange
from briefing.tui.screens.actor_wishes import ActorWishesScreen
from briefing.tui.screens.undoing import told

if TYPE_CHECKING:
    from briefing.model.decision import Decision
    from briefing.model.merge_split import MergeSplit


class DecidingScreen(ActorWishesScreen):
    """Turns verdict keys into decisions on the threads that the screen says are chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._last_verdict: Verdict | None = None

    def chosen_threads(self) -> Sequence[str]:
        """Return the ids of the threads that a verdict is for."""
        raise NotImplementedError

    def decided(self, change: VerdictChange, *, forward: bool) -> None:
        """Show a decision; `forward` where the cursor goes on to the next thread."""
        raise NotImplementedError

    def taught(self, lesson: MergeSplit) -> None:
        """Show that stories stand together otherwise now."""
        raise NotImplementedError

    def action_verdict_brief(self) -> None:
        """Put into the brief."""
        self.give(Verdict.BRIEF)

    def action_verdict_follow(self) -> None:
        """Watch how it goes on."""
        self.give(Verdict.FOLLOW)

    def action_verdict_later(self) -> None:
        """Put off."""
        self.give(Verdict.LATER)

    def action_verdict_drop(self) -> None:
        """Drop."""
        self.give(Verdict.DROP)

    def action_verdict_new(self) -> None:
        """Take the decision away."""
        self.give(Verdict.NEW)

    def action_verdict_repeat(self) -> None:
        """Give the last verdict once more."""
        if self._last_verdict is None:
            self.say("Nothing to repeat yet.")
        else:
            self.give(self._last_verdict)

    def give(self, verdict: Verdict, thread_ids: Sequence[str] | None = None) -> None:
        """Decide on the chosen threads, or on those named."""
        chosen = tuple(self.chosen_threads() if thread_ids is None else thread_ids)
        if chosen:
            self._last_verdict = verdict
            self.run_in_background(partial(self._give, chosen, verdict), group="verdict")

    async def _give(self, thread_ids: tuple[str, ...], verdict: Verdict) -> None:
        try:
            change = await self.briefing.reader.give_verdict(thread_ids, verdict)
        except BriefingError as error:
            self.say(str(error))
            return
        if not change.threads:
            self.say(f"Nothing changed: {told(change)[0]} already.")
            return
        self.decided(change, forward=True)
        self.say(*told(change), done=True, undo=True)

    async def turned(self, decided: Decision) -> None:
        """Show what has come of a decision that was taken back or made again."""
        from briefing.model.merge_split import MergeSplit

        if isinstance(decided, VerdictChange):
            self.decided(decided, forward=False)
        elif isinstance(decided, MergeSplit):
            self.taught(decided)
        else:
            await self.wished()
