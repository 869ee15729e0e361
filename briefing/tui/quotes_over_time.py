"""The pane of quotes by date, which the pages of an actor and of a topic share."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from briefing.frozen import dataclass
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.dated_words import DatedWords
from briefing.tui.format.lines import MUTED, Line, clean
from briefing.tui.format.times import day
from briefing.tui.targets import Target
from briefing.tui.widgets.pane_lines import Item

QUOTES_OVER_TIME = "Quotes over time"

Q = TypeVar("Q", bound=DatedWords)


@dataclass(frozen=True, slots=True)
class QuotesOverTime(Generic[Q]):
    """Quotes in the given order; each date is written once."""

    quotes: Sequence[Q]
    now: datetime
    lines: Callable[[Q, int, str], Sequence[Line]]
    """Returns the lines of a quote, given the width and its date, which is "" if it is the date of the one above."""
    nothing: str
    """What is shown if there are no quotes."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the heading."""
        return (heading(QUOTES_OVER_TIME, str(len(self.quotes)), width, has_keys=has_keys, more=more),)

    def items(self, width: int) -> Sequence[Item]:
        """Return the quotes, a blank line between them."""
        items: list[Item] = []
        shown = ""
        for quote in self.quotes:
            date = day(quote.published, self.now)
            lines = self.lines(quote, width, "" if date == shown else date)
            words = " … ".join(clean(part) for part in quote.parts)
            items.append(
                Item(tuple(lines), Target(story=quote.story, at=quote.at, words=words), before=1 if items else 0)
            )
            shown = date
        return items or [Item((((self.nothing, MUTED),),))]
