"""Turning the entries of feeds into filings."""

import pytest

from briefing.model.feed import Feed, ParsedEntry, ParsedFeed
from briefing.model.story import TextKind
from briefing.services.filing import filings_of, outlet_of

FEED = Feed(1, "https://feeds.paper.example/world.xml")


def parsed(title: str, *entries: ParsedEntry, site: str = "https://www.paper.example/") -> ParsedFeed:
    return ParsedFeed(title, site, "en", entries)


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Orsina Herald", "Orsina Herald"),
        ("Orsina Herald - World", "Orsina Herald"),
        ("Meridian Business Daily", "Meridian Business Daily"),
        ("The Harbour Post", "The Harbour Post"),
        ("World", "paper.example"),
        ("Top Stories", "paper.example"),
        ("", "paper.example"),
    ],
)
def test_an_outlet_is_named_by_its_feed_or_its_domain(title: str, outlet: str) -> None:
    assert outlet_of(parsed(title), FEED) == outlet


def test_without_a_domain_the_feed_s_title_is_the_outlet() -> None:
    local = Feed(1, "http://127.0.0.1:8900/feeds/herald.xml")
    assert outlet_of(parsed("World", site=""), local) == "World"


def test_an_item_of_an_aggregator_belongs_to_the_outlet_it_names() -> None:
    entry = ParsedEntry(
        "g",
        "https://aggregator.example/1",
        "Title",
        source_title="Gulf Ledger",
        source_url="https://gulfledger.example",
    )
    filing = filings_of(parsed("Aggregator", entry), FEED)[0]
    assert (filing.outlet, filing.domain) == ("Gulf Ledger", "gulfledger.example")


def test_an_aggregator_s_item_is_its_headline_without_the_outlet() -> None:
    entry = ParsedEntry(
        "g",
        "https://aggregator.example/1",
        "Port shut after walkout - Gulf Ledger",
        summary="Port shut after walkout  Gulf Ledger",
        source_title="Gulf Ledger",
        source_url="https://gulfledger.example",
    )
    filing = filings_of(parsed("Aggregator", entry), FEED)[0]
    assert (filing.title, filing.text, filing.text_kind) == ("Port shut after walkout", "", TextKind.HEADLINE)


def test_the_kind_of_a_text_follows_from_its_length() -> None:
    headline = ParsedEntry("1", "https://paper.example/1", "Title")
    summary = ParsedEntry("2", "https://paper.example/2", "Title", summary="A few words.")
    full = ParsedEntry(
        "3", "https://paper.example/3", "Title", summary="A few words.", content="A few words. And more."
    )
    kinds = [filing.text_kind for filing in filings_of(parsed("Paper", headline, summary, full), FEED)]
    assert kinds == [TextKind.HEADLINE, TextKind.SUMMARY, TextKind.FULL]
