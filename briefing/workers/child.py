"""The child's side of a worker: answers calls on the socket that is its stdin, ends when that closes."""

import contextlib
import os
import pickle
import signal
import sys
from typing import BinaryIO

from briefing.model.errors import BriefingError
from briefing.workers.errors import WorkerCrashed
from briefing.workers.wire import LENGTH, Reply, packed

_STEP = 5
_SIMPLE = (ValueError, TypeError, KeyError, IndexError, LookupError, ArithmeticError, RuntimeError, UnicodeError)


def main() -> None:
    """Answer calls until the parent closes the socket or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    _step_back()
    calls, replies = _claim_socket()
    with contextlib.suppress(ConnectionError):
        while body := _next_message(calls):
            replies.write(_answer(body))
            replies.flush()
    os._exit(0)


def _claim_socket() -> tuple[BinaryIO, BinaryIO]:
    """Take the socket that is our stdin for ourselves, so that no library can read from it or print into it."""
    ours = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return os.fdopen(ours, "rb"), os.fdopen(os.dup(ours), "wb")


def _limit_memory(limit: int) -> None:
    if limit <= 0:
        return
    try:
        import resource
    except ImportError:  # Windows has no such limit; there the timeout alone protects us
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _step_back() -> None:
    """Let the screen go first where processors are short."""
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such order
        os.nice(_STEP)


def _next_message(calls: BinaryIO) -> bytes:
    head = calls.read(LENGTH.size)
    return calls.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _answer(body: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(body)  # noqa: S301 - written by our own parent
        return packed((True, function(*arguments)))
    except MemoryError:
        return packed((False, WorkerCrashed("needed more memory than it was given")))
    except Exception as failure:  # noqa: BLE001 - every failure goes back to whoever asked
        return _failed(failure)


def _failed(failure: Exception) -> bytes:
    """Return the reply for `failure`: itself where it is ours or simple, else its type's name and words."""
    failure.__traceback__ = None
    failure.__cause__ = failure.__context__ = None
    told: Reply = (False, WorkerCrashed(f"{type(failure).__name__}: {failure}"[:500]))
    if not (isinstance(failure, BriefingError) or type(failure) in _SIMPLE):
        return packed(told)
    try:
        reply = packed((False, failure))
        pickle.loads(reply[LENGTH.size :])  # noqa: S301 - some exceptions pickle but do not come back
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its words can be told
        return packed(told)
    return reply


if __name__ == "__main__":
    main()
