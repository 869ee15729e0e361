"""Filings: entries of a feed on their way into the store, and the outcome of storing them."""

from datetime import datetime
from hashlib import sha256

from briefing.frozen import dataclass
from briefing.model.story import Link, TextKind


@dataclass(frozen=True, slots=True)
class Filing:
    """One entry of a feed, cleaned and ready to be filed under a story."""

    key: str
    """The key that the feed has for the entry (see `entry_key`)."""
    guid: str
    url: str
    """The address as given, safe to open; "" if there is none."""
    canonical: str
    """The key under which copies of one article are the same (`text.page_addresses.canonical_url`), or ""."""
    title: str
    outlet: str
    domain: str
    author: str
    published: datetime | None
    language: str
    text: str
    text_kind: TextKind
    links: tuple[Link, ...] = ()
    is_link: bool = False
    """Whether the entry of a search, an alert or a forum only links to this article."""
    ahead: datetime | None = None
    """The date of the entry, if it is so far ahead of the clock that it is not believed yet."""
    item: int = 0
    """A digest of what the feed gave for the entry; 0 if it has to be filed again each time."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The outcome of filing a feed: ids of new and of edited stories, and the number of unchanged entries."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    unchanged: int = 0
    notes: tuple[str, ...] = ()
    """What was corrected, in plain words, such as "unstable ids: entries were matched by title and day"."""


def entry_key(guid: str, canonical: str, title: str, text: str) -> str:
    """Return the key of an entry: its guid, else its canonical address, else a hash of its words."""
    return guid.strip() or canonical or f"sha256:{text_digest(title, text)}"


def text_digest(title: str, text: str) -> str:
    """Return the sha256 in hex of title, LF, text in UTF-8; lone surrogates count as question marks."""
    return sha256(f"{title}\n{text}".encode(errors="replace")).hexdigest()
