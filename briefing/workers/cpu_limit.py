"""A limit on the processor time of one block of code, so that one text cannot use up the time of a whole batch."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after `seconds` of processor time of this process.

    It works in the main thread and between two steps of Python code: it does not interrupt a long regular expression.
    Systems without such a timer (Windows) have no limit.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    former = signal.signal(signal.SIGPROF, _raise_timeout)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def _raise_timeout(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("used up its processor time")
