"""The cost of this process and its children: CPU seconds and peak memory (Linux)."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_NAMED_FIELDS = 2
_USER, _SYSTEM = 13 - _NAMED_FIELDS, 14 - _NAMED_FIELDS


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


def _children() -> list[str]:
    return [child for file in Path("/proc/self/task").glob("*/children") for child in file.read_text().split()]


def _cpu(process: str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS


def _peak(process: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def memory_of(process: int) -> float:
    """Return the megabytes of a process and its children, shared pages counted once."""
    children = [int(word) for file in Path(f"/proc/{process}/task").glob("*/children") for word in _words(file)]
    own = next((float(line.split()[1]) for line in _lines(process) if line.startswith("Pss:")), 0.0) / 1024
    return own + sum(memory_of(child) for child in children)


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except OSError:
        return []


def _lines(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return []
