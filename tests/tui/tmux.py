"""tmux: the program in a real multiplexer, whose cells are read as text."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds to wait for what is due at once; only a machine under load needs them."""


class Tmux:
    """One server of its own with one window."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def call(self, *words: str) -> str:
        """Run a tmux command; return what it prints."""
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", "/dev/null", *words], capture_output=True, text=True, check=True
        )
        return done.stdout

    def lines(self) -> list[str]:
        """Return what the cells hold."""
        return [line.replace("\u00a0", " ").rstrip() for line in self.call("capture-pane", "-p").split("\n")]

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.call("send-keys", *keys)

    def paste(self, words: str) -> None:
        """Paste text as a terminal does, in brackets."""
        self.call("set-buffer", words)
        self.call("paste-buffer", "-p")

    def wait_for(self, words: str) -> None:
        """Wait until `words` are on the screen."""
        self._until(lambda: [] if any(words in line for line in self.lines()) else [words, *self.lines()])

    def wait_for_lines(self, wanted: list[str]) -> None:
        """Wait until the cells hold exactly these lines, however many blanks a character of doubtful width leaves."""
        self._until(
            lambda: [
                f"wanted {wanted_line!r}, not {line!r}"
                for wanted_line, line in zip(wanted, self.lines(), strict=False)
                if _unspaced(wanted_line) != _unspaced(line)
            ]
        )

    def _until(self, missing: Callable[[], list[str]]) -> None:
        end = time.monotonic() + PATIENCE
        while lines := missing():
            if time.monotonic() > end:
                raise AssertionError("\n".join(lines))
            time.sleep(0.05)


@contextmanager
def tmux(folder: Path, *words: str, size: tuple[int, int] = (120, 40), shell: str = "") -> Iterator[Tmux]:
    """Run the program with `words` in a tmux of its own, or the shell line `shell`."""
    server = Tmux(folder / "tmux")
    command = shell or " ".join((sys.executable, "-m", "briefing", *words))
    width, height = size
    server.call(
        *("new-session", "-d", "-x", str(width), "-y", str(height)),
        f"unset COLUMNS LINES; export TZ=UTC LC_ALL=C.UTF-8; {command}; read -r ended",
    )
    try:
        yield server
    finally:
        subprocess.run(["tmux", "-S", str(folder / "tmux"), "kill-server"], check=False, capture_output=True)


def has_tmux() -> bool:
    """Return whether this machine has tmux."""
    return shutil.which("tmux") is not None


def _unspaced(line: str) -> str:
    return "".join(line.split())
