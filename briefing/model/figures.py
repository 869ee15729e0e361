"""What stories count, and whether they agree."""

from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.spans import Span


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number in the words of source [n] ("at least 28 people"); the sources in `also` give the same number.

    `span` is empty if the words are those of the title.
    """

    n: int
    story: int
    text: str
    span: Span
    at: datetime
    """When its story was published."""
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One thing that several publishers count, each number once.

    If the count `rises`, every larger number came later: the first is what it was, the last what it is now.
    """

    stated: tuple[StatedFigure, ...]
    rises: bool = False

    @property
    def differ(self) -> bool:
        """Return whether the sources disagree."""
        return len(self.stated) > 1 and not self.rises

    @property
    def words_before(self) -> tuple[str, ...]:
        """Return the word before each number: "now" before the last of a count that rises, else nothing."""
        return (*[""] * (len(self.stated) - 1), "now " if self.rises else "")
