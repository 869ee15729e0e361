"""A small real reader in memory: what the services floor promises, without a store."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefing.analysis.sources.shared_wording import own_wording
from briefing.export.markdown import render_thread
from briefing.model.actor_page import ActorPage
from briefing.model.actor_wish import ActorWish, WishKind
from briefing.model.brief import SavedBrief
from briefing.model.comparison import ComparedStory, Comparison
from briefing.model.decided import Decided
from briefing.model.errors import NetworkError, StoreError, UsageError
from briefing.model.feed import Feed
from briefing.model.full_text import FullText
from briefing.model.inbox import InboxCounts, InboxFilter, InboxOrder, ThreadRow
from briefing.model.refresh import FeedChecked, RefreshEvent, RefreshFinished
from briefing.model.story_page import StoryPage
from briefing.model.teaching import Teaching, TeachingKind
from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.views import FeedRow, SearchPage, ThreadPage
from tests.tui import morning
from tests.tui.an_actor import actor_page

BRIEF = """# Daily brief — Sunday 22 November 2026

**Bottom line.** The terminal stays closed \\[1\\].

## 1. Ferry terminal at Osmark still closed

> “We will open the gates one after the other.”
> — Mira Holt, operations director [1]

- [Gates to open](<https://eastwire.example/1>), *Eastwire*, 22 Nov
"""


def _compared(one: StoryPage, other: StoryPage) -> ComparedStory:
    wording = own_wording(one.snapshot.text, other.snapshot.text)
    return ComparedStory(one.story.id - 100, one.story, one.snapshot, wording)


@dataclass
class FakeSettings:
    """Settings as a test wants them."""

    theme: str = "ink"
    ascii: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    refresh_on_start: bool = False


class FakeReader:
    """Answers from lists; remembers what was asked of it."""

    def __init__(self, count: int = 18, *, feeds: int = 5, settings: FakeSettings | None = None) -> None:
        self.rows = list(morning.rows(count))
        self.filled: dict[str, ThreadPage] = {}
        self.texts_come = asyncio.Event()
        self.texts_come.set()
        self.pages: dict[str, ThreadPage] = {}
        self.feeds = list(morning.feed_rows()[:feeds])
        self.settings = settings or FakeSettings()
        self.notice = ""
        self.read_only = False
        self.newsboat = ""
        self.refusal = ""
        self.brief = BRIEF
        self.looked: list[str] = []
        self.opened: list[str] = []
        self.added: list[tuple[str, bool]] = []
        self.asked: list[tuple[int, int]] = []
        self.removed: list[FeedRow] = []
        self.stories: dict[int, StoryPage] = {}
        self.arriving: list[ThreadRow] = []
        self.watched: set[str] = set()
        self.wishes: list[tuple[WishKind, str, str]] = []
        self.refreshes = 0
        self.asked_for = True
        self.refresh_stopped = False
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.taught: list[tuple[Teaching, list[ThreadRow]]] = []
        self._done: list[tuple[VerdictChange | ActorWish, dict[str, Verdict]]] = []
        self._undone: list[tuple[VerdictChange | ActorWish, dict[str, Verdict]]] = []

    def now(self) -> datetime:
        return morning.NOW

    def _counts(self) -> InboxCounts:
        def given(verdict: Verdict) -> int:
            return sum(row.verdict is verdict for row in self.rows)

        return InboxCounts(
            threads=len(self.rows),
            new=sum(row.verdict is Verdict.NEW and row.looked is None for row in self.rows),
            brief=given(Verdict.BRIEF),
            follow=given(Verdict.FOLLOW),
            later=given(Verdict.LATER),
            drop=given(Verdict.DROP),
            feeds=len(self.feeds),
            failing=sum(row.state == "failing" for row in self.feeds),
            checked=morning.hours_ago(0.12),
        )

    def first_rows(self, limit: int, /) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
        return self._counts(), len(self.rows), tuple(self.rows[:limit])

    async def counts(self) -> InboxCounts:
        return self._counts()

    def _chosen(self, chosen: InboxFilter) -> list[ThreadRow]:
        rows = [row for row in self.rows if not chosen.verdicts or row.verdict in chosen.verdicts]
        newest = chosen.order is InboxOrder.NEWEST
        return sorted(rows, key=lambda row: row.last_story, reverse=True) if newest else rows

    async def count_threads(self, chosen: InboxFilter, /) -> int:
        return len(self._chosen(chosen))

    async def thread_rows(self, chosen: InboxFilter, offset: int, limit: int, /) -> tuple[ThreadRow, ...]:
        self.asked.append((offset, limit))
        return tuple(self._chosen(chosen)[offset : offset + limit])

    async def thread_page(self, thread_id: str, /) -> ThreadPage | None:
        await asyncio.sleep(0)
        if thread_id in self.pages:
            return self.pages[thread_id]
        row = next((row for row in self.rows if row.id == thread_id), None)
        return morning.page(morning.number_of(thread_id), row=row) if row is not None else None

    async def mark_looked(self, thread_id: str, /) -> None:
        self.looked.append(thread_id)
        self._replace(thread_id, looked=morning.NOW, new_stories=0)

    def _replace(self, thread_id: str, **changes: object) -> None:
        for place, row in enumerate(self.rows):
            if row.id == thread_id:
                self.rows[place] = replace(row, **changes)  # type: ignore[arg-type]

    async def page_with_texts(self, row: ThreadRow, /) -> ThreadPage | None:
        await self.texts_come.wait()
        return self.filled.get(row.id)

    async def story_page(self, story_id: int, /) -> StoryPage | None:
        return self.stories.get(story_id) or morning.story_page(story_id)

    async def compare_stories(self, first: int, second: int, /) -> Comparison | None:
        one, other = await self.story_page(first), await self.story_page(second)
        return Comparison(_compared(one, other), _compared(other, one), "Ferry terminal") if one and other else None

    async def actor_page(self, key: str, /) -> ActorPage | None:
        page = actor_page(key)
        return replace(page, watched=key in self.watched) if page is not None else None

    async def wish_actor(self, kind: WishKind, key: str, other: str, /) -> ActorWish:
        wish = ActorWish(kind, key, other)
        self._wish(wish, standing=True)
        self._done.append((wish, {}))
        return wish

    def _wish(self, wish: ActorWish, *, standing: bool) -> None:
        (self.wishes.append if standing else self.wishes.remove)((wish.kind, wish.key, wish.other))
        watched = standing == (wish.kind is WishKind.WATCH)
        (self.watched.add if watched else self.watched.discard)(wish.key)

    async def feed_rows(self) -> tuple[FeedRow, ...]:
        return tuple(self.feeds)

    async def give_verdict(self, thread_ids: tuple[str, ...], verdict: Verdict, /) -> VerdictChange:
        before = {row.id: row.verdict for row in self.rows if row.id in thread_ids and row.verdict is not verdict}
        title = next((row.title for row in self.rows if row.id in before), "")
        change = VerdictChange(tuple(before), verdict, morning.NOW, title)
        if not before:
            return change
        self._done.append((change, before))
        self._undone.clear()
        for thread_id in before:
            self._replace(thread_id, verdict=verdict)
        return change

    async def merge_threads(self, thread_ids: tuple[str, ...], /) -> Teaching:
        merged = [row for row in self.rows if row.id in thread_ids]
        self.rows = [row for row in self.rows if row.id not in thread_ids[1:]]
        self.taught.append((Teaching(TeachingKind.MERGE, thread_ids, morning.NOW, merged[0].title), merged))
        return self.taught[-1][0]

    async def split_story(self, thread_id: str, story_id: int, /) -> Teaching:
        if story_id < 0:
            raise UsageError("A story that stands alone cannot be split off.")
        row = next(row for row in self.rows if row.id == thread_id)
        self.taught.append((Teaching(TeachingKind.SPLIT, (thread_id,), morning.NOW, row.title), [row]))
        return self.taught[-1][0]

    async def undo(self) -> Decided | None:
        if self.taught:
            lesson, merged = self.taught.pop()
            kept = {row.id for row in merged}
            self.rows = [*merged, *(row for row in self.rows if row.id not in kept)]
            return lesson
        if not self._done:
            return None
        change, before = self._done.pop()
        self._undone.append((change, before))
        if isinstance(change, ActorWish):
            self._wish(change, standing=False)
            return change
        for thread_id, verdict in before.items():
            self._replace(thread_id, verdict=verdict)
        return replace(change, verdict=before[change.threads[0]])

    async def redo(self) -> Decided | None:
        if not self._undone:
            return None
        change, before = self._undone.pop()
        self._done.append((change, before))
        if isinstance(change, ActorWish):
            self._wish(change, standing=True)
            return change
        for thread_id in change.threads:
            self._replace(thread_id, verdict=change.verdict)
        return change

    async def refresh(
        self, feed_ids: tuple[int, ...] | None, report: Callable[[RefreshEvent], None], /, *, asked: bool = True
    ) -> RefreshFinished:
        self.refreshes += 1
        self.asked_for = asked
        total = len(feed_ids) if feed_ids else len(self.feeds)
        try:
            for done in range(1, total + 1):
                report(FeedChecked(done, total, done, "a feed"))
                await self.go_on.wait()
        except asyncio.CancelledError:
            self.refresh_stopped = True
            raise
        self.rows = [*self.arriving, *self.rows]
        arrived, self.arriving = len(self.arriving), []
        return RefreshFinished(feeds=total, new_stories=arrived)

    async def search(self, words: str, /) -> SearchPage:
        return morning.search_page(words) if words != "nothing" else SearchPage(words)

    async def add_feed(self, address: str, /, *, typed: bool = True) -> Feed:
        self.added.append((address, typed))
        if "example" not in address:
            raise NetworkError(f"{address} cannot be reached.")
        feed = replace(morning.feed_rows()[3].feed, id=len(self.feeds) + 10, url=address, title="A new feed")
        self.feeds.append(replace(morning.feed_rows()[3], feed=feed))
        return feed

    async def remove_feed(self, feed_id: int, /) -> None:
        self.removed = [row for row in self.feeds if row.feed.id == feed_id]
        self.feeds = [row for row in self.feeds if row.feed.id != feed_id]

    async def restore_feed(self, feed_id: int, /) -> None:
        if self.refusal:
            raise StoreError(self.refusal)
        self.feeds = [*self.feeds, *(row for row in self.removed if row.feed.id == feed_id)]

    async def set_full_text(self, feed_id: int, mode: FullText, /) -> None:
        self.feeds = [
            replace(row, feed=replace(row.feed, full_text=mode), full_text=mode or FullText.AUTO)
            if row.feed.id == feed_id
            else row
            for row in self.feeds
        ]

    async def import_file(self, path: str, /) -> str:
        self.feeds = list(morning.feed_rows())
        return f"5 feeds were added from {Path(path).name}."

    def pack_names(self) -> tuple[str, ...]:
        return ("science", "world")

    async def subscribe_pack(self, name: str, /) -> str:
        if name not in self.pack_names():
            raise UsageError(f"There is no starter pack {name!r}.")
        self.feeds = list(morning.feed_rows())
        return f"5 feeds of the pack {name}"

    def found_list(self) -> str:
        return self.newsboat

    async def fetch_full_text(self, story_id: int, /) -> str:
        return f"Story {story_id} is whole now."

    def thread_markdown(self, page: ThreadPage, /) -> str:
        return render_thread(page)

    async def write_brief(self) -> SavedBrief:
        return SavedBrief(Path("/home/reader/briefs/brief-2026-11-22.md"))

    async def brief_preview(self) -> str:
        return self.brief

    def open_address(self, url: str, /) -> str:
        self.opened.append(url)
        return f"opened {url}"
