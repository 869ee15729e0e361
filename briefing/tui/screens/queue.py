"""The queue: the threads of the inbox one after the other, then the single reports, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from briefing.frozen import dataclass
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.tui.controllers.decisions import Decisions, UndoRedo
from briefing.tui.controllers.desks import DeskKeys, Tagging
from briefing.tui.controllers.piping import Piping
from briefing.tui.controllers.queued_page import QueuedPage
from briefing.tui.controllers.visits import LOOK_SECONDS
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.lines import BLANK, MUTED, Line, clean
from briefing.tui.format.narrative import head
from briefing.tui.format.queue_lines import actor_names, end_of_queue, next_line, source_names, title
from briefing.tui.format.status import MOST_FILTER_CHARACTERS, Progress, Status, figure, position
from briefing.tui.queued_threads import Pace, QueuedThreads
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.thread_panes import NarrativeContent, QuotesContent
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.empty_state import EmptyState
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.model.inbox import ThreadRow
    from briefing.model.merge_split import MergeSplit
    from briefing.model.verdict import VerdictChange
    from briefing.model.views import ThreadPage
    from briefing.tui.host import Host

MOST_QUOTES = 5


@dataclass(frozen=True, slots=True)
class QueueContent:
    """One thread in one column: narrative, key quotes, actors, sources, and the thread that comes next."""

    page: ThreadPage
    following: ThreadRow | None
    now: datetime

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return the thread's headline and figures."""
        return (BLANK, *head(self.page, width, self.now))

    def items(self, width: int) -> Sequence[Item]:
        """Return everything below it."""
        page = self.page
        items = list(NarrativeContent(page, self.now).sentences(width))
        if page.quotes:
            count = len(page.quotes)
            shown = f"{MOST_QUOTES} of {count}" if count > MOST_QUOTES else str(count)
            items.append(Item((title("Quotes", shown),), before=1))
            items += QuotesContent(page).items(width)[:MOST_QUOTES]
        if names := actor_names(page.actors, width):
            items.append(Item((title("Actors"), *names), before=1))
        items.append(Item((title("Sources"), *source_names(page.sources, width)), before=1))
        return (*items, Item((next_line(self.following, width, self.now),), before=1))


class QueueView(LinesView):
    """The thread's page; paging on at its end asks for the next thread."""

    class Ended(Message):
        """The user went on at the end of the thread."""

    def action_text_page(self) -> None:
        """Scroll down a page; at the end, go to the next thread."""
        if not self.scroll_lines(self.page_lines - 1):
            self.post_message(self.Ended())


