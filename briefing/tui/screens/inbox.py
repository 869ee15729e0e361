"""The inbox: the list of threads beside the page of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.widget import Widget

from briefing.model.verdict import Verdict
from briefing.tui.controllers.actor_decisions import ActorDecisions
from briefing.tui.controllers.bookmarks import Bookmarks
from briefing.tui.controllers.decisions import Decisions, UndoRedo
from briefing.tui.controllers.desks import DeskKeys, Tagging
from briefing.tui.controllers.empty_inbox import EmptyInbox
from briefing.tui.controllers.filtering import Filtering
from briefing.tui.controllers.jump_history import JumpHistory
from briefing.tui.controllers.merging import Merging
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.controllers.outlets import OutletOpener, of_target
from briefing.tui.controllers.page_actions import Comparisons, PageActors, PageCopies, SourceActions
from briefing.tui.controllers.page_cursor import PageCursor
from briefing.tui.controllers.page_loader import PageLoader
from briefing.tui.controllers.pane_navigation import PaneNavigation
from briefing.tui.controllers.piping import Piping
from briefing.tui.controllers.rule_from_filter import RuleFromFilter
from briefing.tui.controllers.subscribing import Subscribing
from briefing.tui.controllers.thread_listing import ThreadListController
from briefing.tui.controllers.topics import TopicOpener
from briefing.tui.controllers.visits import Visits
from briefing.tui.format.lines import BLANK
from briefing.tui.format.status import Status, figures, position, states, title_line
from briefing.tui.layout import FOOTER_LINES, HEADER_LINES
from briefing.tui.row_cache import PAGE
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.screens.hints import LIST_HINTS, OTHER_PANE_HINTS, PANE_HINTS, heading_hints, part_hints, turn_hints
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.thread_list import ThreadList
from briefing.tui.widgets.thread_page import InboxBody

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.format.lines import Line
    from briefing.tui.host import Host
    from briefing.tui.part_page import PartContent


class InboxScreen(BaseScreen):
    """The first and last screen."""

    PLACE = "inbox"
    HINTS = LIST_HINTS

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        services = host.services
        room = Size(host.size.width, max(1, host.size.height - HEADER_LINES - FOOTER_LINES))
        now, folded, minor = services.session.now(), host.keys.shown("go-narrative"), host.keys.shown("actors-minor")
        self.body = InboxBody(now, room, fold_key=folded, minor_key=minor)
        self.threads = self.body.threads
        self._cursor = PageCursor(self, self.body)
        self._opener = Opener(self, services)
        self._panes = PaneNavigation(self, self.body, self._cursor)
        self._pages = PageLoader(
            self, services, self.body, shown=self.show_pane_hints, visited=lambda: self._visits.row
        )
        self._visits = Visits(self, services, self.threads, looked=self._looked, outdated=self._pages.forget)
        self._listing = ThreadListController(
            self,
            services,
            self.threads,
            self._pages,
            arrived=self.arrived,
            to_list=self._panes.back_to_list,
            drop=lambda ids: decisions.give(Verdict.DROP, ids),
        )
        decisions = Decisions(self, services, chosen=lambda: self.threads.chosen, given=self._listing.show_verdict)
        self._jumps = JumpHistory(self, self.threads, self._listing.go_to)
        merging = Merging(self, services, self.threads, self._listing, self._cursor)
        undo = UndoRedo(
            self,
            services,
            verdict_changed=self._listing.show_turned_verdict,
            regrouped=merging.regrouped,
            actor_changed=self._show_override,
        )
        bookmarks = Bookmarks(self, services, current=lambda: self.threads.current, go_to=self._go_to_bookmark)
        deciding = (decisions, undo, merging, bookmarks)
        listing = (self._listing, Filtering(self, services, self._listing))
        self._empty = EmptyInbox(self, services, self.body, self._listing)
        self.controllers = (*listing, self._panes, self._jumps, *deciding, *self._page_controllers())

    def _saved_controllers(self) -> Sequence[object]:
        """Return the controllers of the keys for rules, desks and questions."""
        services = self.host.services
        return (
            Tagging(self, services, chosen=lambda: self.threads.chosen, changed=self.reload),
            RuleFromFilter(self, services, self._query_text, self.reload),
            DeskKeys(self, services, self._listing.show_desk),
        )

    def _query_text(self) -> str:
        return self._listing.query.text if self._listing.query is not None else ""

    def _page_controllers(self) -> Sequence[object]:
        """Return what answers the keys for the source, actor or quote under the cursor of the page."""
        services, cursor = self.host.services, self._cursor
        copies = PageCopies(self, services, cursor, Clipboard(self))
        return (
            SourceActions(self, services, cursor, self._opener, Subscribing(self, services)),
            Comparisons(self, services, cursor),
            PageActors(self, cursor, ActorDecisions(self, services, self._show_override)),
            copies,
            Piping(self, services, "thread", copies.rendered),
            TopicOpener(self, services, lambda: self.threads.current),
            OutletOpener(self, services, lambda: of_target(services, cursor.target, self.threads.current)),
            *self._saved_controllers(),
        )

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and the panes."""
        yield self.body

    def on_mount(self) -> None:
        """Draw from the store at once."""
        self.host.desk = self._listing.parts.desk = self.host.services.inbox.kept_desk()
        counts, rows = self.host.services.inbox.first_rows(PAGE, self._listing.parts.filter())
        self.host.counts = counts
        self._listing.show_first(counts, rows)
        self.threads.focus()
        self.arrived()
        self.call_after_refresh(self._pages.list_drawn)
        begin = partial(self.call_after_refresh, self.host.begin)
        if counts.feeds and self.threads.current:
            self._pages.after_first(begin)
        elif counts.feeds:
            begin()
        elif not counts.threads:
            self.call_after_refresh(self.host.show_first)

    def reload(self) -> None:
        """Read rows and figures again; the cursor stays on its thread."""
        self._listing.reload_beside_user()

    # What is shown.

    def status(self) -> Status:
        """Return the figures of the header and how far a refresh is."""
        width, counts = self.host.size.width, self.host.counts
        title = title_line(self.host.services.session.now(), width, self._listing.parts.peculiarities)
        if self._panes.page_alone:
            title = position(*self.threads.number)
        return Status(title, figures(counts, width), states(counts, self.host.progress, width))

    def show_pane_hints(self) -> None:
        """Show the keys and the position of the pane that has the keys."""
        pane = self.focused
        if self.sheet.is_open:
            self.show_hints(())  # the keys belong to its field
        elif self._panes.page_alone:
            self.show_hints(turn_hints(self.body.view.tab))
            self.footer.show_position(BLANK)
        else:
            hints = PANE_HINTS.get(self._cursor.pane, OTHER_PANE_HINTS)
            if isinstance(pane, LinesView) and not pane.targets:
                hints = [hint for hint in hints if hint[0] != ("open",)]
            self.show_hints(self._list_hints if pane is self.threads else hints)
            if isinstance(pane, CursorView):
                self.footer.show_position(self._position(pane))
        self.show_status()

    @property
    def _list_hints(self) -> Sequence[Hint]:
        section = self.threads.heading
        return LIST_HINTS if section is None else heading_hints(section.part)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the focused pane."""
        if isinstance(event.widget, CursorView):
            if event.widget.id == "narrative":
                self.body.unfold_narrative(full=True)
            self.show_pane_hints()
            self.threads.refresh_item(self.threads.cursor)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Fold the narrative when it loses the keys."""
        if event.widget.id == "narrative":
            self.body.unfold_narrative(full=False)

    def on_resize(self) -> None:
        """Fit the header to the new width; a hidden pane gives its keys to the list."""
        self.show_status()
        focused = self.focused
        if focused is None or not focused.display:
            self.call_after_refresh(self._panes.go_to, "list")

    # The cursor.

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show where the cursor is now, and the page of another thread."""
        event.stop()
        if event.view is self.focused and not self._panes.page_alone:
            self.footer.show_position(self._position(event.view))
        if event.view is self.threads:
            self._visits.leave()
            self.arrived()
            self._listing.catch_up()

    def on_thread_list_rows_wanted(self, event: ThreadList.RowsWanted) -> None:
        """Read a page of rows that is visible."""
        event.stop()
        self._listing.want_rows(event.key)

    def on_thread_list_turned(self, event: ThreadList.Turned) -> None:
        """Fold a part, or unfold it."""
        event.stop()
        self._listing.turn(event.section)

    def _position(self, view: CursorView) -> Line:
        """Return where the cursor of a pane is; in the list, among the rows of its part."""
        return position(*self.threads.number) if view is self.threads else position(view.cursor, view.item_count())

    def arrived(self) -> None:
        """Show the thread under the cursor, or that there is a heading."""
        row = self.threads.current
        if self.threads.heading is not None and self._panes.page_alone:
            self._panes.back_to_list()  # a heading has no page
        self.show_status()
        if self.focused is self.threads or self.sheet.is_open:
            self.footer.show_position(self._position(self.threads))
        if self.focused is self.threads and not self._panes.page_alone:
            self.show_hints(self._list_hints)
        self._empty.show_or_hide()
        self._visits.arrive(row)
        if row is None:
            self.body.show_part(self._part_content(), self.host.services.session.now())
        else:
            self._pages.show_page_of(row.id)

    def _part_content(self) -> PartContent | None:
        """Return what is shown of the part whose heading is under the cursor."""
        section = self.threads.heading
        if section is None:
            return None
        from briefing.tui.part_page import PartContent

        keys = (self._hint(ids, label) for ids, label in part_hints(section.part))
        return PartContent(section, tuple(hint for hint in keys if hint.key))

    async def _looked(self, row: ThreadRow) -> None:
        """Count again after a thread was looked at, and wait for the texts that it lacks."""
        await self._listing.recount()
        await self._pages.renew(row)

    async def _show_override(self) -> None:
        self.reload()

    # Going and opening.

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open what is under the cursor."""
        event.stop()
        if event.view is self.threads:
            self._visits.look()
            self._panes.open_page()
        elif isinstance(event.view, LinesView) and (target := event.view.target) is not None:
            if target.thread:
                self.show_thread(target.thread)
            else:
                self._opener.open(target)

    def show_thread(self, thread_id: str) -> None:
        """Put the cursor on a thread, wherever it is; [ leads back."""
        self._jumps.jump_to(thread_id)

    def _go_to_bookmark(self, row: ThreadRow) -> None:
        self.host.show_thread(row.id)

    def action_text_page(self) -> None:
        """Go to the next thread if there is no text to page through; when the day is done, show the quiet threads."""
        if self.body.view.empty:
            self.threads.action_mark()
        else:
            self._listing.action_thread_next()

    def action_back(self) -> None:
        """Go back to the list; from there, say how to quit."""
        if not self._panes.back_to_list():
            self.say(f"{self.host.keys.shown('quit')} quits.")

    def action_leave(self) -> None:
        """Leave sheet, marks, page and filter, in this order."""
        if self.sheet.is_open:
            self.sheet.close()
        elif self.body.view.empty or not (self.threads.drop_marks() or self._panes.back_to_list()):
            self._listing.show_all()
