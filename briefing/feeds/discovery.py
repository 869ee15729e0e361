"""Finds the feed addresses that a web page names."""

import re
from collections.abc import Iterator
from dataclasses import field
from urllib.parse import urlsplit

from briefing.frozen import dataclass
from briefing.model.feed import Subscription
from briefing.text.addresses import resolve_url, safe_url
from briefing.text.display import clean_line
from briefing.text.encoding import decode
from briefing.text.markup import Tag, TagKind, scan_markup

MOST_FOUND = 20
LONGEST_PAGE = 2 * 1_048_576
"""Bytes."""
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"))
_OTHER_TYPES = frozenset(("text/xml", "application/xml", "application/json", "text/rss", "text/atom"))
"""What older sites write for a feed, and what may also be something else."""
WELL_KNOWN = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed/", "/feeds/posts/default")
"""Where usual programs for publishing have their feed, if a page names none."""
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf|index\.xml)(?:\d*|\.(?:xml|json|rss|atom|rdf|php))/?$|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_SENT_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_SENT_FIELD = re.compile(r";\s*+([\w*-]++)\s*+=\s*+(?:\"([^\"]*)\"|([^\s;,\"]++))")
_SECONDARY = re.compile(
    r"\b(?:comments?|kommentare?|commentaires?|comentarios?|coment[aá]rios?|commenti|reacties|komentarze|kommentarer)\b"
    r"|комментари|コメント|评论|評論|댓글|التعليقات|/comments/",
    re.IGNORECASE,
)
"""Titles and addresses of feeds of comments, in the languages that publishing programs come in."""


def find_feed_addresses(body: bytes, url: str, link: str = "") -> tuple[Subscription, ...]:
    """Return at most 20 feeds that the page `body`, fetched from `url` with a `Link` header, names, the best first.

    Feeds named by the header or by a link element come first, then links that look like feeds, then feeds of comments.
    At most 2 MiB of the page are read.
    """
    page = _links_of(decode(body[:LONGEST_PAGE], "text/html"))
    base = _joined(url, page.base) or url
    sent = [(0, resolve_url(url, href), title) for href, title in _sent_links(link)]
    named = sent + page.named + [(1, href, title) for href, title in page.anchors]
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
        if _rank(fields.get("rel", ""), fields.get("type", "")) is not None:
            yield address, fields.get("title", "")


def _rank(rel: str, kind: str) -> int | None:
    """Return the rank of a link by its relation and type, 0 if it surely names a feed, None if it names none."""
    relations = rel.lower().split()
    written = kind.partition(";")[0].strip().lower()
    if not {"alternate", "feed"} & set(relations) or ("stylesheet" in relations and written not in _FEED_TYPES):
        return None
    if written in _FEED_TYPES or "feed" in relations:
        return 0
    return 1 if written in _OTHER_TYPES else None


def _joined(base: str, href: str) -> str:
    return safe_url(resolve_url(base, href)) or "" if href else ""


@dataclass(slots=True)
class _Links:
    """The base address of a page and its links, each as (address as written, title)."""

    base: str = ""
    named: list[tuple[int, str, str]] = field(default_factory=list)
    """Links that say they are feeds: (rank, address, title)."""
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
        rank = _rank(tag.attribute("rel"), tag.attribute("type"))
        if rank is not None:
            links.named.append((rank, *link))
    elif tag.name == "a" and tag.attribute("type").strip().lower() in _FEED_TYPES:
        links.named.append((0, *link))
    elif tag.name == "a" and _LOOKS_LIKE_FEED.search(_path(link[0])):
        links.anchors.append(link)


def _path(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
