"""The real feeds beside the project: none breaks the reader, and all of them can be read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.feeds.parse import parse_feed
from briefing.model.errors import NotAFeed
from briefing.model.feed import ParsedFeed
from briefing.text.addresses import safe_url
from briefing.text.display import clean_block, clean_line

FEEDS = Path(__file__).parents[2] / "../shared/corpora/feeds"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
EMPTY = {"jsonfeed-org-48d296.json"}
"""Its items have an id and nothing else."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FEEDS.exists(), reason="the corpus of feeds is not beside the project"),
]


@pytest.fixture(scope="module")
def feeds() -> dict[str, ParsedFeed]:
    found = {}
    for path in sorted(FEEDS.iterdir()):
        if path.suffix in (".xml", ".json"):
            try:
                found[path.name] = parse_feed(path.read_bytes(), f"https://{path.stem}.example/feed", "", NOW)
            except NotAFeed:
                continue
    return found


def test_every_feed_is_read(feeds: dict[str, ParsedFeed]) -> None:
    assert len(feeds) == 210
    assert {name for name, feed in feeds.items() if not feed.entries} == EMPTY
    assert sum(len(feed.entries) for feed in feeds.values()) >= 5_300


def test_what_is_read_is_clean_and_within_limits(feeds: dict[str, ParsedFeed]) -> None:
    for feed in feeds.values():
        assert len(feed.entries) <= 1_000
        assert len({entry.guid for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.title == clean_line(entry.title) != ""
            assert clean_block(entry.summary) == entry.summary
            assert clean_block(entry.content) == entry.content
            assert entry.url == "" or safe_url(entry.url) == entry.url
            assert len(entry.guid.encode()) <= 512


def test_the_news_outlets_give_dates_and_addresses(feeds: dict[str, ParsedFeed]) -> None:
    rows = [line.split("\t") for line in (FEEDS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    news = [entry for row in rows if row[5] == "news" for entry in feeds[row[0]].entries]
    assert sum(entry.published is not None for entry in news) / len(news) > 0.99
    assert sum(entry.url != "" for entry in news) / len(news) > 0.97
