"""A small pool of child processes that run functions and are killed when they take too long."""

import asyncio
import contextlib
import gc
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

from briefing.model.errors import BriefingError
from briefing.workers.message_framing import LENGTH, LONGEST, Broke, Call, Raised, Reply, Returned, frame_message

T = TypeVar("T")
_THRIFTY = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
"""One thread per child, and large blocks returned to the system as soon as they are free (glibc)."""
GIBIBYTE = 1 << 30
REST_SECONDS = 60.0
"""A child that has been idle for this many seconds is ended: its tables and models take a hundred megabytes."""
MOST_PATIENT = 16
"""With this many patient calls waiting, whoever prepares more of them should wait too."""
MOST_TIMES = 4
"""How often the limit of a call may pass if the child has not had that much processor time."""
_FEWEST, _MOST = 2, 4
_LARGE = 1 << 16
"""Bytes of a reply above which it is unpickled in a thread, so that keys are still answered."""
_NO_ANSWER = "its worker process sent no answer that can be read"


def pool_size(processors: int) -> int:
    """Return how many children a pool should have: one for each processor, from two to four, for the sake of memory."""
    return min(max(processors, _FEWEST), _MOST)


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerFailed(BriefingError):
    """A worker did not do what it was asked: it raised, died, needed too much memory or answered nonsense."""


class WorkerTimeout(WorkerFailed):
    """The work took longer than its limit, and the process was killed."""


class WorkerPool:
    """Runs plain functions in at most `size` child processes, each with at most `memory` bytes of address space.

    Processes start when they are first needed and stay for later calls, until they have been idle for `rest` seconds.
    `memory` 0 sets no limit. A pool may be used from one event loop after another: idle children are kept for the next,
    busy ones are killed when their loop ends.
    """

    def __init__(self, size: int = 2, *, memory: int = 2 * GIBIBYTE, rest: float = REST_SECONDS) -> None:
        self.size = size
        self._memory = memory
        self._rest = rest
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._turns: _Turns | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self, function: Callable[..., T], *args: Any, timeout: float, patient: bool = False) -> T:
        """Return `function(*args)` from a child; waiting for a free child does not count against `timeout` seconds.

        A `patient` call lets all others go first: a thousand feeds must not hold up the page that the user opened.
        The function must be importable by its module and name. Raises the BriefingError that the function raised;
        WorkerFailed for every other exception and for a child that dies; WorkerTimeout if it takes too long.
        """
        call = frame_message(Call(function, args, MOST_TIMES * timeout))
        async with self._turn().taken(patient=patient):
            worker = self._idle.pop() if self._idle else self._start()
            try:
                async with asyncio.timeout(timeout) as limit:
                    watch = _Patience(worker, limit, timeout)
                    try:
                        reply = await worker.ask(call)
                    finally:
                        watch.end()
            except BaseException as failure:
                self._end(worker, wait=False)
                if isinstance(failure, TimeoutError):
                    raise WorkerTimeout(f"took longer than {timeout:g} seconds") from None
                raise
            self._idle.append(worker)
            worker.calls += 1
            asyncio.get_running_loop().call_later(self._rest, self._retire, worker, worker.calls)
        match reply:
            case Returned():
                return reply.value  # type: ignore[no-any-return]
            case Raised():
                raise reply.exception
            case Broke():
                raise WorkerFailed(reply.sentence)

    async def room(self) -> None:
        """Wait until few patient calls wait for a child: what is fetched for more of them would only take memory."""
        await self._turn().room.wait()

    def close(self) -> None:
        """Kill every child at once; the pool can be used again and starts new ones."""
        for worker in tuple(self._idle):
            self._end(worker)
        self._kill_busy()

    def _kill_busy(self) -> None:
        for worker in self._workers.difference(self._idle):
            worker.kill()  # the task that waits for it reads the end of its answers and closes it
            self._workers.discard(worker)

    def _turn(self) -> "_Turns":
        loop = asyncio.get_running_loop()
        if self._turns is None or self._loop is not loop:
            self._kill_busy()
            self._turns, self._loop = _Turns(self.size), loop
        return self._turns

    def _start(self) -> "_Worker":
        worker = _Worker(self._memory)
        self._workers.add(worker)
        return worker

    def _retire(self, worker: "_Worker", calls: int) -> None:
        """End a child that has been idle since its `calls`th call."""
        if worker.calls == calls and worker in self._idle:
            self._end(worker, wait=False)

    def _end(self, worker: "_Worker", *, wait: bool = True) -> None:
        worker.close(wait=wait)
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)


