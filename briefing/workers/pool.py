"""A small pool of child processes that run functions and are killed when they take too long."""

import asyncio
import contextlib
import gc
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from briefing.workers.errors import WorkerCrashed, WorkerTimeout
from briefing.workers.wire import LENGTH, LONGEST, packed

__all__ = ["WorkerCrashed", "WorkerPool", "WorkerTimeout"]

T = TypeVar("T")
_THRIFTY = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""One thread a child, and large blocks given back to the system as soon as they are free (glibc)."""
GIBIBYTE = 1 << 30
_LARGE = 1 << 16
"""Bytes of a reply from which on it is read beside the event loop, so that keys are answered meanwhile."""


class WorkerPool:
    """Runs plain functions in at most `size` child processes, each with at most `memory` bytes of address space.

    Processes start when they are first needed and live on. `memory` 0 sets no limit. A pool may be used from one
    event loop after another: an idle child goes on to the next, what runs when its loop ends is killed.
    """

    def __init__(self, size: int = 2, *, memory: int = 2 * GIBIBYTE) -> None:
        self._size = size
        self._memory = memory
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._turns: asyncio.Semaphore | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self, function: Callable[..., T], *args: Any, timeout: float) -> T:
        """Return `function(*args)` from a child; waiting for a free child does not count against `timeout` seconds.

        The function is found by its module and name, so it must be a module's own. Raises WorkerTimeout,
        WorkerCrashed, or what the function raised.
        """
        call = packed((function, args))
        async with self._turn():
            worker = self._idle.pop() if self._idle else self._start()
            try:
                async with asyncio.timeout(timeout):
                    succeeded, value = await worker.ask(call)
            except BaseException as failure:
                self._end(worker)
                if isinstance(failure, TimeoutError):
                    raise WorkerTimeout(f"took longer than {timeout:g} seconds") from None
                raise
            self._idle.append(worker)
        if succeeded:
            return value  # type: ignore[no-any-return]
        raise value

    def close(self) -> None:
        """Kill every child at once; the pool can be used again and starts new ones."""
        for worker in tuple(self._idle):
            self._end(worker)
        self._kill_busy()

    def _kill_busy(self) -> None:
        for worker in self._workers.difference(self._idle):
            worker.kill()  # the task that waits for it reads the end of its answers and lets go of it
            self._workers.discard(worker)

    def _turn(self) -> asyncio.Semaphore:
        loop = asyncio.get_running_loop()
        if self._turns is None or self._loop is not loop:
            self._kill_busy()
            self._turns, self._loop = asyncio.Semaphore(self._size), loop
        return self._turns

    def _start(self) -> "_Worker":
        worker = _Worker(self._memory)
        self._workers.add(worker)
        return worker

    def _end(self, worker: "_Worker") -> None:
        worker.close()
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)


class _Worker:
    """One child process, asked one thing at a time over a socket that belongs to no event loop."""

    def __init__(self, memory: int) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        with theirs:
            self._process = subprocess.Popen(
                (sys.executable, "-P", "-m", "briefing.workers.child", str(memory)),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(os.environ, **_THRIFTY, PYTHONPATH=_path()),
            )

    async def ask(self, call: bytes) -> tuple[bool, Any]:
        """Return the child's reply to `call`."""
        try:
            await asyncio.get_running_loop().sock_sendall(self._socket, call)
            (length,) = LENGTH.unpack(await self._read(LENGTH.size))
            if length > LONGEST:
                raise WorkerCrashed("its process sent what is no answer")
            reply = await self._read(length)
            return await asyncio.to_thread(_unpacked, reply) if length > _LARGE else _unpacked(reply)
        except OSError:
            raise WorkerCrashed("its process ended before it was done") from None

    def kill(self) -> None:
        """Kill the child and wait until it is gone, which takes no time for a killed process."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Kill the child and close our end of the socket, on which nothing may wait any more."""
        self.kill()
        self._socket.close()

    async def _read(self, size: int) -> bytearray:
        loop = asyncio.get_running_loop()
        message = bytearray(size)
        view, filled = memoryview(message), 0
        while filled < size:
            received = await loop.sock_recv_into(self._socket, view[filled:])
            if not received:
                raise ConnectionResetError
            filled += received
        return message


def _unpacked(reply: bytes | bytearray) -> tuple[bool, Any]:
    """Return the reply that a child packed, without looking for cycles among so many new objects meanwhile."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(reply)  # type: ignore[no-any-return]  # noqa: S301
    finally:
        if was_collecting:
            gc.enable()


def _path() -> str:
    """Return the import path for the child: ours, so that it finds the same package whatever folder it starts in."""
    return os.pathsep.join(folder for folder in sys.path if folder)