class QueueScreen(BaseScreen):
    """Goes through the inbox in its order; threads that arrive meanwhile come last."""

    PLACE = "queue"
    HINTS: Sequence[Hint] = (
        (("verdict-brief",), "brief"),
        (("verdict-follow",), "follow"),
        (("verdict-later",), "later"),
        (("verdict-drop",), "drop"),
        (("text-page",), "page"),
        (("open",), "open"),
        (("undo",), "undo"),
        (("thread-previous",), "back one"),
        (("back",), "to the inbox"),
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.view = QueueView(id="queue")
        self._queued = Horizontal(self.view, id="queued")
        self._end = EmptyState(id="queue-end")
        self._queue = QueuedThreads()
        self._pace = Pace(host.services.session.now())
        self._looking: Timer | None = None
        self._page_keys = QueuedPage(self, host.services, page=lambda: self._page, target=lambda: self.view.target)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._show_turned_verdict,
            regrouped=self._show_regrouped,
            actor_changed=_keep_order,
        )
        self.controllers = (
            self._page_keys,
            Piping(self, host.services, "thread", self._page_keys.rendered),
            Decisions(self, host.services, chosen=self._chosen_threads, given=self._show_verdict),
            undo,
            Tagging(self, host.services, chosen=self._chosen_threads, changed=host.reload_inbox),
            DeskKeys(self, host.services, self._show_regrouped),
        )

    def compose_body(self) -> Iterable[Widget]:
        """Return the page in the middle, and the words for the end."""
        yield self._queued
        yield self._end

    def on_mount(self) -> None:
        """Read the undecided threads."""
        self._end.display = False
        self.view.focus()
        self.start(self._fill, group="queue", exclusive=True)

    async def _fill(self, *parts: InboxPart) -> None:
        self._queue.desk = self.host.desk
        with self.opening("reading the queue"):
            await self._queue.fill(self.host.services, parts or (InboxPart.THREADS, InboxPart.SINGLE))
        await self._show(0)

    async def _show(self, at: int) -> None:
        """Show the thread at a position of the queue; behind the last one, show that the queue is done."""
        if at >= len(self._queue.rows):
            await self._queue.read_more(self.host.services)
        self._queue.at = max(0, min(at, len(self._queue.rows)))
        if self._looking is not None:
            self._looking.stop()
        self.show_status()
        row = self._queue.current
        self._queued.display = row is not None
        self._end.display = row is None
        if row is None:
            await self._show_end()
            return
        page = await self.host.services.threads.page(row.id)
        if page is None:
            await self._show(at + 1)
            return
        self.view.show(QueueContent(page, self._queue.following, self.host.services.session.now()))
        self.view.focus()
        self._looking = self.after(LOOK_SECONDS, self._look)
        self.start(partial(self._read, page), group="reading", exclusive=True)

    async def _read(self, page: ThreadPage) -> None:
        """Show a page again when its texts have been read; then have those of the next thread read."""
        threads = self.host.services.threads
        read = await self.host.report_failure(threads.page_when_read(page, None)) if page.unread else None
        if read is not None:
            self._renew(read)
        following = self._queue.following
        if following is not None:
            await self.host.report_failure(threads.read_ahead((following.id,)))

    def _renew(self, page: ThreadPage) -> None:
        """Show a newer page if its thread is the one that is shown."""
        if self._queue.current is not None and self._queue.current.id == page.row.id:
            self.view.renew(QueueContent(page, self._queue.following, self.host.services.session.now()))

    async def _show_end(self) -> None:
        queue, keys = self._queue, self.host.keys
        counts = await self.host.services.inbox.counts(InboxFilter(query=queue.filter.query))
        left = counts.open_single if queue.part is InboxPart.THREADS else 0
        title, sentence, offered = end_of_queue(queue.part, len(queue.rows), left)
        self._end.show(title, sentence, tuple((KeyHint(keys.shown(each), label), "") for each, label in offered))
        self._end.focus()

    def action_text_page(self) -> None:
        """Go on with the single reports when the threads are done."""
        if self._queue.current is None and self._queue.part is InboxPart.THREADS:
            self.start(partial(self._fill, InboxPart.SINGLE), group="queue", exclusive=True)

    def _look(self) -> None:
        row = self._queue.current
        if row is not None:
            self.start(partial(self._mark_looked, row), group="looked")

    async def _mark_looked(self, row: ThreadRow) -> None:
        """Mark the thread as looked at, and show the texts that it lacked when they come."""
        services = self.host.services
        await self.host.report_failure(services.threads.mark_looked(row.id))
        await self.host.report_failure(services.inbox.note_queue_stop(row.id))
        page = await self.host.report_failure(services.threads.page_with_texts(row))
        if page is not None:
            self._renew(page)

    @property
    def _page(self) -> ThreadPage | None:
        content = self.view.content
        return content.page if self._queue.current is not None and isinstance(content, QueueContent) else None

    def status(self) -> Status:
        """Return how much of the queue is done; the header's rule shows it too."""
        queue = self._queue
        count = len(queue.rows)
        figures = [position(min(queue.at, count - 1), count), figure(count - queue.at, "to go")]
        minutes = self._pace.minutes_for(count - queue.at)
        if minutes:
            figures.append(((f"about {minutes} min", MUTED),))
        title = "queue" if queue.part is InboxPart.THREADS else "queue of single reports"
        if self.host.desk:
            title = f"{title}, desk {clean(self.host.desk, MOST_FILTER_CHARACTERS)}"
        return Status(((title, MUTED),), tuple(figures), progress=Progress(queue.at, count))

    # Going on.

    def go(self, at: int) -> None:
        """Go to a position of the queue."""
        self.start(partial(self._show, at), group="queue", exclusive=True)

    def on_queue_view_ended(self, event: QueueView.Ended) -> None:
        """Go on behind the last line."""
        event.stop()
        self.go(self._queue.at + 1)

    def action_thread_next(self) -> None:
        """Go on without a decision."""
        self.go(self._queue.at + 1)

    def action_thread_previous(self) -> None:
        """Go one back."""
        self.go(self._queue.at - 1)

    # Deciding.

    def _chosen_threads(self) -> Sequence[str]:
        """Return the thread that is shown."""
        return (self._queue.current.id,) if self._queue.current is not None else ()

    def _show_verdict(self, change: VerdictChange) -> None:  # noqa: ARG002
        """Go on after a decision."""
        self._pace.decided(self.host.services.session.now())
        self.go(self._queue.at + 1)
        self.host.reload_inbox()

    def _show_turned_verdict(self, change: VerdictChange) -> None:
        """Go back to a thread whose decision was undone or redone."""
        indices = [index for index, row in enumerate(self._queue.rows) if row.id in change.threads]
        if indices:
            self.go(indices[0])
        self.host.reload_inbox()

    def _show_regrouped(self, change: MergeSplit | None = None) -> None:  # noqa: ARG002
        """Fill the queue again: threads came or went, or another desk was chosen."""
        self.start(self._fill, group="queue", exclusive=True)
        self.host.reload_inbox()

    # Opening.

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story of the sentence or quote under the cursor."""
        event.stop()
        self._page_keys.open()


async def _keep_order() -> None:
    """Show nothing: the queue keeps its order."""
