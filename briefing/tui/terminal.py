"""The driver of the terminal: characters of doubtful width stay in their cells, and NO_COLOR means no colour.

It also survives the terminal: if that is closed, the program ends instead of waiting for it for ever.
"""

import os
import re
import select
import threading
from collections.abc import Callable
from typing import TextIO, cast

from textual.driver import Driver

from briefing.tui.format.cells import settled

_ATTRIBUTES = re.compile("\x1b\\[([0-9;:]*)m")
_COLOURS = frozenset((*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)))
_MORE_FOLLOW = {"5": 2, "2": 4}
"""How many numbers follow 38, 48 or 58, by the first of them."""


def settling(driver: type[Driver], closed: Callable[[], None], *, colourless: bool = False) -> type[Driver]:
    """Return a driver that writes what `driver` writes, with doubtful characters kept in their cells.

    It calls `closed`, from another thread, once the terminal is closed.
    """

    class SettlingDriver(driver):  # type: ignore[misc, valid-type]
        """Writes characters of doubtful width so that nothing else moves."""

        _file: TextIO

        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            if hasattr(self, "_file"):
                self._file = cast("TextIO", TerminalOutput(self._file, closed))
                call_when_closed(self._file.fileno(), closed)

        def run_input_thread(self) -> None:
            """Read the keys until the end of the program, or of the terminal."""
            try:
                super().run_input_thread()
            except OSError:
                closed()

        def write(self, data: str) -> None:
            """Write to the terminal."""
            super().write(settled(without_colours(data) if colourless else data))

    return SettlingDriver


class TerminalOutput:
    """The file that leads to the terminal; once that is closed, it leads nowhere, and `closed` is called.

    An error would end the thread of Textual that writes. The program would then wait for ever for this thread to take
    more, without handling any signal.
    """

    def __init__(self, file: TextIO, closed: Callable[[], None]) -> None:
        self._file = file
        self._closed = closed
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Write some text."""
        try:
            self._file.write(text)
        except OSError:
            self._write_nowhere()

    def flush(self) -> None:
        """Hand everything written so far to the terminal."""
        try:
            self._file.flush()
        except OSError:
            self._write_nowhere()

    def _write_nowhere(self) -> None:
        """Replace the terminal with the null device, which also takes what Python still writes at its end."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, self.fileno())
        os.close(nothing)
        self._closed()


def call_when_closed(terminal: int, closed: Callable[[], None]) -> None:
    """Call `closed` in a thread once the other end of a terminal is closed.

    The signal for it may be ignored, and the next write may be far away. Meanwhile, Textual would read the end of the
    input again and again, with all of a processor.
    """
    if not hasattr(select, "poll"):  # Windows ends a program with its terminal
        return
    hung_up = select.poll()
    hung_up.register(terminal, 0)  # the end is always reported

    def wait() -> None:
        hung_up.poll()
        closed()

    threading.Thread(target=wait, name="wait for the end of the terminal", daemon=True).start()


def without_colours(output: str) -> str:
    """Return the codes for the terminal without colours; bold, underline and the like stay."""
    return _ATTRIBUTES.sub(_without_colour, output) if "\x1b[" in output else output


def _without_colour(found: re.Match[str]) -> str:
    numbers = found[1].split(";")
    kept: list[str] = []
    at = 0
    while at < len(numbers):
        kind = numbers[at].partition(":")[0]
        if kind in ("38", "48", "58"):
            following = numbers[at + 1] if at + 1 < len(numbers) and ":" not in numbers[at] else ""
            at += _MORE_FOLLOW.get(following, 0)
        elif not (kind.isdecimal() and int(kind) in _COLOURS):
            kept.append(numbers[at])
        at += 1
    return f"\x1b[{';'.join(kept)}m" if kept else ""
