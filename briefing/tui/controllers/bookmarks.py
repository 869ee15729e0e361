"""Bookmarks of this session: a letter for a thread, set with one key and gone back to with another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, clean
from briefing.tui.format.wrap import cut

if TYPE_CHECKING:
    from briefing.model.inbox import ThreadRow
    from briefing.tui.host import Owner
    from briefing.tui.services import Services

_MOST_TITLE = 24


class Bookmarks:
    """Remembers the thread of each letter. `current` is the row under the cursor, `go_to` leads to a row's thread."""

    def __init__(
        self,
        owner: Owner,
        services: Services,
        *,
        current: Callable[[], ThreadRow | None],
        go_to: Callable[[ThreadRow], None],
    ) -> None:
        self._owner = owner
        self._services = services
        self._current = current
        self._go_to = go_to
        self._threads: dict[str, tuple[str, str]] = {}
        """Id and title of a thread, by letter."""

    def action_bookmark_set(self) -> None:
        """Bookmark the thread under the cursor with the next letter."""
        row = self._current()
        if row is None:
            self._owner.say("No thread to bookmark here.")
            return
        key = self._owner.host.keys.shown("bookmark-set")
        words: Line = ((f"{key}…", STRONG_BOLD), ("   a letter to come back by", MUTED))
        self._owner.ask_letter(words, lambda letter: self._set(letter, row))

    def _set(self, letter: str, row: ThreadRow) -> None:
        self._threads[letter] = (row.id, row.title)
        key = self._owner.host.keys.shown("bookmark-go")
        self._owner.say(f"{key}{letter} comes back to", row.title, done=True)

    def action_bookmark_go(self) -> None:
        """Go to the thread of the next letter."""
        keys = self._owner.host.keys
        if not self._threads:
            self._owner.say(f"No bookmark yet; {keys.shown('bookmark-set')} and a letter set one.")
            return
        words: list[tuple[str, str]] = [(f"{keys.shown('bookmark-go')}…", STRONG_BOLD)]
        for letter, (_, title) in sorted(self._threads.items()):
            words += [("   ", TEXT), (letter, STRONG_BOLD), (" ", TEXT)]
            words += cut(((clean(title, 400), MUTED),), _MOST_TITLE)
        self._owner.ask_letter(tuple(words), self._go)

    def _go(self, letter: str) -> None:
        if letter in self._threads:
            self._owner.start(partial(self._find, *self._threads[letter]), group="reload", exclusive=True)
        else:
            self._owner.say(f"There is no bookmark {letter}.")

    async def _find(self, thread_id: str, title: str) -> None:
        page = await self._owner.host.report_failure(self._services.threads.page(thread_id))
        if page is None:
            self._owner.say("This thread no longer exists:", title)
        else:
            self._go_to(page.row)  # a former id leads to the present thread
