"""Where the stories of a thread come from: who told it first, who followed, who only printed it again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepKind(StrEnum):
    """How an outlet came into a thread."""

    FIRST = "first report"
    FOLLOWED = "followed"
    REPRINTED = "reprint"
    EARLY = "reprint dated before its original"


@dataclass(frozen=True, slots=True)
class ChainStep:
    """An outlet's first story in a thread, or its reprint of source [`of`] with so much shared wording."""

    n: int
    outlet: str
    kind: StepKind
    at: datetime
    minutes: int = 0
    """After the first report; below 0 for what is dated before it."""
    of: int = 0
    share: float = 0.0

    @property
    def waited(self) -> str:
        """How long after the first report it came, in words: "45 min later", "3 h earlier"."""
        size = abs(self.minutes)
        length = f"{size} min" if size < 120 else f"{size // 60} h" if size < 2880 else f"{size // 1440} days"
        return f"{length} {'later' if self.minutes >= 0 else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The steps of a thread's dated stories, the first report at the head; "" where no one outlet stands behind all."""

    rests_on: str = ""
    """The outlet that all stories lead back to."""
    stories: int = 0
    """How many stories lead back to it."""
    steps: tuple[ChainStep, ...] = ()
