"""The screen for a store without feeds: how to begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from briefing.tui.controllers.subscribing import SubscribeKeys
from briefing.tui.format.bar_lines import KeyHint
from briefing.tui.format.lines import MUTED
from briefing.tui.format.status import Status, title_line
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from briefing.tui.host import Host


class FirstScreen(BaseScreen):
    """Adds the first feeds; it closes when there are some."""

    PLACE = "first screen"
    HINTS: Sequence[Hint] = ((("palette",), "palette"), (("quit",), "quit"))

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._words = EmptyState()
        self.controllers = (SubscribeKeys(self, host.services),)

    def compose_body(self) -> Iterable[Widget]:
        """Return the words."""
        keys, services = self.host.keys, self.host.services
        found = services.feeds.found_list()
        self._words.show(
            "Nothing to read yet.",
            "Give it some feeds; it does the rest on this machine.",
            (
                (KeyHint(keys.shown("feeds-pack"), "a starter pack"), _some(services.feeds.pack_names())),
                (KeyHint(keys.shown("feeds-import"), "a list of feeds"), found or "an OPML file, or newsboat’s urls"),
                (KeyHint(keys.shown("feeds-add"), "an address"), "of a feed or of any page"),
                (KeyHint("briefing demo", ""), "a bundled morning, no network"),
            ),
        )
        yield self._words

    def on_mount(self) -> None:
        """Wait for a choice."""
        self._words.focus()

    def status(self) -> Status:
        """Say that there are no feeds."""
        title = title_line(self.host.services.session.now(), self.host.size.width)
        return Status(title, states=((("no feeds yet", MUTED),),))

    def reload(self) -> None:
        """Give way to the inbox as soon as there are feeds."""
        if self.host.counts.feeds and self.is_current:
            self.app.pop_screen()
            self.host.reload_inbox()

    def action_back(self) -> None:
        """Stay, because there is nothing behind this screen; say how to quit."""
        self.say(f"{self.host.keys.shown('quit')} quits.")


def _some(packs: Sequence[str]) -> str:
    """Return a few names of starter packs, and how many more there are, in the width of the narrowest screen."""
    shown = [name for name in ("world", "europe", "cyber") if name in packs]
    return f"{', '.join(shown)} and {len(packs) - len(shown)} more"
