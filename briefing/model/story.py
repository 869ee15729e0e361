"""Stories: published articles, and the snapshots of their text."""

from datetime import datetime
from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.spans import Span


class TextKind(StrEnum):
    """How much of a story's text we hold."""

    HEADLINE = "headline only"
    SUMMARY = "summary"
    FULL = "full text"


class TextExtent(StrEnum):
    """How much of an article a text is, as the user sees it."""

    HEADLINE = "headline only"
    SUMMARY = "summary"
    FEED_TEXT = "text in the feed"
    """More than a summary; only the page can show whether it is the whole article."""
    FULL = "full text"
    """Read from the article's page."""


LONGEST_SUMMARY = 1_000
"""Characters; a longer text of a feed is more than a summary, in whichever of its elements it is."""
_MOST_PARAGRAPHS = 3
"""The most paragraphs of a summary; short articles have more."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: its address and the span of its anchor."""

    url: str
    anchor: Span


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a web page: cleaned text (paragraphs are lines) and the metadata of the page."""

    title: str
    text: str
    outlet: str = ""
    author: str = ""
    published: datetime | None = None
    url: str = ""
    """The canonical address that the page names, or ""."""
    language: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a story's text; never changed once stored."""

    id: int
    story: int
    title: str
    text: str
    """Paragraphs separated by LF; "" if there is only a headline."""
    kind: TextKind
    taken: datetime
    sha256: str
    """Hex digest of title, LF, text in UTF-8."""
    links: tuple[Link, ...] = ()
    of_feed: bool = False
    """It comes from a feed; otherwise it was read from the page of the article."""

    @property
    def extent(self) -> TextExtent:
        """How much of the article it is, as far as that can be known."""
        if not self.text:
            return TextExtent.HEADLINE
        if not self.of_feed and self.kind is TextKind.FULL:
            return TextExtent.FULL
        long = len(self.text) > LONGEST_SUMMARY or self.text.count("\n") >= _MOST_PARAGRAPHS
        return TextExtent.FEED_TEXT if long else TextExtent.SUMMARY


@dataclass(frozen=True, slots=True)
class Story:
    """One published article, after merging the entries that carry it."""

    id: int
    url: str
    """Canonical address; "" if no entry gave one."""
    title: str
    outlet: str
    domain: str
    """The registrable domain of the address, or "" (an IP, localhost)."""
    author: str
    published: datetime
    """The date of the feed or page; if there is none, the time it was first seen."""
    dated: bool
    """False if `published` is only the time it was first seen."""
    first_seen: datetime
    language: str = ""
    version: int = 1
    """How many snapshots there are."""
