"""The help: the keys as they hold now; typing highlights."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.widget import Widget

from briefing.tui.format.help_page import help_page
from briefing.tui.format.lines import ACCENT_BOLD, BLANK, MUTED, STRONG, STRONG_BOLD, TEXT, Line, spaces
from briefing.tui.screens.base_screen import BaseScreen
from briefing.tui.widgets.lines_view import Item, LinesView

_LONGEST = 40


class HelpSubject:
    """The keys, and the words that are searched among them."""

    def __init__(self, screen: "HelpScreen") -> None:
        self._screen = screen

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return the search line."""
        query = self._screen.words
        page = help_page(self._screen.briefing.keys, query, width)
        found: Line = (
            ((f"    {page.matching} of {page.actions}", MUTED),) if query else (("    type to search", MUTED),)
        )
        return (BLANK, (*spaces(2), ("/ ", ACCENT_BOLD), (query, STRONG), ("▌", "accent"), *found), BLANK)

    def items(self, width: int) -> Sequence[Item]:
        """Return the columns."""
        return [Item(help_page(self._screen.briefing.keys, self._screen.words, width).lines)]


class HelpScreen(BaseScreen):
    """Every action with its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._match = 0
        """Which match is brought into sight."""
        self.view = LinesView(id="help", classes="whole")

    def compose_body(self) -> Iterable[Widget]:
        """Return the page."""
        yield self.view

    def on_mount(self) -> None:
        """Show the keys."""
        self.view.show(HelpSubject(self))
        self.view.focus()
        self.header.show(
            (("keys", MUTED),), (), ((("all actions: ", MUTED), (self.briefing.keys.shown("palette"), STRONG_BOLD)),)
        )
        self.footer.show((), None)
        self.footer.show_message(
            (
                *(("type", STRONG_BOLD), (" to search   ", MUTED), ("Enter", STRONG_BOLD), (" next match   ", MUTED)),
                *(("Down", STRONG_BOLD), (" scroll   ", MUTED), ("Esc", STRONG_BOLD), (" close", MUTED), (" ", TEXT)),
            )
        )

    def show_status(self) -> None:
        """Show progress only."""
        self.header.show_progress(self.briefing.progress)

    async def on_key(self, event: events.Key) -> None:
        """Take every character as part of the search."""
        view = self.view
        if event.key == "backspace":
            self.words = self.words[:-1]
        elif event.is_printable and event.character and len(self.words) < _LONGEST:
            self.words += event.character
        elif event.key == "enter":
            self._match += 1
        elif event.key == "escape":
            self.app.pop_screen()
        elif event.key in ("down", "pagedown", "up", "pageup"):
            view.scroll_lines((view.page_lines - 1 if "page" in event.key else 1) * (1 if "down" in event.key else -1))
        else:
            return
        event.stop()
        event.prevent_default()
        view.rebuild()
        if event.key == "backspace" or event.is_printable:
            self._match = 0
        if event.key in ("backspace", "enter") or event.is_printable:
            self._bring_into_sight(view)

    def _bring_into_sight(self, view: LinesView) -> None:
        """Scroll to the match whose turn it is, unless it is seen; without one, to the top."""
        found = help_page(self.briefing.keys, self.words, view.size.width).found or (0,)
        line = found[self._match % len(found)]
        if not view.first_line <= line < view.first_line + view.page_lines:
            view.scroll_lines(line - view.first_line)
