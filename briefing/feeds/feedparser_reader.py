"""Reads any other feed with feedparser, without the elements and entries on which feedparser fails."""

import io
import re
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from briefing.feeds.entries import RawEntry, RawFeed, pause_of, read_each, text_as_html
from briefing.feeds.safe_xml import entry_spans, is_web_page
from briefing.model.errors import NotAFeed
from briefing.text.addresses import resolve_url
from briefing.text.dates import read_date

_FEED_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*)?", re.IGNORECASE)
_NO_ENTRY = "sends a feed in which no entry can be read"
_READ_ELEMENT = re.compile(
    r"<(title|link|guid|id|pubDate|published|updated|dc:date|author|dc:creator|source|description|summary|content"
    r"|content:encoded)\b[^<>]*+(?:(?<=/)>|>.*?</\1\s*+>)",
    re.DOTALL,
)
"""The elements of an entry that we read; feedparser fails on others."""
_LONGEST_ENTRY = 65_536
"""Characters of an entry that is searched for them."""
_OUTER_TAG = re.compile(r"<(?:\w+:)?(rss|feed|RDF|channel)\b[^<>]*>")


def read_any_feed(document: bytes, text: str, url: str) -> RawFeed:
    """Return what feedparser reads in the safe `document`; `text` is the document as it was fetched from `url`.

    Raises NotAFeed.
    """
    try:
        found = _parse(document, url)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - feedparser raises anything on odd elements
        return _read_without_odd_parts(document.decode("utf-8"), url)
    if not found.entries:
        _check_is_feed(text, found)
    notes = []
    if found.bozo:
        whole = _FEED_END.search(text, max(0, len(text) - 4_096))
        notes.append("is not well-formed; read as far as possible" if whole else "breaks off before its end")
    return _raw_feed(found, url, found.entries, notes)


