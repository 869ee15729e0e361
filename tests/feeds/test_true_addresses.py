"""The article to which a search, an alert or a redirecting link leads."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from briefing.feeds.entries import RawEntry, build_entry
from briefing.feeds.parse import parse_feed
from briefing.feeds.true_addresses import true_address

ARTICLE = "https://www.gazette.example/2031/bridge?page=2"
NOW = datetime(2031, 3, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "place",
    [
        "http://www.bing.com/news/apiclick.aspx?ref=x&aid=&tid=1&url={}&c=2",
        "https://www.google.com/url?rct=j&sa=t&url={}&ct=ga",
        "https://www.google.co.uk/url?q={}",
        "https://l.facebook.com/l.php?u={}&h=1",
        "https://duckduckgo.com/l/?uddg={}",
        "https://t.umblr.com/redirect?z={}",
    ],
)
def test_the_article_is_in_the_address(place: str) -> None:
    assert true_address(place.format(quote(ARTICLE, safe=""))) == ARTICLE


@pytest.mark.parametrize(
    "place",
    [
        "https://www.google.com/amp/s/www.gazette.example/2031/bridge",
        "https://www-gazette-example.cdn.ampproject.org/c/s/www.gazette.example/2031/bridge?amp_js_v=0.1",
        "https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fwww.gazette.example%2f2031%2fbridge/RK=2/RS=x-",
    ],
)
def test_the_article_is_in_the_path_of_the_address(place: str) -> None:
    assert true_address(place) == "https://www.gazette.example/2031/bridge"


@pytest.mark.parametrize("odd", ["", "<x:creator xmlns:x='http://x.example'>a</x:creator>"], ids=("fast", "feedparser"))
def test_a_link_that_counts_who_follows_it_leads_to_its_article(odd: str) -> None:
    document = f"""<rss version="2.0" xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>Gazette</title>
    <link>https://www.gazette.example/</link><item><title>Bridge shut</title><guid isPermaLink="false">7</guid>
    <link>http://feedproxy.google.com/~r/gazette/~3/vn/</link><f:origLink>{ARTICLE}</f:origLink>{odd}</item></channel></rss>"""
    assert [entry.url for entry in parse_feed(document.encode(), "https://f.example/", "", NOW).entries] == [ARTICLE]


def test_one_redirecting_link_inside_another_is_followed() -> None:
    inner = f"https://www.google.com/url?url={quote(ARTICLE, safe='')}"
    assert true_address(f"https://www.bing.com/news/apiclick.aspx?url={quote(inner, safe='')}") == ARTICLE


def test_an_encoded_address_is_read_if_it_has_one() -> None:
    words = urlsafe_b64encode(b"\x08\x13\x22\x2d" + ARTICLE.encode() + b"\xd2\x01\x00").decode().rstrip("=")
    assert true_address(f"https://news.google.com/rss/articles/{words}?oc=5") == ARTICLE
    opaque = "https://news.google.com/rss/articles/CBMiQ0FVX3lxTE5mSGZqY0ZpX2hWYw?oc=5"
    assert true_address(opaque) == opaque


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://[",
        f"https://paper.example/share?url={ARTICLE}",
        "https://www.google.com/url?url=javascript:alert(1)",
        "https://www.google.com/url?url=/relative",
        "https://www.google.com/search?q=https://a.example/",
    ],
)
def test_any_other_address_stays_as_it_is(address: str) -> None:
    assert true_address(address) == address


def test_an_entry_says_that_its_address_was_another() -> None:
    entry = build_entry(RawEntry(url=f"https://www.google.com/url?url={ARTICLE}", title="Bridge shut"), "", NOW)
    assert entry is not None
    assert (entry.url, entry.redirected) == (ARTICLE, True)


def test_a_search_feed_names_the_outlet_of_each_item() -> None:
    document = f"""<?xml version="1.0"?><rss version="2.0" xmlns:News="https://www.bing.com/news/search?q=v">
    <channel><title>velda - BingNews</title><link>https://www.bing.com/news/search?q=v</link><item>
    <title>Bridge shut</title><link>http://www.bing.com/news/apiclick.aspx?url={quote(ARTICLE, safe="")}&amp;c=1</link>
    <News:Source>Orsina Gazette</News:Source></item></channel></rss>"""
    address = "https://www.bing.com/news/search?q=v&format=rss"
    (entry,) = parse_feed(document.encode(), address, "text/xml", NOW).entries
    assert (entry.url, entry.source_title) == (ARTICLE, "Orsina Gazette")
