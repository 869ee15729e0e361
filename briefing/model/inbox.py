"""Read models of the inbox: its rows, its figures, and which threads it lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.frozen import dataclass
from briefing.model.reason import Reason
from briefing.model.verdict import Verdict

if TYPE_CHECKING:
    from briefing.model.query import Query
    from briefing.model.wake import WakeConditions


class InboxPart(StrEnum):
    """Where the inbox lists a thread. The first three are its parts; the others are listed only on request."""

    THREADS = "threads"
    """Two or more outlets, or lifted, or followed with new stories, or developed since a brief; ordered by rank."""
    SINGLE = "single"
    """One outlet, undecided."""
    QUIET = "quiet"
    """Followed without new stories, or put off and not woken."""
    DECIDED = "decided"
    """In the brief, or dropped."""
    MUTED = "muted"
    """Muted by a rule."""
    ARCHIVE = "archive"
    """Undecided, and older than the open window when it was first read."""


class LiftKind(StrEnum):
    """Why a thread is lifted."""

    WAKE = "wake"
    """It was deferred and woke: it is listed first until it is decided."""
    WATCH = "watch"
    """A rule, or an actor of the watch list."""
    QUESTION = "question"
    """A standing question."""
    TOPIC = "topic"
    """Its topic is followed."""
    DEVELOPED = "developed"
    """It was in an earlier brief, and gained independent stories since."""


class InboxOrder(StrEnum):
    """The order in which the inbox lists its threads."""

    RANK = "most worth reading first"
    NEWEST = "newest first"


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Which threads the inbox lists, in which order.

    `verdicts` empty means all, and so does no `part`; `query` leaves only the threads that match it.
    """

    verdicts: tuple[Verdict, ...] = ()
    since: datetime | None = None
    query: Query | None = None
    part: InboxPart | None = None
    order: InboxOrder = InboxOrder.RANK


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """The figures of the header: numbers of threads, except `feeds` and `failing`."""

    threads: int = 0
    new: int = 0
    """Never looked at, not decided, and in a part of the inbox."""
    brief: int = 0
    follow: int = 0
    later: int = 0
    drop: int = 0
    open_threads: int = 0
    """Rows in the part THREADS: deciding on them, or reading what is new in a followed one, brings this to zero."""
    open_single: int = 0
    """Rows in the part SINGLE."""
    quiet: int = 0
    decided: int = 0
    muted: int = 0
    archived: int = 0
    feeds: int = 0
    failing: int = 0
    checked: datetime | None = None
    """When the last refresh ended."""

    def with_feeds_of(self, counts: InboxCounts) -> InboxCounts:
        """Return the same figures of threads with the figures of feeds of other counts."""
        return replace(self, feeds=counts.feeds, failing=counts.failing, checked=counts.checked)

    def in_part(self, part: InboxPart) -> int:
        """Return how many threads are in a part."""
        return {
            InboxPart.THREADS: self.open_threads,
            InboxPart.SINGLE: self.open_single,
            InboxPart.QUIET: self.quiet,
            InboxPart.DECIDED: self.decided,
            InboxPart.MUTED: self.muted,
            InboxPart.ARCHIVE: self.archived,
        }[part]


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What was decided today, in threads by the verdict that they have now."""

    brief: int = 0
    follow: int = 0
    later: int = 0
    drop: int = 0
    next_wake: tuple[str, datetime] | None = None
    """The headline of the deferred thread that wakes next at a known time, and when."""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One line of the inbox."""

    id: str
    title: str
    verdict: Verdict
    stories: int
    independent: int
    new_stories: int
    """Stories added since the user last looked or followed; 0 for a thread neither looked at nor followed."""
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
    part: InboxPart = InboxPart.THREADS
    lifted: str = ""
    """Why it is lifted, in a few words such as "woke: 3 new independent", or ""."""
    is_woken: bool = False
    """Whether it was deferred, woke, and has not been decided since."""
    until: WakeConditions = ()
    """What wakes it, if it is deferred until something."""
    muted: str = ""
    """The name of the rule that mutes it, or ""."""
    outlet: str = ""
    """The outlet of the story that names the thread."""