def _parse(document: bytes, url: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    return feedparser.parse(
        io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _raw_feed(found: Any, url: str, entries: Any, notes: list[str], unreadable: int = 0) -> RawFeed:
    is_atom = str(found.get("version", "")).startswith("atom")
    site = resolve_url(url, _text(found.feed, "link"))
    raw, failed = read_each(entries, lambda entry: _entry(entry, url, site, is_atom=is_atom))
    return RawFeed(
        title=_html(found.feed, "title", is_atom=is_atom),
        site=site,
        language=_text(found.feed, "language"),
        entries=raw,
        notes=tuple(notes),
        unreadable=unreadable + failed,
        pause=pause_of(*(_text(found.feed, key).strip() for key in ("ttl", "sy_updateperiod", "sy_updatefrequency"))),
    )


def _read_without_odd_parts(document: str, url: str) -> RawFeed:
    """Return the feed without what feedparser fails on: odd elements, else whole entries.

    Raises NotAFeed if no entry can be read.
    """
    spans = entry_spans(document)
    if not spans:
        raise NotAFeed(_NO_ENTRY)
    head, tail = document[: spans[0][0]], document[spans[-1][1] :]
    try:
        found = _parse((head + tail).encode(), url)
    except Exception:  # noqa: BLE001 - the odd element is not in an entry
        head, tail = _bare_frame(head)
        found = _parse((head + tail).encode(), url)
    waiting = [[document[start:end] for start, end in spans]]
    entries, unreadable = [], 0
    while waiting:
        some = waiting.pop()
        try:
            entries += _parse((head + "".join(some) + tail).encode(), url).entries
        except Exception:  # noqa: BLE001 - one of these entries is odd
            half = len(some) // 2
            if half:
                waiting += [some[half:], some[:half]]
            elif bare := _bare_entry(some[0]):
                waiting.append([bare])
            else:
                unreadable += 1
    if not entries:
        raise NotAFeed(_NO_ENTRY)
    return _raw_feed(found, url, entries, [], unreadable)


def _bare_entry(entry: str) -> str:
    """Return an entry with only the elements that we read, or "" if it has no others or is too long."""
    if len(entry) > _LONGEST_ENTRY:
        return ""
    start, end = entry.index(">") + 1, entry.rindex("<")
    bare = entry[:start] + "".join(found.group() for found in _READ_ELEMENT.finditer(entry, start, end)) + entry[end:]
    return bare if bare != entry else ""


def _bare_frame(head: str) -> tuple[str, str]:
    """Return the tags around the entries of a feed: those that start the feed, and those that end it."""
    tags = list(_OUTER_TAG.finditer(head))
    names = [tag.group()[1:].split()[0].rstrip(">") for tag in tags]
    return "".join(tag.group() for tag in tags), "".join(f"</{name}>" for name in reversed(names))


def _check_is_feed(text: str, found: Any) -> None:
    """Raise NotAFeed, saying what the document is instead, unless it is a feed without entries."""
    if is_web_page(text) and not found.get("version"):
        raise NotAFeed("sends a web page where a feed was")
    if not found.get("version"):
        raise NotAFeed("is not XML that can be read" if found.bozo else "sends XML that is not a feed")
    if found.bozo and not _FEED_END.search(text):
        raise NotAFeed("breaks off before its first entry")


def _entry(entry: Any, url: str, site: str, *, is_atom: bool) -> RawEntry:
    bodies = [_value(content, is_text=is_atom and _is_text(content)) for content in entry.get("content", ())[:10]]
    source = entry.get("source") or {}
    page = _text(entry, "feedburner_origlink") or _text(entry, "pheedo_origlink") or _text(entry, "link")
    source_url = _text(source, "href") or _text(source, "link") or ("" if page else site)
    return RawEntry(
        guid=_text(entry, "id"),
        url=resolve_url(url, page or _recording(entry)),
        title=_html(entry, "title", is_atom=is_atom),
        author=_text(entry, "author"),
        published=_date(entry),
        texts=(_html(entry, "summary", is_atom=is_atom), *bodies),
        source_title=_text(source, "title") or _text(entry, "news_source"),
        source_url=resolve_url(url, source_url),
        base=_own_base(entry, url),
    )


def _recording(entry: Any) -> str:
    """Return the address of the recording or document that an entry without a page encloses, or ""."""
    enclosed = (each for each in entry.get("enclosures", ())[:10] if not _text(each, "type").startswith("image/"))
    return next((address for each in enclosed if (address := _text(each, "href"))), "")


def _own_base(entry: Any, base: str) -> str:
    """Return the `xml:base` that holds for the texts of an entry, or "" if it is that of the whole feed."""
    details = (entry.get("summary_detail") or {}, *entry.get("content", ())[:10])
    return next((own for detail in details if (own := _text(detail, "base")) and own != base), "")


def _date(entry: Any) -> datetime | None:
    """Return the entry's date as we read it, else as feedparser does, which knows rarer forms."""
    for name in ("published", "updated", "created"):
        if name not in entry:
            continue
        moment = read_date(_text(entry, name)) or _feedparsers_date(entry, name)
        if moment is not None:
            return moment
    return None


def _feedparsers_date(entry: Any, name: str) -> datetime | None:
    """Return the date that feedparser read, unless the text does not name its year."""
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    if not isinstance(parsed, struct_time):
        return None
    written = _text(entry, name)
    try:
        moment = datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if any(str(moment.year + step) in written for step in (0, -1, 1)) else None


def _html(fields: Any, key: str, *, is_atom: bool) -> str:
    """Return a title or summary as HTML; in Atom, one of type "text" is text word for word."""
    is_text = is_atom and _is_text(fields.get(f"{key}_detail") or {})
    text = _text(fields, key)
    return text_as_html(text, is_title=key == "title") if is_text else text


def _value(content: Any, *, is_text: bool) -> str:
    text = _text(content, "value")
    return text_as_html(text, is_title=False) if is_text else text


def _is_text(detail: Any) -> bool:
    return bool(_text(detail, "type") == "text/plain")


def _text(fields: Any, key: str) -> str:
    value = fields.get(key) if key in fields else None
    return value if isinstance(value, str) else ""
