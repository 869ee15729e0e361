"""Runs one input on one reader within a limit of processor time, and keeps what breaks it."""

import hashlib
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.fuzz.targets import EXPECTED, TARGETS

CRASHES = Path(__file__).parents[1] / "data" / "crashes"
"""Inputs that broke a reader once, as KIND-NUMBER files: each is tried again in every run of the tests."""
MOST_SECONDS = 10.0
"""Processor time for one small input, on a machine several times slower than usual."""


class TooSlow(Exception):
    """A reader took more processor time than any small input needs."""


@contextmanager
def limited(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Raise TooSlow once the block has taken so much processor time."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def try_one(kind: str, data: bytes) -> None:
    """Run a reader on an input; raise what it must not raise."""
    try:
        with limited():
            TARGETS[kind](data)
    except EXPECTED:
        return


def keep_crash(kind: str, data: bytes) -> Path:
    """Write an input that broke a reader to a small file, after leaving out what is not needed."""
    small = _smaller(kind, data)
    path = CRASHES / f"{kind}-{hashlib.sha256(small).hexdigest()[:8]}"
    CRASHES.mkdir(exist_ok=True)
    path.write_bytes(small)
    return path


def _smaller(kind: str, data: bytes) -> bytes:
    step = max(1, len(data) // 2)
    while step:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + step :]
            if _breaks(kind, shorter):
                data = shorter
            else:
                at += step
        step //= 2
    return data


def _breaks(kind: str, data: bytes) -> bool:
    try:
        try_one(kind, data)
    except Exception:  # noqa: BLE001 - anything at all is a crash
        return True
    return False
