"""Turning the entries of a feed into filings, from values alone."""

from dataclasses import replace
from urllib.parse import urlsplit

from briefing.analysis.sources.outlets import clean_outlet, is_link_site, is_section_title
from briefing.model.feed import Feed, ParsedEntry, ParsedFeed
from briefing.model.filing import Filing
from briefing.model.story import TextKind
from briefing.text.addresses import host_of
from briefing.text.page_addresses import canonical_url
from briefing.web.hosts import registrable_domain

MOST_WORDS_OF_LINK = 40
"""An item of a link site with more words is an article itself."""


def filings_of(parsed: ParsedFeed, feed: Feed) -> tuple[Filing, ...]:
    """Return one filing for each entry of a feed, in the order of the feed.

    An item of a search, an alert, a forum or a service for short messages that links to an article elsewhere is filed
    as that article: only its headline is known.
    """
    outlet = outlet_of(parsed, feed)
    on_link_site = any(is_link_site(host) for host in (host_of(parsed.site), host_of(feed.url)))
    entries = (_linked_article(entry) if on_link_site else entry for entry in parsed.entries)
    return tuple(_filing(entry, outlet, parsed.language, on_link_site=on_link_site) for entry in entries)


def _linked_article(entry: ParsedEntry) -> ParsedEntry:
    """Return the item of a link site as the article that it links to, or unchanged if it is no such item."""
    text = max(entry.content, entry.summary, key=len)
    if not is_link_site(host_of(entry.url)):
        return entry if _is_excerpt(entry, text) else replace(entry, summary="", content="", links=())
    linked = [link.url for link in entry.links if _is_article(link.url)]
    if not linked or len(text.split()) > MOST_WORDS_OF_LINK:
        return entry
    return replace(entry, url=linked[0], summary="", content="", links=())


def _is_excerpt(entry: ParsedEntry, text: str) -> bool:
    """Return whether the text is of the article, not about the link: such a text links back to the site."""
    return not any(is_link_site(host_of(link.url)) for link in entry.links) or len(text.split()) > MOST_WORDS_OF_LINK


def _is_article(address: str) -> bool:
    parts = urlsplit(address)
    return not is_link_site(host_of(address)) and len(parts.path) > 1


def outlet_of(parsed: ParsedFeed, feed: Feed) -> str:
    """Return the outlet of a feed: the name in its title, else the domain of its site, else its host.

    A title that names only a section ("World", "Top Stories") is not the name of an outlet.
    """
    host = host_of(parsed.site) or host_of(feed.url)
    domain = registrable_domain(host)
    named = clean_outlet(parsed.title)
    return domain or named or host if not named or is_section_title(named) else named


def _filing(entry: ParsedEntry, feed_outlet: str, language: str, *, on_link_site: bool) -> Filing:
    text = max(entry.content, entry.summary, key=len)
    text = "" if _repeats(text, entry.title, entry.source_title) else text
    domain = registrable_domain(host_of(entry.source_url) or host_of(entry.url))
    linked = entry.redirected or on_link_site
    elsewhere = domain if linked and not is_link_site(host_of(entry.url)) else ""
    return Filing(
        key=entry.guid,
        guid=entry.guid,
        url=entry.url,
        canonical=canonical_url(entry.url),
        title=entry.title,
        outlet=clean_outlet(entry.source_title) or elsewhere or feed_outlet,
        domain=domain,
        author=entry.author,
        published=entry.published,
        ahead=entry.ahead,
        language=language,
        text=text,
        text_kind=_kind(entry, text),
        links=entry.links if text == (entry.content or entry.summary) else (),
        is_link=linked,
        item=entry.item,
    )


def _repeats(text: str, title: str, outlet: str) -> bool:
    """Return whether a text only repeats its title, with or without the outlet, as aggregators do."""
    words = " ".join(text.split())
    return bool(words) and words.removesuffix(outlet).strip() in (title, f"{title} {outlet}".strip())


def _kind(entry: ParsedEntry, text: str) -> TextKind:
    if not text:
        return TextKind.HEADLINE
    return TextKind.FULL if text == entry.content and text != entry.summary else TextKind.SUMMARY
