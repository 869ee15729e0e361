"""The inbox: wires the list, the thread page and the reader together."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual import events
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from briefing.model.verdict import Verdict, VerdictChange
from briefing.model.views import InboxFilter, ThreadPage, ThreadRow
from briefing.tui.format.bars import KeyHint
from briefing.tui.format.lines import BLANK
from briefing.tui.format.status import figures, place_line, position, states
from briefing.tui.format.why import why_source, why_thread
from briefing.tui.layout import FOOTER_LINES, HEADER_LINES
from briefing.tui.places import Place
from briefing.tui.row_cache import PAGE
from briefing.tui.screens.keyed import Hint
from briefing.tui.screens.travelling import PaneTravel
from briefing.tui.widgets.beginning import Beginning
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.thread_list import ThreadList
from briefing.tui.widgets.thread_page import InboxBody

LOOK_SECONDS = 1.5
_KEPT_PAGES = 32
_MOST_TRIES = 3
_DECIDED = (Verdict.BRIEF, Verdict.FOLLOW, Verdict.LATER, Verdict.DROP)
_FILTERS: tuple[tuple[str, InboxFilter], ...] = (
    ("all threads", InboxFilter()),
    ("undecided threads", InboxFilter(verdicts=(Verdict.NEW,))),
    ("decided threads", InboxFilter(verdicts=_DECIDED)),
)
_LIST_HINTS: Sequence[Hint] = (
    (("verdict-brief",), "brief"),
    (("verdict-follow",), "follow"),
    (("verdict-later",), "later"),
    (("verdict-drop",), "drop"),
    (("undo",), "undo"),
    (("open",), "open"),
    (("search",), "search"),
    (("brief",), "write brief"),
    (("refresh-all",), "refresh"),
    (("go-quotes", "go-actors", "go-sources"), "quotes, actors, sources"),
    (("palette",), "palette"),
)
_PANE_HINTS: Sequence[Hint] = (
    (("move-down", "move-up"), "move"),
    (("open",), "open at the sentence"),
    (("browser",), "browser"),
    (("copy-quote",), "copy quote"),
    (("pane-left", "pane-right"), "panes"),
    (("thread-next", "thread-previous"), "next thread"),
    (("back",), "list"),
)
_TURN_HINTS: Sequence[Hint] = (
    (("pane-left", "pane-right"), "panes"),
    (("open",), "open"),
    (("browser",), "browser"),
    (("verdict-brief",), "brief"),
    (("verdict-follow",), "follow"),
    (("verdict-later",), "later"),
    (("verdict-drop",), "drop"),
)


class InboxScreen(PaneTravel):
    """The first and last screen: which threads there are, and what one of them holds."""

    HINTS = _LIST_HINTS

    def __init__(self) -> None:
        super().__init__()
        self._filter = 0
        self._pages: OrderedDict[str, ThreadPage | None] = OrderedDict()
        self._rest: Timer | None = None
        self._stays: ThreadRow | None = None
        """The row under the cursor as it was when the cursor came."""

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and the panes."""
        width, height = self.app.size
        room = Size(width, max(1, height - HEADER_LINES - FOOTER_LINES))
        yield InboxBody(self.briefing.reader.now(), room, self.briefing.keys.shown("go-narrative"))

    @property
    def threads(self) -> ThreadList:
        """The list."""
        return self.body.threads

    def on_mount(self) -> None:
        """Draw from the store at once."""
        counts, count, rows = self.briefing.reader.first_rows(PAGE)
        self.briefing.counts = counts
        self.threads.show(count, 0, rows, self.briefing.reader.now(), cursor=0)
        self.threads.focus()
        self.show_status()
        self._arrived()
        if not counts.feeds and not count:
            self.call_after_refresh(self.briefing.show_first)

    # What is shown.

    def show_status(self) -> None:
        """Show the header's figures and how far a refresh is."""
        width = self.app.size.width
        progress = self.briefing.progress
        now = self.briefing.reader.now()
        place = place_line(now, width)
        if self.takes_turns and self.body.view.page:
            place = position(self.threads.cursor, self.threads.item_count())
        self.header.show(place, figures(self.briefing.counts, width), states(self.briefing.counts, progress, width))
        self.header.show_progress(progress)

    def show_pane_hints(self) -> None:
        """Show the keys and the position of the pane that has the keys."""
        pane = self.focused
        if self.takes_turns and self.body.view.page:
            self.show_hints(_TURN_HINTS)
        else:
            self.show_hints(_LIST_HINTS if pane is self.threads else _PANE_HINTS)
        if self.takes_turns and self.body.view.page:
            self.footer.show_position(BLANK)
        elif isinstance(pane, CursorView):
            self.footer.show_position(position(pane.cursor, pane.item_count()))
        self.show_status()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another pane has the keys."""
        if isinstance(event.widget, CursorView):
            if event.widget.id == "narrative":
                self.body.unfold_narrative(full=True)
            self.show_pane_hints()
            self.threads.refresh_item(self.threads.cursor)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A pane lost the keys."""
        if event.widget.id == "narrative":
            self.body.unfold_narrative(full=False)

    def on_resize(self) -> None:
        """Other widths have other words."""
        self.show_status()
        focused = self.focused
        if focused is None or not focused.display:
            self.call_after_refresh(self.go_to, "list")

    # The cursor.

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """The cursor of a pane went to another item."""
        event.stop()
        if event.view is self.focused and not (self.takes_turns and self.body.view.page):
            self.footer.show_position(position(event.view.cursor, event.view.item_count()))
        if event.view is self.threads:
            self._left()
            self._arrived()

    def _arrived(self) -> None:
        row = self.threads.current
        self._stays = row
        self.show_status()
        if self.focused is self.threads:
            self.footer.show_position(position(self.threads.cursor, self.threads.item_count()))
        self._show_emptiness(empty=not self.threads.item_count())
        if row is None:
            self.body.show_page(None, self.briefing.reader.now())
            return
        self._rest = self.set_timer(LOOK_SECONDS, self._look)
        if row.id in self._pages:
            self.body.show_page(self._pages[row.id], self.briefing.reader.now())
        else:
            self.run_worker(self._load_page(row.id), group="page", exclusive=True)

    def _show_emptiness(self, *, empty: bool) -> None:
        body = self.body
        if not empty and body.view.empty:
            body.look(replace(body.view, empty=False))
            self.threads.focus()
        elif empty:
            body.look(replace(body.view, empty=True))
            keys = self.briefing.keys
            ids = (
                ("brief", "write the brief"),
                ("filter", "other threads"),
                ("refresh-all", "ask the feeds"),
                ("undo", "undo"),
            )
            choices = tuple((KeyHint(keys.shown(each), label), "") for each, label in ids)
            words = "No threads here." if self._filter else "All read."
            body.query_one(Beginning).show(words, f"The inbox shows {_FILTERS[self._filter][0]}.", choices)

    def _left(self) -> None:
        """Stop counting the rest; what was looked at has nothing new any more."""
        if self._rest is not None:
            self._rest.stop()
        was = self._stays
        index = self.threads.rows.index_of(was.id) if was is not None else None
        row = self.threads.rows.row(index) if index is not None else None
        if row is not None and index is not None and was is not None and row.looked != was.looked:
            self.threads.rows.replace(index, replace(row, new_stories=0))
            self.threads.refresh_item(index)
            self._pages.pop(row.id, None)

    async def _load_page(self, thread_id: str) -> None:
        page = await self.briefing.reader.thread_page(thread_id)
        self._pages[thread_id] = page
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        current = self.threads.current
        if current is not None and current.id == thread_id:
            self.body.show_page(page, self.briefing.reader.now())
            self.show_pane_hints()

    def _look(self) -> None:
        row = self.threads.current
        if (
            row is not None
            and self._stays is not None
            and row.id == self._stays.id
            and row.looked == self._stays.looked
        ):
            self.threads.looked(row.id, self.briefing.reader.now())
            self.run_worker(self._mark_looked(row.id), group="looked")

    async def _mark_looked(self, thread_id: str) -> None:
        await self.briefing.tell_failure(self.briefing.reader.mark_looked(thread_id))
        self.briefing.counts = await self.briefing.reader.counts()
        self.show_status()

    # Rows.

    async def on_thread_list_rows_wanted(self, event: ThreadList.RowsWanted) -> None:
        """Read a page of rows that came into sight."""
        event.stop()
        self.run_worker(self._load_rows(event.offset, event.limit), group=f"rows-{event.offset}", exclusive=True)

    async def _load_rows(self, offset: int, limit: int) -> None:
        rows = await self.briefing.reader.thread_rows(self._chosen_filter, offset, limit)
        self.threads.put_rows(offset, rows)
        if self.threads.current is not None and (self._stays is None or self._stays.id != self.threads.current.id):
            self._arrived()

    @property
    def _chosen_filter(self) -> InboxFilter:
        return _FILTERS[self._filter][1]

    def reload(self) -> None:
        """Read rows and figures anew; the cursor stays on its thread."""
        self.run_worker(self._reload(), group="reload", exclusive=True)

    async def _reload(self, thread_id: str = "") -> None:
        reader, threads = self.briefing.reader, self.threads
        counts = await reader.counts()
        self.briefing.counts = counts
        for _ in range(_MOST_TRIES):
            kept = thread_id or (threads.current.id if threads.current else "")
            count = await reader.count_threads(self._chosen_filter)
            offset, rows, cursor = await self._find(kept, threads.cursor, count)
            if thread_id or kept == (threads.current.id if threads.current else ""):
                break
        self._pages.clear()
        threads.show(count, offset, rows, reader.now(), cursor=cursor)
        self._arrived()

    async def _find(self, thread_id: str, near: int, count: int) -> tuple[int, tuple[ThreadRow, ...], int]:
        """Return the page of rows that holds a thread, and where it stands; else the page around `near`."""
        near = max(0, min(near, count - 1))
        home = near // PAGE * PAGE
        offsets = [home, *(offset for offset in range(0, count, PAGE) if offset != home)]
        first: tuple[int, tuple[ThreadRow, ...], int] | None = None
        for offset in offsets if thread_id else offsets[:1]:
            rows = await self.briefing.reader.thread_rows(self._chosen_filter, offset, PAGE)
            first = first or (offset, rows, near)
            for place, row in enumerate(rows, offset):
                if row.id == thread_id:
                    return offset, rows, place
        return first or (0, (), 0)

    # Decisions.

    def chosen_threads(self) -> Sequence[str]:
        """Return the marked threads, or the one under the cursor."""
        return self.threads.chosen

    def decided(self, change: VerdictChange, *, forward: bool) -> None:
        """Show a decision in the list and go on to the next thread."""
        threads = self.threads
        under = threads.current.id if threads.current else ""
        threads.change(change.threads, verdict=change.verdict)
        threads.drop_marks()
        if forward and under in change.threads:
            threads.move_to(threads.cursor + 1)
        for thread_id in change.threads:
            self._pages.pop(thread_id, None)
        if self._filter or not forward:
            target = change.threads[0] if not forward and len(change.threads) == 1 else ""
            self.run_worker(self._reload(target), group="reload", exclusive=True)
        else:
            self.run_worker(self._recount(), group="counts", exclusive=True)

    async def _recount(self) -> None:
        self.briefing.counts = await self.briefing.reader.counts()
        self.show_status()

    def action_verdict_all(self) -> None:
        """Drop what is shown and undecided, after a question."""
        open_ids = tuple(row.id for _, row in self.threads.rows.known() if row.verdict is Verdict.NEW)
        if not open_ids:
            self.say("Nothing shown is undecided.")
            return
        words = f"Drop {len(open_ids)} undecided threads? One undo takes it back."
        self.sheet.confirm(((words, "text"),), lambda _: self.give(Verdict.DROP, open_ids))

    def action_filter(self) -> None:
        """Show all, undecided or decided threads in turn."""
        self._filter = (self._filter + 1) % len(_FILTERS)
        self.say(f"showing {_FILTERS[self._filter][0]}")
        self.reload()

    # Going and opening.

    def action_thread_next(self) -> None:
        """Go to the next thread from any pane."""
        self.threads.move_to(self.threads.cursor + 1)

    def action_thread_previous(self) -> None:
        """Go to the thread before from any pane."""
        self.threads.move_to(self.threads.cursor - 1)

    def action_move_next(self) -> None:
        """Go to the next thread never looked at, from any pane."""
        self.threads.action_move_next()

    def action_move_previous(self) -> None:
        """Go to the one before, from any pane."""
        self.threads.action_move_previous()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open what is under the cursor."""
        event.stop()
        if event.view is self.threads:
            self._look()
            self.go_to(self.body.view.tab if self.takes_turns else "quotes")
        elif isinstance(event.view, LinesView) and (place := event.view.place) is not None:
            if place.thread:
                self.show_thread(place.thread)
            else:
                self.open_place(place)

    def show_thread(self, thread_id: str) -> None:
        """Put the cursor on a thread, wherever it stands."""
        self.run_worker(self._reload(thread_id), group="reload", exclusive=True)

    def action_text_page(self) -> None:
        """Go on where there is no text to page through."""
        self.action_thread_next()

    @property
    def _place(self) -> Place | None:
        pane = self.focused
        return pane.place if isinstance(pane, LinesView) else None

    def action_browser(self) -> None:
        """Open the source under the cursor in the browser, or the one of the typed number."""
        sources = self.body.page.sources if self.body.page else ()
        place = self._place
        number = self.typed_count or (place.n if place is not None else 0)
        if not self.typed_count and place is not None and place.url:
            self.browse(place.url)
            return
        number = number or next((source.n for source in sources if source.held), 0)
        self.browse(next((source.url for source in sources if source.n == number and source.held), ""))

    def action_full_text(self) -> None:
        """Fetch the whole text of the story under the cursor."""
        place = self._place
        if place is not None and place.story:
            self.run_worker(self._fetch_full_text(place.story), group="full-text", exclusive=True)

    async def _fetch_full_text(self, story: int) -> None:
        self.say("fetching the full text")
        sentence = await self.briefing.tell_failure(self.briefing.reader.fetch_full_text(story))
        if sentence:
            self.say(sentence, done=True)
            self.reload()

    def action_why(self) -> None:
        """Explain the rank of the thread, or why the source under the cursor belongs to it."""
        width = self.app.size.width
        page, place, row = self.body.page, self._place, self.threads.current
        if page is not None and place is not None and self.focused_pane == "sources":
            source = next((each for each in page.sources if each.story == place.story and each.n == place.n), None)
            if source is not None:
                self.sheet.tell(why_source(source, width))
        elif row is not None:
            self.sheet.tell(why_thread(row, width))

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        place = self._place
        self.copy(place.words if place is not None else "", "quote")

    def action_copy_address(self) -> None:
        """Copy the address of the source under the cursor."""
        source = self._cited()
        self.copy(source[1] if source else "", "address")

    def action_copy_citation(self) -> None:
        """Copy the citation of the source under the cursor."""
        source = self._cited()
        self.copy(source[0] if source else "", "citation")

    def _cited(self) -> tuple[str, str] | None:
        place, page = self._place, self.body.page
        sources = page.sources if page is not None else ()
        number = place.n if place is not None else 1
        for source in sources:
            if source.n == number and (source.held or place is None or source.url == place.url):
                when = f", {source.published:%Y-%m-%d}" if source.published else ""
                return f"“{source.title}”, {source.outlet}{when}, {source.url}", source.url
        return None

    def action_back(self) -> None:
        """Go back to the list; from there there is nothing to go back to."""
        if not self.back_to_list():
            self.say(f"{self.briefing.keys.shown('quit')} quits.")

    def action_leave(self) -> None:
        """Leave sheet, marks, page and filter in this order."""
        if self.sheet.is_open:
            self.sheet.close()
        elif self.threads.drop_marks() or self.back_to_list():
            return
        elif self._filter:
            self._filter = 0
            self.say(f"showing {_FILTERS[0][0]}")
            self.reload()
