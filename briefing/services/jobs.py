"""The functions that run in worker processes. Each imports its package when it runs, so that the parent does not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefing.model.analysis import TextAnalysis, TextRead, TextToRead
from briefing.model.feed import ParsedFeed, Subscription
from briefing.model.grouping import Background, GroupingRequest, GroupingResult
from briefing.model.story import Article, Link

PARSE_SECONDS = 10.0
"""Time limit for reading one feed document."""


def parse_document(
    body: bytes, url: str, content_type: str, now: datetime, known: frozenset[int] = frozenset()
) -> ParsedFeed:
    """Read a feed document; see `feeds.parse.parse_feed`."""
    from briefing.feeds.parse import parse_feed

    return parse_feed(body, url, content_type, now, known)


def find_feeds(page: bytes, url: str, link: str) -> tuple[Subscription, ...]:
    """Find the feeds that a web page names; see `feeds.discovery.find_feed_addresses`."""
    from briefing.feeds.discovery import find_feed_addresses

    return find_feed_addresses(page, url, link)


def extract_article(page: bytes, url: str, content_type: str) -> Article:
    """Read a web page; see `articles.extract.extract`."""
    from briefing.articles.extract import extract

    return extract(page, url, content_type)


def read_one(text: str, links: Sequence[Link], host: str, outlet: str = "", title: str = "") -> TextAnalysis:
    """Find quotes, actors and citations in one text; see `analysis.reading.read_text`."""
    from briefing.analysis.reading import read_text

    return read_text(text, links, host, outlet, title)


def read_batch(texts: Sequence[TextToRead]) -> tuple[TextRead, ...]:
    """Find quotes, actors and citations in many texts; see `analysis.reading.read_texts`.

    A text that takes more processor time than it may is marked as failed.
    """
    from briefing.analysis.reading import read_texts

    read_texts((TextToRead(0, "“It is late,” said Ada Quill.", (), ""),))  # loads tables and models before time counts
    return tuple(_read_in_time(each, read_texts) for each in texts)


def _read_in_time(text: TextToRead, read: Callable[[Sequence[TextToRead]], tuple[TextRead, ...]]) -> TextRead:
    from briefing.workers.cpu_limit import cpu_limit

    begun = time.process_time()
    try:
        with cpu_limit(text.seconds):
            found = read((text,))[0]
    except TimeoutError:
        found = TextRead(text.id, TextAnalysis(), failed=True)
    return replace(found, seconds=time.process_time() - begun)


def count_batch(texts: Sequence[tuple[str, str, str]]) -> Background:
    """Count the words of titles and leads with their languages; see `analysis.threads.background.count_words`."""
    from briefing.analysis.threads.background import count_by_language

    return count_by_language(texts)


def group_window_job(path: Path, asked: GroupingRequest) -> GroupingResult:
    """Group the open window of the store at `path`; see `services.regroup_job.group_stored_window`."""
    from briefing.services.regroup_job import group_stored_window

    return group_stored_window(path, asked)
