"""The brief before it is written: the Markdown as it will read beside its parts, and the key that writes it."""

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.tui.brief_panes import BriefSubject, OutlineSubject, parts_of
from briefing.tui.format.lines import MUTED
from briefing.tui.format.status import figure
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.bars import UprightRule
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

_OUTLINE_FROM = 116


class BriefScreen(BaseScreen):
    """Shows what the brief says now, and writes it."""

    HINTS: Sequence[Hint] = (
        (("brief-save", "brief"), "write it"),
        (("move-next", "move-previous"), "part"),
        (("move-down", "move-up"), "move"),
        (("text-page",), "page"),
        (("back",), "back"),
    )

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self._markdown = markdown
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
        self._parts = parts_of(self._markdown, self.app.size.width)
        self._text.show(BriefSubject(self._markdown))
        self._outline.show(OutlineSubject(self._parts, -1))
        self._text.focus()
        self._give_room()
        self.show_hints()
        self.show_status()

    def on_resize(self) -> None:
        """Show the parts where there is room for them."""
        self._give_room()

    def _give_room(self) -> None:
        beside = self.app.size.width >= _OUTLINE_FROM
        if not beside and self._outline.has_focus:
            self._text.focus()
        self._outline.display = beside
        self._rule.display = beside

    def show_status(self) -> None:
        """Show how many threads are in it."""
        counts = self.briefing.counts
        self.header.show((("brief", MUTED),), (figure(counts.brief, "brief"), figure(counts.follow, "follow")), ())
        self.header.show_progress(self.briefing.progress)

    # Parts.

    @property
    def _present(self) -> int:
        """The part that the text's cursor stands in, -1 before the first."""
        return sum(part.block <= self._text.cursor for part in self._parts) - 1

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Let the part that is read stand out."""
        event.stop()
        if event.view is self._text:
            self._outline.show(OutlineSubject(self._parts, self._present), cursor=max(0, self._present))

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Go to the part under the cursor."""
        event.stop()
        if event.view is self._outline:
            self._go_to(self._outline.cursor)
            self._text.focus()

    def _go_to(self, part: int) -> None:
        if 0 <= part < len(self._parts):
            self._text.move_to(self._parts[part].block)
            self._text.scroll_lines(self._text.span(self._text.cursor)[0] - self._text.first_line)

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
        """Write it."""
        self.run_in_background(self._write, group="brief", exclusive=True)

    def action_brief(self) -> None:
        """Write it."""
        self.action_brief_save()

    async def _write(self) -> None:
        saved = await self.briefing.tell_failure(self.briefing.reader.write_brief())
        if saved is not None:
            kept = f"; your edited one is kept as {saved.kept.name}" if saved.kept else ""
            self.say(f"written to {saved.path}{kept}", done=True)
