"""A screen on which the reader opens an actor's page and says what is known of actors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.screens.undoing import UndoingScreen

if TYPE_CHECKING:
    from briefing.model.actor_override import OverrideKind
    from briefing.tui.targets import Target


class ActorWishesScreen(UndoingScreen):
    """Opens and watches the actor under the cursor."""

    def open_actor(self, target: Target | None) -> None:
        """Open the page of the actor that a target names."""
        if target is None or not target.actor:
            self.say("No actor stands here.")
        else:
            self.run_in_background(partial(self._open_actor, target.actor), group="actor", exclusive=True)

    async def _open_actor(self, key: str) -> None:
        page = await self.briefing.tell_failure(self.briefing.reader.actor_page(key))
        if page is not None:
            self.briefing.show_actor(page)
        else:
            self.say("No stored text names this actor.")

    def wish(self, kind: OverrideKind, key: str, other: str = "") -> None:
        """Say something about an actor; all threads are ranked with it, which takes a moment."""
        self.say("ranking the threads anew")
        self.run_in_background(partial(self._wish, kind, key, other), group="actor-wish")

    async def _wish(self, kind: OverrideKind, key: str, other: str) -> None:
        said = await self.briefing.tell_failure(self.briefing.reader.wish_actor(kind, key, other))
        if said is not None:
            self.say(said.sentence, done=True, undo=True)
            await self.wished()

    async def wished(self) -> None:
        """Show what has come of it."""
        self.reload()
