"""Actors: opening their pages, and what the user says about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.actor_override import OverrideKind
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target


class ActorDecisions:
    """Stores what the user says about actors; `changed` shows the result."""

    def __init__(self, owner: Owner, services: Services, changed: Callable[[], Awaitable[None]]) -> None:
        self._owner = owner
        self._services = services
        self._changed = changed

    def open_page(self, target: Target | None) -> None:
        """Open the page of the actor that a target names."""
        if target is None or not target.actor:
            self._owner.say("There is no actor under the cursor.")
        else:
            self._owner.open_page(
                "reading what the store has on this actor", partial(self._open, target.actor), group="actor"
            )

    async def _open(self, key: str) -> None:
        host = self._owner.host
        page = await host.report_failure(self._services.actors.page(key))
        if page is not None:
            host.show_page(page)
        else:
            self._owner.say("No stored text names this actor.")

    def override(self, kind: OverrideKind, key: str, other: str = "") -> None:
        """Store a statement about an actor. All threads are ranked again, which takes a moment."""
        self._owner.say("ranking the threads again")
        self._owner.start(partial(self._override, kind, key, other), group="actor-override")

    async def _override(self, kind: OverrideKind, key: str, other: str) -> None:
        stored = await self._owner.host.report_failure(self._services.decisions.override_actor(kind, key, other))
        if stored is not None:
            self._owner.say(stored.sentence, done=True, undo=True)
            await self._changed()
