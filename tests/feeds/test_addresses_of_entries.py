"""The addresses of entries: relative links, recordings instead of pages, and ids that identify nothing."""

import json
from datetime import UTC, datetime

import pytest

from briefing.feeds.parse import parse_feed
from briefing.model.feed import ParsedFeed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ELSEWHERE = "https://feeds.cdn.example/x/paper.xml"


def rss(items: str, link: str = "https://paper.example/", channel: str = "") -> ParsedFeed:
    body = f'<rss version="2.0"><channel>{channel}<title>Paper</title><link>{link}</link>{items}</channel></rss>'
    return parse_feed(body.encode(), ELSEWHERE, "", NOW)


def item(link: str, *, guid: str = "", title: str = "Bridge shut", inside: str = "") -> str:
    named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{named}{inside}</item>"


@pytest.mark.parametrize("odd", ["", "<itunes:unheard/>"], ids=("fast reader", "feedparser"))
@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/news/1", "https://paper.example/news/1"),
        ("news/2", "https://paper.example/news/2"),
        ("?id=4", "https://paper.example/?id=4"),
        ("//cdn.example/5", "https://cdn.example/5"),
    ],
)
def test_a_relative_link_is_meant_on_the_site_of_the_feed(link: str, address: str, odd: str) -> None:
    assert [entry.url for entry in rss(item(link, inside=odd)).entries] == [address]


def test_the_link_of_a_picture_is_not_the_site() -> None:
    picture = "<image><url>x</url><title>x</title><link>https://cdn.example/pictures/</link></image>"
    assert rss(item("/1"), channel=picture).entries[0].url == "https://paper.example/1"


def test_a_feed_without_a_site_has_links_on_its_own_host() -> None:
    assert rss(item("/1"), link="").entries[0].url == "https://feeds.cdn.example/1"


def test_relative_links_in_a_text_are_meant_on_its_page() -> None:
    words = "The ferry runs every hour from Monday on, as it did before the strike."
    text = f"<description>{words} See &lt;a href='/doc/9'&gt;the timetable&lt;/a&gt;.</description>"
    (entry,) = rss(item("https://paper.example/news/2", inside=text)).entries
    assert [link.url for link in entry.links] == ["https://paper.example/doc/9"]


def test_an_entry_without_a_page_leads_to_its_recording() -> None:
    recording = "<enclosure url='https://cdn.example/41.mp3' type='audio/mpeg' length='1'/>"
    picture = "<enclosure url='https://cdn.example/41.jpg' type='image/jpeg' length='1'/>"
    (entry,) = rss(item("", guid="ht-41", inside=picture + recording)).entries
    assert (entry.url, entry.source_url) == ("https://cdn.example/41.mp3", "https://paper.example/")
    (paged,) = rss(item("/41", guid="ht-41", inside=recording)).entries
    assert (paged.url, paged.source_url) == ("https://paper.example/41", "")


def test_an_item_of_a_json_feed_without_a_page_leads_to_its_recording() -> None:
    attached = [{"url": "41.jpg", "mime_type": "image/jpeg"}, {"url": "41.mp3", "mime_type": "audio/mpeg"}]
    document = {
        "home_page_url": "https://paper.example/",
        "items": [{"id": "1", "title": "A", "attachments": attached}],
    }
    (entry,) = parse_feed(json.dumps(document).encode(), ELSEWHERE, "", NOW).entries
    assert (entry.url, entry.source_url) == ("https://paper.example/41.mp3", "https://paper.example/")


def test_an_id_that_all_entries_have_identifies_none() -> None:
    feed = rss(item("/1", guid="paper", title="One") + item("/2", guid="paper", title="Two"))
    assert {entry.guid for entry in feed.entries} == {"https://paper.example/1", "https://paper.example/2"}


@pytest.mark.parametrize("link", ["paper.example", "paper.example/"])
def test_addresses_without_a_scheme_are_meant_on_the_host_that_they_name(link: str) -> None:
    assert rss(item("paper.example/news/1"), link=link).entries[0].url == "https://paper.example/news/1"


def test_an_id_under_which_there_are_other_words_identifies_none() -> None:
    texts = ("Good morning from the harbour of Velda.", "The central bank raised its rate again.")
    items = (item("/day", guid="d", title="", inside=f"<description>{text}</description>") for text in texts)
    assert [entry.summary for entry in rss("".join(items)).entries] == list(texts)


def test_of_two_versions_of_an_entry_with_one_id_the_last_is_kept() -> None:
    texts = ("The harbour of Velda was closed.", "The harbour of Velda was closed on Sunday.")
    items = (item("/day", guid="d", title="", inside=f"<description>{text}</description>") for text in texts)
    assert [entry.summary for entry in rss("".join(items)).entries] == [texts[1]]


def test_entries_without_id_keep_the_address_that_they_share() -> None:
    feed = rss(item("/live", title="One") + item("/live", title="Two"))
    assert [entry.url for entry in feed.entries] == ["https://paper.example/live"] * 2
    assert len({entry.guid for entry in feed.entries}) == 2


def test_an_edited_text_does_not_change_the_id_of_an_entry_that_shares_its_address() -> None:
    one, two = (
        rss(item("/live", title="One") + item("/live", title="Two", inside=f"<description>{text}</description>"))
        for text in ("The port is shut.", "The port was shut.")
    )
    assert {entry.guid for entry in one.entries} == {entry.guid for entry in two.entries}
