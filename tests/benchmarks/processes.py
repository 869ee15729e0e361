"""What this process and its children cost: CPU seconds and the most memory they held (Linux)."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_NAMED_FIELDS = 2
_USER, _SYSTEM = 13 - _NAMED_FIELDS, 14 - _NAMED_FIELDS


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and the largest resident size in MB, of this process and of the costliest of its children."""

    own_cpu: float
    own_peak: float
    children_cpu: float
    children_peak: float


def cost_so_far() -> Cost:
    """Return what was used since the processes began, and the largest sizes since `forget_peaks`."""
    children = _children()
    return Cost(
        _cpu("self"),
        _peak("self"),
        sum(_cpu(child) for child in children),
        max((_peak(child) for child in children), default=0.0),
    )


def forget_peaks() -> None:
    """Let the largest sizes count from now on."""
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
