"""Ways out of a screen: stories, the browser, and the clipboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.model.errors import BriefingError
from briefing.text.display import clean_block

if TYPE_CHECKING:
    from briefing.model.views import ThreadPage
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target

_MOST_COPIED = 8_192
"""Bytes: common terminals drop what is longer than 100,000 characters of base64."""


class Opener:
    """Opens what a target leads to."""

    def __init__(self, owner: Owner, services: Services) -> None:
        self._owner = owner
        self._services = services

    def open(self, target: Target) -> None:
        """Open a story at its sentence; for an article that is not held, say how it can be read."""
        keys = self._owner.host.keys
        if target.story:
            self._owner.open_page("reading the story", partial(self._open_story, target), group="story")
        elif target.url:
            self._owner.say(
                f"This article is not held; {keys.shown('browser')} opens it in the browser, "
                f"{keys.shown('source-add')} looks for its outlet’s feed."
            )
        else:
            self._owner.say("This article is not held, and its address is not known.")

    async def _open_story(self, target: Target) -> None:
        host = self._owner.host
        try:
            page = await self._services.stories.page(target.story)
        except BriefingError as error:
            self._owner.say(str(error))
            return
        if page is None:
            self._owner.say("This story is no longer in the store.")
        else:
            host.show_story(page, at=target.at)

    def browse(self, url: str) -> None:
        """Open an address in the browser."""
        from briefing.text.addresses import safe_url

        if safe_url(url) is None:
            self._owner.say("This address cannot be opened." if url else "No address is known.")
            return
        try:
            self._owner.say(self._open_address(url))
        except BriefingError as error:
            self._owner.say(str(error))

    def _open_address(self, url: str) -> str:
        """Open an address, in the terminal if the browser may need it; return a sentence."""
        command = self._services.stories.browser(url)
        if not command.needs_terminal or not self._owner.host.terminal_use.can_lend:
            return self._services.stories.start_browser(command)
        code = self._owner.host.terminal_use.lend_to(command.words)
        if code and command.opens_window:
            return "No browser could be opened. Name one in the settings file (`browser`) or in $BROWSER."
        return f"{command.words[0]} ended with exit code {code}." if code else f"back from {command.words[0]}"


class Clipboard:
    """Copies text for other programs."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def copy(self, words: str, what: str) -> None:
        """Put cleaned words on the terminal's clipboard; `what` names them in the message."""
        cleaned = clean_block(words)
        if not cleaned:
            self._owner.say(f"No {what} to copy here.")
            return
        kept = cleaned.encode()[:_MOST_COPIED].decode(errors="ignore")
        self._owner.host.copy_to_clipboard(kept)
        lines = len(kept.splitlines())
        cut = f"; only its first {lines} lines, the most that may be copied" if kept != cleaned else ""
        self._owner.say(f"copied the {what}{cut}", done=True)

    def copy_thread(self, page: ThreadPage) -> None:
        """Copy a thread as the brief shows it."""
        self.copy(self._owner.host.services.threads.markdown(page), "thread as Markdown")
