"""A screen on which threads are decided: verdicts, undo, redo, repeat."""

from collections.abc import Sequence

from briefing.model.errors import BriefingError
from briefing.model.teaching import Teaching
from briefing.model.verdict import Verdict, VerdictChange
from briefing.tui.screens.actor_wishes import ActorWishesScreen


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

    def taught(self, lesson: Teaching) -> None:
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
            self.run_worker(self._give(chosen, verdict), group="verdict")

    async def _give(self, thread_ids: tuple[str, ...], verdict: Verdict) -> None:
        try:
            change = await self.briefing.reader.give_verdict(thread_ids, verdict)
        except BriefingError as error:
            self.say(str(error))
            return
        self.wished_last = False
        self.decided(change, forward=True)
        self.say(change.verdict.value, _subject(change), done=True, undo=True)

    def action_undo(self) -> None:
        """Take the last decision back, or what was said since about an actor."""
        if self.wished_last:
            self.undo_wish()
            return
        self.run_worker(self._turn_back(redo=False), group="verdict")

    def action_redo(self) -> None:
        """Decide again what was taken back."""
        self.run_worker(self._turn_back(redo=True), group="verdict")

    async def _turn_back(self, *, redo: bool) -> None:
        reader = self.briefing.reader
        try:
            change = await (reader.redo() if redo else reader.undo())
        except BriefingError as error:
            self.say(str(error))
            return
        if change is None:
            self.say("Nothing to redo." if redo else "Nothing to undo.")
            return
        word = "redone" if redo else "undone"
        if isinstance(change, Teaching):
            self.taught(change)
            self.say(f"{word}: {change.kind.value}", change.title, done=True)
            return
        self.decided(change, forward=False)
        self.say(f"{word}: {change.verdict.value}", _subject(change), done=True)


def _subject(change: VerdictChange) -> str:
    return change.title if len(change.threads) == 1 else f"{len(change.threads)} threads"