class _Turns:
    """Turns, of which `free` can be taken at a time; who waits gets one in order, patient calls after all others."""

    def __init__(self, free: int) -> None:
        self._free = free
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._patient: deque[asyncio.Future[None]] = deque()
        self.room = asyncio.Event()
        """Set while fewer than `MOST_PATIENT` patient ones wait."""
        self.room.set()

    @contextlib.asynccontextmanager
    async def taken(self, *, patient: bool) -> AsyncIterator[None]:
        """Wait for a turn and have it while the context is open."""
        if self._free:
            self._free -= 1
        else:
            promised: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            (self._patient if patient else self._waiting).append(promised)
            self._note_room()
            try:
                await promised
            except asyncio.CancelledError:
                if promised.done() and not promised.cancelled():
                    self._pass_on()
                raise
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        for line in (self._waiting, self._patient):
            while line:
                promised = line.popleft()
                self._note_room()
                if not promised.done():
                    promised.set_result(None)
                    return
        self._free += 1

    def _note_room(self) -> None:
        if len(self._patient) < MOST_PATIENT:
            self.room.set()
        else:
            self.room.clear()


class _Worker:
    """One child process, asked one thing at a time over a socket that belongs to no event loop.

    It also has one end of a pipe, on which nothing is ever sent: it ends when ours is closed, even by our death.
    """

    def __init__(self, memory: int) -> None:
        self.calls = 0
        """How many it has answered."""
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        watched, self._pipe = os.pipe()
        with theirs, os.fdopen(watched, "rb"):
            self._process = subprocess.Popen(
                (sys.executable, "-P", "-m", "briefing.workers.child", str(memory), str(watched)),
                stdin=theirs.fileno(),
                pass_fds=(watched,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(os.environ, **_THRIFTY, PYTHONPATH=_path()),
            )

    async def ask(self, call: bytes) -> Reply:
        """Return the child's reply to `call`; raises WorkerFailed if it sends none that can be read."""
        try:
            await asyncio.get_running_loop().sock_sendall(self._socket, call)
            (length,) = LENGTH.unpack(await self._read(LENGTH.size))
            if length > LONGEST:
                raise WorkerFailed(_NO_ANSWER)
            reply = await self._read(length)
        except OSError:
            raise WorkerFailed("its worker process ended before it was done") from None
        return await asyncio.to_thread(_read_reply, reply) if length > _LARGE else _read_reply(reply)

    def processor_use(self) -> tuple[float, bool]:
        """Return the processor time that the child has used, and whether it wants more now; only Linux says."""
        try:
            with open(f"/proc/{self._process.pid}/stat", "rb") as file:  # noqa: PTH123 - on the event loop, but quick
                state, *numbers = file.read().rpartition(b") ")[2].split()
        except (OSError, ValueError):
            return 0.0, False
        return (int(numbers[10]) + int(numbers[11])) / os.sysconf("SC_CLK_TCK"), state == b"R"

    def kill(self, *, wait: bool = True) -> None:
        """Kill the child, and `wait` until it is gone: the system needs some time to take back a large memory."""
        self._process.kill()
        if wait:
            self._process.wait()
        else:
            threading.Thread(target=self._process.wait, name="wait for a killed worker", daemon=True).start()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self, *, wait: bool = True) -> None:
        """Kill the child and close our end of the socket; no task may be waiting on it. `wait` as in `kill`."""
        self.kill(wait=wait)
        self._socket.close()
        os.close(self._pipe)

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


class _Patience:
    """Gives a child more time while others have the processors: its limit is meant as processor time."""

    def __init__(self, worker: _Worker, limit: asyncio.Timeout, seconds: float) -> None:
        self._worker = worker
        self._limit = limit
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._used, _ = worker.processor_use()
        self._timer = self._loop.call_later(seconds * 0.9, self._look)

    def end(self) -> None:
        """Look no more."""
        self._timer.cancel()

    def _look(self) -> None:
        used, runs = self._worker.processor_use()
        left = self._begun + MOST_TIMES * self._seconds - self._loop.time()
        if runs and left > 0:
            rest = min(left, self._seconds - (used - self._used))
            if rest > self._seconds * 0.2:
                self._limit.reschedule(self._loop.time() + rest)
                self._timer = self._loop.call_later(rest * 0.9, self._look)


def _read_reply(reply: bytes | bytearray) -> Reply:
    """Return the reply that a child framed, without collecting garbage among its many new objects.

    Raises WorkerFailed for anything else.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        read = pickle.loads(reply)  # noqa: S301 - written by our own child
    except Exception:  # noqa: BLE001 - unpickling can raise anything
        raise WorkerFailed(_NO_ANSWER) from None
    finally:
        if was_collecting:
            gc.enable()
    if not isinstance(read, Reply):
        raise WorkerFailed(_NO_ANSWER)
    return read


def _path() -> str:
    """Return our own import path, so that the child finds the same package whatever folder it starts in."""
    return os.pathsep.join(folder for folder in sys.path if folder)
