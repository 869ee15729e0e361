"""The lock beside the store file: one process writes, and the others learn its number."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lock:
    """The outcome of asking for the lock: an open descriptor where it is ours, else the number of who holds it."""

    descriptor: int | None
    holder: str = ""

    @property
    def ours(self) -> bool:
        """Tell whether this process may write."""
        return self.descriptor is not None


def take_lock(store: Path) -> Lock:
    """Try to become the one writer of `store`; OSError where the lock file may not be made.

    The operating system frees the lock when its holder ends, however it ends.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(store.with_name(f"{store.name}.lock"), flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        return Lock(None, holder)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
    return Lock(descriptor)


def give_back(lock: Lock) -> None:
    """Let another process write. The file stays: removing it would let two processes hold two locks."""
    if lock.descriptor is not None:
        os.close(lock.descriptor)
