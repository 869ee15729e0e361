"""Moving between list and panes: h and l, the g keys, zoom, and the page in place of the list if they take turns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.tui.format.lines import clean
from briefing.tui.layout import Shape, View
from briefing.tui.widgets.thread_page import TABS

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.tui.controllers.page_cursor import PageCursor
    from briefing.tui.host import Owner
    from briefing.tui.targets import Target
    from briefing.tui.widgets.thread_page import InboxBody


class PaneNavigation:
    """Moves the keys between the panes of an `InboxBody`."""

    def __init__(self, owner: Owner, body: InboxBody, cursor: PageCursor) -> None:
        self._owner = owner
        self._body = body
        self._cursor = cursor

    @property
    def page_alone(self) -> bool:
        """Whether page and list take turns, and it is the page's turn."""
        return self._takes_turns and self._body.view.page

    @property
    def _takes_turns(self) -> bool:
        return self._body.shape is Shape.TURNS

    def go_to(self, name: str) -> None:
        """Give the keys to a pane and show it; nothing if there is nothing to list."""
        body = self._body
        if body.view.empty:
            return
        if self._takes_turns:
            tab = name if name in (*TABS, "narrative") else body.view.tab
            page = name != "list"
            zoom = name if body.view.zoom and page == body.view.page else ""
            body.look(View(page=page, tab=tab, zoom=zoom))
        elif name == "timeline":
            self._go_to_timeline()
            return
        elif body.view.zoom and name not in body.visible_panes:
            body.look(View(zoom="" if name == "list" else name))
        if name in body.visible_panes:
            (body.threads if name == "list" else body.pane(name)).focus()

    def open_page(self) -> None:
        """Go from the list into the page: to its quotes, or to the first pane with rows if it has none."""
        self.go_to(self._body.view.tab if self._takes_turns else self._first_with_rows())

    def _first_with_rows(self) -> str:
        """Return the first visible pane after the narrative that has something to open; "quotes" if none has."""
        visible = (name for name in TABS if name in self._body.visible_panes)
        return next((name for name in visible if self._body.pane(name).targets), "quotes")

    def _go_to_timeline(self) -> None:
        body = self._body
        self.go_to("narrative")
        steps = len(body.page.timeline) if body.page else 0
        if not steps:
            self._owner.say("No dated steps in this thread.")
            return
        pane = body.pane("narrative")
        body.unfold_narrative(full=True)
        first = len(pane.targets) - steps - (len(body.page.related) if body.page else 0)
        pane.move_to(first + steps - 1)
        pane.move_to(first)

    def action_go_difference(self) -> None:
        """Go to the first place where reports differ, or from one such place to the next."""
        page = self._body.page
        found = _differences(page) if page is not None else ()
        if not found:
            self._owner.say(_agreement(page))
            return
        pane = self._cursor.pane
        here = (pane, self._body.pane(pane).target if pane != "list" else None)
        name, target = found[(found.index(here) + 1) % len(found) if here in found else 0]
        self.go_to(name)
        if name == "narrative":
            self._body.unfold_narrative(full=True)
        self._body.pane(name).seek(target)

    def action_pane_left(self) -> None:
        """Go to the pane on the left; from the first to the last."""
        self._step(-1)

    def action_pane_right(self) -> None:
        """Go to the pane on the right; from the last to the first."""
        self._step(1)

    def _step(self, step: int) -> None:
        body = self._body
        if body.view.empty:
            return
        if self._takes_turns and not body.view.page:
            self.go_to(body.view.tab)
            return
        panes = ("narrative", *TABS) if self._takes_turns else body.visible_panes
        present = self._cursor.pane if self._cursor.pane in panes else panes[0]
        self.go_to(panes[(panes.index(present) + step) % len(panes)])

    def action_go_narrative(self) -> None:
        """Go to the narrative."""
        self.go_to("narrative")

    def action_go_quotes(self) -> None:
        """Go to the quotes."""
        self.go_to("quotes")

    def action_go_actors(self) -> None:
        """Go to the actors."""
        self.go_to("actors")

    def action_go_sources(self) -> None:
        """Go to the sources."""
        self.go_to("sources")

    def action_go_timeline(self) -> None:
        """Go to the timeline."""
        self.go_to("timeline")

    def action_actors_minor(self) -> None:
        """Show minor actors too, or hide them again."""
        shown = self._body.show_minor_actors()
        self._owner.say("minor actors shown" if shown else "minor actors hidden")

    def action_zoom_in(self) -> None:
        """Give the pane with the keys the room of the others."""
        if not self._body.zoom(self._cursor.pane):
            self._owner.say("This pane has all the room already.")

    def action_zoom_out(self) -> None:
        """Give all panes their room again."""
        self._body.look(replace(self._body.view, zoom=""))

    def back_to_list(self) -> bool:
        """Give all panes their room and the keys to the list; return whether that changed anything."""
        away = self._cursor.pane != "list" or self._body.view.zoom != ""
        self.action_zoom_out()
        self.go_to("list")
        return away


def _agreement(page: ThreadPage | None) -> str:
    """Return what to say if no reports differ: that a count rose, if one did."""
    rose = next((line.stated for line in page.figures if line.rises), None) if page is not None else None
    if rose is None:
        return "The reports here do not differ, neither in figures nor in the speakers they name."
    return f"A count rose: {clean(rose[0].text, 60)} [{rose[0].n}], then {clean(rose[-1].text, 60)} [{rose[-1].n}]."


def _differences(page: ThreadPage) -> tuple[tuple[str, Target], ...]:
    """Return panes and targets: figures that differ, then quotes that another source gives to another speaker."""
    from briefing.tui.targets import of_figure, of_quote

    figures = [("narrative", of_figure(line)) for line in page.figures if line.differ]
    quotes = [
        ("quotes", of_quote(quote)) for quote in page.quotes if any(each.other_speaker for each in quote.variants)
    ]
    return (*figures, *quotes)
