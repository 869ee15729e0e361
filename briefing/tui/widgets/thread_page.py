"""The body of the inbox: the list and the panes of a thread page, arranged for the present size."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from briefing.tui.layout import Shape, View, arrange, shape_of
from briefing.tui.widgets.bars import PageHead, Preview, TabsBar, UprightRule
from briefing.tui.widgets.empty_state import EmptyState
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import PaneContent
from briefing.tui.widgets.thread_list import ThreadList

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.tui.part_page import PartContent

TABS = ("quotes", "actors", "sources", "timeline")
PANES = ("list", "narrative", *TABS)


class PaneLayout(Layout):
    """Puts each pane into its box."""

    name = "panes"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Return the placements of the visible panes."""
        view = parent.view if isinstance(parent, InboxBody) else View()
        boxes = arrange(size.width, size.height, view)
        return [
            WidgetPlacement(Region(*boxes[child.id]), NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id is not None and child.id in boxes
        ]


class InboxBody(Widget):
    """List and page. `show_page` shows a page; the views post `CursorView.Moved` and `CursorView.Opened`."""

    def __init__(self, now: datetime, size: Size, *, fold_key: str, minor_key: str) -> None:
        super().__init__()
        self.view = View()
        self.page: ThreadPage | None = None
        self._part: PartContent | None = None
        """What is shown in place of a page."""
        self._now = now
        self._minor = False
        self._unfolded = False
        """Whether timeline and similar threads are shown below the narrative."""
        self._fold_key = fold_key
        self._minor_key = minor_key
        self._room = size
        self._layout = PaneLayout()
        self.threads = ThreadList(now, id="list")
        self._head = PageHead(id="head")
        self._tabs = TabsBar(id="tabs")
        self._preview = Preview(id="preview")
        self._panes: dict[str, LinesView] = {}
        """The panes of the page by their names; there are none before the first page."""
        self._empty_state: EmptyState | None = None

    def compose(self) -> ComposeResult:
        """Return the list: it is drawn before the first page is read, and the panes are made for that page."""
        yield self.threads
        yield UprightRule(id="rule")

    @property
    def layout(self) -> Layout:
        """The layout of the panes."""
        return self._layout

    def on_mount(self) -> None:
        """Show the panes of the first size."""
        self._show_panes()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes of the new size."""
        turned = shape_of(event.size.width) is not shape_of(self._room.width)
        self._room = event.size
        self._show_panes()
        if turned:
            self.show_page(self.page, self._now)

    @property
    def shape(self) -> Shape:
        """How the panes are arranged now."""
        return shape_of(self._room.width)

    @property
    def visible_panes(self) -> tuple[str, ...]:
        """The panes that can have the keys, from left to right."""
        boxes = arrange(self._room.width, self._room.height, self.view)
        return tuple(name for name in PANES if name in boxes)

    @property
    def empty_state(self) -> EmptyState:
        """What is shown if there is nothing to list."""
        if self._empty_state is None:
            self._empty_state = EmptyState(id="empty")
            self.mount(self._empty_state)
        return self._empty_state

    def pane(self, name: str) -> LinesView:
        """Return one of the page's panes."""
        self._make_panes()
        return self._panes[name]

    def _make_panes(self) -> None:
        """Make the panes once; they are shown and hidden, never made again."""
        if not self._panes:
            self._panes = {"narrative": LinesView(id="narrative", fold_key=self._fold_key)}
            tabs = {name: LinesView(id=name) for name in TABS}
            self.mount(self._head, self._panes["narrative"], self._tabs, *tabs.values(), self._preview)
            self._panes |= tabs
            self._show_panes()

    def on_tabs_bar_chosen(self, event: TabsBar.Chosen) -> None:
        """Show the pane whose tab was clicked, and give it the keys."""
        event.stop()
        name = TABS[event.number]
        self.look(View(page=True, tab=name, zoom=name if self.view.zoom else ""))
        self.pane(name).focus()

    def look(self, view: View) -> None:
        """Show the panes in another way."""
        if view != self.view:
            self.view = view
            self._show_panes()
            self._show_tabs()
            self.refresh(layout=True)

    def zoom(self, name: str) -> bool:
        """Give a pane the room of the others; return whether that changed anything."""
        zoomed, (width, height) = replace(self.view, zoom=name), self._room
        gains = arrange(width, height, zoomed) != arrange(width, height, self.view)
        if gains:
            self.look(zoomed)
        return gains

    def show_page(self, page: ThreadPage | None, now: datetime) -> None:
        """Show a thread in every pane, each from its top; the panes of the same thread stay where they are."""
        stays = self.page is not None and page is not None and page.row.id == self.page.row.id
        self.page, self._now = page, now
        self._part = self._part if page is None else None
        if page is None and self._part is None and not self._panes:
            return
        self._make_panes()
        self._minor = self._minor and stays
        self._head.show(page, now)
        self._preview.show(page, self._part)
        tabbed = self.shape is Shape.TURNS
        self.show_narrative(full=self.pane("narrative").has_focus, stays=stays)
        contents: dict[str, PaneContent] = {}
        if page is not None:
            from briefing.tui.thread_panes import QuotesContent, SourcesContent, TimelineContent

            contents = {
                "quotes": QuotesContent(page, tabbed),
                "actors": self._actors(page),
                "sources": SourcesContent(page, now, tabbed),
                "timeline": TimelineContent(page, now),
            }
        for name in ("quotes", "actors", "sources", "timeline"):
            if stays:
                self.pane(name).renew(contents[name])
            else:
                self.pane(name).show(contents.get(name))
        self._show_tabs()

    def show_part(self, part: PartContent | None, now: datetime) -> None:
        """Show in place of a page what a part of the list has; nothing for None."""
        self._part = part
        self.show_page(None, now)

    def unfold_narrative(self, *, full: bool) -> None:
        """Show timeline and similar threads below the narrative, or hide them; a column always shows them."""
        if self.shape is not Shape.WIDE and self._unfolded is not full:
            self.show_narrative(full=full)

    def show_narrative(self, *, full: bool, stays: bool = False) -> None:
        """Show the narrative; if `full`, with timeline and similar threads.

        If it `stays` on the same thread, the cursor stays too.
        """
        page, pane = self.page, self.pane("narrative")
        column = self.shape is Shape.WIDE
        pane.fold_with("" if column else self._fold_key)
        self._unfolded = page is not None and full and not column
        if page is None:
            pane.show(self._part)
            return
        from briefing.tui.thread_panes import FullNarrativeContent, NarrativeContent

        content = FullNarrativeContent(page, self._now) if self._unfolded else NarrativeContent(page, self._now, column)
        if stays:
            pane.renew(content)
        else:
            pane.show(content)

    def show_minor_actors(self) -> bool:
        """Show minor actors too, or hide them again; return whether they are shown."""
        self._minor = not self._minor
        if self.page is not None:
            pane = self.pane("actors")
            pane.show(self._actors(self.page), cursor=pane.cursor)
        return self._minor

    def _actors(self, page: ThreadPage) -> PaneContent:
        from briefing.tui.thread_panes import ActorsContent

        return ActorsContent(page, self.shape is Shape.TURNS, self._minor, self._minor_key)

    def _show_tabs(self) -> None:
        page = self.page
        if page is None:
            return
        from briefing.tui.thread_panes import tab_figures

        chosen = TABS.index(self.view.tab) if self.view.tab in TABS else -1
        self._tabs.show(tab_figures(page), chosen)

    def _show_panes(self) -> None:
        boxes = arrange(self._room.width, self._room.height, self.view)
        for child in self.children:
            child.display = child.id in boxes
