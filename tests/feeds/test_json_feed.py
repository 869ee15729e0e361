import json
from datetime import UTC, datetime
from typing import Any

from briefing.feeds.parse import parse_feed
from briefing.model.feed import ParsedFeed

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def parse(**document: Any) -> ParsedFeed:
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", **document}).encode()
    return parse_feed(body, "https://post.example/feed.json", "application/feed+json", NOW)


def test_an_item_is_read() -> None:
    feed = parse(
        title="The <Post>",
        home_page_url="/",
        language="en_GB",
        items=[
            {
                "id": 7,
                "url": "a.html",
                "title": "A < B & C",
                "authors": [{"name": "Ada"}, {"name": "Tom"}],
                "date_published": "2026-01-05T10:00:00+01:00",
                "content_html": "<p>One</p><p>Two</p>",
            }
        ],
    )
    assert (feed.title, feed.site, feed.language) == ("The <Post>", "https://post.example/", "en-gb")
    (entry,) = feed.entries
    assert (entry.guid, entry.url, entry.title) == ("7", "https://post.example/a.html", "A < B & C")
    assert (entry.author, entry.summary) == ("Ada, Tom", "One\nTwo")
    assert entry.published == datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_plain_text_is_not_read_as_html() -> None:
    (entry,) = parse(items=[{"id": "1", "content_text": "if a <b then\nelse &amp;"}]).entries
    assert entry.summary == "if a <b then\nelse &amp;"


def test_values_of_the_wrong_type_are_ignored() -> None:
    feed = parse(
        title=["x"],
        items=[{"id": 2, "title": ["x"], "url": {"a": 1}, "content_html": 12}, "x", None, {"id": [1], "title": "One"}],
    )
    assert [entry.title for entry in feed.entries] == ["12", "One"]


def test_lone_surrogates_and_escapes_are_cleaned() -> None:
    body = rb'{"items":[{"id":"1","title":"a \ud800 b\u001b[31mc","content_text":"x"}]}'
    (entry,) = parse_feed(body, "https://post.example/", "", NOW).entries
    assert entry.title == "a \ufffd bc"
    entry.title.encode()
