"""What the screens ask for, as one object: a thin face of the use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.services.screen_services import ScreenServices

if TYPE_CHECKING:
    from briefing.model.actor_override import ActorOverride, OverrideKind
    from briefing.model.actor_page import ActorPage
    from briefing.model.brief import SavedBrief
    from briefing.model.comparison import Comparison
    from briefing.model.decision import Decision
    from briefing.model.feed import Feed
    from briefing.model.full_text import FullText
    from briefing.model.inbox import InboxCounts, InboxFilter, ThreadRow
    from briefing.model.merge_split import MergeSplit
    from briefing.model.refresh import RefreshEvent, RefreshFinished
    from briefing.model.story_page import StoryPage
    from briefing.model.verdict import Verdict, VerdictChange
    from briefing.model.views import ActorLine, FeedRow, QuoteLine, SearchPage, ThreadPage
    from briefing.services.workspace import Workspace
    from briefing.settings.settings import Settings


class StoreReader:
    """The reader over one workspace; use cases that need heavy libraries are imported when they are first used."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.services = ScreenServices(workspace)

    @property
    def settings(self) -> Settings:
        """What the user set."""
        return self._workspace.settings

    @property
    def notice(self) -> str:
        """Something the reader must know about this run, such as that the store is read-only; or ""."""
        return self._workspace.database.notice

    @property
    def read_only(self) -> bool:
        """Return whether nothing can be stored, for now or for good."""
        return self._workspace.database.read_only

    async def wait_until_writable(self) -> bool:
        """Wait until another process frees the store; return False if it can never be written in this run."""
        return await self._workspace.database.wait_until_writable()

    def now(self) -> datetime:
        """Return the time that this run takes for the present."""
        return self._workspace.now()

    def first_rows(self, limit: int) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
        """Return counts, number of threads and the first rows at once, for the first paint."""
        return self.services.inbox.first_rows(limit)

    async def counts(self) -> InboxCounts:
        """Return the figures of the header."""
        return await self.services.inbox.counts()

    async def count_threads(self, chosen: InboxFilter) -> int:
        """Return how many threads `chosen` lets through."""
        return await self.services.inbox.count(chosen)

    async def thread_rows(self, chosen: InboxFilter, offset: int, limit: int) -> tuple[ThreadRow, ...]:
        """Return a page of the inbox."""
        return await self.services.inbox.rows(chosen, offset, limit)

    async def thread_page(self, thread_id: str) -> ThreadPage | None:
        """Return one thread whole."""
        return await self.services.threads.page(thread_id)

    async def mark_looked(self, thread_id: str) -> None:
        """Remember that the reader has looked at a thread."""
        await self.services.threads.mark_looked(thread_id)

    async def page_with_texts(self, row: ThreadRow) -> ThreadPage | None:
        """Wait for the texts that an opened thread lacks; return its page with them, None where nothing came."""
        return await self.services.threads.page_with_texts(row)

    async def explain_quote(self, quote: QuoteLine) -> tuple[str, ...]:
        """Return why a quote has its speaker and role, in sentences."""
        return await self.services.threads.explain_quote(quote)

    async def explain_actor(self, page: ThreadPage, actor: ActorLine) -> tuple[str, ...]:
        """Return why an actor of a thread has its type, roles and names, in sentences."""
        return await self.services.threads.explain_actor(page, actor)

    async def story_page(self, story_id: int) -> StoryPage | None:
        """Return one story to read."""
        return await self.services.stories.page(story_id)

    async def compare_stories(self, first: int, second: int) -> Comparison | None:
        """Return two stories side by side."""
        return await self.services.stories.compare(first, second)

    async def actor_page(self, key: str) -> ActorPage | None:
        """Return one actor over time."""
        return await self.services.actors.page(key)

    async def wish_actor(self, kind: OverrideKind, key: str, other: str) -> ActorOverride:
        """Note what the user says about an actor."""
        return await self.services.decisions.override_actor(kind, key, other)

    async def feed_rows(self) -> tuple[FeedRow, ...]:
        """Return every subscription with its health."""
        return await self.services.feeds.rows()

    async def give_verdict(self, thread_ids: tuple[str, ...], verdict: Verdict) -> VerdictChange:
        """Decide on threads."""
        return await self.services.decisions.give_verdict(thread_ids, verdict)

    async def merge_threads(self, thread_ids: tuple[str, ...]) -> MergeSplit:
        """Make one thread of several, for good."""
        return await self.services.decisions.merge_threads(thread_ids)

    async def split_story(self, thread_id: str, story_id: int) -> MergeSplit:
        """Take a story out of its thread, for good."""
        return await self.services.decisions.split_story(thread_id, story_id)

    async def undo(self) -> Decision | None:
        """Take the last decision back."""
        return await self.services.decisions.undo()

    async def redo(self) -> Decision | None:
        """Carry out again what was undone last."""
        return await self.services.decisions.redo()

    async def refresh(
        self, feed_ids: tuple[int, ...] | None, report: Callable[[RefreshEvent], None], *, asked: bool = True
    ) -> RefreshFinished:
        """Ask the feeds; `asked` is False where the program does so by itself."""
        return await self.services.refresh(feed_ids, report, asked=asked)

    async def search(self, words: str) -> SearchPage:
        """Search the full text."""
        return await self.services.threads.search(words)

    async def add_feed(self, address: str, *, typed: bool = True) -> Feed:
        """Subscribe to the feed at an address, or that its page names; one that nobody typed must be public."""
        return await self.services.feeds.add(address, typed=typed)

    async def remove_feed(self, feed_id: int) -> None:
        """Unsubscribe; `restore_feed` takes it back."""
        await self.services.feeds.remove(feed_id)

    async def restore_feed(self, feed_id: int) -> None:
        """Take an unsubscription back."""
        await self.services.feeds.restore(feed_id)

    async def set_full_text(self, feed_id: int, mode: FullText) -> None:
        """Say whether the full texts of a feed's stories are fetched."""
        await self.services.feeds.set_full_text(feed_id, mode)

    async def import_file(self, path: str) -> str:
        """Subscribe to every feed of a list; return a sentence."""
        imported = await self.services.feeds.import_list(Path(path).expanduser())
        return "; ".join((imported.sentence, *imported.notes[:2]))

    def pack_names(self) -> tuple[str, ...]:
        """Return the names of the starter packs."""
        return self.services.feeds.pack_names()

    async def subscribe_pack(self, name: str) -> str:
        """Subscribe to a starter pack; return a sentence."""
        return f"{name}: {(await self.services.feeds.import_pack(name)).sentence}"

    def found_list(self) -> str:
        """Return the path of newsboat's list in the user's home, "" where there is none."""
        return self.services.feeds.found_list()

    async def fetch_full_text(self, story_id: int) -> str:
        """Fetch the page of a story and keep its text; return a sentence."""
        return await self.services.stories.fetch_full_text(story_id)

    def thread_markdown(self, page: ThreadPage) -> str:
        """Return one thread in the words of the brief."""
        return self.services.threads.markdown(page)

    async def brief_preview(self) -> str:
        """Return the brief as it would be written now."""
        from briefing.services.briefs import compose_brief, local_zone, rendered

        return rendered(await compose_brief(self._workspace, automatic=True), local_zone())

    async def write_brief(self) -> SavedBrief:
        """Write the brief to its usual place."""
        from briefing.services.briefs import write_brief

        return await write_brief(self._workspace, automatic=True)

    def open_address(self, url: str) -> str:
        """Open an address in the browser; return a sentence."""
        return self.services.stories.open_address(url)
