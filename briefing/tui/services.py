"""What the screens ask of the services: one protocol for each concern, and the bundle that the app is given.

A failure that the user can act on is a `BriefingError` with a sentence. Coroutines are awaited from Textual's workers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.export.markdown.lint import Finding
    from briefing.model.actor_override import ActorOverride, OverrideKind
    from briefing.model.actor_page import ActorPage
    from briefing.model.brief import Brief, BriefOptions, RenderedBrief, SavedBrief
    from briefing.model.browser_command import BrowserCommand
    from briefing.model.comparison import Comparison
    from briefing.model.completed import Completed
    from briefing.model.decision import Decision
    from briefing.model.inbox import DaySummary, InboxCounts, InboxFilter, InboxPart, ThreadRow
    from briefing.model.judgement import Part
    from briefing.model.merge_split import MergeSplit
    from briefing.model.pipe import PipeForm, PipeResult
    from briefing.model.query import Query
    from briefing.model.refresh import RefreshEvent, RefreshFinished
    from briefing.model.rule import Rule, RuleChange, RuleRow, TieChange, Trial
    from briefing.model.story_page import StoryPage
    from briefing.model.story_version import StoryVersion
    from briefing.model.topic import TopicPage
    from briefing.model.verdict import Verdict, VerdictChange
    from briefing.model.views import ActorLine, QuoteLine, SearchPage, ThreadPage
    from briefing.model.wake import WakeConditions
    from briefing.tui.feed_services import Feeds, Outlets


class ScreenSettings(Protocol):
    """The settings that the screens read."""

    @property
    def theme(self) -> str:
        """The name of the theme."""

    @property
    def ascii(self) -> bool:
        """Whether signs are drawn in ASCII."""

    @property
    def key_preset(self) -> str:
        """The name of the preset of keys."""

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys, by binding id."""

    @property
    def refresh_on_start(self) -> bool:
        """Whether the feeds are refreshed as soon as the inbox is drawn."""

    @property
    def refresh_while_reading(self) -> bool:
        """Whether feeds that are due are refreshed while the reader is open."""


class Session(Protocol):
    """What holds for the whole session."""

    @property
    def settings(self) -> ScreenSettings:
        """The settings."""

    @property
    def notice(self) -> str:
        """One sentence, such as that the store is read-only; "" if there is none."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be stored."""

    def now(self) -> datetime:
        """Return the present time, in UTC."""

    async def wait_until_writable(self) -> bool:
        """Wait until the store can be written; return whether it can be."""

    async def changed_elsewhere(self) -> bool:
        """Return whether another process wrote to the store since the last call."""


class Inbox(Protocol):
    """The list of threads."""

    def first_rows(self, limit: int, chosen: InboxFilter = ..., /) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
        """Return the figures and the first rows at once, for the first paint."""

    def kept_desk(self) -> str:
        """Return the desk that the reader showed last, "" for all threads."""

    async def keep_desk(self, name: str, /) -> None:
        """Store the desk that the reader shows, "" for all threads."""

    async def counts(self, chosen: InboxFilter = ..., /) -> InboxCounts:
        """Return the figures of the header over the threads that the filter leaves; over all without one."""

    async def matching(
        self, chosen: InboxFilter, parts: Sequence[InboxPart], limit: int, /
    ) -> tuple[InboxCounts, tuple[ThreadRow, ...]]:
        """Return the figures of the threads that match a query, and the first rows of some parts, in order."""

    def read_query(self, words: str, /, *, unfinished: bool = False) -> Query | None:
        """Parse a query, perhaps one that is still being typed; None if it asks for nothing. Raises QueryError."""

    async def place(self, chosen: InboxFilter, thread_id: str, /) -> tuple[InboxPart, int] | None:
        """Return the part of a thread and its place there; None if it is gone or the filter leaves it out."""

    async def ids(self, chosen: InboxFilter, /) -> tuple[str, ...]:
        """Return the ids of all threads that the filter leaves, in its order."""

    async def rows(self, chosen: InboxFilter, offset: int, limit: int, /) -> tuple[ThreadRow, ...]:
        """Return threads that the filter leaves, in its order."""

    async def note_queue_stop(self, thread_id: str, /) -> None:
        """Note that the queue shows a thread, so that it begins there next time."""

    async def queue_stop(self) -> str:
        """Return the thread that the queue showed last, "" if there is none."""

    async def today(self) -> DaySummary:
        """Return what was decided today."""


