"""What the screens are given: the use cases over one workspace, each imported when it is first needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from briefing.services.inbox import Inbox

if TYPE_CHECKING:
    from briefing.model.refresh import RefreshEvent, RefreshFinished
    from briefing.services.actors import Actors
    from briefing.services.briefs import Briefs
    from briefing.services.completion import Completion
    from briefing.services.decisions import Decisions
    from briefing.services.outlets import Outlets
    from briefing.services.pipes import Pipes
    from briefing.services.rules import Rules
    from briefing.services.stories import Stories
    from briefing.services.subscriptions import Feeds
    from briefing.services.threads import Threads
    from briefing.services.topics import Topics
    from briefing.services.workspace import Workspace


class ScreenServices:
    """The use cases of one session. The first screen needs the session and the inbox alone."""

    def __init__(self, workspace: Workspace) -> None:
        self.session = workspace
        self.inbox = Inbox(workspace)

    async def refresh(
        self, feed_ids: Sequence[int] | None, report: Callable[[RefreshEvent], None], *, asked: bool = True
    ) -> RefreshFinished:
        """Ask feeds for news, all of them for None, and report each step as it ends; cancelling stops it.

        If not `asked`, the program does so by itself: feeds that are not due yet are left alone.
        """
        await asyncio.to_thread(import_module, "briefing.services.refresh")  # slow, and keys are to be answered
        from briefing.services.refresh import refresh

        return await refresh(self.session, feed_ids, report, asked=asked)

    async def due_feeds(self) -> tuple[int, ...]:
        """Return the feeds that are due by their intervals."""
        await asyncio.to_thread(import_module, "briefing.services.refresh")
        from briefing.services.refresh import due_feeds

        return await due_feeds(self.session)

    async def wake_threads(self, *, times_only: bool = False) -> int:
        """Wake the deferred threads whose condition holds, only by their times if `times_only`; return how many."""
        await asyncio.to_thread(import_module, "briefing.services.wakes")
        from briefing.services.wakes import wake_threads

        return await wake_threads(self.session, times_only=times_only)

    @cached_property
    def threads(self) -> Threads:
        """The pages of threads, and the search."""
        from briefing.services.threads import Threads

        return Threads(self.session)

    @cached_property
    def stories(self) -> Stories:
        """The stories, to be read, compared and opened."""
        from briefing.services.stories import Stories

        return Stories(self.session)

    @cached_property
    def actors(self) -> Actors:
        """The actors."""
        from briefing.services.actors import Actors

        return Actors(self.session)

    @cached_property
    def topics(self) -> Topics:
        """The topics."""
        from briefing.services.topics import Topics

        return Topics(self.session)

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets."""
        from briefing.services.outlets import Outlets

        return Outlets(self.session)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds."""
        from briefing.services.subscriptions import Feeds

        return Feeds(self.session)

    @cached_property
    def decisions(self) -> Decisions:
        """What the user decides."""
        from briefing.services.decisions import Decisions

        return Decisions(self.session)

    @cached_property
    def rules(self) -> Rules:
        """The rules, questions and desks."""
        from briefing.services.rules import Rules

        return Rules(self.session)

    @cached_property
    def pipes(self) -> Pipes:
        """Threads and stories as the input of a command."""
        from briefing.services.pipes import Pipes

        return Pipes(self.session)

    @cached_property
    def completion(self) -> Completion:
        """What completes the words of a prompt."""
        from briefing.services.completion import Completion

        return Completion(self.session)

    @cached_property
    def briefs(self) -> Briefs:
        """The daily brief."""
        from briefing.services.briefs import Briefs

        return Briefs(self.session)
