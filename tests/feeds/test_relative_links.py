"""What the relative links of a feed mean, in the fast reader and in feedparser's."""

from datetime import UTC, datetime

import pytest

from briefing.feeds.parse import parse_feed
from briefing.model.feed import ParsedEntry

NOW = datetime(2026, 11, 25, tzinfo=UTC)
DELIVERED = "https://cdn.example/feeds/paper.xml"
SEE = '&lt;p&gt;The whole report of the council is &lt;a href="%s"&gt;in its archive&lt;/a&gt; since Monday.&lt;/p&gt;'
FOR_FEEDPARSER = '<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">no</itunes:block>'


def rss(link: str, item: str, attributes: str = "") -> str:
    return (
        f'<rss version="2.0"{attributes}><channel><title>Paper</title><link>{link}</link>'
        f"<item><title>One</title>{item}</item></channel></rss>"
    )


def atom(link: str, href: str, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Paper</title><link href="{link}"/><id>f</id>'
        f'<entry><title>One</title><id>tag:x,2026:1</id><link href="{href}"/></entry></feed>'
    )


def only_entry(document: str, url: str = DELIVERED) -> ParsedEntry:
    (entry,) = parse_feed(document.encode(), url, "", NOW).entries
    return entry


@pytest.mark.parametrize("more", ["", FOR_FEEDPARSER])
@pytest.mark.parametrize(
    ("channel", "written", "meant"),
    [
        ("https://paper.example/", "/news/1", "https://paper.example/news/1"),
        ("https://paper.example/world/", "news/1", "https://paper.example/world/news/1"),
        ("https://paper.example/", "?id=4", "https://paper.example/?id=4"),
        ("//paper.example/", "/news/1", "https://paper.example/news/1"),
        ("", "/news/1", "https://cdn.example/news/1"),
        ("/world/", "1", "https://cdn.example/world/1"),
    ],
)
def test_links_of_rss_are_relative_to_the_link_of_the_channel(
    channel: str, written: str, meant: str, more: str
) -> None:
    assert only_entry(rss(channel, f"<link>{written}</link>{more}")).url == meant


def test_a_guid_that_is_the_address_is_relative_to_it_too() -> None:
    entry = only_entry(rss("https://paper.example/", "<guid>/news/1</guid>"))
    assert (entry.url, entry.guid) == ("https://paper.example/news/1",) * 2


def test_links_of_atom_are_relative_to_the_document() -> None:
    assert only_entry(atom("https://paper.example/", "news/1")).url == "https://cdn.example/feeds/news/1"


@pytest.mark.parametrize(
    "document",
    [
        rss("https://paper.example/", "<link>news/1</link>", ' xml:base="https://base.example/a/"'),
        atom("https://paper.example/", "news/1", ' xml:base="https://base.example/a/"'),
    ],
)
def test_an_xml_base_goes_before_the_link_of_the_channel(document: str) -> None:
    assert only_entry(document).url == "https://base.example/a/news/1"


@pytest.mark.parametrize("more", ["", FOR_FEEDPARSER])
def test_links_in_a_text_are_relative_to_its_article(more: str) -> None:
    text = SEE % "../doc/9"
    entry = only_entry(rss("https://paper.example/", f"<link>/news/1</link><description>{text}</description>{more}"))
    assert [link.url for link in entry.links] == ["https://paper.example/doc/9"]


def test_links_in_a_text_with_an_xml_base_are_relative_to_that() -> None:
    content = f'<content type="html" xml:base="https://base.example/a/">{SEE % "doc/9"}</content>'
    document = atom("https://paper.example/", "https://paper.example/1").replace("</entry>", f"{content}</entry>")
    assert [link.url for link in only_entry(document).links] == ["https://base.example/a/doc/9"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://paper.example/a b", "https://paper.example/a%20b"),
        ("https://paper.example/a|b?c={d}", "https://paper.example/a%7Cb?c=%7Bd%7D"),
        ("\n https://paper.example/a\n/b \n", "https://paper.example/a/b"),
        ("https://straße.example/ä", "https://xn--strae-oqa.example/%C3%A4"),
    ],
)
@pytest.mark.parametrize("more", ["", FOR_FEEDPARSER])
def test_an_odd_link_is_repaired(written: str, meant: str, more: str) -> None:
    assert only_entry(rss("https://paper.example/", f"<link>{written}</link>{more}")).url == meant
