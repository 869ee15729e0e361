"""Everything that can go wrong in a worker process, by name."""

import builtins
import os
import re
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from briefing.model.errors import BriefingError
from briefing.workers import message_framing

SECRET = "words of a stranger"


class Refused(BriefingError):
    """An exception of ours with a sentence."""


class Stubborn(Exception):
    """An exception that pickles but cannot be made again."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


class StubbornRefusal(BriefingError):
    """An exception of ours that pickles but cannot be made again."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


class Wordless(Exception):
    """An exception that cannot say what it is."""

    def __str__(self) -> str:
        raise ValueError(SECRET)


class Unpicklable(Exception):
    """An exception that holds what cannot be pickled."""

    def __init__(self) -> None:
        super().__init__(threading.Lock())


class UnpicklableRefusal(BriefingError):
    """An exception of ours that holds what cannot be pickled."""

    def __init__(self) -> None:
        super().__init__(threading.Lock())


class Odd(BaseException):
    """An exception that no `except Exception` catches."""


def _built_in(kind: type[BaseException]) -> BaseException:
    if issubclass(kind, UnicodeDecodeError):
        return kind("utf-8", b"\xff", 0, 1, SECRET)
    if issubclass(kind, UnicodeEncodeError):
        return kind("utf-8", "\udfff", 0, 1, SECRET)
    if issubclass(kind, UnicodeTranslateError):
        return kind("\udfff", 0, 1, SECRET)
    if issubclass(kind, BaseExceptionGroup):
        return kind(SECRET, [ValueError(SECRET)])
    return kind(SECRET)


EXCEPTIONS: dict[str, Callable[[], BaseException]] = {
    **{
        name: partial(_built_in, kind)
        for name, kind in vars(builtins).items()
        if isinstance(kind, type) and issubclass(kind, BaseException)
    },
    **{kind.__name__: kind for kind in (Wordless, Unpicklable, Odd)},
    "Stubborn": lambda: Stubborn("a", "b"),
}
"""How each exception is made: all that Python has, and some that are harder to hand over."""


def _descend() -> int:
    return _descend() + 1


def _nested() -> object:
    value: object = ()
    for _ in range(100_000):
        value = (value,)
    return value


def _raise_unpicklable_refusal() -> None:
    raise UnpicklableRefusal


def _raise_stubborn_refusal() -> None:
    raise StubbornRefusal("a", "b")


def _answer_too_much() -> bytes:
    message_framing.LONGEST = 1_000
    return bytes(2_000)


def _loop() -> None:
    while True:
        pass


class _Trap:
    """Reads well in the child that makes it and fails in the parent that reads it."""

    def __init__(self) -> None:
        self._home = os.getpid()

    def __reduce__(self) -> tuple[Any, ...]:
        return _spring, (self._home,)


def _spring(home: int) -> None:
    if os.getpid() != home:
        raise OverflowError(SECRET)


FAULTS: dict[str, Callable[[], Any]] = {
    "an answer that cannot be pickled": lambda: threading.Lock(),
    "an answer nested too deeply": _nested,
    "an answer that is too long": _answer_too_much,
    "an answer that cannot be read": _Trap,
    "a refusal that cannot be pickled": _raise_unpicklable_refusal,
    "a refusal that cannot be made again": _raise_stubborn_refusal,
    "endless recursion": _descend,
    "an exit": lambda: os._exit(7),
    "a killing": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "a crash": lambda: os.abort(),
    "too much memory": lambda: bytearray(1 << 50),
}


def search_for_ever() -> None:
    """Run one call of the regular expression engine that does not end and lets no other thread run."""
    re.search(r"(?:x+x+)+y", "x" * 60)


def add(left: int, right: int) -> int:
    return left + right


def refuse() -> None:
    raise Refused("not today")


def fail(name: str) -> Any:
    """Do what goes wrong by the name of `name`."""
    if name in EXCEPTIONS:
        raise EXCEPTIONS[name]()
    return _loop() if name == "an endless loop" else FAULTS[name]()
