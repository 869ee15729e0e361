"""Two stories side by side, below 100 columns one after the other: what only one of them says stands in bold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.model.comparison import ComparedStory, Comparison
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.compared_text import NOTHING_COMMON, common_share, paragraph_lines, title_lines
from briefing.tui.format.lines import MUTED, TEXT, Line, clean
from briefing.tui.format.narrative import GUTTER
from briefing.tui.format.status import position
from briefing.tui.format.story_text import paragraph_spans
from briefing.tui.format.wrap import wrap
from briefing.tui.layout import BAND_FROM
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.opening import OpeningScreen
from briefing.tui.targets import Target
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import Item, LinesView


@dataclass(frozen=True, slots=True)
class ComparedSubject:
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
        story, text = self.compared.story, self.compared.snapshot.text
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
        note = "Only the headline is held." if len(items) == 1 else ""
        note = note or ("" if self.compared.wording.common else NOTHING_COMMON)
        if note:
            items.insert(1, Item(tuple(wrap(((note, MUTED),), width - 1, first=GUTTER, rest=GUTTER)), before=1))
        return items


class CompareScreen(OpeningScreen):
    """Shows two stories."""

    HINTS: Sequence[Hint] = (
        (("pane-left", "pane-right"), "other text"),
        (("move-down", "move-up"), "paragraph"),
        (("open",), "open there"),
        (("browser",), "browser"),
        (("copy-citation",), "copy citation"),
        (("back",), "back"),
    )

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison
        self._first = LinesView(id="compared-first")
        self._second = LinesView(id="compared-second")
        self._columns = Horizontal(self._first, self._second, id="compared")

    def compose_body(self) -> Iterable[Widget]:
        """Return the two texts."""
        yield self._columns

    def on_mount(self) -> None:
        """Show both from the top."""
        first, second, now = self.comparison.first, self.comparison.second, self.briefing.reader.now()
        self._first.show(ComparedSubject(first, second, now))
        self._second.show(ComparedSubject(second, first, now))
        self._first.focus()
        self.show_hints()
        self.show_status()

    def on_resize(self) -> None:
        """Stand side by side where there is room."""
        self._columns.set_class(self.app.size.width < BAND_FROM, "-stacked")

    @property
    def _view(self) -> LinesView:
        return self._second if self._second.has_focus else self._first

    @property
    def _compared(self) -> ComparedStory:
        return self.comparison.second if self._second.has_focus else self.comparison.first

    def show_status(self) -> None:
        """Show the thread, and what the bold words are."""
        title = (clean(self.comparison.thread_title, 200), TEXT)
        bold = ((("bold: only there", MUTED),),) if self.comparison.first.wording.common else ()
        self.header.show((("compared in ", MUTED), title), (), bold)
        self.header.show_progress(self.briefing.progress)
        self.footer.show_position(position(self._view.cursor, self._view.item_count()))

    def on_descendant_focus(self) -> None:
        """The other text has the keys."""
        self.show_status()

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Tell where the cursor is."""
        event.stop()
        self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Open the story at the paragraph."""
        event.stop()
        if self._view.target is not None:
            self.open_target(self._view.target)

    def action_pane_left(self) -> None:
        """Go to the other text."""
        (self._first if self._second.has_focus else self._second).focus()

    def action_pane_right(self) -> None:
        """Go to the other text."""
        self.action_pane_left()

    def action_text_page(self) -> None:
        """Go a page on."""
        self._view.action_move_page_down()

    def action_browser(self) -> None:
        """Open the story that has the keys in the browser."""
        self.browse(self._compared.story.url)

    def action_copy_citation(self) -> None:
        """Copy the citation of the story that has the keys."""
        story = self._compared.story
        self.copy(f"“{story.title}”, {story.outlet}, {story.published:%Y-%m-%d}, {story.url}", "citation")

    def action_history_back(self) -> None:
        """Go back to where the two were chosen."""
        self.action_back()
