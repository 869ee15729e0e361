"""What the screens ask of the services floor: one object, awaited from workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

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


class ReaderSettings(Protocol):
    """The settings that the screens read."""

    @property
    def theme(self) -> str:
        """The name of the theme."""

    @property
    def ascii(self) -> bool:
        """Draw signs in ASCII."""

    @property
    def keys(self) -> Mapping[str, str]:
        """The reader's own keys, by binding id."""

    @property
    def refresh_on_start(self) -> bool:
        """Ask the feeds as soon as the inbox is drawn."""


class Reader(Protocol):
    """Everything the screens show and do. Failures a reader can act on are `BriefingError`s with a sentence."""

    @property
    def settings(self) -> ReaderSettings:
        """The settings."""

    @property
    def notice(self) -> str:
        """One sentence that holds for the whole session, such as that the store is read-only; "" for none."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored, for now or for good."""

    async def wait_until_writable(self) -> bool:
        """Wait until another process frees the store; return False if it can never be written in this session."""

    def now(self) -> datetime:
        """The clock: aware, UTC."""

    def first_rows(self, limit: int, /) -> tuple[InboxCounts, int, tuple[ThreadRow, ...]]:
        """Return the figures, the number of threads and the first rows at once, for the first paint."""

    async def counts(self) -> InboxCounts:
        """Return the figures of the header."""

    async def count_threads(self, chosen: InboxFilter, /) -> int:
        """Return how many threads the filter leaves."""

    async def thread_rows(self, chosen: InboxFilter, offset: int, limit: int, /) -> tuple[ThreadRow, ...]:
        """Return rows of the inbox, best first."""

    async def thread_page(self, thread_id: str, /) -> ThreadPage | None:
        """Return everything one thread shows."""

    async def mark_looked(self, thread_id: str, /) -> None:
        """Remember that the reader looked at a thread."""

    async def page_with_texts(self, row: ThreadRow, /) -> ThreadPage | None:
        """Wait for texts that a thread, now looked at, is found to lack; return its page, None where nothing came.

        What is new in it is told as of `row`.
        """

    async def explain_quote(self, quote: QuoteLine, /) -> tuple[str, ...]:
        """Return why a quote has its speaker and role, in sentences."""

    async def explain_actor(self, page: ThreadPage, actor: ActorLine, /) -> tuple[str, ...]:
        """Return why an actor of a thread has its type, roles and names, in sentences."""

    async def story_page(self, story_id: int, /) -> StoryPage | None:
        """Return one story to read."""

    async def compare_stories(self, first: int, second: int, /) -> Comparison | None:
        """Return two stories side by side; None where one of them is no longer in the store."""

    async def actor_page(self, key: str, /) -> ActorPage | None:
        """Return one actor over time; None where no text names it."""

    async def wish_actor(self, kind: OverrideKind, key: str, other: str, /) -> ActorOverride:
        """Note what the user says about an actor, `other` by its name; return a sentence."""

    async def feed_rows(self) -> tuple[FeedRow, ...]:
        """Return all feeds, those that need care first."""

    async def give_verdict(self, thread_ids: tuple[str, ...], verdict: Verdict, /) -> VerdictChange:
        """Decide on threads."""

    async def merge_threads(self, thread_ids: tuple[str, ...], /) -> MergeSplit:
        """Make one thread of several, for good; undo takes it back."""

    async def split_story(self, thread_id: str, story_id: int, /) -> MergeSplit:
        """Take a story out of its thread, for good; undo takes it back."""

    async def undo(self) -> Decision | None:
        """Take the last decision back; None where there is none."""

    async def redo(self) -> Decision | None:
        """Carry out again what was undone; None where there is none."""

    async def refresh(
        self, feed_ids: tuple[int, ...] | None, report: Callable[[RefreshEvent], None], /, *, asked: bool = True
    ) -> RefreshFinished:
        """Ask feeds for news, all of them for None; `report` is called on the event loop; cancelling stops it.

        `asked` is False where the program does so by itself: feeds that are not due yet are left alone then.
        """

    async def search(self, words: str, /) -> SearchPage:
        """Search all stories."""

    async def add_feed(self, address: str, /, *, typed: bool = True) -> Feed:
        """Subscribe to the feed at an address, or to the one that a page names.

        An address that nobody typed must be a public one.
        """

    async def remove_feed(self, feed_id: int, /) -> None:
        """Unsubscribe."""

    async def restore_feed(self, feed_id: int, /) -> None:
        """Take an unsubscription back."""

    async def set_full_text(self, feed_id: int, mode: FullText, /) -> None:
        """Say whether the full texts of a feed's stories are fetched."""

    async def import_file(self, path: str, /) -> str:
        """Subscribe to what an OPML file or newsboat's list names; return a sentence."""

    def pack_names(self) -> tuple[str, ...]:
        """Return the names of the starter packs."""

    async def subscribe_pack(self, name: str, /) -> str:
        """Subscribe to a starter pack; return a sentence."""

    def found_list(self) -> str:
        """Return the path of another reader's list of feeds on this machine, "" where there is none."""

    async def fetch_full_text(self, story_id: int, /) -> str:
        """Fetch a story's whole text; return a sentence."""

    def thread_markdown(self, page: ThreadPage, /) -> str:
        """Return one thread in the words of the brief, as Markdown."""

    async def write_brief(self) -> SavedBrief:
        """Write the daily brief; return where it is, and where an edited one was moved."""

    async def brief_preview(self) -> str:
        """Return the brief as Markdown."""

    def open_address(self, url: str, /) -> str:
        """Open an address in the browser; return a sentence."""
