"""Outlets: opening the page of the one under the cursor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.model.outlet import OutletPage
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target

FindOutlet: TypeAlias = "Callable[[], Awaitable[OutletPage | None]]"
"""Returns the page of an outlet; None if nothing of it is in the store."""


class OutletOpener:
    """Opens the page of the outlet that `current` names; None if none is under the cursor."""

    def __init__(self, owner: Owner, services: Services, current: Callable[[], FindOutlet | None]) -> None:
        self._owner = owner
        self._services = services
        self._current = current

    def action_outlet_page(self) -> None:
        """Open the page of the outlet under the cursor."""
        find = self._current()
        if find is None:
            self._owner.say("No outlet is under the cursor.")
        else:
            self._owner.open_page("counting the stories of the outlet", partial(self._open, find), group="outlet")

    async def _open(self, find: FindOutlet) -> None:
        host = self._owner.host
        found = await host.report_failure(_found(find))
        if found:
            host.show_page(*found)
        elif found is not None:
            self._owner.say("Nothing of this outlet is stored.")


async def _found(find: FindOutlet) -> tuple[OutletPage, ...]:
    page = await find()
    return () if page is None else (page,)


def of_target(services: Services, target: Target | None, row: ThreadRow | None = None) -> FindOutlet | None:
    """Return how to find the outlet of a target's story, or the one it names, or else that of a thread's headline."""
    if target is not None and target.story:
        return partial(services.outlets.page_of_story, target.story)
    if target is not None and (target.outlet or target.domain):
        return partial(services.outlets.find, target.outlet, target.domain)
    return partial(services.outlets.find, row.outlet, "") if row is not None else None
