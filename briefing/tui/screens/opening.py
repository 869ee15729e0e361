"""A screen from which stories, addresses and copies are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.text.display import clean_block
from briefing.tui.screens.adding import AddingScreen

if TYPE_CHECKING:
    from briefing.tui.places import Place

_MOST_COPIED = 8_000


class OpeningScreen(AddingScreen):
    """Opens what a place leads to."""

    def open_place(self, place: Place) -> None:
        """Open a story at its sentence; an article that is not held says how it can be read."""
        if place.story:
            self.run_worker(self._open_story(place), group="story", exclusive=True)
        elif place.url:
            key = self.briefing.keys.shown("browser")
            add = self.briefing.keys.shown("source-add")
            self.say(f"This article is not held; {key} opens it in the browser, {add} looks for its outlet’s feed.")
        else:
            self.say("This article is not held, and no address is known.")

    async def _open_story(self, place: Place) -> None:
        try:
            page = await self.briefing.reader.story_page(place.story)
        except BriefingError as error:
            self.say(str(error))
            return
        if page is None:
            self.say("This story is no longer in the store.")
        else:
            self.briefing.show_story(page, at=place.at)

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
        clean = clean_block(words)[:_MOST_COPIED]
        if not clean:
            self.say(f"No {what} to copy here.")
            return
        self.app.copy_to_clipboard(clean)
        self.say(f"copied the {what}", done=True)
