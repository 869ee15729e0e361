"""Widgets of one or a few lines: header with its progress rule, footer, tabs, vertical rule, head and preview."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.format.bar_lines import (
    KeyHint,
    fitting_hints,
    footer,
    header,
    message,
    progress_rule,
    tab_at,
    tabs,
)
from briefing.tui.format.lines import (
    ACCENT_BOLD,
    BLANK,
    RULE,
    RULE_FOCUS,
    TEXT,
    Line,
    spaces,
    width_of,
)
from briefing.tui.format.narrative import head, opening
from briefing.tui.format.signs import HEAVY, THIN, UPRIGHT
from briefing.tui.format.status import Progress
from briefing.tui.layout import SMALLEST_HEIGHT, SMALLEST_WIDTH
from briefing.tui.widgets.role_styles import PANEL, styles_of

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.tui.part_page import PartContent


class HeaderBar(Widget):
    """Line 1 has the title, figures and states; line 2 is a rule that shows progress."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._title: Line = BLANK
        self._figures: Sequence[Line] = ()
        self._states: Sequence[Line] = ()
        self._progress = Progress()

    def show(self, title: Line, figures: Sequence[Line], states: Sequence[Line]) -> None:
        """Show the words of line 1."""
        if (title, figures, states) != (self._title, self._figures, self._states):
            self._title, self._figures, self._states = title, figures, states
            self.refresh(Region(0, 0, self.size.width, 1))

    def show_progress(self, progress: Progress) -> None:
        """Show progress; only line 2 is drawn again."""
        if progress != self._progress:
            self._progress = progress
            self.refresh(Region(0, 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Return one of the two lines."""
        width = self.size.width
        if y == 0:
            return styles_of(self).strip(header(self._title, self._figures, self._states, width), width)
        return styles_of(self).strip(progress_rule(self._progress.done, self._progress.total, width), width)


class FooterBar(Widget):
    """The keys that matter here, or a message, or what can complete a sequence."""

    ALLOW_SELECT = False

    def __init__(self, carry_out: Callable[[Iterable[str]], Awaitable[object]]) -> None:
        super().__init__()
        self._carry_out = carry_out
        self._hints: Sequence[KeyHint] = ()
        self._help: KeyHint | None = None
        self._position: Line = BLANK
        self._message: Line = BLANK

    def show(self, hints: Sequence[KeyHint], help_hint: KeyHint | None) -> None:
        """Show keys."""
        if (hints, help_hint) != (self._hints, self._help):
            self._hints, self._help = hints, help_hint
            self.refresh()

    def show_position(self, position: Line) -> None:
        """Show where the cursor is."""
        if position != self._position:
            self._position = position
            self.refresh()

    def show_message(self, words: Line) -> None:
        """Show words in place of the keys; BLANK shows the keys again."""
        self._message = words
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Return the line."""
        width = self.size.width
        if self._message:
            line = message(self._message, width)
        else:
            line = footer(self._hints, self._position, width, help_hint=self._help)
        return styles_of(self).strip(line, width, PANEL)

    async def on_click(self, event: events.Click) -> None:
        """Carry out the action of the key that is clicked."""
        event.stop()
        if self._message:
            return
        shown = fitting_hints(self._hints, self._position, self.size.width, help_hint=self._help)
        for start, hint in shown:
            within = event.x - start
            if 0 <= within < width_of(hint.line()) and hint.ids:
                number = hint.key[:within].count(" ") if within < len(hint.key) else 0
                await self._carry_out(hint.ids[number : number + 1])


class TabsBar(Widget):
    """The headings of the panes that take turns on a narrow terminal."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._names: Sequence[tuple[str, str]] = ()
        self._chosen = 0

    def show(self, names: Sequence[tuple[str, str]], chosen: int) -> None:
        """Show the headings with their figures."""
        self._names, self._chosen = names, chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Return the line."""
        width = self.size.width
        return styles_of(self).strip(tabs(self._names, self._chosen, width) if self._names else BLANK, width)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab that is clicked."""
        event.stop()
        if self._names:
            self.post_message(self.Chosen(tab_at(self._names, event.x)))


class UprightRule(Widget):
    """The vertical rule between list and page."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Return one piece of the rule."""
        return styles_of(self).strip(((UPRIGHT, RULE),), self.size.width)


class SheetRule(Widget):
    """The heavy rule at the top of a sheet."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Return the rule."""
        return styles_of(self).strip(((HEAVY * self.size.width, RULE_FOCUS),), self.size.width, PANEL)


class SearchSign(Widget):
    """The sign before the search words."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Return the sign."""
        return styles_of(self).strip((*spaces(2), ("/", ACCENT_BOLD)), self.size.width)


class TooSmall(Widget):
    """Shown instead of everything else if the terminal is too small."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:
        """Return the sentence in the middle line."""
        width, height = self.size
        words = f"briefing needs {SMALLEST_WIDTH} by {SMALLEST_HEIGHT}"
        line: Line = (*spaces((width - len(words)) // 2), (words, TEXT)) if y == height // 2 else BLANK
        return styles_of(self).strip(line, width)


class PageHead(Widget):
    """Title and meta line above the columns of a wide page."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self._page: tuple[ThreadPage, datetime] | None = None

    def show(self, page: ThreadPage | None, now: datetime) -> None:
        """Show a page's head."""
        self._page = (page, now) if page is not None else None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        lines = head(self._page[0], width, self._page[1], title_lines=1) if self._page else ()
        return styles_of(self).strip(lines[y] if y < len(lines) else BLANK, width)


class Preview(Widget):
    """The narrative's first sentence, below the list if list and page take turns."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._page: ThreadPage | None = None
        self._part: PartContent | None = None

    def show(self, page: ThreadPage | None, part: PartContent | None) -> None:
        """Show a page's beginning, or what a part of the list has."""
        self._page, self._part = page, part
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line: the rule, then the words."""
        width = self.size.width
        if y == 0:
            return styles_of(self).strip(((THIN * width, RULE),), width)
        words = self._part.words(width) if self._part is not None else ()
        lines = opening(self._page, width) if self._page is not None else words
        return styles_of(self).strip(lines[y - 1] if y <= len(lines) else BLANK, width)
