"""The cost of this process, of others and of their children: CPU seconds and memory (Linux)."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_NAMED_FIELDS = 2
_USER, _SYSTEM = 13 - _NAMED_FIELDS, 14 - _NAMED_FIELDS
_ENDED_CHILDREN = 15 - _NAMED_FIELDS, 16 - _NAMED_FIELDS
_SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and peak resident size in MB, of this process and of its children (the largest of them)."""

    own_cpu: float
    own_peak: float
    children_cpu: float
    children_peak: float


def cost_so_far() -> Cost:
    """Return the CPU time since the processes began, and the peak sizes since `forget_peaks`."""
    children = _children()
    return Cost(
        _cpu("self"),
        _peak("self"),
        sum(_cpu(child) for child in children),
        max((_peak(child) for child in children), default=0.0),
    )


def cpu_so_far() -> float:
    """Return the CPU seconds of this process and of all its children, also of those that have ended."""
    ended = os.times()
    running = sum(_cpu(child) for child in _children())
    return sum((ended.user, ended.system, ended.children_user, ended.children_system, running))


def forget_peaks() -> None:
    """Reset the peak sizes."""
    for process in ("self", *_children()):
        Path(f"/proc/{process}/clear_refs").write_text("5")


def cpu_of(process: int) -> float:
    """Return the CPU seconds of a process and of all its children, also of those that have ended."""
    ended = _times(str(process))
    return sum(ended[number] for number in (_USER, _SYSTEM, *_ENDED_CHILDREN)) + sum(
        cpu_of(child) for child in children_of(process)
    )


def wake_ups_of(process: int) -> int:
    """Return how often the threads of a process have begun to run after a wait."""
    lines = [line for file in Path(f"/proc/{process}/task").glob("*/status") for line in _lines(file)]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


def children_of(process: int) -> list[int]:
    """Return the children of a process that run now."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for file in files for line in _lines(file) for word in line.split()]


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of a command and its children, seconds, and the peak of the megabytes of all of them together."""

    cpu: float
    wall: float
    memory: float


def run_measured(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Spent:
    """Run a command and return what it cost; raises SystemExit if it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as running:
        with watched_memory(running.pid) as peak:
            assert running.stderr is not None
            problem = running.stderr.read()
            _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - begun
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)}: {problem.decode(errors='replace')[-2_000:]}")
    largest, our_own = used.ru_maxrss / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seen = max(peak(), largest) if largest > our_own else peak()  # the system counts what a child began as, too
    return Spent(used.ru_utime + used.ru_stime, wall, seen)


@contextmanager
def watched_memory(process: int) -> Iterator[Callable[[], float]]:
    """Look at the memory of a process and its children again and again; yield a function that returns its peak."""
    peaks, done = [0.0], threading.Event()

    def sample() -> None:
        begun = time.monotonic()
        while not done.wait(min(_SAMPLE_SECONDS, (time.monotonic() - begun) / 10)):
            peaks.append(memory_of(process))

    watch = threading.Thread(target=sample, daemon=True)
    watch.start()
    try:
        yield lambda: max(peaks)
    finally:
        done.set()
        watch.join()


def _children() -> list[str]:
    return [str(child) for child in children_of(os.getpid())]


def _cpu(process: str) -> float:
    times = _times(process)
    return times[_USER] + times[_SYSTEM]


def _times(process: str) -> Mapping[int, float]:
    """Return the times in seconds by their place in the file; all are 0 if the process has ended."""
    wanted = (_USER, _SYSTEM, *_ENDED_CHILDREN)
    lines = _lines(Path(f"/proc/{process}/stat"))
    fields = lines[0].rpartition(")")[2].split() if lines else ["0"] * (max(wanted) + 1)
    return {number: int(fields[number]) / _TICKS for number in wanted}


def _peak(process: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def memory_of(process: int) -> float:
    """Return the megabytes of a process and its children, shared pages counted once."""
    lines = _lines(Path(f"/proc/{process}/smaps_rollup"))
    own = next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0) / 1024
    return own + sum(memory_of(child) for child in children_of(process))


def _lines(file: Path) -> list[str]:
    """Return the lines of a file of a process; none if that has ended."""
    try:
        return file.read_text().splitlines()
    except OSError:
        return []
