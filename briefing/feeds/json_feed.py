"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org); values of the wrong type are ignored."""

import json
from html import escape
from typing import Any

from briefing.feeds.entries import RawEntry, RawFeed, read_each
from briefing.model.errors import NotAFeed
from briefing.text.addresses import resolve_url
from briefing.text.dates import read_date


def read_json_feed(text: str, url: str) -> RawFeed:
    """Return what the JSON Feed in `text`, fetched from `url`, says. Raises NotAFeed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAFeed("sends JSON that cannot be read") from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not isinstance(document, dict):
        raise NotAFeed("sends JSON that is not a feed")
    site = _address(document, "home_page_url", url)
    base = site or url
    entries, unreadable = read_each(
        (item for item in items if isinstance(item, dict)), lambda item: _entry(item, base, site)
    )
    return RawFeed(
        title=escape(_text(document, "title"), quote=False),
        site=site,
        language=_text(document, "language"),
        entries=entries,
        unreadable=unreadable,
    )


def _entry(item: dict[str, Any], base: str, site: str) -> RawEntry:
    plain = _text(item, "content_text")
    page = _address(item, "url", base) or _address(item, "external_url", base)
    return RawEntry(
        guid=_text(item, "id"),
        url=page or _recording(item, base),
        title=escape(_text(item, "title"), quote=False),
        author=_author(item),
        published=read_date(_text(item, "date_published") or _text(item, "date_modified")),
        texts=(escape(_text(item, "summary"), quote=False), _text(item, "content_html"), escape(plain, quote=False)),
        source_url="" if page else site,
    )


def _recording(item: dict[str, Any], base: str) -> str:
    """Return the address of the first recording or document that is attached to an item, or ""."""
    attached = item.get("attachments")
    listed = [each for each in attached[:10] if isinstance(each, dict)] if isinstance(attached, list) else []
    found = (_address(each, "url", base) for each in listed if not _text(each, "mime_type").startswith("image/"))
    return next(filter(None, found), "")


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else [item.get("author")]
    names = [_text(author, "name") for author in listed[:10] if isinstance(author, dict)]
    return escape(", ".join(filter(None, names)), quote=False)


def _address(fields: dict[str, Any], key: str, base: str) -> str:
    return resolve_url(base, _text(fields, key))


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e18 else ""
