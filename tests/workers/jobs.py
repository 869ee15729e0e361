"""Functions that the tests send to worker processes."""

import os
import subprocess
import sys
import threading
import time

from briefing.model.errors import BriefingError


class Refused(BriefingError):
    """An exception of ours with a sentence."""


class Stubborn(Exception):
    """An exception that pickles but cannot be made again."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def add(left: int, right: int) -> int:
    return left + right


def own_pid() -> int:
    return os.getpid()


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def refuse() -> None:
    raise Refused("not today")


def miss() -> None:
    raise ValueError("no such number")


def be_stubborn() -> None:
    raise Stubborn("a", "b")


def die() -> None:
    os._exit(7)


def chatter() -> str:
    print("hello" * 1000)  # noqa: T201
    os.write(1, b"raw bytes on fd 1")
    subprocess.run(["echo", "a grandchild speaks"], check=True)
    return sys.stdin.read()


def grow(size: int) -> int:
    return len(bytearray(size))


def big(size: int) -> bytes:
    return b"x" * size


class _ThreadReading:
    """Becomes, where it is read, the number of the thread that reads it."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return threading.get_ident, ()


def told_by_thread(size: int) -> tuple[object, bytes]:
    return _ThreadReading(), bytes(size)


def unpicklable() -> object:
    return lambda: None


def environment(name: str) -> str:
    return os.environ.get(name, "")
