"""Reads feed documents: plain RSS and Atom with a fast reader, other XML with feedparser, and JSON Feed."""

import re
from dataclasses import replace
from datetime import datetime

from briefing.feeds.entries import RawFeed, build_feed
from briefing.feeds.json_feed import read_json_feed
from briefing.feeds.rss_atom import read_plain_feed
from briefing.feeds.safe_xml import is_web_page, make_safe
from briefing.model.errors import NotAFeed
from briefing.model.feed import ParsedFeed
from briefing.text.addresses import resolve_url
from briefing.text.encoding import decode
from briefing.text.references import unescape

_HEAD = 65_536
"""Characters in which the address of the site is looked for."""
_FIRST_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
_IMAGE = re.compile(r"<image\b.*?</image\s*>", re.IGNORECASE | re.DOTALL)
_CHANNEL_LINK = re.compile(r"<link\s*>\s*(?:<!\[CDATA\[)?\s*([^\s<>\]]+)")
_BARE_HOST = re.compile(r"(?!.*\.(?:html?|php|aspx?|xml|rss)$)[\w-]+(?:\.[\w-]+)+/?", re.ASCII)
"""A site that is named without "https://"."""
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)


def parse_feed(
    body: bytes, url: str, content_type: str, now: datetime, known: frozenset[int] = frozenset()
) -> ParsedFeed:
    """Return what the feed document `body`, fetched from `url`, says; dates after `now` are dropped.

    Items with a digest in `known` are not cleaned again. Pure, and meant for a worker process: a hostile document may
    take long. An entry that cannot be read is left out, and a note says so. Raises NotAFeed with a sentence that
    continues "this address ...".
    """
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\0")
    if not text:
        raise NotAFeed("is empty")
    if text[0] in "{[":
        return build_feed(read_json_feed(text, url), now, known)
    return build_feed(_read_xml(text, url), now, known)


def _read_xml(text: str, url: str) -> RawFeed:
    if is_web_page(text) and not _FEED_ROOT.search(text):
        raise NotAFeed("sends a web page where a feed was")  # feedparser can take minutes to see that
    document, notes = make_safe(text)
    base = _base_of(text, url)
    feed = read_plain_feed(document, base)
    if feed is None:
        from briefing.feeds.feedparser_reader import read_any_feed  # slow to import, and most feeds do without

        feed = read_any_feed(document, text, base)
    return replace(feed, notes=(*notes, *feed.notes))


def _base_of(text: str, url: str) -> str:
    """Return the address against which the relative links of a feed are meant: that of its site if RSS names it."""
    first = _FIRST_ENTRY.search(text, 0, _HEAD)
    head = _IMAGE.sub("", text[: first.start() if first else _HEAD])
    named = _CHANNEL_LINK.search(head)
    written = unescape(named[1]) if named else ""
    return resolve_url(url, f"https://{written}" if _BARE_HOST.fullmatch(written) else written) or url
