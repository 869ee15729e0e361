"""Measures a program in a terminal with the program of the lab, in which figures are those of the program alone."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import Figure

Run = dict[str, float | list[float]]
"""What was found in one run, by the lab's names."""


def painted(lab: Path, asked: Sequence[str], program: Sequence[str], runs: int) -> Sequence[Run]:
    """Return what was found in each run of a program, in a terminal of 40 lines of 120 characters."""
    terminal = ("--rows", "40", "--cols", "120", "--runs", str(runs), "--json")
    command = (sys.executable, str(lab / "first_paint.py"), *asked, *terminal, "--", *program)
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    runs_found: Sequence[Run] = json.loads(ran.stdout)["runs"]
    return runs_found


def as_figures(found: Sequence[Run], cost: str, wall: str = "") -> list[Figure]:
    """Return a cost of each run, with the memory at its end, and with a time if `wall` names one."""
    return [
        Figure(_number(run[cost]), _number(run["rss_end_mb"]), _number(run[wall]) if wall else 0.0) for run in found
    ]


def answer_times(found: Sequence[Run]) -> list[Figure]:
    """Return the median of the times in which keys were answered, of each run."""
    return [Figure(statistics.median(answers)) for run in found if isinstance(answers := run["answers"], list)]


def _number(figure: float | list[float]) -> float:
    assert not isinstance(figure, list)
    return figure
