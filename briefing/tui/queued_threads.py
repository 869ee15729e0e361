"""The queue's threads in the order of the inbox, and how long the rest takes at the user's own pace."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxFilter, InboxPart, ThreadRow
from briefing.model.query import on_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.tui.services import Services

MOST_THREADS = 2_000
"""How many are read at a time."""
_FEWEST_DECISIONS = 3
"""With fewer decisions, there is no pace yet."""
_LONGEST = timedelta(minutes=5)
"""A longer time between two decisions counts as a pause."""


class QueuedThreads:
    """The rows of one part of the inbox, and which of them is shown: the threads first, then the single reports."""

    def __init__(self) -> None:
        self.part = InboxPart.THREADS
        self.desk = ""
        """Only its threads are in the queue, "" for all."""
        self.rows: tuple[ThreadRow, ...] = ()
        self.at = 0
        """The number of the row that is shown; behind the last one, the part is done."""

    @property
    def current(self) -> ThreadRow | None:
        """The row that is shown."""
        return self._row(self.at)

    @property
    def following(self) -> ThreadRow | None:
        """The row after it."""
        return self._row(self.at + 1)

    def _row(self, number: int) -> ThreadRow | None:
        return self.rows[number] if number < len(self.rows) else None

    async def fill(self, services: Services, parts: Sequence[InboxPart]) -> None:
        """Read the first of these parts that has any rows; begin where the user stopped last time."""
        for part in parts:
            self.part, self.rows, self.at = part, self.rows[:0], 0
            await self.read_more(services)
            if self.rows:
                break
        self.rows = from_stop(self.rows, await services.inbox.queue_stop())

    @property
    def filter(self) -> InboxFilter:
        """Which threads the part has, on the desk."""
        return InboxFilter(part=self.part, query=on_desk(None, self.desk))

    async def read_more(self, services: Services) -> None:
        """Put the rows of the part that are not in the queue yet behind the others."""
        queued = {row.id for row in self.rows}
        left = await services.inbox.rows(self.filter, 0, MOST_THREADS + len(queued))
        self.rows = (*self.rows, *(row for row in left if row.id not in queued))


def from_stop(rows: Sequence[ThreadRow], stop: str) -> tuple[ThreadRow, ...]:
    """Return the rows with those that the user skipped last time, before the thread `stop`, after the others.

    Threads added above it since then were never looked at, and stay first.
    """
    at = next((number for number, row in enumerate(rows) if row.id == stop), 0)
    passed = [row for row in rows[:at] if row.looked is not None]
    ids = {row.id for row in passed}
    return (*(row for row in rows if row.id not in ids), *passed)


class Pace:
    """The time between the user's decisions in this sitting."""

    def __init__(self, began: datetime) -> None:
        self._last = began
        self._spent = timedelta()
        self._decisions = 0

    def decided(self, now: datetime) -> None:
        """Note a decision; a pause before it does not count in full."""
        self._spent += min(max(now - self._last, timedelta()), _LONGEST)
        self._last = now
        self._decisions += 1

    def minutes_for(self, count: int) -> int | None:
        """Return how many minutes `count` threads take; None after too few decisions."""
        if self._decisions < _FEWEST_DECISIONS:
            return None
        return math.ceil(self._spent / self._decisions * count / timedelta(minutes=1))
