"""The daily brief as it is composed, before it is written out."""

from dataclasses import dataclass, field
from datetime import datetime

from briefing.model.inbox import ThreadRow
from briefing.model.views import ThreadPage


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """How the feeds fared, for the brief."""

    subscribed: int = 0
    ok: int = 0
    failing: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """The daily brief before it is written out."""

    date: datetime
    """The moment it is for; its local day is the brief's day."""
    since: datetime
    prepared: datetime
    items: tuple[ThreadPage, ...] = ()
    followed: tuple[ThreadRow, ...] = ()
    feeds: FeedCounts = field(default_factory=FeedCounts)
    failing: tuple[str, ...] = ()
    """One line a failing feed: its title and why."""
    stories: int = 0
    threads: int = 0
    automatic: bool = False
    """True where the program picked the items because the user decided on none."""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no thread to tell of."""
        return not self.items and not self.followed
