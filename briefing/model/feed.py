"""Feeds: subscriptions, and the documents that they deliver."""

from dataclasses import field
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.full_text import FullText
from briefing.model.story import Link


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect of a feed: where it leads, and how many answers in a row said so, `since` when."""

    url: str
    since: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription with its polling state. All times are aware and UTC."""

    id: int
    url: str
    title: str = ""
    """The name given by the user, else the title of the feed, else ""."""
    site: str = ""
    """The page that the feed names as its home, or ""."""
    folder: str = ""
    """The group it is filed under; nested groups are separated by " / "."""
    groups: tuple[str, ...] = ()
    """Further groups that it is in."""
    typed: bool = False
    """The user typed this address, so its own origin may be a private address."""
    added: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    body_hash: str | None = None
    """sha256 in hex of the last body that was read."""
    full_fetched: datetime | None = None
    """The time of the last fetch without conditions."""
    checked: datetime | None = None
    succeeded: datetime | None = None
    next_check: datetime | None = None
    failures: int = 0
    """Failed checks in a row."""
    reason: str = ""
    failure: str = ""
    """The last failure's sentence; "" when the last check went well."""
    notes: tuple[str, ...] = ()
    """What was cut or refused at the last reading, in plain words."""
    full_text: FullText = FullText.USUAL
    """The mode that the user chose for this feed; it goes before the settings."""
    pause: int = 0
    """The seconds that the feed itself asks for between two checks, 0 if it does not say."""
    move: Move | None = None
    """Where the feed may have moved for good; its address changes once enough answers agree."""
    synced: bool = False
    """Whether the sync server keeps it, so that its entries come from there."""


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One item of a feed, cleaned and cut to our limits; blocks are plain text, with paragraphs separated by LF."""

    guid: str
    url: str
    title: str
    author: str = ""
    published: datetime | None = None
    """None if the feed gives no date, or one outside 1990-01-01 .. now + 48 h."""
    ahead: datetime | None = None
    """The date that the feed gives, if it is later than that: the clock of this machine may be wrong."""
    summary: str = ""
    content: str = ""
    links: tuple[Link, ...] = ()
    """The links of `content`, or of `summary` if there is none, as spans of it."""
    source_title: str = ""
    """The outlet that an aggregator names for this item (RSS `<source>`), or ""."""
    source_url: str = ""
    redirected: bool = False
    """Whether the feed gave the address of a search or an alert that leads to `url`."""
    item: int = field(default=0, compare=False)
    """A digest of what the feed gave; 0 if the same may mean something else next time, as without a date."""


@dataclass(frozen=True, slots=True)
class UnchangedItem:
    """An item of a feed that was filed as it is: the digest of what the feed gave, and its date."""

    item: int
    published: datetime


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One feed document: newest entries first, at most 1,000, keys unique."""

    title: str
    site: str
    language: str
    entries: tuple[ParsedEntry, ...]
    notes: tuple[str, ...] = ()
    """What was cut or corrected, in plain words, such as "cut to 1,000 entries"."""
    pause: int = 0
    """The seconds that the feed asks for between two checks (`ttl`, `sy:updatePeriod`), 0 if it does not say."""
    unchanged: tuple[UnchangedItem, ...] = ()
    """Known items, which are not among `entries`."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed address in a list (OPML, newsboat urls), before it is subscribed."""

    url: str
    title: str = ""
    folder: str = ""
    groups: tuple[str, ...] = ()
    """Further groups that it is in."""


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A working feed that an address leads to, before it is subscribed."""

    url: str
    name: str
    """What the page that names it calls it, or ""."""
    title: str
    entries: int
    newest: str
    """The title of its newest entry, or ""."""
    at: datetime | None
    """When that was published, None if the feed does not say."""
    typed: bool
    """Whether it may be on a private network: the user typed its address, or one of the same origin."""
