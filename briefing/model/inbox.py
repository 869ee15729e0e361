"""Read models of the inbox: its rows, its figures, and which threads it lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.model.reason import Reason
from briefing.model.verdict import Verdict

if TYPE_CHECKING:
    from briefing.model.query import Query


class InboxOrder(StrEnum):
    """The order in which the inbox lists its threads."""

    RANK = "most worth reading first"
    NEWEST = "newest first"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Which threads the inbox lists, in which order.

    `verdicts` empty means all; `query` leaves only the threads that match it.
    """

    verdicts: tuple[Verdict, ...] = ()
    since: datetime | None = None
    query: Query | None = None
    order: InboxOrder = InboxOrder.RANK


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """The figures of the header. `failing` and `silent` count feeds."""

    threads: int = 0
    new: int = 0
    """Never looked at and not decided."""
    brief: int = 0
    follow: int = 0
    later: int = 0
    drop: int = 0
    feeds: int = 0
    failing: int = 0
    checked: datetime | None = None
    """When the last refresh ended."""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One line of the inbox."""

    id: str
    title: str
    verdict: Verdict
    stories: int
    independent: int
    new_stories: int
    """Stories that came since the user last looked; 0 for a thread never looked at."""
    looked: datetime | None
    """When the user last opened it or stayed on it; None if never (●)."""
    first_seen: datetime
    last_story: datetime
    score: float = 0.0
    score_parts: tuple[Reason, ...] = ()
    pulse: tuple[int, ...] = ()
    """Stories on each of the last 7 days, oldest first."""
    topic: str = ""
    """The id of its topic, or "" if it is the only thread of its matter."""
    topic_name: str = ""
    topic_day: int = 0
    """On which day of its topic its last story came, counted from 1."""
