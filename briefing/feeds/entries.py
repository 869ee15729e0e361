"""Turns what a reader of one feed format found into entries within our limits."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import islice
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from briefing.feeds.safe_xml import MOST_ENTRIES
from briefing.feeds.true_addresses import true_address
from briefing.frozen import dataclass
from briefing.model.feed import ParsedEntry, ParsedFeed, UnchangedItem
from briefing.model.spans import Span
from briefing.model.story import Link
from briefing.text.addresses import resolve_url, safe_url
from briefing.text.dates import plausible, too_far_ahead
from briefing.text.display import clean_block, clean_line
from briefing.text.html_text import linked_text, plain_line
from briefing.text.words import share_words

Item = TypeVar("Item")
Entry = TypeVar("Entry")

LONGEST_TITLE = 1_000
LONGEST_AUTHOR = 200
"""Characters."""
LONGEST_GUID = 512
"""Bytes; a longer id is replaced by its digest."""
LONGEST_TEXT = 1_048_576
"""Characters of HTML."""
MOST_LINKS = 500
"""Links of one entry."""
FULL_TEXT = 2_000
"""Characters from which the only text of an entry counts as the article, not as its summary."""
FEW = 20
"""Characters of a title and text from which two entries can be compared."""
SENTENCE = 6
"""Words from which a text is more than a label."""
SUMMARY = 600
"""Characters of a summary that is made from the article."""
_NUMBER = re.compile(r"[0-9]{1,7}")
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
"""Seconds of the periods of RSS 1.0's module Syndication."""
_MARKED_UP = re.compile(r"</p>|</div>|</a>|<br ?/?>|<img |</li>", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(r"\S+@\S+ \(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item as a reader found it: texts are HTML or plain text, addresses are absolute but unchecked."""

    guid: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    texts: tuple[str, ...] = ()
    """The description first, then every full text."""
    source_title: str = ""
    source_url: str = ""
    base: str = ""
    """The address to which links in the texts are relative, if it is not that of the entry."""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A whole document as a reader found it."""

    title: str = ""
    site: str = ""
    language: str = ""
    entries: tuple[RawEntry, ...] = ()
    notes: tuple[str, ...] = ()
    """What was cut, in plain words."""
    unreadable: int = 0
    """How many entries could not be read and were left out."""
    pause: int = 0
    """The seconds that the feed asks for between two checks, 0 if it does not say."""


def read_each(items: Iterable[Item], read: Callable[[Item], Entry]) -> tuple[tuple[Entry, ...], int]:
    """Return what `read` makes of the items, and the number of items on which it failed.

    One odd item must not lose the whole feed.
    """
    entries = []
    failed = 0
    for item in items:
        try:
            entries.append(read(item))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever is odd about it, the others can be read
            failed += 1
    return tuple(entries), failed


def build_feed(raw: RawFeed, now: datetime, known: frozenset[int] = frozenset()) -> ParsedFeed:
    """Return the feed cleaned, cut and without duplicates, its newest entries first and undated ones last.

    Items with a digest in `known` are not cleaned again and not among the entries.
    """
    items = [(entry, _digest_of(entry, raw.site)) for entry in _with_own_ids(raw)]
    unchanged = _unchanged(items, known, now)
    left_out = {each.item for each in unchanged}
    others = [item for item in items if item[1] not in left_out]
    built, failed = read_each(others, lambda item: build_entry(item[0], raw.site, now, item[1]))
    entries = [entry for entry in built if entry is not None]
    unique = list({entry.guid: entry for entry in entries}.values())
    newest = sorted(unique, key=lambda entry: entry.published.timestamp() if entry.published else 0.0, reverse=True)
    counts = {
        "unreadable": raw.unreadable + failed,
        "empty": len(built) - len(entries),
        "repeated": len(entries) - len(unique),
    }
    notes = [*raw.notes, *(f"left out {_counted(count, kind)}" for kind, count in counts.items() if count)]
    if len(newest) > MOST_ENTRIES:
        notes.append(f"cut to {MOST_ENTRIES:,} of {len(newest):,} entries")
    return ParsedFeed(
        title=plain_line(raw.title, LONGEST_TITLE),
        site=safe_url(raw.site) or "",
        language=clean_line(raw.language, 35).replace("_", "-").lower(),
        entries=tuple(newest[:MOST_ENTRIES]),
        notes=tuple(notes),
        pause=raw.pause,
        unchanged=unchanged,
    )


def _digest_of(entry: RawEntry, site: str) -> int:
    """Return a digest of everything from which an entry of a feed of `site` is built, as a signed number, never 0."""
    date = entry.published.isoformat() if entry.published else ""
    parts = (site, entry.guid, entry.url, entry.title, entry.author, date, entry.source_title, entry.source_url)
    words = "\0".join((*parts, entry.base, *entry.texts)).encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), signed=True) or 1


def _unchanged(
    items: Sequence[tuple[RawEntry, int]], known: frozenset[int], now: datetime
) -> tuple[UnchangedItem, ...]:
    """Return the known items; none if two are alike or there are too many, which can change what the others become."""
    if len({digest for _, digest in items}) < len(items) or len(items) > MOST_ENTRIES:
        return ()
    dates = ((digest, plausible(entry.published, now)) for entry, digest in items if digest in known)
    return tuple(UnchangedItem(digest, date) for digest, date in dates if date)


def pause_of(ttl: str, period: str, frequency: str) -> int:
    """Return the seconds between two checks that a feed asks for: its `ttl` in minutes, or so many times a period.

    The longer one counts; 0 means that neither makes sense.
    """
    minutes = int(ttl) if _NUMBER.fullmatch(ttl) else 0
    times = int(frequency) if _NUMBER.fullmatch(frequency) else 1
    return max(60 * minutes, _PERIODS.get(period.lower(), 0) // max(times, 1))


def _with_own_ids(raw: RawFeed) -> list[RawEntry]:
    """Give an id to the entries that have none of their own: what else they have may be the same for several.

    An address identifies an entry only if no other title and not the whole site has it, and an id only if the entries
    that have it may be versions of one.
    """
    titles: dict[str, set[str]] = {raw.site: {"", raw.site}}
    holders: dict[str, list[RawEntry]] = {}
    for entry in raw.entries:
        holders.setdefault(entry.guid.strip(), []).append(entry)
        titles.setdefault(entry.url, set()).add(_words_of(entry))
    constant = {guid for guid, entries in holders.items() if guid and _are_several(entries)}
    return [
        entry if entry.guid.strip() and entry.guid.strip() not in constant else _identified(entry, titles)
        for entry in raw.entries
    ]


def _are_several(entries: Sequence[RawEntry]) -> bool:
    """Return whether entries with one id are different articles: of other titles and addresses, or of other words."""
    if len(entries) == 1:
        return False
    if len({entry.title for entry in entries}) > 1 and len({entry.url for entry in entries}) > 1:
        return True
    first, *others = [" ".join((entry.title, *map(_plain, entry.texts))) for entry in entries]
    return any(not share_words(first, other) and min(len(first), len(other)) > FEW for other in others)


def _plain(text: str) -> str:
    return linked_text(text, limit=LONGEST_TITLE)[0]


def _words_of(entry: RawEntry) -> str:
    return entry.title or "\n".join(entry.texts)


def _identified(entry: RawEntry, titles: dict[str, set[str]]) -> RawEntry:
    """Return an entry without an id of its own with one of its address and title, or "" if its address is enough."""
    if not entry.url or len(titles[entry.url]) < 2:
        return replace(entry, guid="")
    words = f"{entry.url}\n{_words_of(entry)}"
    return replace(entry, guid=f"sha256:{hashlib.sha256(words.encode(errors='replace')).hexdigest()}")


def text_as_html(text: str, *, is_title: bool) -> str:
    """Return an Atom text of type "text" as HTML: what looks like a tag or a reference in it is text (RFC 4287).

    A body that has paragraphs, line breaks or links is HTML all the same: many feeds leave the type out.
    """
    return text if not is_title and _MARKED_UP.search(text) else escape(text, quote=False)


def build_entry(raw: RawEntry, site: str, now: datetime, digest: int = 0) -> ParsedEntry | None:
    """Return one entry of a feed of `site` within our limits, or None if it has no title, text or address."""
    address = true_address(raw.url)
    url = _without_doubled_host(safe_url(address) or "")
    summary, content, links = _summary_and_content(raw.texts, raw.base or url or site)
    title = plain_line(raw.title, LONGEST_TITLE) or _first_words(summary or content) or url
    if not title:
        return None
    source_title = plain_line(raw.source_title, LONGEST_AUTHOR)
    title = _without_outlet(title, source_title)
    published = plausible(raw.published, now)
    return ParsedEntry(
        guid=_identity(raw.guid, url) or _digest_of_words("\n".join((title, summary, content))),
        url=url,
        title=title,
        author=_author(raw.author),
        published=published,
        ahead=too_far_ahead(raw.published, now),
        summary=summary,
        content=content,
        links=links,
        source_title=source_title,
        source_url=safe_url(raw.source_url) or "",
        redirected=address != raw.url,
        item=digest if published else 0,
    )


def _without_doubled_host(url: str) -> str:
    """Return the address that was meant by a link that begins with its host, without "https://" before it."""
    parts = urlsplit(url)
    _, host, path = parts.path.partition(f"/{parts.netloc}/")
    return urlunsplit(parts._replace(path=f"/{path}")) if host and parts.netloc else url


def _summary_and_content(texts: Iterable[str], base: str) -> tuple[str, str, tuple[Link, ...]]:
    """Return the summary, the full text if there is a clearly longer one, and the links of the longer of the two.

    Links are relative to `base`. A text that only labels links is no summary: an aggregator repeats it under every
    item.
    """
    read = (linked_text(text, limit=LONGEST_TEXT) for text in dict.fromkeys(texts))
    plain = [(text, links) for text, links in read if text and not _only_labels_links(text, links)]
    if not plain:
        return "", "", ()
    (summary, linked), (longest, long_linked) = plain[0], max(plain, key=lambda one: len(one[0]))
    if len(longest) > len(summary) * 1.2 + 80:
        return summary, longest, _links(long_linked, base)
    if len(longest) >= FULL_TEXT:
        return _beginning(longest), longest, _links(long_linked, base)
    return summary, "", _links(linked, base)


def _links(found: Iterable[tuple[str, int, int]], base: str) -> tuple[Link, ...]:
    safe = ((safe_url(resolve_url(base, address)), start, end) for address, start, end in found)
    return tuple(islice((Link(address, Span(start, end)) for address, start, end in safe if address), MOST_LINKS))


def _only_labels_links(text: str, links: Sequence[tuple[str, int, int]]) -> bool:
    """Return whether most of `text` is links, and neither one of them nor the rest has the words of a sentence.

    Examples are "Article URL: https://... Comments URL: https://... Points: 112" and "submitted by /u/ada [comments]".
    """
    linked = [text[start:end] for _, start, end in links]
    rest = text
    for _, start, end in reversed(links):
        rest = f"{rest[:start]} {rest[end:]}"
    is_linked = bool(links) and 2 * sum(map(len, linked)) >= len(text)
    return is_linked and all(_words_in(part) < SENTENCE for part in (*linked, rest))


def _words_in(text: str) -> int:
    """Return the number of words in `text` without labels such as "Points:"; four letters beyond ASCII are a word."""
    foreign = sum(not letter.isascii() and letter.isalpha() for letter in text)
    return foreign // 4 + sum(word.rstrip(".,;!?").isalpha() for word in text.split())


def _beginning(text: str) -> str:
    """Return the first whole paragraphs of `text`, together about as long as a summary."""
    paragraphs: list[str] = []
    for paragraph in text.split("\n"):
        if paragraphs and sum(map(len, paragraphs)) + len(paragraph) > SUMMARY:
            break
        paragraphs.append(paragraph)
    return clean_block("\n".join(paragraphs), SUMMARY * 4)


def _author(words: str) -> str:
    """Return the author's name, also from the form of RSS: "desk@paper.example (Ada Lorn)"."""
    author = plain_line(words, LONGEST_AUTHOR)
    named = _MAIL_AND_NAME.fullmatch(author)
    return named[1].strip() if named else author


def _first_words(text: str) -> str:
    """Return the first sentence of `text`, or about 80 characters of it, as a title."""
    line = text.partition("\n")[0]
    sentence = re.match(r".{20,100}?[.!?…](?=\s|$)", line)
    if sentence:
        return sentence.group().removesuffix(".")
    return line if len(line) <= 90 else line[:80].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _without_outlet(title: str, outlet: str) -> str:
    """Return a title without the " - Outlet" that an aggregator appends, if it names the outlet separately too."""
    tails = [f" {mark} {outlet}" for mark in "-–—|"] if outlet else []
    tail = next((tail for tail in tails if title.endswith(tail)), "")
    return title.removesuffix(tail).rstrip() or title


def _identity(guid: str, url: str) -> str:
    """Return what identifies an entry in its feed: its id, else its address, else ""."""
    written = clean_line(guid, LONGEST_GUID * 16).strip() or url
    return written if len(written.encode()) <= LONGEST_GUID else _digest_of_words(written)


def _digest_of_words(words: str) -> str:
    return f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"


def _counted(count: int, kind: str) -> str:
    return f"{count:,} {kind} {'entry' if count == 1 else 'entries'}"
