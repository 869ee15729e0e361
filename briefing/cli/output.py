"""What goes where: data to stdout, talk to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from briefing.text.display import clean_block

if TYPE_CHECKING:
    from briefing.model.refresh import RefreshEvent

BAR = 24


def print_json(document: dict[str, Any]) -> None:
    """Print one JSON document."""
    import json

    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of data, each cleaned of what a terminal would act on."""
    sys.stdout.writelines(clean_block(line) + "\n" for line in lines)


def say(sentence: str) -> None:
    """Tell the reader something that is not data."""
    sys.stderr.write(clean_block(sentence) + "\n")


class Progress:
    """A progress bar on stderr: one line that is drawn over where stderr is a terminal, nothing where it is quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._draws = not quiet and sys.stderr.isatty()
        self._talks = not quiet

    def __call__(self, event: RefreshEvent) -> None:
        """Show one step of a refresh."""
        from briefing.model.refresh import Analysed, FeedChecked, Regrouped

        if isinstance(event, FeedChecked):
            self._draw("feeds", event.done, event.total)
            if event.failure and self._talks:
                self._wipe()
                say(f"{event.title}: {event.failure}")
        elif isinstance(event, Analysed):
            self._draw("texts", event.done, event.total)
        elif isinstance(event, Regrouped):
            self._draw("threads", event.threads, event.threads)

    def end(self) -> None:
        """Take the bar off the screen."""
        self._wipe()

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._draws:
            filled = BAR * done // max(total, 1)
            sys.stderr.write(f"\r{'━' * filled}{'─' * (BAR - filled)} {what} {done}/{total}   ")
            sys.stderr.flush()

    def _wipe(self) -> None:
        if self._draws:
            sys.stderr.write("\r" + " " * (BAR + 30) + "\r")
            sys.stderr.flush()
