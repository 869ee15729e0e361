"""Lock files beside the store: who has it open, and which process does a job that only one may do at a time.

The operating system frees a lock when its holder ends, however it ends. A lock can outlive a killed holder by a few
milliseconds: a child process that the holder was just starting has the descriptor until it runs its own program. A
process that finds a lock taken therefore tries again before it gives up.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.errors import StoreError

POLL_SECONDS = 0.05
"""How long to wait between two attempts to take a lock."""


class StoreTaken(StoreError):
    """Another process holds the lock that is needed, and did not release it in time."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The outcome of asking for a lock: an open descriptor if it is ours, else the process number of the holder."""

    descriptor: int | None
    holder: str = ""
    exclusive: bool = False

    @property
    def ours(self) -> bool:
        """Return whether this process holds the lock."""
        return self.descriptor is not None


def try_exclusive(store: Path, job: str = "") -> Lock:
    """Try to take the lock of a job on the store, or that of the whole store, for this process alone.

    Raises OSError if the lock file cannot be created.
    """
    lock = _try(store, job, fcntl.LOCK_EX)
    if lock.descriptor is not None:
        os.ftruncate(lock.descriptor, 0)
        os.pwrite(lock.descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
    return lock


def try_shared(store: Path) -> Lock:
    """Try to share the lock of the whole store. Raises OSError if the lock file cannot be created."""
    return _try(store, "", fcntl.LOCK_SH)


def share(lock: Lock) -> Lock:
    """Turn an exclusive lock into a shared one."""
    if lock.descriptor is not None and lock.exclusive:
        fcntl.flock(lock.descriptor, fcntl.LOCK_SH)
    return Lock(lock.descriptor, lock.holder)


@contextmanager
def sole_use(lock: Lock) -> Iterator[bool]:
    """Turn a shared lock into an exclusive one if no other process shares it; yield whether that succeeded.

    The system may take the shared lock away if it does not, so that it is taken again either way.
    """
    if lock.descriptor is None:
        yield False
        return
    try:
        fcntl.flock(lock.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        sole = True
    except BlockingIOError:
        sole = False
        fcntl.flock(lock.descriptor, fcntl.LOCK_SH)
    try:
        yield sole
    finally:
        fcntl.flock(lock.descriptor, fcntl.LOCK_SH)


def wait_for_lock(attempt: Callable[[], Lock], seconds: float, on_wait: Callable[[str], None]) -> Lock:
    """Return the lock of the first attempt that succeeds, or of the last one after `seconds`.

    `on_wait` is called once, with the number of the holder, if the wait is long enough to be noticed.
    """
    begun = time.monotonic()
    announced = False
    while not (lock := attempt()).ours and (waited := time.monotonic() - begun) < seconds:
        if not announced and waited > 10 * POLL_SECONDS:
            announced = True
            on_wait(lock.holder)
        time.sleep(POLL_SECONDS)
    return lock


def release(lock: Lock) -> None:
    """Release a lock. The file stays: without it two processes could hold two locks of one name."""
    if lock.descriptor is not None:
        os.close(lock.descriptor)


def _try(store: Path, job: str, kind: int) -> Lock:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    path = store.with_name(f"{store.name}.{job}.lock" if job else f"{store.name}.lock")
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        return Lock(None, holder)
    return Lock(descriptor, exclusive=kind == fcntl.LOCK_EX)
