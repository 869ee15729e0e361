"""Functions that the tests send to worker processes."""

import os
import subprocess
import sys
import threading
import time


def add(left: int, right: int) -> int:
    return left + right


def own_pid() -> int:
    return os.getpid()


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


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
    """Unpickles as the number of the thread that unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return threading.get_ident, ()


def told_by_thread(size: int) -> tuple[object, bytes]:
    return _ThreadReading(), bytes(size)


def environment(name: str) -> str:
    return os.environ.get(name, "")
