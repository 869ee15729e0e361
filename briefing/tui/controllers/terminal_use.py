"""Gives the terminal to other programs such as a text browser or the shell, and handles signals."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from briefing.model.errors import UsageError
from briefing.services.shutdown import HUNG_UP, force_exit_later

if TYPE_CHECKING:
    from textual.app import App


class TerminalUse:
    """Gives the terminal away and takes it back."""

    def __init__(self, app: App[None]) -> None:
        self._app = app

    def redraw_on_resume(self) -> None:
        """Draw everything whenever the shell continues the program."""
        self._app.app_resume_signal.subscribe(self._app, lambda _app: self._app.refresh())

    def leave(self, code: int) -> None:
        """End the program with the exit code `code`, and restore the terminal."""
        self._app.workers.cancel_all()
        self._app.exit(return_code=code)

    def terminal_closed(self) -> None:
        """End the program, from any thread: nobody can see it any more."""
        force_exit_later(HUNG_UP)
        self._app.call_later(self.leave, HUNG_UP)

    @property
    def can_lend(self) -> bool:
        """Whether another program can have the terminal."""
        driver = self._app._driver  # noqa: SLF001 - it has no public name
        return driver is not None and driver.can_suspend

    def lend_to(self, command: Sequence[str]) -> int:
        """Run a program in the terminal and wait for its end; return its exit code.

        Raises UsageError if it cannot be started, or if this terminal cannot be given away.
        """
        try:
            with self._app.suspend(), _interrupts_for_others():
                done = subprocess.run(command, check=False)
        except SuspendNotSupported as error:
            raise UsageError("This terminal cannot be given to another program.") from error
        except OSError as error:
            raise UsageError(f"{command[0]!r} could not be started: {error.strerror}.") from error
        self._app.refresh()
        return done.returncode

    def action_suspend(self) -> None:
        """Go back to the shell; `fg` there continues the program."""
        self._app.action_suspend_process()


@contextmanager
def _interrupts_for_others() -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal: it reaches both, and would end this one too."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
