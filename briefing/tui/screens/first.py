"""The first screen: nothing to read yet, and how to begin."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.lines import MUTED
from briefing.tui.format.status import title_line
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.subscribing import SubscribingScreen
from briefing.tui.widgets.empty_state import EmptyState


class FirstScreen(SubscribingScreen):
    """Adds the first feeds; it leaves when there are some."""

    HINTS: Sequence[Hint] = ((("palette",), "palette"), (("quit",), "quit"))

    def __init__(self) -> None:
        super().__init__()
        self._words = EmptyState()

    def compose_body(self) -> Iterable[Widget]:
        """Return the words."""
        keys, reader = self.briefing.keys, self.briefing.reader
        found = reader.found_list()
        self._words.show(
            "Nothing to read yet.",
            "Give it some feeds; it does the rest on this machine.",
            (
                (KeyHint(keys.shown("feeds-pack"), "a starter pack"), ", ".join(reader.pack_names())),
                (KeyHint(keys.shown("feeds-import"), "a list of feeds"), found or "an OPML file, or newsboat’s urls"),
                (KeyHint(keys.shown("feeds-add"), "an address"), "of a feed or of any page"),
                (KeyHint("briefing demo", ""), "a bundled morning, no network"),
            ),
        )
        yield self._words

    def on_mount(self) -> None:
        """Wait for a choice."""
        self._words.focus()
        self.show_hints()
        self.show_status()

    def show_status(self) -> None:
        """Say that there are no feeds."""
        now = self.briefing.reader.now()
        self.header.show(title_line(now, self.app.size.width), (), ((("no feeds yet", MUTED),),))
        self.header.show_progress(self.briefing.progress)

    def reload(self) -> None:
        """Give way to the inbox as soon as there are feeds."""
        if self.briefing.counts.feeds and self.is_current:
            self.app.pop_screen()
            if self.briefing.inbox is not None:
                self.briefing.inbox.reload()

    def action_back(self) -> None:
        """Stay: there is nothing behind it."""
        self.say(f"{self.briefing.keys.shown('quit')} quits.")
