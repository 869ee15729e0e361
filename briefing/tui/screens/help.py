"""The help: all actions with their present keys and ids, and all signs; typing highlights matches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from briefing.tui.bindings import BINDINGS
from briefing.tui.format.help_page import HelpPlace, help_page
from briefing.tui.format.lines import ACCENT_BOLD, BLANK, MUTED, STRONG, STRONG_BOLD, TEXT, Line, spaces
from briefing.tui.format.status import Status
from briefing.tui.screens.base_screen import BaseScreen
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.tui.host import Host
    from briefing.tui.live_keys import LiveKeys

_LONGEST = 40


class HelpContent:
    """The keys, and the words that are searched among them."""

    def __init__(self, keys: LiveKeys, place: HelpPlace) -> None:
        self._keys = keys
        self._place = place
        self.words = ""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return the search line."""
        query = self.words
        page = help_page(self._keys, self._place, query, width)
        found: Line = (
            ((f"    {page.matching} of {page.actions}", MUTED),) if query else (("    type to search", MUTED),)
        )
        return (BLANK, (*spaces(2), ("/ ", ACCENT_BOLD), (query, STRONG), ("▌", "accent"), *found), BLANK)

    def items(self, width: int) -> Sequence[Item]:
        """Return the columns."""
        return [Item(help_page(self._keys, self._place, self.words, width).lines)]


class HelpScreen(BaseScreen):
    """Every action with its keys, first those of the screen from which the help was opened."""

    PLACE = "help"

    def __init__(self, host: Host, below: BaseScreen) -> None:
        super().__init__(host)
        possible = frozenset(binding.id for binding in BINDINGS if below.answers(binding.id))
        self._place = HelpPlace(below.PLACE, possible)
        self._content = HelpContent(host.keys, self._place)
        self._match = 0
        """Which match is shown."""
        self.view = LinesView(id="help", classes="whole")

    def compose_body(self) -> Iterable[Widget]:
        """Return the page."""
        yield self.view

    def on_mount(self) -> None:
        """Show the keys."""
        self.view.show(self._content)
        self.view.focus()
        self.messages.keep(
            (
                *(("type", STRONG_BOLD), (" to search   ", MUTED), ("Enter", STRONG_BOLD), (" next match   ", MUTED)),
                *(("Down", STRONG_BOLD), (" scroll   ", MUTED), ("Esc", STRONG_BOLD), (" close", MUTED), (" ", TEXT)),
            )
        )

    def status(self) -> Status:
        """Return how to get at all actions."""
        return Status(
            ((f"keys in the {self._place.name}", MUTED),),
            states=((("all actions: ", MUTED), (self.host.keys.shown("palette"), STRONG_BOLD)),),
        )

    async def on_key(self, event: events.Key) -> None:
        """Take every character as part of the search."""
        view = self.view
        if event.key == "backspace":
            self._content.words = self._content.words[:-1]
        elif event.is_printable and event.character and len(self._content.words) < _LONGEST:
            self._content.words += event.character
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
            self._show_match(view)

    def _show_match(self, view: LinesView) -> None:
        """Scroll to the present match unless it is visible."""
        found = help_page(self.host.keys, self._place, self._content.words, view.size.width).found
        line = found[self._match % len(found)] if found else view.first_line
        if not view.first_line <= line < view.first_line + view.page_lines:
            view.scroll_lines(line - view.first_line)
