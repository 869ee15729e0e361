"""A screen on which the last decision, of whatever sort, is taken back and made again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.model.verdict import Verdict, VerdictChange
from briefing.tui.screens.opening import OpeningScreen

if TYPE_CHECKING:
    from briefing.model.decision import Decision


class UndoingScreen(OpeningScreen):
    """Turns u and U into steps back and forth in the log of decisions."""

    async def turned(self, decided: Decision) -> None:
        """Show what has come of a decision that was taken back or made again."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the last decision back."""
        self.run_in_background(partial(self._turn, redo=False), group="verdict")

    def action_redo(self) -> None:
        """Decide again what was taken back."""
        self.run_in_background(partial(self._turn, redo=True), group="verdict")

    async def _turn(self, *, redo: bool) -> None:
        reader = self.briefing.reader
        try:
            decided = await (reader.redo() if redo else reader.undo())
        except BriefingError as error:
            self.say(str(error))
            return
        if decided is None:
            self.say("Nothing to redo." if redo else "Nothing to undo.")
            return
        await self.turned(decided)
        what, about = told(decided)
        back = "back to " if isinstance(decided, VerdictChange) and not redo else ""
        self.say(f"{'redone' if redo else 'undone'}: {back}{what}", about, done=True)


def told(decided: Decision) -> tuple[str, str]:
    """Return a decision as the footer tells it: what was decided, and on what."""
    from briefing.model.actor_override import ActorOverride
    from briefing.model.merge_split import MergeSplit

    if isinstance(decided, ActorOverride):
        return f"“{decided.sentence}”", ""
    if isinstance(decided, MergeSplit):
        return decided.kind.value, decided.title
    about = decided.title if len(decided.threads) == 1 else f"{len(decided.threads)} threads"
    return "undecided" if decided.verdict is Verdict.NEW else decided.verdict.value, about
