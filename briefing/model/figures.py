"""What stories count, and where they do not agree."""

from dataclasses import dataclass
from datetime import datetime

from briefing.model.spans import Span


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number as source [n] gives it ("at least 28 people"); the sources `also` give the same one."""

    n: int
    story: int
    text: str
    span: Span
    at: datetime
    """When its story was published."""
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One thing that several publishers count, each number once."""

    stated: tuple[StatedFigure, ...]

    @property
    def differ(self) -> bool:
        """Tell whether the sources disagree."""
        return len(self.stated) > 1
