"""A screen from which stories, addresses and copies are opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.text.display import clean_block
from briefing.tui.screens.adding import AddingScreen

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.tui.targets import Target

_MOST_COPIED = 74_000
"""Bytes: common terminals drop what is longer than 100,000 characters of base64."""


class OpeningScreen(AddingScreen):
    """Opens what a target leads to."""

    def open_target(self, target: Target) -> None:
        """Open a story at its sentence; an article that is not held says how it can be read."""
        if target.story:
            self.run_in_background(partial(self._open_story, target), group="story", exclusive=True)
        elif target.url:
            key = self.briefing.keys.shown("browser")
            add = self.briefing.keys.shown("source-add")
            self.say(f"This article is not held; {key} opens it in the browser, {add} looks for its outlet’s feed.")
        else:
            self.say("This article is not held, and no address is known.")

    async def _open_story(self, target: Target) -> None:
        try:
            page = await self.briefing.reader.story_page(target.story)
        except BriefingError as error:
            self.say(str(error))
            return
        if page is None:
            self.say("This story is no longer in the store.")
        else:
            self.briefing.show_story(page, at=target.at)

    def browse(self, url: str) -> None:
        """Open an address in the browser."""
        from briefing.text.addresses import safe_url

        if safe_url(url) is None:
            self.say("No address that can be opened." if url else "No address is known.")
            return
        try:
            self.say(self.briefing.reader.open_address(url))
        except BriefingError as error:
            self.say(str(error))

    def copy(self, words: str, what: str) -> None:
        """Put cleaned words on the terminal's clipboard."""
        clean = clean_block(words)
        if not clean:
            self.say(f"No {what} to copy here.")
            return
        encoded = clean.encode()
        kept = encoded[:_MOST_COPIED].decode(errors="ignore")
        self.app.copy_to_clipboard(kept)
        short = f"; only its first {len(kept.splitlines())} lines, for terminals take no more" if kept != clean else ""
        self.say(f"copied the {what}{short}", done=True)

    def copy_thread(self, page: ThreadPage) -> None:
        """Copy a thread as the brief tells it."""
        self.copy(self.briefing.reader.thread_markdown(page), "thread as Markdown")
