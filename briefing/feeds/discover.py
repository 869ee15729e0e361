"""Feed addresses that a web page names."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from briefing.model.feed import Subscription
from briefing.text.addresses import safe_url
from briefing.text.display import clean_line
from briefing.text.encoding import decode

MOST_FOUND = 20
LONGEST_PAGE = 2 * 1_048_576
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json")
)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf|index\.xml)(?:\d*|\.(?:xml|json|rss|atom|rdf|php))/?$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_SECONDARY = re.compile(r"\bcomments?\b|/comments/", re.IGNORECASE)


def find_feed_addresses(body: bytes, url: str) -> tuple[Subscription, ...]:
    """Return the feeds that the page `body`, fetched from `url`, names: the best first, at most 20.

    First what `<link rel="alternate">` names, then links that look like feeds; feeds of comments come last.
    """
    page = _Page()
    page.feed(decode(body[:LONGEST_PAGE], "text/html"))
    page.close()
    base = _joined(url, page.base) or url
    named = [(0, href, title) for href, title in page.alternates] + [(1, href, title) for href, title in page.anchors]
    ranked: dict[str, tuple[int, str]] = {}
    for rank, href, title in named:
        address = _joined(base, href)
        if address and address != url and address not in ranked:
            ranked[address] = (rank + 2 * bool(_SECONDARY.search(f"{title} {address}")), title)
    best = sorted(ranked.items(), key=lambda feed: feed[1][0])
    return tuple(Subscription(url=address, title=clean_line(title, 200)) for address, (_, title) in best[:MOST_FOUND])


def _joined(base: str, href: str) -> str:
    try:
        return safe_url(urljoin(base, href.strip())) or "" if href else ""
    except ValueError:
        return ""


class _Page(HTMLParser):
    """Collects what a page's links lead to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.alternates: list[tuple[str, str]] = []
        self.anchors: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("a", "link", "base"):
            return
        named = {name: value or "" for name, value in attrs}
        href = named.get("href", "")
        if tag == "base":
            self.base = self.base or href
        elif tag == "link":
            kind = named.get("type", "").partition(";")[0].strip().lower()
            if kind in _FEED_TYPES and "alternate" in named.get("rel", "").lower().split():
                self.alternates.append((href, named.get("title", "")))
        elif _LOOKS_LIKE_FEED.search(_path(href)):
            self.anchors.append((href, named.get("title", "")))


def _path(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
