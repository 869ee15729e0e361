"""A real terminal: the program in a pseudo terminal, its bytes drawn by a terminal emulator."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pyte

PATIENCE = 40.0
"""Seconds to wait for what is due at once; only a machine under load needs them."""


class Terminal:
    """One program in one terminal."""

    def __init__(self, words: tuple[str, ...], width: int, height: int) -> None:
        self.bytes = b""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._is_open = True
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            environment = dict(os.environ, TERM="xterm-256color", LINES=str(height), COLUMNS=str(width))
            os.execve(words[0], words, environment)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def lines(self) -> list[str]:
        """Return what is seen now."""
        return [line.rstrip() for line in self._screen.display]

    def wait_for(self, words: str) -> None:
        """Read until `words` are on the screen."""
        self._until(lambda: any(words in line for line in self.lines()), words)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._file, keys.encode())

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self._pid, number)

    def stop(self) -> None:
        """Accept no more output, as after Ctrl-S."""
        program_end = os.open(f"/proc/{self._pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(program_end, termios.TCOOFF)
        os.close(program_end)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._file)
        self._is_open = False

    def left(self, *, unread: bool = False) -> int:
        """Return the exit code once the program has ended; if `unread`, nothing that it writes meanwhile is read."""
        ended: list[int] = []

        def gone() -> bool:
            process, status = os.waitpid(self._pid, os.WNOHANG) if not ended else (0, 0)
            ended.extend([os.waitstatus_to_exitcode(status)] if process else [])
            return bool(ended)

        self._until(gone, "the end", look=(lambda: time.sleep(0.05)) if unread else self._read)
        self._pid = 0
        if self._is_open:
            self._read()
        return ended[0]

    def close(self) -> None:
        """End the program if it still runs."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        if self._is_open:
            self.hang_up()

    def _until(self, reached: Callable[[], bool], what: str, look: Callable[[], None] | None = None) -> None:
        end = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > end:
                raise AssertionError(f"no {what!r} on the screen:\n" + "\n".join(self.lines()))
            (look or self._read)()

    def _read(self) -> None:
        while select.select([self._file], [], [], 0.05)[0]:
            try:
                received = os.read(self._file, 65_536)
            except OSError:
                return
            if not received:
                return
            self.bytes += received
            self._stream.feed(received)


@contextmanager
def terminal(
    *words: str, width: int = 120, height: int = 40, command: tuple[str, ...] = (sys.executable, "-m", "briefing")
) -> Iterator[Terminal]:
    """Run the program with `words` in a terminal of its own."""
    running = Terminal((*command, *words), width, height)
    try:
        yield running
    finally:
        running.close()
