"""A screen on which the reader opens an actor's page and says what is known of actors."""

from briefing.model.actor_wish import WishKind
from briefing.tui.places import Place
from briefing.tui.screens.opening import OpeningScreen


class ActorWishesScreen(OpeningScreen):
    """Opens and watches the actor under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.wished_last = False
        """What was done last here was said about an actor, so that undo means it."""

    def open_actor(self, place: Place | None) -> None:
        """Open the page of the actor that a place names."""
        if place is None or not place.actor:
            self.say("No actor stands here.")
        else:
            self.run_worker(self._open_actor(place.actor), group="actor", exclusive=True)

    async def _open_actor(self, key: str) -> None:
        page = await self.briefing.tell_failure(self.briefing.reader.actor_page(key))
        if page is not None:
            self.briefing.show_actor(page)
        else:
            self.say("No stored text names this actor.")

    def wish(self, kind: WishKind, key: str, other: str = "") -> None:
        """Say something about an actor."""
        self.run_worker(self._wish(kind, key, other), group="actor-wish")

    async def _wish(self, kind: WishKind, key: str, other: str) -> None:
        told = await self.briefing.tell_failure(self.briefing.reader.wish_actor(kind, key, other))
        if told:
            self.wished_last = True
            self.say(told, done=True, undo=True)
            await self.wished()

    def undo_wish(self) -> None:
        """Take back what was said last about an actor."""
        self.run_worker(self._undo_wish(), group="actor-wish")

    async def _undo_wish(self) -> None:
        told = await self.briefing.tell_failure(self.briefing.reader.undo_actor_wish())
        if told:
            self.wished_last = False
            self.say(told, done=True)
            await self.wished()

    async def wished(self) -> None:
        """Show what has come of it."""
        self.reload()
