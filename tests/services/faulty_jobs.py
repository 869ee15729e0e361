"""Jobs for worker processes that go wrong in every way we know."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from briefing.model.analysis import TextAnalysis, TextRead, TextToRead
from briefing.model.errors import NetworkError, NotAFeed, NothingFound, UsageError
from briefing.model.feed import ParsedEntry, ParsedFeed
from briefing.workers.pool import WorkerFailed, WorkerTimeout


class NotMadeAgain(Exception):
    """Pickles, but cannot be unpickled: its arguments are not those of its constructor."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


class Unpicklable(Exception):
    """Holds what cannot be pickled."""

    def __init__(self) -> None:
        super().__init__(lambda: None)


class BadAnswer:
    """Pickles, but raises when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("no number",)


RAISED: dict[str, Callable[[], BaseException]] = {
    name: make
    for make in (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        RecursionError,
        MemoryError,
        OSError,
        ConnectionResetError,
        BrokenPipeError,
        EOFError,
        TimeoutError,
        ZeroDivisionError,
        OverflowError,
        RuntimeError,
        NotImplementedError,
        ImportError,
        NameError,
        SyntaxError,
        StopIteration,
        StopAsyncIteration,
        GeneratorExit,
        KeyboardInterrupt,
        SystemExit,
        asyncio.CancelledError,
        UserWarning,
        NetworkError,
        NotAFeed,
        NothingFound,
        UsageError,
        WorkerFailed,
        WorkerTimeout,
        Unpicklable,
    )
    if (name := make.__name__)
} | {
    "UnicodeDecodeError": lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "wrong"),
    "ExceptionGroup": lambda: ExceptionGroup("several", [ValueError()]),
    "NotMadeAgain": lambda: NotMadeAgain("one", "two"),
}


def _end_softly() -> None:
    sys.exit(3)


DONE: dict[str, Callable[[], Any]] = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "terminated": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "ended": lambda: os._exit(0),
    "exited": _end_softly,
    "hanging": lambda: time.sleep(60),
    "an answer of another kind": lambda: 7,
    "no answer": lambda: None,
    "an answer that cannot be sent": lambda: lambda: None,
    "an answer that cannot be read": BadAnswer,
}
FAULTS = (*RAISED, *DONE)


def go_wrong(kind: str) -> Any:
    """Go wrong in one way; a value is returned for ways in which the job does not fail."""
    if kind in RAISED:
        raise RAISED[kind]()
    return DONE[kind]()


def parse_badly(
    body: bytes, url: str, content_type: str, now: datetime, known: frozenset[int] = frozenset()
) -> ParsedFeed:
    """Read a feed whose body names what is to go wrong, or "well"."""
    del known
    kind = body.decode()
    if kind != "well":
        return go_wrong(kind)  # type: ignore[no-any-return]
    return ParsedFeed("Paper", "", "en", (ParsedEntry(url, url, "Cranes stop at Port Velmar", published=now),))


def parse_into_another_type(
    body: bytes, url: str, content_type: str, now: datetime, known: frozenset[int] = frozenset()
) -> ParsedFeed:
    """Return an entry with a lone surrogate and a date that is none."""
    del known
    return ParsedFeed("\ud800", "", "en", (ParsedEntry(url, url, "\ud800", published="soon"),))  # type: ignore[arg-type]


def read_badly(texts: Sequence[TextToRead]) -> tuple[TextRead, ...]:
    """Read texts, some of which name what is to go wrong."""
    for each in texts:
        kind = each.text.split("|")[1]
        if kind != "well":
            return go_wrong(kind)  # type: ignore[no-any-return]
    return tuple(TextRead(each.id, TextAnalysis()) for each in texts)


def read_slowly(texts: Sequence[TextToRead]) -> tuple[TextRead, ...]:
    """Say that texts took far longer than usual if they say "slow"."""
    return tuple(TextRead(each.id, TextAnalysis(), seconds=9.0 if "slow" in each.text else 0.1) for each in texts)


def _job(kind: str) -> Callable[..., Any]:
    def job(*_arguments: object) -> Any:
        return go_wrong(kind)

    job.__name__ = job.__qualname__ = f"job_{FAULTS.index(kind)}"
    globals()[job.__name__] = job
    return job


JOBS = {kind: _job(kind) for kind in FAULTS}
"""Jobs that take any arguments, by what goes wrong."""
