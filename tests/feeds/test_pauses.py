"""How often a feed asks to be read, in the fast reader and in feedparser's."""

from datetime import UTC, datetime

import pytest

from briefing.feeds.parse import parse_feed

NOW = datetime(2026, 11, 25, tzinfo=UTC)
RSS = (
    '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Paper</title>'
    "<link>https://paper.example/</link>%s<item><title>One</title><link>https://paper.example/1</link>%s</item>"
    "</channel></rss>"
)
FOR_FEEDPARSER = '<itunes:block xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">no</itunes:block>'


@pytest.mark.parametrize("more", ["", FOR_FEEDPARSER])
@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("", 0),
        ("<ttl>90</ttl>", 5_400),
        ("<ttl> 15 </ttl>", 900),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        (f"<ttl>{'9' * 5_000}</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
        ("<sy:updatePeriod>\n\tDaily</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3_600),
        ("<sy:updatePeriod>often</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 0),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3_600),
    ],
)
def test_a_feed_says_how_often_it_changes(written: str, seconds: int, more: str) -> None:
    assert parse_feed((RSS % (written, more)).encode(), "https://paper.example/feed", "", NOW).pause == seconds
