"""Feed documents to entries: plain RSS and Atom the fast way, the rest by feedparser, JSON Feed by our reader."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser

from briefing.feeds.document import prepare_document
from briefing.feeds.entries import RawEntry, RawFeed, build_feed
from briefing.feeds.errors import NotAFeed
from briefing.feeds.json_feed import read_json_feed
from briefing.feeds.plain_xml import read_plain_feed
from briefing.model.feed import ParsedFeed
from briefing.text.dates import read_date
from briefing.text.encoding import decode

__all__ = ["NotAFeed", "parse_feed"]

_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_FEED_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*)?", re.IGNORECASE)


def parse_feed(body: bytes, url: str, content_type: str, now: datetime) -> ParsedFeed:
    """Return what the feed document `body` says; `url` is where it came from, `now` bounds its dates.

    Pure, and meant for a worker process: a hostile document may still take long. Raises NotAFeed with a sentence that
    continues "this address ...".
    """
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\0")
    if not text:
        raise NotAFeed("is empty")
    if text[0] in "{[":
        return build_feed(read_json_feed(text, url), now)
    return build_feed(_read_xml(text, url), now)


def _read_xml(text: str, url: str) -> RawFeed:
    if _WEB_PAGE.search(text[:2_048]) and not _FEED_ROOT.search(text):
        raise NotAFeed("sends a web page where a feed was")  # feedparser can take minutes to see that
    document, notes = prepare_document(text)
    plain = read_plain_feed(document, url)
    if plain is not None:
        return replace(plain, notes=tuple(notes))
    return _read_by_feedparser(document, notes, text, url)


def _read_by_feedparser(document: bytes, notes: list[str], text: str, url: str) -> RawFeed:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    found = feedparser.parse(
        io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.entries:
        _check_is_feed(text, found)
    if found.bozo:
        whole = _FEED_END.search(text, max(0, len(text) - 4_096))
        notes.append("is not well-formed; read as far as possible" if whole else "breaks off before its end")
    return RawFeed(
        title=_text(found.feed, "title"),
        site=_resolved(url, _text(found.feed, "link")),
        language=_text(found.feed, "language"),
        entries=tuple(_entry(entry, url) for entry in found.entries),
        notes=tuple(notes),
    )


def _check_is_feed(text: str, found: Any) -> None:
    """Raise NotAFeed with what the document is instead, unless it is a feed that has no entries yet."""
    if _WEB_PAGE.search(text[:2_048]) and not found.version:
        raise NotAFeed("sends a web page where a feed was")
    if not found.version:
        raise NotAFeed("is not XML that can be read" if found.bozo else "sends XML that is no feed")
    if found.bozo and not _FEED_END.search(text):
        raise NotAFeed("breaks off before its first entry")


def _entry(entry: Any, url: str) -> RawEntry:
    bodies = [_text(content, "value") for content in entry.get("content", ())[:10]]
    source = entry.get("source") or {}
    return RawEntry(
        guid=_text(entry, "id"),
        url=_resolved(url, _text(entry, "link")),
        title=_text(entry, "title"),
        author=_text(entry, "author"),
        published=_date(entry),
        texts=(_text(entry, "summary"), *bodies),
        source_title=_text(source, "title"),
        source_url=_resolved(url, _text(source, "href") or _text(source, "link")),
    )


def _date(entry: Any) -> datetime | None:
    """Return the entry's date: as we read it ourselves, else as feedparser, which knows rarer forms, does."""
    for name in ("published", "updated", "created"):
        if name not in entry:
            continue
        moment = read_date(_text(entry, name)) or _feedparsers_date(entry, name)
        if moment is not None:
            return moment
    return None


def _feedparsers_date(entry: Any, name: str) -> datetime | None:
    """Return a date that feedparser read, unless it is of a year that the text does not name."""
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    if not isinstance(parsed, struct_time):
        return None
    written = _text(entry, name)
    try:
        moment = datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if any(str(moment.year + step) in written for step in (0, -1, 1)) else None


def _resolved(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip()) if address else ""
    except ValueError:
        return ""


def _text(place: Any, key: str) -> str:
    value = place.get(key) if key in place else None
    return value if isinstance(value, str) else ""