class Threads(Protocol):
    """Threads, opened one at a time."""

    async def page(self, thread: str, /, *, as_of: ThreadRow | None = None) -> ThreadPage | None:
        """Return everything that one thread shows; a former id leads to the present thread.

        With `as_of`, the page marks as new what that row counts as new, even if the thread was looked at since.
        """

    async def mark_looked(self, thread_id: str, /) -> None:
        """Note that the user looked at a thread, and begin to fetch the texts that it lacks."""

    async def page_with_texts(self, row: ThreadRow, /) -> ThreadPage | None:
        """Wait for the texts that a thread lacks; return its page with them, None if nothing came.

        The page marks as new what `row` counts as new.
        """

    async def page_when_read(self, page: ThreadPage, as_of: ThreadRow | None, /) -> ThreadPage | None:
        """Have the texts of a page read that have not been read yet, and return it again; None if there are none.

        `as_of` is as for `page`.
        """

    async def read_ahead(self, threads: Sequence[str], /) -> None:
        """Have the texts of threads read that the user may open next, if they have not been."""

    async def read_for(self, query: Query, /) -> int | None:
        """Read the latest unread texts with a name that a query asks for; return how many are left, None for none."""

    async def search(self, words: str, /) -> SearchPage:
        """Return the stories that match a query. Raises QueryError."""

    async def explain_quote(self, quote: QuoteLine, /) -> tuple[str, ...]:
        """Return why a quote has its speaker and role, in sentences."""

    async def explain_thread(self, thread: str, /) -> tuple[str, ...]:
        """Return the rules of a thread, why it is in its topic, and what the user merged and split, in sentences."""

    async def explain_story(self, story: int, /) -> tuple[str, ...]:
        """Return from which threads the user split a story, in sentences."""

    async def explain_actor(self, page: ThreadPage, actor: ActorLine, /) -> tuple[str, ...]:
        """Return why an actor of a thread has its type, roles and names, in sentences."""

    def markdown(self, page: ThreadPage, /) -> str:
        """Return one thread as the brief writes it, in Markdown."""


class Stories(Protocol):
    """Stories, to be read."""

    async def page(self, story_id: int, /) -> StoryPage | None:
        """Return one story."""

    async def versions(self, page: StoryPage, /) -> tuple[StoryVersion, ...]:
        """Return all versions of a story's text, the oldest first, each with what changed."""

    async def compare(self, first: int, second: int, /) -> Comparison | None:
        """Return two stories side by side; None if one of them is no longer in the store."""

    async def fetch_full_text(self, story_id: int, /) -> str:
        """Fetch a story's whole text; return a sentence."""

    def browser(self, url: str, /) -> BrowserCommand:
        """Return the command of the user's browser for an address. Raises UsageError if there is none."""

    def start_browser(self, command: BrowserCommand, /) -> str:
        """Start a browser that needs no terminal; return a sentence."""


class Actors(Protocol):
    """The people, organisations and places that stories name."""

    async def page(self, key: str, /) -> ActorPage | None:
        """Return one actor over time; None if no text names it."""


class Topics(Protocol):
    """The running matters that threads belong to."""

    async def page(self, topic: str, /) -> TopicPage | None:
        """Return one topic over time, given its id or that of one of its threads; None if there is none."""

    async def give_verdict(self, topic: str, verdict: Verdict, /) -> VerdictChange:
        """Follow a topic, drop it with its threads, or take either back."""


class Decisions(Protocol):
    """What the user decides; undo takes any of it back."""

    async def give_verdict(
        self, thread_ids: Sequence[str], verdict: Verdict, until: WakeConditions = ..., /
    ) -> VerdictChange:
        """Decide on threads; deferred ones (later) wake by the conditions `until`."""

    def read_until(self, words: str, /) -> WakeConditions:
        """Read the conditions of deferred threads, () for none. Raises UsageError for wrong or ambiguous words."""

    async def merge_threads(self, thread_ids: Sequence[str], /) -> MergeSplit:
        """Make one thread of several, for good."""

    async def split_story(self, thread_id: str, story_id: int, /) -> MergeSplit:
        """Take a story out of its thread, for good."""

    async def override_actor(self, kind: OverrideKind, key: str, other: str, /) -> ActorOverride:
        """Note what the user says about an actor and another one, given by its name."""

    async def undo(self) -> Decision | None:
        """Take back the last decision; return None if there is none."""

    async def redo(self) -> Decision | None:
        """Redo the last decision that was undone; return None if there is none."""


