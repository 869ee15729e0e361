"""Two stories side by side, or one below the other on a narrow terminal: what only one of them says is bold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.frozen import dataclass
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.citation_line import citation_line
from briefing.tui.format.compared_text import NOTHING_COMMON, common_share, paragraph_lines, title_lines
from briefing.tui.format.lines import MUTED, TEXT, Line, clean
from briefing.tui.format.narrative import GUTTER
from briefing.tui.format.status import Status, position
from briefing.tui.format.story_text import MOST_SHOWN, paragraph_spans
from briefing.tui.format.wrap import wrap
from briefing.tui.layout import BAND_FROM
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.targets import Target
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.model.comparison import ComparedStory, Comparison
    from briefing.tui.host import Host


@dataclass(frozen=True, slots=True)
class ComparedContent:
    """One of the two stories."""

    compared: ComparedStory
    other: ComparedStory
    now: datetime

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return outlet and number, and how much of the wording the other has too."""
        story = self.compared.story
        name = f"[{self.compared.n}] {clean(story.outlet, 24) or clean(story.domain, 24)}"
        return (heading(name, common_share(self.compared, self.other), width, has_keys=has_keys, more=more),)

    def items(self, width: int) -> Sequence[Item]:
        """Return the headline, then the paragraphs."""
        story, text = self.compared.story, self.compared.snapshot.text[:MOST_SHOWN]
        items = [Item(title_lines(self.compared, width, self.now))]
        items += [
            Item(
                paragraph_lines(self.compared, span, width),
                Target(story=story.id, n=self.compared.n, at=span.start, url=story.url, words=span.cut(text)),
                before=1,
            )
            for span in paragraph_spans(text)
            if span.cut(text).strip()
        ]
        note = "Only the headline is stored." if len(items) == 1 else ""
        note = note or ("" if self.compared.wording.common else NOTHING_COMMON)
        if note:
            items.insert(1, Item(tuple(wrap(((note, MUTED),), width - 1, first=GUTTER, rest=GUTTER)), before=1))
        return items


class CompareScreen(BaseScreen):
    """Shows two stories."""

    PLACE = "comparison"
    HINTS: Sequence[Hint] = (
        (("pane-left", "pane-right"), "other text"),
        (("move-down", "move-up"), "paragraph"),
        (("open",), "open there"),
        (("browser",), "browser"),
        (("copy-citation",), "copy citation"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, comparison: Comparison) -> None:
        super().__init__(host)
        self.comparison = comparison
        self._opener = Opener(self, host.services)
        self._clipboard = Clipboard(self)
        self._first = LinesView(id="compared-first")
        self._second = LinesView(id="compared-second")
        self._columns = Horizontal(self._first, self._second, id="compared")

    def compose_body(self) -> Iterable[Widget]:
        """Return the two texts."""
        yield self._columns

    def on_mount(self) -> None:
        """Show both from the top."""
        first, second, now = self.comparison.first, self.comparison.second, self.host.services.session.now()
        self._first.show(ComparedContent(first, second, now))
        self._second.show(ComparedContent(second, first, now))
        self._first.focus()

    def on_resize(self) -> None:
        """Put the texts side by side if there is room."""
        self._columns.set_class(self.app.size.width < BAND_FROM, "-stacked")

    @property
    def _view(self) -> LinesView:
        return self._second if self._second.has_focus else self._first

    @property
    def _compared(self) -> ComparedStory:
        return self.comparison.second if self._second.has_focus else self.comparison.first

    def status(self) -> Status:
        """Return the thread, and what the bold words are."""
        title = (clean(self.comparison.thread_title, 200), TEXT)
        bold = ((("bold: only there", MUTED),),) if self.comparison.first.wording.common else ()
        place = position(self._view.cursor, self._view.item_count())
        return Status((("compared in ", MUTED), title), states=bold, position=place)

    def on_descendant_focus(self) -> None:
        """Show the position in the focused text."""
        self.show_status()

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show where the cursor is."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story at the paragraph."""
        event.stop()
        if self._view.target is not None:
            self._opener.open(self._view.target)

    def action_pane_left(self) -> None:
        """Go to the other text."""
        (self._first if self._second.has_focus else self._second).focus()

    def action_pane_right(self) -> None:
        """Go to the other text."""
        self.action_pane_left()

    def action_browser(self) -> None:
        """Open the story that has the keys in the browser."""
        self._opener.browse(self._compared.story.url)

    def action_copy_citation(self) -> None:
        """Copy the citation of the story that has the keys."""
        story = self._compared.story
        self._clipboard.copy(citation_line(story.title, story.outlet, story.published, story.url), "citation")

    def action_history_back(self) -> None:
        """Go back to where the two were chosen."""
        self.action_back()
