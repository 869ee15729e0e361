"""The brief before it is written: an outline next to the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.export.markdown.passages import markdown_of
from briefing.tui.brief_panes import BriefContent, OutlineContent, Part, parts_of
from briefing.tui.controllers.brief_editing import BriefEditing
from briefing.tui.controllers.opening import Clipboard
from briefing.tui.format.lines import MUTED
from briefing.tui.format.markdown_lines import parsed_blocks
from briefing.tui.format.status import Status, counted_figure, figure
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.bars import UprightRule
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.model.brief import RenderedBrief
    from briefing.tui.host import Host

_OUTLINE_FROM = 116
_FIRST_ITEM = 1
"""The number of the part that is the first item; the overview comes before it."""


class BriefScreen(BaseScreen):
    """Shows what the brief says now, and writes it to a file."""

    PLACE = "brief"
    HINTS: Sequence[Hint] = (
        (("brief-save",), "save"),
        (("open",), "write your part"),
        (("move-next", "move-previous"), "part"),
        (("brief-down", "brief-up"), "reorder"),
        (("brief-without",), "take out"),
        (("brief-lint",), "faults"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, rendered: RenderedBrief) -> None:
        super().__init__(host)
        self._editing = BriefEditing(
            self,
            host.services.briefs,
            rendered,
            thread=self._thread,
            show=self._show,
            lend=host.terminal_use.lend_to,
        )
        self.controllers = (self._editing,)
        self._parts: tuple[Part, ...] = ()
        self._outline = LinesView(id="brief-parts")
        self._rule = UprightRule()
        self._text = LinesView(id="brief")

    def compose_body(self) -> Iterable[Widget]:
        """Return the parts and the text."""
        with Horizontal(id="brief-columns"):
            yield self._outline
            yield self._rule
            yield self._text

    def on_mount(self) -> None:
        """Show the brief."""
        self._show("")
        self._text.focus()
        self._give_room()
        self._editing.begin()

    def _show(self, thread: str) -> None:
        """Show the brief as it is now, without its front matter, with the cursor on the item of a thread."""
        markdown = markdown_of(self._editing.rendered.record.passages[1:])
        parsed = parsed_blocks(markdown)
        self._parts = parts_of(parsed)
        cursor = min(self._text.cursor, max(0, len(parsed) - 1))
        self._text.show(BriefContent(parsed), cursor=cursor)
        if thread in self._editing.threads:
            self._go_to(_FIRST_ITEM + self._editing.threads.index(thread))
        self._outline.show(OutlineContent(self._parts, self._present), cursor=max(0, self._present))
        self.show_status()

    def _thread(self) -> str:
        """Return the thread of the item under the cursor, or ""."""
        part = (self._outline.cursor if self._outline.has_focus else self._present) - _FIRST_ITEM
        return self._editing.threads[part] if 0 <= part < len(self._editing.threads) else ""

    def on_resize(self) -> None:
        """Show the parts if there is room for them."""
        self._give_room()

    def _give_room(self) -> None:
        beside = self.app.size.width >= _OUTLINE_FROM
        if not beside and self._outline.has_focus:
            self._text.focus()
        self._outline.display = beside
        self._rule.display = beside

    def status(self) -> Status:
        """Return how many threads are in it, and how many faults its form has."""
        brief, findings = self._editing.rendered.brief, self._editing.findings
        figures = [counted_figure(len(brief.items), "thread"), figure(len(brief.watched), "watched")]
        if findings is not None:
            figures.append(counted_figure(len(findings), "fault"))
        return Status((("brief", MUTED),), tuple(figures))

    # Parts.

    @property
    def _present(self) -> int:
        """The part in which the cursor of the text is, -1 before the first."""
        return sum(part.block <= self._text.cursor for part in self._parts) - 1

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Highlight the part that is read."""
        event.stop()
        if event.view is self._text:
            self._outline.show(OutlineContent(self._parts, self._present), cursor=max(0, self._present))

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Go to the part under the cursor of the outline; in the text, write about it."""
        event.stop()
        if event.view is self._outline:
            self._go_to(self._outline.cursor)
            self._text.focus()
        else:
            self._editing.write()

    def action_brief_copy(self) -> None:
        """Copy the item under the cursor as Markdown."""
        item = next((each for each in self._editing.rendered.brief.items if each.page.row.id == self._thread()), None)
        if item is None:
            self.say("The cursor is on no item.")
        else:
            Clipboard(self).copy_thread(item.page)

    def _go_to(self, part: int) -> None:
        if 0 <= part < len(self._parts):
            self._text.move_to(self._parts[part].block)
            self._text.scroll_lines(self._text.source.span(self._text.cursor)[0] - self._text.first_line)

    def action_move_next(self) -> None:
        """Go to the next part."""
        self._go_to(self._present + 1)

    def action_move_previous(self) -> None:
        """Go to the beginning of this part, or to the part before."""
        begins = self._present >= 0 and self._parts[self._present].block == self._text.cursor
        self._go_to(self._present - 1 if begins else self._present)

    def action_pane_left(self) -> None:
        """Go to the other column."""
        if self._outline.display:
            (self._text if self._outline.has_focus else self._outline).focus()

    def action_pane_right(self) -> None:
        """Go to the other column."""
        self.action_pane_left()

    # Writing.

    def action_brief_save(self) -> None:
        """Write the brief."""
        self.start(self._write, group="brief", exclusive=True)

    def action_brief(self) -> None:
        """Write the brief."""
        self.action_brief_save()

    async def _write(self) -> None:
        saved = await self.host.report_failure(self.host.services.briefs.write(self._editing.rendered))
        if saved is not None:
            kept = f"; your edited brief is now {saved.kept.name}" if saved.kept else ""
            self.say(f"written{kept}: {saved.path}" if kept else f"written to {saved.path}", done=True)
