"""The state of feeds that have nothing new, stored many at a time: most feeds are such at most times."""

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.model.feed import Feed
from briefing.services.polling import after_success, learned_interval
from briefing.services.workspace import Workspace
from briefing.store import feeds as feed_table
from briefing.store.failures import StoreFault

MOST_WAITING = 100
"""So many feeds are stored in one transaction."""

Answered = tuple[Feed, float]
"""A feed that has nothing new, and the seconds for which its server asks not to be asked again."""


class UnchangedFeeds:
    """Collects feeds that have nothing new. If the program ends before they are stored, they are only asked again."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._waiting: list[Answered] = []

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
        now = self._workspace.now()
        try:
            await self._workspace.database.run(_store, waiting, now)
        except StoreFault:
            for each in waiting:
                with contextlib.suppress(StoreFault):
                    await self._workspace.database.run(_store, (each,), now)


def _store(connection: sqlite3.Connection, answered: Sequence[Answered], now: datetime) -> None:
    """Store each feed with an interval learned from its stored stories."""
    for feed, max_age in answered:
        interval = learned_interval(feed_table.latest_published(connection, feed.id), now)
        feed_table.save_feed(connection, after_success(feed, now, interval=interval, max_age=max_age))
