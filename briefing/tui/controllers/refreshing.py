"""The refresh in the background: one at a time, with its progress and its results on every screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.tui.format.status import Progress

if TYPE_CHECKING:
    from briefing.model.inbox import InboxCounts
    from briefing.model.refresh import RefreshEvent
    from briefing.tui.host import Work
    from briefing.tui.services import Services

_Value = TypeVar("_Value")


DUE_SECONDS = 60.0
"""How often to look for feeds that are due."""


class ReportingScreen(Protocol):
    """A screen, as far as a refresh goes. It may not be composed yet."""

    def show_status(self) -> None:
        """Show what header and footer say, and how far a refresh is."""

    def reload(self) -> None:
        """Read again what is shown."""


class RefreshHost(Protocol):
    """The app, as far as a refresh goes."""

    services: Services
    counts: InboxCounts
    progress: Progress

    @property
    def our_screens(self) -> Sequence[ReportingScreen]:
        """The open screens."""

    def say(self, words: str) -> None:
        """Show a message on the screen that is on top."""

    async def report_failure(self, awaited: Awaitable[_Value]) -> _Value | None:
        """Await something; show a failure that the user can act on, and return None for it."""

    def start(self, work: Work, *, group: str) -> None:
        """Run work in the background."""


class Refreshing:
    """Refreshes feeds; `started` is called when a refresh has begun."""

    def __init__(self, host: RefreshHost, started: Callable[[], None]) -> None:
        self._host = host
        self._started = started
        self.is_running = False

    def action_refresh_all(self) -> None:
        """Refresh all feeds."""
        if self._host.counts.feeds:
            self.refresh(None, asked=True)
        else:
            self._host.say("There are no feeds yet.")

    def refresh(self, feed_ids: tuple[int, ...] | None, *, asked: bool) -> None:
        """Refresh feeds, all of them for None, unless they are being refreshed; `asked` if the user pressed a key."""
        if self.is_running:
            self._host.say("The feeds are already being refreshed.")
            return
        self.is_running = True
        self._host.start(partial(self._refresh, feed_ids, asked=asked), group="refresh")
        self._started()

    def follow_rules(self) -> None:
        """Apply the rules in the background: their matches change with time, and while the reader is closed."""
        self._host.start(self._follow_rules, group="rules-start")

    async def _follow_rules(self) -> None:
        if await self._host.report_failure(self._host.services.rules.follow()):
            self.reload_screens()

    def refresh_due(self) -> None:
        """Refresh the feeds that are due by their intervals, if there are any; say so only if they bring stories."""
        if not self.is_running:
            self._host.start(self._refresh_due, group="due")

    async def _refresh_due(self) -> None:
        due = await self._host.report_failure(self._host.services.due_feeds())
        if due and not self.is_running:
            self.is_running = True
            self._host.start(partial(self._refresh, due, asked=False, says_little=True), group="refresh")

    async def _refresh(self, feed_ids: tuple[int, ...] | None, *, asked: bool, says_little: bool = False) -> None:
        host = self._host
        try:
            self._show(Progress(0, len(feed_ids) if feed_ids else max(1, host.counts.feeds)))
            finished = await host.report_failure(host.services.refresh(feed_ids, self._report, asked=asked))
        finally:
            self.is_running = False
            self._show(Progress())
        if finished is not None and (finished.new_stories or not says_little):
            from briefing.tui.format.refresh_progress import totals

            host.say(totals(finished))
        self.reload_screens()

    def _report(self, event: RefreshEvent) -> None:
        from briefing.model.refresh import Regrouped, Waiting
        from briefing.tui.format.refresh_progress import progress

        shown = progress(event)
        if shown is not None:
            self._show(shown)
        elif isinstance(event, Regrouped):
            self.reload_screens()
        elif isinstance(event, Waiting):
            self._host.say(event.sentence)

    def _show(self, progress: Progress) -> None:
        self._host.progress = progress
        for screen in self._host.our_screens:
            screen.show_status()

    def reload_screens(self) -> None:
        """Have every screen read again what it shows."""
        for screen in self._host.our_screens:
            screen.reload()
