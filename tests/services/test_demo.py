"""The bundled morning, through the same pipeline as real feeds."""

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing.model.errors import StoreError
from briefing.model.feed import Subscription
from briefing.model.inbox import InboxFilter
from briefing.model.views import ThreadPage
from briefing.services import demo, feed_health
from briefing.services.inbox import Inbox
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.threads import Threads
from briefing.settings.settings import Settings

TRUTH: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "demo_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def morning() -> "Morning":
    """The demo as it is read and grouped, once for all tests."""
    import asyncio

    return asyncio.run(_morning())


class Morning:
    """What the demo came to."""

    def __init__(self, found: list[ThreadPage], states: Counter[str], feeds: int) -> None:
        self.pages = found
        self.states = states
        self.feeds = feeds

    def thread_of(self, address: str) -> ThreadPage:
        """Return the thread that holds the story at an address."""
        return next(page for page in self.pages for source in page.sources if source.held and source.url == address)


async def _morning() -> Morning:
    with demo.demo_workspace(Settings()) as workspace:
        totals = await demo.fill(workspace)
        rows = await Inbox(workspace).rows(InboxFilter())
        found = [page for row in rows if (page := await Threads(workspace).page(row.id))]
        feeds = await feed_health.feed_rows(workspace)
        return Morning(found, Counter(row.state for row in feeds), totals.feeds)


def test_it_has_the_size_of_a_real_morning(morning: Morning) -> None:
    assert morning.feeds >= 13
    assert len({source.outlet for page in morning.pages for source in page.sources if source.held}) >= 10
    assert sum(page.row.stories for page in morning.pages) >= 60
    assert len([page for page in morning.pages if page.row.stories > 1]) >= 15


def test_exactly_the_broken_feed_fails(morning: Morning) -> None:
    assert morning.states["failing"] == 1


def test_stories_of_one_matter_stand_together(morning: Morning) -> None:
    """B-cubed over the stories, as Bagga and Baldwin (1998) define it."""
    gold = {url: thread["name"] for thread in TRUTH["threads"] for url in thread["stories"]}
    found = {source.url: page.row.id for page in morning.pages for source in page.sources if source.held}
    urls = [url for url in gold if url in found]
    assert len(urls) == len(gold)
    pairs = Counter((gold[url], found[url]) for url in urls)
    golds, founds = Counter(gold[url] for url in urls), Counter(found[url] for url in urls)
    precision = sum(count**2 / founds[thread] for (_, thread), count in pairs.items()) / len(urls)
    recall = sum(count**2 / golds[name] for (name, _), count in pairs.items()) / len(urls)
    assert 2 * precision * recall / (precision + recall) >= 0.9


def test_the_quotes_that_matter_are_found_with_their_speakers(morning: Morning) -> None:
    missed = []
    for quote in TRUTH["quotes"]:
        lines = morning.thread_of(quote["stories"][0]).quotes
        wanted = _letters(quote["text"])
        fits = [
            line
            for line in lines
            if _letters(" ".join(line.parts)) in wanted or wanted in _letters(" ".join(line.parts))
        ]
        if not any(quote["speaker"].split()[-1] in line.speaker for line in fits):
            missed.append(quote["text"])
    assert len(missed) <= len(TRUTH["quotes"]) * 0.15, missed


def test_every_word_shown_is_cut_from_a_stored_text(morning: Morning) -> None:
    for page in morning.pages:
        assert all(part for quote in page.quotes for part in quote.parts)
        assert all(0 < n <= page.row.stories for sentence in page.narrative for n in sentence.citations)


def test_reprints_are_marked_and_count_once(morning: Morning) -> None:
    reprints = [source for page in morning.pages for source in page.sources if source.reprint_of]
    assert len(reprints) >= 2
    assert all(source.reprint_share >= 0.8 for source in reprints)
    copied = max(morning.pages, key=lambda page: page.row.stories - page.row.independent)
    assert copied.row.independent < copied.row.stories


def test_a_speaker_in_conflict_is_shown(morning: Morning) -> None:
    quotes = [quote for page in morning.pages for quote in page.quotes]
    assert any(variant.other_speaker for quote in quotes for variant in quote.variants)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


async def test_thread_ids_are_the_same_in_another_store(morning: Morning) -> None:
    with demo.demo_workspace(Settings()) as first, demo.demo_workspace(Settings()) as workspace:
        await demo.subscribe_bundled(first)
        feeds = [row.feed.url for row in await feed_health.feed_rows(first)]
        await Feeds(workspace).subscribe([Subscription(url) for url in reversed(feeds)])
        await refresh(workspace, None, lambda _event: None)
        rows = await Inbox(workspace).rows(InboxFilter())
    assert {page.row.id for page in morning.pages} == {row.id for row in rows}


def test_a_demo_that_cannot_begin_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **_options: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(demo, "open_workspace", fail)
    with pytest.raises(StoreError), demo.demo_workspace(Settings()):
        pass
    assert not list(tmp_path.iterdir())
