"""A summary that only labels links, which an aggregator repeats under every item, is no text of a story."""

from datetime import UTC, datetime

import pytest

from briefing.feeds.entries import RawEntry, build_entry
from briefing.model.feed import ParsedEntry

NOW = datetime(2026, 2, 18, tzinfo=UTC)


def _entry(text: str) -> ParsedEntry:
    entry = build_entry(RawEntry(url="https://kadria.example/1", title="Harbour bridge closes", texts=(text,)), "", NOW)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    "text",
    [
        '<p>Article URL: <a href="https://s0.example/posts/1">https://s0.example/posts/1</a></p><p>Points: 112</p>',
        'submitted by <a href="https://links.example/u/ada">/u/ada</a> <a href="https://s.example/">[link]</a>'
        ' <a href="https://links.example/1">[comments]</a>',
        '<p><a href="https://links.example/s/1">Comments</a></p>',
        '<a href="https://kadria.example/1">Continue reading on Kadria »</a>',
    ],
)
def test_labelled_links_are_no_summary(text: str) -> None:
    assert _entry(text).summary == ""


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://kadria.example/1">The harbour bridge was shut by its engineers on Tuesday.</a>',
        'The harbour bridge was shut on Tuesday. <a href="https://kadria.example/1">Read the whole story</a>',
        '<a href="https://kadria.example/1">港口大桥周二被工程师关闭，市议会将于明天开会讨论维修费用问题。</a>',
        "Points: 112",
    ],
)
def test_a_text_with_a_sentence_or_without_links_is_a_summary(text: str) -> None:
    assert _entry(text).summary
