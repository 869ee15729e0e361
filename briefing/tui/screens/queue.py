"""The queue: the undecided threads one after the other, each on a page of its own, until all are decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from briefing.model.inbox import InboxFilter, ThreadRow
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.views import ThreadPage
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.lines import BLANK, MUTED, Line
from briefing.tui.format.narrative import head
from briefing.tui.format.queue_lines import actors_told, next_line, sources_told, title
from briefing.tui.format.status import Progress, figure
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.deciding import DecidingScreen
from briefing.tui.thread_panes import NarrativeSubject, QuotesSubject
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.empty_state import EmptyState
from briefing.tui.widgets.lines_view import Item, LinesView

MOST_THREADS = 2_000
"""How many are taken up at a time."""
MOST_QUOTES = 5
LOOK_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class QueueSubject:
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
        items = list(NarrativeSubject(page, self.now).sentences(width))
        if page.quotes:
            count = len(page.quotes)
            told = f"{MOST_QUOTES} of {count}" if count > MOST_QUOTES else str(count)
            items.append(Item((title("Quotes", told),), before=1))
            items += QuotesSubject(page).items(width)[:MOST_QUOTES]
        if any(not actor.minor for actor in page.actors):
            items.append(Item((title("Actors"), *actors_told(page.actors, width)), before=1))
        items.append(Item((title("Sources"), *sources_told(page.sources, width)), before=1))
        return (*items, Item((next_line(self.following, width, self.now),), before=1))


class QueueView(LinesView):
    """The thread's page; paging on at its end asks for the next thread."""

    class Ended(Message):
        """There is no more of this thread."""

    def action_text_page(self) -> None:
        """Go a page on, or to the next thread."""
        if not self.scroll_lines(self.page_lines - 1):
            self.post_message(self.Ended())


class QueueScreen(DecidingScreen):
    """Goes through the undecided threads, those that came meanwhile last."""

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

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ThreadRow] = ()
        self._at = 0
        self._looking: Timer | None = None
        self.view = QueueView(id="queue")
        self._queued = Horizontal(self.view, id="queued")
        self._end = EmptyState(id="queue-end")

    def compose_body(self) -> Iterable[Widget]:
        """Return the page in the middle, and the words for the end."""
        yield self._queued
        yield self._end

    def on_mount(self) -> None:
        """Take up what is undecided."""
        self._end.display = False
        self.view.focus()
        self.show_hints()
        self.run_in_background(self._fill, group="queue", exclusive=True)

    async def _fill(self) -> None:
        await self._take_up()
        await self._show(0)

    async def _take_up(self) -> None:
        """Put the undecided threads that were not gone through yet behind the others."""
        undecided = InboxFilter(verdicts=(Verdict.NEW,))
        seen = {row.id for row in self._rows}
        left = await self.briefing.reader.thread_rows(undecided, 0, MOST_THREADS + len(seen))
        self._rows = (*self._rows, *(row for row in left if row.id not in seen))

    async def _show(self, at: int) -> None:
        """Show the thread at a place of the queue, or behind the last one that it is done."""
        if at >= len(self._rows):
            await self._take_up()
        self._at = max(0, min(at, len(self._rows)))
        if self._looking is not None:
            self._looking.stop()
        self.show_status()
        row = self._current
        self._queued.display = row is not None
        self._end.display = row is None
        if row is None:
            self._show_end()
            return
        page = await self.briefing.reader.thread_page(row.id)
        if page is None:
            await self._show(at + 1)
            return
        self.view.show(QueueSubject(page, self._following, self.briefing.reader.now()))
        self.view.focus()
        self._looking = self.set_timer(LOOK_SECONDS, self._look)

    def _show_end(self) -> None:
        keys = self.briefing.keys
        choices = tuple(
            (KeyHint(keys.shown(each), label), "")
            for each, label in (("brief", "write the brief"), ("undo", "undo"), ("back", "to the inbox"))
        )
        count = len(self._rows)
        sentence = (
            f"{count} {'thread' if count == 1 else 'threads'} gone through." if count else "Nothing is undecided."
        )
        self._end.show("The queue is done.", sentence, choices)
        self._end.focus()

    def _look(self) -> None:
        row = self._current
        if row is not None:
            self.run_in_background(partial(self._mark_looked, row), group="looked")

    async def _mark_looked(self, row: ThreadRow) -> None:
        """Note that the thread is looked at, and show the texts that it lacked when they come."""
        reader = self.briefing.reader
        await self.briefing.tell_failure(reader.mark_looked(row.id))
        page = await self.briefing.tell_failure(reader.page_with_texts(row))
        if page is not None and self._current is not None and self._current.id == row.id:
            self.view.renew(QueueSubject(page, self._following, reader.now()))

    @property
    def _current(self) -> ThreadRow | None:
        return self._rows[self._at] if self._at < len(self._rows) else None

    @property
    def _following(self) -> ThreadRow | None:
        return self._rows[self._at + 1] if self._at + 1 < len(self._rows) else None

    def show_status(self) -> None:
        """Show how far the queue is; the header's rule shows it too."""
        count = len(self._rows)
        number = min(self._at + 1, count)
        self.header.show((("queue", MUTED),), (figure(number, f"of {count}"), figure(count - self._at, "to go")), ())
        self.header.show_progress(Progress(self._at, count))

    # Going and deciding.

    def go(self, at: int) -> None:
        """Go to a place of the queue."""
        self.run_in_background(partial(self._show, at), group="queue", exclusive=True)

    def on_queue_view_ended(self, event: QueueView.Ended) -> None:
        """Go on behind the last line."""
        event.stop()
        self.go(self._at + 1)

    def action_thread_next(self) -> None:
        """Go on without a decision."""
        self.go(self._at + 1)

    def action_thread_previous(self) -> None:
        """Go one back."""
        self.go(self._at - 1)

    def chosen_threads(self) -> Sequence[str]:
        """Return the thread that is shown."""
        return (self._current.id,) if self._current is not None else ()

    def decided(self, change: VerdictChange, *, forward: bool) -> None:
        """Go on after a decision, and back to a thread whose decision was taken back."""
        indices = [index for index, row in enumerate(self._rows) if row.id in change.threads]
        if forward:
            self.go(self._at + 1)
        elif indices:
            self.go(indices[0])
        if self.briefing.inbox is not None:
            self.briefing.inbox.reload()

    def taught(self, lesson: MergeSplit) -> None:  # noqa: ARG002
        """Take up the queue anew: threads came or went."""
        self.run_in_background(self._fill, group="queue", exclusive=True)
        if self.briefing.inbox is not None:
            self.briefing.inbox.reload()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story of the sentence or quote under the cursor."""
        event.stop()
        target = self.view.target
        if target is not None:
            self.open_target(target)

    def action_copy_markdown(self) -> None:
        """Copy the thread that is shown as the brief tells it."""
        subject = self.view.subject
        if self._current is not None and isinstance(subject, QueueSubject):
            self.copy_thread(subject.page)
        else:
            self.say("No thread to copy here.")

    def action_browser(self) -> None:
        """Open the source under the cursor in the browser."""
        subject, target = self.view.subject, self.view.target
        sources = subject.page.sources if isinstance(subject, QueueSubject) else ()
        wanted = self.typed_count or (target.n if target is not None else 0)
        self.browse(next((source.url for source in sources if source.n == wanted and source.held), ""))
