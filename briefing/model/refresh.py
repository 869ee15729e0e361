"""What a refresh reports while it runs."""

from collections.abc import Callable
from typing import TypeAlias

from briefing.frozen import dataclass
from briefing.model.sync import SyncTotals


@dataclass(frozen=True, slots=True)
class FeedChecked:
    """One feed was asked, the `done`th of `total`; `failure` is a sentence, or ""."""

    done: int
    total: int
    feed: int
    title: str
    new_stories: int = 0
    unchanged: bool = False
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another process refreshes this store; `holder` is its number."""

    holder: str

    @property
    def sentence(self) -> str:
        """What to tell the user."""
        return f"waiting for briefing (process {self.holder})…"


@dataclass(frozen=True, slots=True)
class Analysed:
    """`done` of `total` new texts were read for quotes, actors and citations."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The open window was grouped again: how many threads it has."""

    threads: int


@dataclass(frozen=True, slots=True)
class RefreshFinished:
    """The totals of a refresh."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    parsed: int = 0
    """Bodies that went through the feed parser."""
    entries: int = 0
    """Entries in the bodies that were parsed."""
    new_stories: int = 0
    changed_stories: int = 0
    unread: int = 0
    """Texts on which the analysis failed: they are stored, without quotes and actors."""
    not_read: int = 0
    """Stories whose texts were left until they are opened."""
    offline: bool = False
    """This machine has no network: no feed could be asked, and none is blamed."""
    handed_over: bool = False
    """Another process was refreshing all the time, so this one did nothing."""
    sync: SyncTotals | None = None
    """What was exchanged with the sync server; None if the settings name none."""
    problems: tuple[str, ...] = ()
    """What could not be done with the stories that were filed, in sentences."""


RefreshEvent: TypeAlias = Waiting | FeedChecked | Analysed | Regrouped | RefreshFinished

Report: TypeAlias = Callable[[RefreshEvent], None]
