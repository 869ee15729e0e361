"""Sharing the store with other processes: waiting for one that holds it, and showing what another one wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from briefing.tui.host import Work
    from briefing.tui.services import Services

LOOK_SECONDS = 10.0
"""How often to look for what other processes wrote."""

_Value = TypeVar("_Value")


class StoreWatchHost(Protocol):
    """The app, as far as sharing the store goes."""

    services: Services

    @property
    def is_refreshing(self) -> bool:
        """Whether feeds are being refreshed."""

    def say(self, words: str) -> None:
        """Show a message on the screen that is on top."""

    async def report_failure(self, awaited: Awaitable[_Value]) -> _Value | None:
        """Await something; show a failure that the user can act on, and return None for it."""

    def start(self, work: Work, *, group: str) -> None:
        """Run work in the background."""


class StoreWatch:
    """Calls `writable` when a store that was taken can be written, and `changed` when another process wrote to it."""

    def __init__(self, host: StoreWatchHost, *, writable: Callable[[], None], changed: Callable[[], None]) -> None:
        self._host = host
        self._writable = writable
        self._changed = changed

    def wait_until_writable(self) -> None:
        """Wait in the background until the other process frees the store."""
        self._host.start(self._wait, group="store")

    def look_for_changes(self) -> None:
        """Look in the background for what another process, such as a timer's refresh, wrote to the store."""
        if not self._host.is_refreshing:
            self._host.start(self._look, group="changes")

    async def _wait(self) -> None:
        if await self._host.report_failure(self._host.services.session.wait_until_writable()):
            self._host.say("The store is free: your decisions are stored from now on.")
            self._writable()

    async def _look(self) -> None:
        if await self._host.report_failure(self._host.services.session.changed_elsewhere()):
            self._changed()
