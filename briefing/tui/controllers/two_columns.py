"""Two columns of one page, facts and dated items; on a narrow terminal the items follow the facts in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from briefing.tui.format.status import position
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.tui.controllers.actor_decisions import ActorDecisions
    from briefing.tui.controllers.opening import Clipboard, Opener
    from briefing.tui.format.lines import Line
    from briefing.tui.host import Owner
    from briefing.tui.targets import Target
    from briefing.tui.widgets.pane_lines import PaneContent

TWO_COLUMNS_FROM = 100


class TwoColumns:
    """Shows the columns, moves between them, and opens what is under the cursor.

    `contents` returns facts and dated items; the facts are to include the items if there is one column only.
    """

    def __init__(
        self,
        owner: Owner,
        name: str,
        contents: Callable[[bool], tuple[PaneContent, PaneContent]],
        *,
        opener: Opener,
        actors: ActorDecisions | None = None,
    ) -> None:
        self._owner = owner
        self._contents = contents
        self._opener = opener
        self._actors = actors
        self._facts = LinesView(id=f"{name}-facts")
        self._dated = LinesView(id=f"{name}-dated")
        self.widget = Horizontal(self._facts, self._dated, id=name)

    def begin(self) -> None:
        """Show everything, with the focus on the facts."""
        self._facts.focus()
        self.show()

    def fit(self) -> None:
        """Show as many columns as there is room for, after the terminal was resized."""
        if self._dated.display is not self._has_room:
            self.show()

    def show(self) -> None:
        """Show the present contents; the cursors stay where they are."""
        room = self._has_room
        self._dated.display = room
        if not room and self._dated.has_focus:
            self._facts.focus()
        facts, quotes = self._contents(not room)
        self._facts.show(facts, cursor=self._facts.cursor)
        self._dated.show(quotes, cursor=self._dated.cursor)
        self._owner.show_status()

    @property
    def _has_room(self) -> bool:
        return self._owner.host.size.width >= TWO_COLUMNS_FROM

    @property
    def view(self) -> LinesView:
        """The column with the focus."""
        return self._dated if self._dated.has_focus else self._facts

    @property
    def target(self) -> Target | None:
        """What the item under the cursor leads to."""
        return self.view.target

    @property
    def place(self) -> Line:
        """The place of the cursor, for the footer."""
        return position(self.view.cursor, self.view.item_count())

    def open(self) -> None:
        """Go to the thread under the cursor, or open the actor, or the story at the sentence."""
        target = self.target
        if target is not None and target.thread:
            self._owner.host.show_thread(target.thread)
        elif target is not None and target.actor and self._actors is not None:
            self._actors.open_page(target)
        elif target is not None:
            self._opener.open(target)

    def action_pane_left(self) -> None:
        """Go to the other column."""
        if self._has_room:
            (self._facts if self._dated.has_focus else self._dated).focus()
            self._owner.show_status()

    def action_pane_right(self) -> None:
        """Go to the other column."""
        self.action_pane_left()


class ColumnKeys:
    """Opens the actor, and copies the words, under the cursor of the columns."""

    def __init__(self, columns: TwoColumns, actors: ActorDecisions, clipboard: Clipboard) -> None:
        self._columns = columns
        self._actors = actors
        self._clipboard = clipboard

    def action_actor_page(self) -> None:
        """Open the page of the actor under the cursor."""
        self._actors.open_page(self._columns.target)

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self._columns.target
        self._clipboard.copy(target.words if target is not None else "", "quote")
