"""The words of a quote next to its date."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefing.tui.format.lines import MUTED, QUOTE, QUOTE_MARK, Line, Run, clean, pad, spaces, width_of
from briefing.tui.format.wrap import wrap

_DATE = 13


class DatedWords(Protocol):
    """A quote of a page that shows quotes by date."""

    @property
    def parts(self) -> Sequence[str]:
        """The words, one text a span."""

    @property
    def published(self) -> datetime:
        """When the story was published."""

    @property
    def story(self) -> int:
        """The id of the story."""

    @property
    def at(self) -> int:
        """Where the quote begins in the text of the story."""


def dated_words(quote: DatedWords, width: int, date: str) -> tuple[tuple[Line, ...], Line]:
    """Return a quote's words next to its date, and the indent of what follows them."""
    first = (*spaces(2), *pad(((date, MUTED),) if date else (), _DATE))
    indent = spaces(width_of(first) + 1)
    words = " … ".join(clean(part, 600) for part in quote.parts)
    runs: tuple[Run, ...] = (("“", QUOTE_MARK), (words, QUOTE), ("”", QUOTE_MARK))
    return tuple(wrap(runs, width - 1, first=first, rest=indent)), indent
