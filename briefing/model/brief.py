"""The daily brief as it is composed, and the file it was saved to."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefing.model.inbox import ThreadRow
from briefing.model.views import ThreadPage


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """How many feeds there are, how many answered, and how many failed."""

    subscribed: int = 0
    ok: int = 0
    failing: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """The daily brief, composed and not yet rendered."""

    date: datetime
    """The moment the brief is for; its local day is the day of the brief."""
    since: datetime
    prepared: datetime
    items: tuple[ThreadPage, ...] = ()
    followed: tuple[ThreadRow, ...] = ()
    feeds: FeedCounts = field(default_factory=FeedCounts)
    failing: tuple[str, ...] = ()
    """One line for each failing feed: its title and the reason."""
    stories: int = 0
    threads: int = 0
    automatic: bool = False
    """True if the program picked the items because the user had chosen none."""

    @property
    def is_empty(self) -> bool:
        """Return whether the brief holds no thread at all."""
        return not self.items and not self.followed


@dataclass(frozen=True, slots=True)
class SavedBrief:
    """Where a brief was written, and where an edited one that was there before is now."""

    path: Path
    kept: Path | None = None
