"""Bookmarks of this run of the program: a letter for a thread, set with one key and gone back to with another."""

from __future__ import annotations

from functools import partial

from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, clean
from briefing.tui.format.wrap import cut
from briefing.tui.screens.listing import FILTERS
from briefing.tui.screens.teaching import TeachingScreen

_MOST_TITLE = 24


class BookmarkScreen(TeachingScreen):
    """Remembers which thread each letter stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._bookmarks: dict[str, tuple[str, str]] = {}
        """Id and title of a thread, by letter."""

    def action_bookmark_set(self) -> None:
        """Let the next letter stand for the thread under the cursor."""
        row = self.threads.current
        if row is None:
            self.say("No thread to bookmark here.")
            return
        key = self.briefing.keys.shown("bookmark-set")
        words: Line = ((f"{key}…", STRONG_BOLD), ("   a letter to come back by", MUTED))
        self.ask_letter(words, lambda letter: self._set(letter, row.id, row.title))

    def _set(self, letter: str, thread_id: str, title: str) -> None:
        self._bookmarks[letter] = (thread_id, title)
        self.say(f"{self.briefing.keys.shown('bookmark-go')}{letter} comes back to", title, done=True)

    def action_bookmark_go(self) -> None:
        """Go to the thread for which the next letter stands."""
        key, mark = self.briefing.keys.shown("bookmark-go"), self.briefing.keys.shown("bookmark-set")
        if not self._bookmarks:
            self.say(f"No bookmark is set yet: {mark} and a letter set one.")
            return
        words: list[tuple[str, str]] = [(f"{key}…", STRONG_BOLD)]
        for letter, (_, title) in sorted(self._bookmarks.items()):
            words += [("   ", TEXT), (letter, STRONG_BOLD), (" ", TEXT)]
            words += cut(((clean(title, 400), MUTED),), _MOST_TITLE)
        self.ask_letter(tuple(words), self._go)

    def _go(self, letter: str) -> None:
        if letter in self._bookmarks:
            self.run_in_background(partial(self._find_marked, letter), group="reload", exclusive=True)
        else:
            self.say(f"There is no bookmark {letter}.")

    async def _find_marked(self, letter: str) -> None:
        thread_id, title = self._bookmarks[letter]
        page = await self.briefing.tell_failure(self.briefing.reader.thread_page(thread_id))  # a former id leads on
        if page is None:
            self.say("This thread is no longer there:", title)
            return
        chosen = FILTERS[self.filter_number][1].verdicts
        if chosen and page.row.verdict not in chosen:
            self.filter_number = 0
        self.briefing.show_thread(page.row.id)