class Rules(Protocol):
    """Rules, standing questions and desks. Changes are decisions, which undo takes back."""

    async def follow(self) -> bool:
        """Match the rules with what changed, and lift what developed since a brief; return whether anything changed."""

    async def rows(self) -> tuple[RuleRow, ...]:
        """Return all rules and questions with what they matched."""

    async def try_query(self, words: str, /) -> Trial:
        """Return what a query would match. Raises QueryError if it is wrong, UsageError if it asks for nothing."""

    async def save(self, rule: Rule, /) -> RuleChange:
        """Store a new rule, or a changed one with the id of the old; raise UsageError if it is not complete."""

    async def remove(self, rule: Rule, /) -> RuleChange:
        """Remove a rule."""

    async def desk_names(self) -> tuple[str, ...]:
        """Return the names of all desks."""

    async def desks_of(self, thread_id: str, /) -> tuple[str, ...]:
        """Return the desks that a thread is tagged with."""

    async def tag(self, thread_ids: Sequence[str], desk: str, /, *, tied: bool = True) -> TieChange:
        """Put threads on a desk, or take them off it."""

    async def attach(self, thread_ids: Sequence[str], question: Rule, /, *, tied: bool = True) -> TieChange:
        """Tie threads to a question, or untie them."""


class Briefs(Protocol):
    """The daily brief."""

    async def preview(self, options: BriefOptions = ..., /) -> RenderedBrief:
        """Return the brief as it would be written now, in Markdown."""

    async def findings(self, rendered: RenderedBrief, /) -> tuple[Finding, ...]:
        """Return what is wrong with the form of a brief."""

    async def edit(
        self, subject: str, offered: Sequence[str], run: Callable[[Sequence[str]], int], /
    ) -> tuple[Part, ...] | None:
        """Open the user's editor for the analyst's parts about a thread or a day.

        Returns the parts that changed, none if the same words were saved again, and None if nothing was written.
        """

    def render(self, brief: Brief, /) -> RenderedBrief:
        """Return a brief that was arranged by hand, in Markdown."""

    async def write(self, rendered: RenderedBrief, /) -> SavedBrief:
        """Write a brief to its usual place, as it was shown."""


class Completion(Protocol):
    """What completes the words of a prompt."""

    async def path(self, words: str, /) -> Completed:
        """Return the files and folders that a path may mean."""

    async def pack(self, words: str, /) -> Completed:
        """Return the starter packs that a name may mean."""

    async def command(self, words: str, /) -> Completed:
        """Return the files and folders that the last word of a command may mean."""

    async def query(self, words: str, /) -> Completed:
        """Return the fields, outlets, desks and values that may come at the end of a query."""


class Pipes(Protocol):
    """Threads and stories as the input of a command."""

    def thread(self, page: ThreadPage, form: PipeForm, /) -> str:
        """Return a thread in one of the forms."""

    def story(self, page: StoryPage, form: PipeForm, /) -> str:
        """Return a story in one of the forms."""

    async def run(self, command: str, words: str, /) -> PipeResult:
        """Run a command of the shell with `words` as its input; return what it prints."""


class Services(Protocol):
    """Everything that the app is given."""

    @property
    def session(self) -> Session:
        """What holds for the whole session."""

    @property
    def inbox(self) -> Inbox:
        """The list of threads."""

    @property
    def threads(self) -> Threads:
        """Threads, opened one at a time."""

    @property
    def stories(self) -> Stories:
        """Stories, to be read."""

    @property
    def actors(self) -> Actors:
        """The actors."""

    @property
    def topics(self) -> Topics:
        """The topics."""

    @property
    def outlets(self) -> Outlets:
        """The outlets."""

    @property
    def decisions(self) -> Decisions:
        """What the user decides."""

    @property
    def feeds(self) -> Feeds:
        """The feeds."""

    @property
    def rules(self) -> Rules:
        """The rules, questions and desks."""

    @property
    def pipes(self) -> Pipes:
        """Threads and stories as the input of a command."""

    @property
    def completion(self) -> Completion:
        """What completes the words of a prompt."""

    @property
    def briefs(self) -> Briefs:
        """The daily brief."""

    async def refresh(
        self, feed_ids: Sequence[int] | None, report: Callable[[RefreshEvent], None], /, *, asked: bool = True
    ) -> RefreshFinished:
        """Refresh feeds, all of them for None; `report` is called on the event loop; cancelling stops it.

        If not `asked`, the program does so by itself: feeds that are not due yet are left alone.
        """

    async def due_feeds(self) -> tuple[int, ...]:
        """Return the feeds that are due by their intervals."""

    async def wake_threads(self, *, times_only: bool = False) -> int:
        """Wake the deferred threads whose condition holds, only by their times if `times_only`; return how many."""
