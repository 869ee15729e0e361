"""An odd item loses only itself, and reading takes time in proportion to the length of a document."""

import contextlib
import json
import time
from datetime import UTC, datetime

import pytest

from briefing.feeds.parse import parse_feed
from briefing.feeds.safe_xml import make_safe
from briefing.model.errors import NotAFeed
from briefing.model.feed import ParsedFeed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESS = "https://post.example/feed.xml"
SPACES = (
    'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml" '
    'xmlns:psc="http://podlove.org/simple-chapters"'
)
UNHEARD = "<unheard><name/></unheard>"
"""An element that may be meant for one that is read, so that the fast reader leaves the feed to feedparser."""
ODD = {
    "a number that is no coordinate system": f'{UNHEARD}<georss:where><gml:Point srsName="EPSG:x">'
    "<gml:pos>4 5</gml:pos></gml:Point></georss:where>",
    "a position that stands nowhere": f"{UNHEARD}<gml:pos>45 5</gml:pos>",
    "a chapter without a start": f"{UNHEARD}<psc:chapters><psc:chapter/></psc:chapters>",
}
"""Elements on which feedparser raises ValueError, KeyError and TypeError."""


def rss(*items: str, channel: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>The Post</title>'
        f"<link>https://post.example/</link>{channel}{''.join(items)}</channel></rss>"
    ).encode()


def item(number: int, inside: str = "") -> str:
    return f"<item><title>Story {number}</title><link>https://post.example/{number}</link>{inside}</item>"


def parse(body: bytes) -> ParsedFeed:
    return parse_feed(body, ADDRESS, "", NOW)


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_item_that_breaks_feedparser_is_read_without_the_odd_element(name: str) -> None:
    body = "<description>The port is shut.</description>"
    items = [item(number, ODD[name] + body if number in (3, 6) else "") for number in range(10)]
    feed = parse(rss(*items))
    assert [entry.title for entry in feed.entries] == [f"Story {number}" for number in range(10)]
    assert [entry.summary for entry in feed.entries if entry.summary] == ["The port is shut."] * 2
    assert (feed.title, feed.site) == ("The Post", "https://post.example/")


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_item_that_cannot_be_read_at_all_is_left_out_and_counted(name: str) -> None:
    long = f"<description>{'word ' * 20_000}</description>"
    feed = parse(rss(*(item(number, ODD[name] + long if number in (3, 6) else "") for number in range(10))))
    assert [entry.title for entry in feed.entries] == [f"Story {number}" for number in (0, 1, 2, 4, 5, 7, 8, 9)]
    assert feed.notes == ("left out 2 unreadable entries",)


def test_an_odd_element_before_the_items_loses_no_item() -> None:
    feed = parse(rss(item(1), item(2), channel="<image></width></image>"))
    assert [entry.title for entry in feed.entries] == ["Story 1", "Story 2"]


def test_a_feed_in_which_no_item_can_be_read_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotAFeed, match="no entry can be read"):
        parse(rss(item(1, ODD["a position that stands nowhere"] + "word " * 20_000)))


@pytest.mark.parametrize("reference", ["&#1114112;", "&#xD800;", "&#xFFFF;", "&#99999999999;", f"&#x{'f' * 5_000};"])
@pytest.mark.parametrize("inside", ["", "<category>x</category><category>y</category>" + UNHEARD])
def test_a_reference_to_no_character_is_shown_as_unknown(reference: str, inside: str) -> None:
    feed = parse(
        rss(item(1), f"<item><title>A {reference} b</title><link>https://post.example/b</link>{inside}</item>")
    )
    assert [entry.title for entry in feed.entries] == ["Story 1", "A \ufffd b"]


def test_an_invalid_marked_section_loses_only_its_markup() -> None:
    feed = parse(rss(item(1, "<description>&lt;p&gt;x &lt;![CDAT[ y&lt;/p&gt; The port is shut.</description>")))
    assert [(entry.title, entry.summary) for entry in feed.entries] == [("Story 1", "x The port is shut.")]


def test_lone_surrogates_in_a_json_item_lose_no_item() -> None:
    items = [{"id": "\ud800", "title": "One", "url": "https://post.example/1"}, {"id": "2", "title": "Two \udfff"}]
    feed = parse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode())
    assert [entry.title for entry in feed.entries] == ["One", "Two \ufffd"]


def test_an_honest_feed_of_three_megabytes_is_read_quickly() -> None:
    text = "&lt;p&gt;The council said on Monday that the bridge will open in May.&lt;/p&gt;\n" * 500
    body = rss(*(item(number, f"<description>{text}</description>") for number in range(80)))
    started = time.process_time()
    assert len(parse(body).entries) == 80
    assert time.process_time() - started < 8


def test_text_of_more_than_a_mebibyte_is_cut() -> None:
    document, _ = make_safe(rss(item(1, f"<description>{'x' * 3_000_000}</description>"), item(2)).decode())
    assert len(document) < 1_100_000
    assert len(parse(document).entries) == 2


HOSTILE = {
    "texts without markup": "word ",
    "open tags": "<a ",
    "open items": "<item>",
    "closed items": "</item>",
    "authors": "<author>",
    "open authors": "<author ",
    "attributes": " a='b'",
    "declarations": "<!DOCTYPE ",
    "brackets": "<!DOCTYPE a [ ]",
    "comments": "<!-- --",
    "instructions": "<?xml ",
    "references": "&#",
    "names": "&amp",
    "escapes": "\x1b]",
    "device strings": "\u0090",
    "control sequences": "\u009b1",
    "dates": "<pubDate>",
    "names with colons": "<a:",
    "long names": "n",
}


@pytest.mark.parametrize("before", ["", "<rss><channel><item><title>", "<rss><"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_making_a_document_safe_takes_linear_time(name: str, before: str) -> None:
    text = before + HOSTILE[name] * (2_000_000 // len(HOSTILE[name]))
    started = time.process_time()
    with contextlib.suppress(NotAFeed):
        make_safe(text)
    assert time.process_time() - started < 8
