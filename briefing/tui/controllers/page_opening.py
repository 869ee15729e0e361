"""While a page is read: a sign in the footer if that takes long, and keys that wait for the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from textual.worker import NoActiveWorker, get_current_worker

from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import WorkType

    from briefing.tui.controllers.footer_messages import FooterMessages
    from briefing.tui.controllers.key_input import KeyInput
    from briefing.tui.host import Work

SIGN_SECONDS = 0.05
"""After this many seconds, the footer says what is read."""


class PageOpening:
    """Holds the keys of a screen while the next one is made ready."""

    def __init__(self, screen: Screen[None], key_input: KeyInput, messages: FooterMessages) -> None:
        self._screen = screen
        self._key_input = key_input
        self._messages = messages

    def open(self, words: str, work: Work, *, group: str) -> None:
        """Hold the keys from now on, and run work that opens another screen; say `words` if that takes long."""

        async def opened() -> None:
            with self.during(words):
                await work()

        worker = self._screen.run_worker(cast("WorkType[None]", opened), group=group, exclusive=True)
        self._key_input.hold_for(worker)

    @contextmanager
    def during(self, words: str) -> Iterator[None]:
        """Hold the keys, and say `words` if it takes long; Escape gives up the worker that reads."""
        sign: Line = ((words, TEXT), ("   Esc", STRONG_BOLD), (" gives up", MUTED))
        timer = self._screen.set_timer(SIGN_SECONDS, lambda: self._messages.keep(sign))
        self._key_input.hold(_cancel_worker())
        try:
            yield
        finally:
            timer.stop()
            self._messages.take_back(sign)
            self._pass_on(self._key_input.release())

    def _pass_on(self, strokes: tuple[str, ...]) -> None:
        """Give keys to the screen that was opened, as soon as it is drawn; if none was, they are forgotten."""
        top = self._screen.app.screen
        keys = getattr(top, "key_input", None)
        if strokes and keys is not None and keys is not self._key_input:
            top.call_after_refresh(keys.take_all, strokes)


def _cancel_worker() -> Callable[[], None]:
    try:
        return get_current_worker().cancel
    except NoActiveWorker:
        return _nothing


def _nothing() -> None:
    pass
