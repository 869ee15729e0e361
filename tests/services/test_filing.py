"""Turning the entries of feeds into filings."""

import pytest

from briefing.model.feed import Feed, ParsedEntry, ParsedFeed
from briefing.model.spans import Span
from briefing.model.story import Link, TextKind
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


def test_the_repeated_headline_of_an_aggregator_is_no_text() -> None:
    entry = ParsedEntry(
        "g",
        "https://aggregator.example/1",
        "Port shut after walkout",
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


REDDIT = Feed(2, "https://www.reddit.com/r/velda/.rss")
POST = "https://www.reddit.com/r/velda/comments/1/port_shut/"
ARTICLE = "https://gulfledger.example/2031/port-shut"


def filed(feed_title: str, site: str, entry: ParsedEntry, feed: Feed = FEED) -> tuple[str, str, str, str]:
    """Return the address, outlet, domain and text under which an entry is filed."""
    filing = filings_of(parsed(feed_title, entry, site=site), feed)[0]
    return filing.url, filing.outlet, filing.domain, filing.text


def linking(text: str, *addresses: str) -> ParsedEntry:
    """Return a post with links at the end of its text."""
    links = tuple(Link(address, Span(0, 4)) for address in addresses)
    return ParsedEntry("g", POST, "Port shut after walkout", summary=text, links=links)


def test_a_link_post_is_filed_as_the_article_that_it_links_to() -> None:
    post = linking("submitted by /u/ann [link] [comments]", "https://www.reddit.com/user/ann", ARTICLE, POST)
    shown = filed("Velda news", "https://www.reddit.com/r/velda", post, REDDIT)
    assert shown == (ARTICLE, "gulfledger.example", "gulfledger.example", "")


def test_a_post_with_a_text_of_its_own_stays_one() -> None:
    text = "What I saw at the port. " * 20
    shown = filed("Velda news", "https://www.reddit.com/r/velda", linking(text, ARTICLE), REDDIT)
    assert shown == (POST, "Velda news", "reddit.com", text)
    assert (
        filed("Velda news", "https://www.reddit.com/r/velda", linking("Where do the ferries leave?"), REDDIT)[0] == POST
    )


def test_an_item_with_its_article_as_address_belongs_to_the_article_s_outlet() -> None:
    comments = Link("https://news.ycombinator.com/item?id=1", Span(0, 4))
    entry = ParsedEntry("g", ARTICLE, "Port shut", summary="Comments", links=(comments,))
    shown = filed("Hacker News", "https://news.ycombinator.com/", entry)
    assert shown == (ARTICLE, "gulfledger.example", "gulfledger.example", "")


def test_an_alert_belongs_to_the_outlet_of_the_article_and_keeps_its_excerpt() -> None:
    entry = ParsedEntry("g", ARTICLE, "Port shut", summary="The port of Velda is shut.", redirected=True)
    shown = filed("Google Alert - velda", "", entry)
    assert shown == (ARTICLE, "gulfledger.example", "gulfledger.example", "The port of Velda is shut.")


def test_an_outlet_s_own_links_stay_its_own_stories() -> None:
    assert filed("Velda Post", "https://post.example/", linking("[link]", ARTICLE))[:2] == (POST, "Velda Post")
