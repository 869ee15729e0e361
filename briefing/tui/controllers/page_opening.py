"""While a page is read: a sign in the footer if that takes long, and keys that wait for the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.worker import NoActiveWorker, get_current_worker

from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.tui.controllers.footer_messages import FooterMessages
    from briefing.tui.controllers.key_input import KeyInput

SIGN_SECONDS = 0.05
"""After so long, the footer says what is read."""


class PageOpening:
    """Holds the keys of a screen while the next one is made ready; `pass_on` gives them to the screen on top."""

    def __init__(
        self,
        key_input: KeyInput,
        messages: FooterMessages,
        after: Callable[[float, Callable[[], None]], Timer],
        pass_on: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._key_input = key_input
        self._messages = messages
        self._after = after
        self._pass_on = pass_on

    @contextmanager
    def during(self, words: str) -> Iterator[None]:
        """Hold the keys, and say `words` if it takes long; Escape gives up the worker that reads."""
        sign: Line = ((words, TEXT), ("   Esc", STRONG_BOLD), (" gives up", MUTED))
        timer = self._after(SIGN_SECONDS, lambda: self._messages.keep(sign))
        self._key_input.hold(_cancel_worker())
        try:
            yield
        finally:
            timer.stop()
            self._messages.take_back(sign)
            self._pass_on(self._key_input.release())


def _cancel_worker() -> Callable[[], None]:
    try:
        return get_current_worker().cancel
    except NoActiveWorker:
        return _nothing


def _nothing() -> None:
    pass
