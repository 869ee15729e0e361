"""The state of feeds that have nothing new, stored many at a time: most feeds are such at most times."""

import contextlib
from collections.abc import Sequence

from briefing.model.feed import Feed
from briefing.services.polling import after_success, learned_interval
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from briefing.store.failures import StoreFault

MOST_WAITING = 100
"""So many feeds are stored in one transaction."""


class UnchangedFeeds:
    """Collects feeds that have nothing new. If the program ends before they are stored, they are only asked again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._waiting: list[tuple[Feed, float]] = []

    async def add(self, feed: Feed, max_age: float) -> None:
        """Store the state of `feed`, now or with later ones."""
        self._waiting.append((feed, max_age))
        if len(self._waiting) >= MOST_WAITING:
            await self.store()

    async def store(self) -> None:
        """Store those that wait; one that cannot be stored keeps the state it had."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            await self._store(waiting)
        except StoreFault:
            for each in waiting:
                with contextlib.suppress(StoreFault):
                    await self._store([each])

    async def _store(self, waiting: Sequence[tuple[Feed, float]]) -> None:
        now, database = self._workspace.now(), self._workspace.database
        published = await database.read(feed_table.latest_published_of, [feed.id for feed, _ in waiting])
        answered = [
            after_success(feed, now, interval=learned_interval(published[feed.id], now), max_age=max_age)
            for feed, max_age in waiting
        ]
        await database.run(feed_table.save_feeds, answered)
