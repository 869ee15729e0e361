"""Finds the feed addresses that a web page names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from briefing.model.feed import Subscription
from briefing.text.addresses import resolve_url, safe_url
from briefing.text.display import clean_line
from briefing.text.encoding import decode
from briefing.text.markup import Tag, TagKind, scan_markup

MOST_FOUND = 20
LONGEST_PAGE = 2 * 1_048_576
"""Bytes."""
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json")
)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf|index\.xml)(?:\d*|\.(?:xml|json|rss|atom|rdf|php))/?$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_SENT_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_SENT_FIELD = re.compile(r";\s*+([\w*-]++)\s*+=\s*+(?:\"([^\"]*)\"|([^\s;,\"]++))")
_SECONDARY = re.compile(r"\bcomments?\b|/comments/", re.IGNORECASE)


def find_feed_addresses(body: bytes, url: str, link: str = "") -> tuple[Subscription, ...]:
    """Return at most 20 feeds that the page `body`, fetched from `url` with a `Link` header, names, the best first.

    Feeds named by the header or by `<link rel="alternate">` come first, then links that look like feeds, then feeds of
    comments. At most 2 MiB of the page are read.
    """
    page = _links_of(decode(body[:LONGEST_PAGE], "text/html"))
    base = _joined(url, page.base) or url
    sent = [(0, resolve_url(url, href), title) for href, title in _sent_links(link)]
    named = (
        sent
        + [(0, href, title) for href, title in page.alternates]
        + [(1, href, title) for href, title in page.anchors]
    )
    ranked: dict[str, tuple[int, str]] = {}
    for rank, href, title in named:
        address = _joined(base, href)
        if address and address != url and address not in ranked:
            ranked[address] = (rank + 2 * bool(_SECONDARY.search(f"{title} {address}")), title)
    best = sorted(ranked.items(), key=lambda feed: feed[1][0])
    return tuple(Subscription(url=address, title=clean_line(title, 200)) for address, (_, title) in best[:MOST_FOUND])


def _sent_links(header: str) -> Iterator[tuple[str, str]]:
    """Yield address and title of the feeds that a Link header names (RFC 8288)."""
    for address, written in _SENT_LINK.findall(header):
        fields = {name.lower(): (quoted or bare).strip() for name, quoted, bare in _SENT_FIELD.findall(written)}
        if _names_feed(fields.get("rel", ""), fields.get("type", "")):
            yield address, fields.get("title", "")


def _names_feed(rel: str, kind: str) -> bool:
    return "alternate" in rel.lower().split() and kind.partition(";")[0].strip().lower() in _FEED_TYPES


def _joined(base: str, href: str) -> str:
    return safe_url(resolve_url(base, href)) or "" if href else ""


@dataclass(slots=True)
class _Links:
    """The base address of a page and its links, each as (address as written, title)."""

    base: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[tuple[str, str]] = field(default_factory=list)


def _links_of(page: str) -> _Links:
    links = _Links()
    for tag in scan_markup(page):
        if isinstance(tag, Tag) and tag.kind is not TagKind.END:
            _add_link(links, tag)
    return links


def _add_link(links: _Links, tag: Tag) -> None:
    link = (tag.attribute("href"), tag.attribute("title"))
    if tag.name == "base":
        links.base = links.base or link[0]
    elif tag.name == "link":
        if _names_feed(tag.attribute("rel"), tag.attribute("type")):
            links.alternates.append(link)
    elif tag.name == "a" and _LOOKS_LIKE_FEED.search(_path(link[0])):
        links.anchors.append(link)


def _path(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
