"""The worker process: answers calls on the socket that is its standard input, and ends when that closes."""

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import threading
from pathlib import PurePath
from traceback import walk_tb
from typing import BinaryIO

from briefing.model.errors import BriefingError
from briefing.workers.message_framing import LENGTH, Broke, Call, Raised, Reply, Returned, frame_message

_NICENESS = 5
GARBAGE_AFTER = 10_000
"""After how many new objects garbage is looked for: a call keeps nearly all that it makes until it returns."""
_GRACE = 2.0
"""Seconds after a call's limit until the process ends itself, in case nobody is left to kill it."""


def main() -> None:
    """Answer calls until the parent closes the socket or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory, pipe = (int(word) for word in sys.argv[1:3])
    end_with_parent(pipe)
    _limit_memory(memory)
    _lower_priority()
    gc.set_threshold(GARBAGE_AFTER)
    calls, replies = _claim_socket()
    with contextlib.suppress(ConnectionError):
        while body := _next_message(calls):
            replies.write(_answer(body, calls.fileno()))
            replies.flush()
    os._exit(0)


def end_with_parent(pipe: int) -> None:
    """End this process as soon as the parent has closed its end of `pipe`, which the system does when it dies.

    A thread waits for that, so it does not end a process that is inside a long regular expression; see `_watch_call`.
    """

    def wait() -> None:
        os.read(pipe, 1)
        os._exit(0)

    threading.Thread(target=wait, name="wait for the end of the parent", daemon=True).start()


def _claim_socket() -> tuple[BinaryIO, BinaryIO]:
    """Return the socket that is our standard input, and make standard input and output empty.

    No library can then read from the socket or print into it.
    """
    ours = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return os.fdopen(ours, "rb"), os.fdopen(os.dup(ours), "wb")


def _limit_memory(limit: int) -> None:
    """Limit the address space to `limit` bytes; 0 means no limit."""
    if limit <= 0:
        return
    try:
        import resource
    except ImportError:  # Windows has no such limit; there the timeout alone protects us
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lower_priority() -> None:
    """Lower the priority of this process so that the screen stays responsive."""
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such call
        os.nice(_NICENESS)


def _next_message(calls: BinaryIO) -> bytes:
    head = calls.read(LENGTH.size)
    return calls.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _answer(body: bytes, socket: int) -> bytes:
    """Return the framed reply to one call, even if the called function raises."""
    try:
        call: Call = pickle.loads(body)  # noqa: S301 - written by our own parent
        _watch_call(socket, call.seconds)
        value = call.function(*call.arguments)
        _end_watch(socket)
        return frame_message(Returned(value))
    except BaseException as failure:  # noqa: BLE001 - every failure goes back to the caller
        _end_watch(socket)
        return frame_message(_failure_reply(failure))


def _failure_reply(failure: BaseException) -> Reply:
    """Return `failure` itself if it is ours and survives the transport, else a sentence about it."""
    if not isinstance(failure, BriefingError):
        return Broke(_sentence(failure))
    sentence = str(failure)[:500]
    failure.__traceback__ = failure.__cause__ = failure.__context__ = None
    try:
        pickle.loads(pickle.dumps(Raised(failure)))  # noqa: S301 - some exceptions pickle but cannot be made again
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its sentence can be sent
        return Broke(sentence)
    return Raised(failure)


def _sentence(failure: BaseException) -> str:
    """Return what happened without the exception's own words, which may come from a hostile document."""
    if isinstance(failure, MemoryError):
        return "needed more memory than it was given"
    lines = [(frame.f_code.co_filename, number) for frame, number in walk_tb(failure.__traceback__)]
    path, number = lines[-1] if lines else ("", 0)
    return (
        f"the program failed on it ({type(failure).__name__} in {'/'.join(PurePath(path).parts[-2:])}, line {number})"
    )


def _watch_call(socket: int, seconds: float) -> None:
    """Have the system end this process when its parent dies, or a little after `seconds`.

    Both send a signal without a handler, which ends the process even during a long regular expression.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    if sys.platform != "linux":  # elsewhere SIGIO is ignored, and the thread and the timer must do
        return
    import fcntl

    fcntl.fcntl(socket, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(socket, fcntl.F_SETFL, fcntl.fcntl(socket, fcntl.F_GETFL) | os.O_ASYNC)
    hung_up = select.poll()
    hung_up.register(socket, 0)
    if hung_up.poll(0):
        os._exit(0)


def _end_watch(socket: int) -> None:
    """Undo `_watch_call`, so that our own reply does not raise the signal."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(socket, fcntl.F_SETFL, fcntl.fcntl(socket, fcntl.F_GETFL) & ~os.O_ASYNC)


if __name__ == "__main__":
    main()
