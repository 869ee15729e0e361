"""The brief before it is written: the Markdown as it will read, and the key that writes it."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from briefing.tui.format.lines import MUTED, Line
from briefing.tui.format.markdown import blocks
from briefing.tui.format.status import figure
from briefing.tui.places import Place
from briefing.tui.screens.keyed import Hint, KeyedScreen
from briefing.tui.widgets.lines_view import Item, LinesView


class BriefSubject:
    """The brief's blocks, an item each."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing: all of it scrolls."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the blocks, a blank line between them."""
        return [Item(block.lines, Place(), before=1) for block in blocks(self._markdown, width)]


class BriefScreen(KeyedScreen):
    """Shows what the brief says now, and writes it."""

    HINTS: Sequence[Hint] = (
        (("brief-save", "brief"), "write it"),
        (("move-down", "move-up"), "move"),
        (("text-page",), "page"),
        (("back",), "back"),
    )

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self._markdown = markdown

    def compose_body(self) -> Iterable[Widget]:
        """Return the text."""
        view = LinesView(id="brief")
        view.add_class("whole")
        yield view

    def on_mount(self) -> None:
        """Show the brief."""
        view = self.query_one(LinesView)
        view.show(BriefSubject(self._markdown))
        view.focus()
        self.show_hints()
        self.show_status()

    def show_status(self) -> None:
        """Show how many threads are in it."""
        counts = self.briefing.counts
        self.header.show((("brief", MUTED),), (figure(counts.brief, "brief"), figure(counts.follow, "follow")), ())
        self.header.show_progress(self.briefing.progress)

    def action_brief_save(self) -> None:
        """Write it."""
        self.run_worker(self._write(), group="brief", exclusive=True)

    def action_brief(self) -> None:
        """Write it."""
        self.action_brief_save()

    async def _write(self) -> None:
        path = await self.briefing.tell_failure(self.briefing.reader.write_brief())
        if path is not None:
            self.say(f"written to {path}", done=True)
