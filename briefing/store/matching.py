"""Matching an entry with the stored ones: whether it is there already, and which story it belongs to."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from hashlib import sha256

from briefing.frozen import dataclass
from briefing.model.filing import Filing
from briefing.store.texts import Kept, title_hash
from briefing.store.timestamps import A_DAY, to_timestamp
from briefing.text.page_addresses import canonical_url, is_front_page
from briefing.text.words import share_words

_FLOOD = 20
"""The number of entries from which a feed can be found to have unstable ids."""
_COMPARED = 400
"""Characters of two texts that are compared."""
_REVISION = re.compile(r"#\d{0,2}$")
"""The number of a revision at the end of a guid, as in "https://paper.example/ferry#3"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry: its story, and the address and text that its feed gave last."""

    id: int
    story: int
    canonical: str
    title: str
    digest: bytes
    published: int
    is_dated: bool
    """Whether its story has a date that a feed gave."""


@dataclass(frozen=True, slots=True)
class FilingContext:
    """The feed whose entries are being filed, and what is known about them."""

    connection: sqlite3.Connection
    feed_id: int
    at: datetime
    shared: frozenset[str]
    """Addresses that several entries of this document have under different titles: they identify no article."""
    keys: frozenset[str] = frozenset()
    """The keys of all entries of this document."""
    kept: list[Kept] = field(default_factory=list)
    """Texts that still have to be added to the index."""

    def address(self, filing: Filing) -> str:
        """Return the address that identifies this article, or ""."""
        return "" if filing.canonical in self.shared else filing.canonical

    def free_address(self, filing: Filing) -> str:
        """Return the address of an entry if a new story may have it as its own, or ""."""
        address = self.address(filing)
        taken = self.connection.execute("SELECT 1 FROM stories WHERE canonical = ? AND canonical <> ''", (address,))
        return "" if is_front_page(address) or taken.fetchone() else address


def entries_of(context: FilingContext, keys: Iterable[str]) -> dict[str, Entry]:
    """Return the stored entries of this feed that have one of these keys, by key."""
    rows = context.connection.execute(
        """
        SELECT e.key, e.id, e.story_id, e.canonical, e.title, e.sha256, e.published, s.dated
        FROM entries AS e JOIN stories AS s ON s.id = e.story_id
        WHERE e.feed_id = ? AND e.key IN (SELECT value FROM json_each(?))
        """,
        (context.feed_id, json.dumps(list(keys))),
    )
    return {key: Entry(*columns) for key, *columns in rows}


def entries_under_new_keys(
    context: FilingContext, keyed: Mapping[str, Filing], known: Mapping[str, Entry]
) -> dict[str, Entry]:
    """Return the stored entries that came under new keys, if the feed makes up new ids at each fetch.

    Such a feed would otherwise flood the store. It is recognised if more than half of at least 20 entries are new by
    key but match stored entries of this feed by title and day. Their keys are updated.
    """
    unknown = {key: filing for key, filing in keyed.items() if key not in known}
    total = len(context.keys)
    if total < _FLOOD or 2 * len(unknown) <= total or _is_new(context):
        return {}
    found: dict[str, Entry] = {}
    taken = {entry.id for entry in known.values()}
    for key, filing in unknown.items():
        entry = _stored_under_title(context, filing)
        if entry is not None and entry.id not in taken:
            found[key] = entry
            taken.add(entry.id)
    if 2 * len(found) <= total:
        return {}
    context.connection.executemany(
        "UPDATE entries SET key = ? WHERE id = ?", [(key, entry.id) for key, entry in found.items()]
    )
    return found


def same_article(context: FilingContext, key: str, filing: Filing, entry: Entry | None) -> Entry | None:
    """Return the stored entry, or None if its guid was given to another article.

    A guid that stays means that an article was edited, even if its headline and address changed together. It was given
    away if address, date and title are others and the two have hardly a word in common.
    """
    if entry is None or not filing.canonical or not entry.canonical or entry.canonical == filing.canonical:
        return entry
    if entry.published == published_of(context, filing) or share_words(entry.title, filing.title):
        return entry
    if share_words(_beginning_of(context, entry), f"{filing.title} {filing.text[:_COMPARED]}"):
        return entry
    former = sha256(f"{entry.canonical}\n{entry.title}".encode(errors="replace")).hexdigest()
    context.connection.execute("UPDATE OR REPLACE entries SET key = ? WHERE id = ?", (f"{key}\n{former}", entry.id))
    return None


def story_at_address(context: FilingContext, key: str, filing: Filing) -> int | None:
    """Return the story of the article at the address of an entry, or None if there is none.

    Several articles can share an address, such as the items of a live page. The one of the same title is meant, else
    the first, unless this entry is another item of the same feed, or the address is that of a whole site.
    """
    address = context.address(filing)
    if not address:
        return None
    titled = context.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id
        FROM stories AS s JOIN entries AS e ON e.story_id = s.id AND e.canonical = ?
        LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.title_hash = ? ORDER BY s.id LIMIT 1
        """,
        (address, title_hash(filing.title)),
    ).fetchone()
    if titled is not None:
        return int(titled["id"])
    first = context.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id, s.url FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.canonical = ? AND s.canonical <> ''
        """,
        (address,),
    ).fetchone()
    if first is None or is_front_page(address) or _is_other_item(context, key, filing, first["id"], first["url"]):
        return None
    return int(first["id"])


def _is_other_item(context: FilingContext, key: str, filing: Filing, story: int, url: str) -> bool:
    """Return whether an entry at the address of a story is another article than that story.

    Two items of one feed with different guids and titles are two articles, unless one guid is a revision of the other.
    In another feed, the same page has other guids and may have another headline; another position in the page under
    another headline is another article.
    """
    held = context.connection.execute("SELECT feed_id, key, title FROM entries WHERE story_id = ?", (story,)).fetchall()
    if any(row["title"].casefold() == filing.title.casefold() for row in held):
        return False
    own = [row["key"] for row in held if row["feed_id"] == context.feed_id and row["key"] != key]
    if own and not filing.is_link:
        return not any(_is_revision(key, other) and other not in context.keys for other in own)
    moved = url.partition("#")[2] != filing.url.partition("#")[2]
    return moved and bool(held) and not any(share_words(row["title"], filing.title) for row in held)


def _is_revision(key: str, other: str) -> bool:
    """Return whether two guids differ only in the number of a revision or in tracking parameters."""
    one, two = _REVISION.sub("", key), _REVISION.sub("", other)
    same_place = one.partition("#")[2] == two.partition("#")[2]
    return one == two or (same_place and bool(canonical_url(one)) and canonical_url(one) == canonical_url(two))


def _beginning_of(context: FilingContext, entry: Entry) -> str:
    row = context.connection.execute(
        "SELECT n.text FROM stories AS s JOIN snapshots AS n ON n.id = s.newest WHERE s.id = ?", (entry.story,)
    ).fetchone()
    return f"{entry.title} {row['text'][:_COMPARED] if row else ''}"


def story_under_title(context: FilingContext, filing: Filing) -> int | None:
    """Return the story of the same outlet, title and day, for an entry without an address of its own."""
    if context.address(filing) or not filing.title:
        return None
    row = context.connection.execute(
        """
        SELECT coalesce(j.story_id, s.id) AS id FROM stories AS s LEFT JOIN joins AS j ON j.former = s.id
        WHERE s.title_hash = ? AND s.outlet = ? AND s.published / ? = ?
        ORDER BY s.id LIMIT 1
        """,
        (title_hash(filing.title), filing.outlet, A_DAY, published_of(context, filing) // A_DAY),
    ).fetchone()
    return None if row is None else int(row["id"])


def published_of(context: FilingContext, filing: Filing) -> int:
    """Return the publication time of an entry as it is stored; an undated entry is dated now."""
    return to_timestamp(filing.published or context.at)


def _is_new(context: FilingContext) -> bool:
    return (
        context.connection.execute("SELECT 1 FROM entries WHERE feed_id = ? LIMIT 1", (context.feed_id,)).fetchone()
        is None
    )


def _stored_under_title(context: FilingContext, filing: Filing) -> Entry | None:
    row = context.connection.execute(
        """
        SELECT e.id, e.story_id, e.canonical, e.title, e.sha256, e.published, s.dated
        FROM stories AS s JOIN entries AS e ON e.story_id = s.id AND e.feed_id = :feed
        WHERE s.title_hash = :hash AND (s.published / :a_day = :day OR (:undated AND s.dated = 0))
        ORDER BY e.id LIMIT 1
        """,
        {
            "feed": context.feed_id,
            "hash": title_hash(filing.title),
            "a_day": A_DAY,
            "day": published_of(context, filing) // A_DAY,
            "undated": filing.published is None,
        },
    ).fetchone()
    return None if row is None else Entry(*row)
