"""Where the stories of a thread come from: which outlet was first, which followed, and which printed a reprint."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepKind(StrEnum):
    """How an outlet joined a thread."""

    FIRST = "first report"
    FOLLOWED = "followed"
    REPRINTED = "reprint"
    EARLY = "reprint dated before its original"


@dataclass(frozen=True, slots=True)
class ChainStep:
    """An outlet's first story in a thread, or its reprint of source [`of`]; `share` is the shared wording, 0 .. 1."""

    n: int
    outlet: str
    kind: StepKind
    at: datetime
    minutes: int = 0
    """Minutes after the first report; negative if dated before it."""
    of: int = 0
    share: float = 0.0

    @property
    def waited(self) -> str:
        """The time after the first report in words: "45 min later", "3 h earlier"."""
        size = abs(self.minutes)
        length = f"{size} min" if size < 120 else f"{size // 60} h" if size < 2880 else f"{size // 1440} days"
        return f"{length} {'later' if self.minutes >= 0 else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The steps of a thread's dated stories, the first report first, and the outlet that all of them rest on."""

    rests_on: str = ""
    """The outlet that all stories lead back to, or ""."""
    stories: int = 0
    """How many stories lead back to it."""
    steps: tuple[ChainStep, ...] = ()
