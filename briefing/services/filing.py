"""Turning the entries of a feed into filings, from values alone."""

from briefing.analysis.sources.outlets import clean_outlet, is_section_title
from briefing.model.feed import Feed, ParsedEntry, ParsedFeed
from briefing.model.filing import Filing
from briefing.model.story import TextKind
from briefing.text.addresses import canonical_url, host_of
from briefing.web.hosts import registrable_domain


def filings_of(parsed: ParsedFeed, feed: Feed) -> tuple[Filing, ...]:
    """Return one filing for each entry of a feed, in the order of the feed."""
    outlet = outlet_of(parsed, feed)
    return tuple(_filing(entry, outlet, parsed.language) for entry in parsed.entries)


def outlet_of(parsed: ParsedFeed, feed: Feed) -> str:
    """Return the outlet of a feed: the name in its title, else the domain of its site, else its host.

    A title that names only a section ("World", "Top Stories") is not the name of an outlet.
    """
    host = host_of(parsed.site) or host_of(feed.url)
    domain = registrable_domain(host)
    named = clean_outlet(parsed.title)
    return domain or named or host if not named or is_section_title(named) else named


def _filing(entry: ParsedEntry, feed_outlet: str, language: str) -> Filing:
    title = _without_outlet(entry.title, entry.source_title)
    text = max(entry.content, entry.summary, key=len)
    text = "" if _repeats(text, title, entry.source_title) else text
    return Filing(
        key=entry.guid,
        guid=entry.guid,
        url=entry.url,
        canonical=canonical_url(entry.url),
        title=title,
        outlet=clean_outlet(entry.source_title) or feed_outlet,
        domain=registrable_domain(host_of(entry.source_url) or host_of(entry.url)),
        author=entry.author,
        published=entry.published,
        language=language,
        text=text,
        text_kind=_kind(entry, text),
        links=entry.links if text == (entry.content or entry.summary) else (),
    )


def _without_outlet(title: str, outlet: str) -> str:
    """Return the title of an aggregator without the outlet at its end: "Port shut - Gulf Ledger"."""
    tails = [f" {mark} {outlet}" for mark in "-–—|"] if outlet else []
    tail = next((tail for tail in tails if title.endswith(tail) and len(title) > len(tail)), "")
    return title.removesuffix(tail).rstrip()


def _repeats(text: str, title: str, outlet: str) -> bool:
    """Return whether a text only repeats its title, with or without the outlet, as aggregators do."""
    words = " ".join(text.split())
    return bool(words) and words.removesuffix(outlet).strip() in (title, f"{title} {outlet}".strip())


def _kind(entry: ParsedEntry, text: str) -> TextKind:
    if not text:
        return TextKind.HEADLINE
    return TextKind.FULL if text == entry.content and text != entry.summary else TextKind.SUMMARY
