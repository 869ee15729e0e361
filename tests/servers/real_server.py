"""What the tests ask of a real server, beside the program."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

USER, PASSWORD = "admin", "correct horse"
START_SECONDS = 60.0


class NotInstalled(Exception):
    """A server cannot be started on this machine; the sentence says what is missing."""


class RealServer(Protocol):
    """A running server with one account."""

    kind: str
    url: str
    user: str
    password: str

    def subscribe(self, url: str, folder: str) -> None:
        """Subscribe the account to a feed and fetch it."""

    def marks(self) -> dict[str, tuple[bool, bool]]:
        """Return by its title whether each entry is read and starred."""

    def mark(self, title: str, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Change the marks of an entry, as another client does."""

    def unsubscribe(self, url: str) -> None:
        """Unsubscribe the account from a feed."""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Return whether something listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not start")
        time.sleep(0.05)


@contextmanager
def running(command: Sequence[str], log: Path, environment: dict[str, str], port: int) -> Iterator[None]:
    """Run a program that listens on a port, and end it with the processes that it started."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, start_new_session=True)
        try:
            wait_for(lambda: process.poll() is not None or answers(port), command[0])
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended: {log.read_text(errors='replace')[-2000:]}")
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
