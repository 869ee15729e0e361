"""Waking deferred threads while the reader is open: by any condition at the start, then by their times."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from briefing.tui.host import Work
    from briefing.tui.services import Services

_Value = TypeVar("_Value")


class WakingHost(Protocol):
    """What waking threads needs of the app."""

    services: Services

    def say(self, words: str) -> None:
        """Show a message on the screen that is on top."""

    async def report_failure(self, awaited: Awaitable[_Value]) -> _Value | None:
        """Await something; show a failure that the user can act on, and return None for it."""

    def start(self, work: Work, *, group: str) -> None:
        """Run work in the background."""


class Waking:
    """Wakes threads in the background; `changed` is called if one woke."""

    def __init__(self, host: WakingHost, changed: Callable[[], None]) -> None:
        self._host = host
        self._changed = changed

    def look_at_all(self) -> None:
        """Wake every thread whose condition holds, also by what another process changed."""
        self._host.start(partial(self._wake, times_only=False), group="waking")

    def look_at_times(self) -> None:
        """Wake the threads whose time has come."""
        self._host.start(partial(self._wake, times_only=True), group="waking")

    async def _wake(self, *, times_only: bool) -> None:
        woken = await self._host.report_failure(self._host.services.wake_threads(times_only=times_only))
        if woken:
            self._host.say("A deferred thread woke." if woken == 1 else f"{woken} deferred threads woke.")
            self._changed()
