"""Grouping while feeds are still being checked, so that the user need not wait for the last of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from briefing.model.refresh import Report
from briefing.services.grouping import count_new_words, regroup
from briefing.services.workspace import Workspace
from briefing.store import threads as thread_table
from briefing.store.lock import StoreTaken
from briefing.workers.pool import WorkerFailed

FIRST_SECONDS = 2.0
"""If the feeds of an empty store take longer, the stories fetched so far are grouped first."""
FIRST_STORIES = 1_500
"""How many stories are grouped first at most: they are listed after a second or two."""
STILL_SECONDS = 5.0
"""After this long without a new story, those that came are grouped again: only slow feeds are left."""
LATER_SECONDS = 40.0
"""They are also grouped again after this many seconds, then after twice as many, and so on."""


class EarlyGrouping:
    """Groups what has been filed so far, again and again, until the last feed is checked."""

    def __init__(self, workspace: Workspace, report: Report) -> None:
        self._workspace = workspace
        self._report = report
        self._turn = asyncio.Lock()
        self.counted: set[int] = set()
        """The stories whose words were counted."""
        self.is_partial = False
        """Whether the first threads of an empty store were made of a part of what came."""

    async def run(self) -> None:
        """Group until this is cancelled. The demo does not need it, because its feeds answer at once."""
        if self._workspace.fetch is not None:
            return
        is_empty = not await self._workspace.database.read(thread_table.has_threads)
        before: tuple[int, ...] = ()
        waited, longest = 0.0, LATER_SECONDS
        while True:
            pause = FIRST_SECONDS if is_empty else STILL_SECONDS
            await asyncio.sleep(pause)
            waited += pause
            async with self._turn:
                filed = await self._workspace.database.read(thread_table.ungrouped_stories)
                is_time = is_empty or filed == before or waited >= longest
                before = filed
                if filed and is_time and await self._group(filed[:FIRST_STORIES] if is_empty else filed):
                    self.is_partial |= is_empty
                    waited, longest, is_empty = 0.0, longest if is_empty else 2 * longest, False

    async def end(self) -> None:
        """Wait for a grouping that has begun."""
        await self._turn.acquire()

    async def _group(self, stories: tuple[int, ...]) -> bool:
        """Group the window up to the last of `stories`, which are new; return whether that worked."""
        try:
            await count_new_words(self._workspace, stories)
            self.counted.update(stories)
            self._report(await regroup(self._workspace, up_to=stories[-1]))
        except (WorkerFailed, StoreTaken):
            return False  # all are grouped when the last feed is checked
        return True


@asynccontextmanager
async def grouping_early(workspace: Workspace, report: Report) -> AsyncIterator[EarlyGrouping]:
    """Group what has been filed while the context is open; yield what was done, as it grows."""
    early = EarlyGrouping(workspace, report)
    running = asyncio.create_task(early.run())
    try:
        yield early
        await early.end()
    finally:
        running.cancel()
