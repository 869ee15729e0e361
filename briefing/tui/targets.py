"""Targets: what an item on the screen leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.frozen import dataclass

if TYPE_CHECKING:
    from briefing.model.figures import FigureLine
    from briefing.model.inbox import ThreadRow
    from briefing.model.outlet import SilentOutlet
    from briefing.model.views import QuoteLine, SourceLine


@dataclass(frozen=True, slots=True)
class Target:
    """A story at a character of its text, a thread, an address, or an actor; unknown parts are 0, None or "".

    `n` is the number in the thread's source list.
    """

    story: int = 0
    n: int = 0
    at: int | None = None
    thread: str = ""
    url: str = ""
    words: str = ""
    """The words under the cursor, to be copied."""
    actor: str = ""
    """The key of an actor."""
    outlet: str = ""
    """The name of an outlet of which no story is meant."""
    domain: str = ""
    """Its domain."""

    def is_like(self, other: Target) -> bool:
        """Return whether both lead to the same thing, even if a newer text has its words at another position."""
        return self == other or (any(self._names) and self._names == other._names)

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.thread, self.url, self.words, self.actor, self.outlet, self.domain)


def of_quote(quote: QuoteLine) -> Target:
    """Return the target of a quote: its position in its story."""
    at = quote.spans[0].start if quote.spans else None
    return Target(story=quote.story, n=quote.n, at=at, words=" … ".join(quote.parts))


def of_figure(line: FigureLine) -> Target:
    """Return the position of the first number of a figure."""
    first = line.stated[0]
    return Target(story=first.story, n=first.n, at=first.span.start, words=first.text)


def of_source(source: SourceLine) -> Target:
    """Return the story of a source, or its address if it is not held."""
    words = f"{source.title}, {source.outlet}"
    outlet, domain = ("", "") if source.held else (source.outlet, source.domain)
    return Target(story=source.story, n=source.n, url=source.url, words=words, outlet=outlet, domain=domain)


def of_silent(outlet: SilentOutlet) -> Target:
    """Return the page of an outlet that is silent on a thread."""
    return Target(words=outlet.name or outlet.domain, outlet=outlet.name, domain=outlet.domain)


def of_thread(row: ThreadRow) -> Target:
    """Return the thread of a row."""
    return Target(thread=row.id, words=row.title)
