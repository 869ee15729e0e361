"""The shutdown that the system asks for: in order if the program still can, by force after some seconds."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

GRACE_SECONDS = 10.0
"""How long an orderly shutdown may take once the system has asked for it."""
TERMINATING = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
HUNG_UP = 128 + 1
"""The exit code of a program whose terminal is gone."""


@contextmanager
def shutdown_on_signals(
    leave: Callable[[int], None], signals: Iterable[signal.Signals] = TERMINATING
) -> Iterator[None]:
    """Have each of `signals` call `leave` with the exit code 128 + number on the event loop that runs in this context.

    Handlers of the loop itself would never run while the main thread waits for a terminal or pipe that nobody reads;
    these do, and see to it that the process ends in any case. An ignored signal stays ignored, as `nohup` wants.
    """

    def received(number: int, _frame: FrameType | None) -> None:
        force_exit_later(128 + number)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # the loop does not run yet, or no longer
            raise SystemExit(128 + number) from None
        loop.call_soon_threadsafe(leave, 128 + number)

    before = {number: signal.getsignal(number) for number in signals}
    handled = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in handled:
        signal.signal(number, received)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])


def force_exit_later(code: int) -> None:
    """End this process with `code` after GRACE_SECONDS, whatever it does then.

    Nothing that the user decided is lost: a decision is committed to the store before the screen shows it, and SQLite
    rolls back what was being written, as after a power cut. Workers end when their pipe closes.
    """
    timer = threading.Timer(GRACE_SECONDS, os._exit, (code,))
    timer.daemon = True  # it must not keep a program alive that has ended in time
    timer.start()
