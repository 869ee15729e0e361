"""Events of a watch: what a refresh on a schedule changed, one by one."""

from datetime import datetime
from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.inbox import ThreadRow
from briefing.model.rule import Rule


class WatchKind(StrEnum):
    """What happened."""

    STARTED = "started"
    REFRESHED = "refreshed"
    NEW_THREAD = "new-thread"
    DEVELOPED = "developed"
    """A thread got more stories."""
    WOKE = "woke"
    RULE_MATCHED = "rule-matched"
    FAILED = "failed"
    """A feed could not be read, or the whole refresh failed."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class HookResult:
    """The command that was run for an event, and how it ended; `problem` is a sentence if it did not end by itself."""

    command: str
    code: int | None = None
    output: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WatchTotals:
    """The figures of one refresh."""

    feeds: int = 0
    failed: int = 0
    new_stories: int = 0
    new_threads: int = 0


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """One event; what it is not about is None or ""."""

    kind: WatchKind
    at: datetime
    thread: ThreadRow | None = None
    rule: Rule | None = None
    feed: tuple[int, str] | None = None
    """The number and the title of a feed."""
    sentence: str = ""
    totals: WatchTotals | None = None
    hook: HookResult | None = None
