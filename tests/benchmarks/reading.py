"""The rows of the table for a user who reads: commands, the start, screens and keys, over stores of several sizes."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.benchmarks.open_reader import measure_idle
from tests.benchmarks.table import Figure, Table

COMMANDS: dict[str, tuple[str, ...]] = {
    "python with our first module": ("--version",),
    "threads, 20 lines": ("threads", "--limit", "20"),
    "threads as JSON, 20": ("threads", "--json", "--limit", "20"),
    "actors, a rare name": ("actors", "ilena marsh"),
    "actors, all": ("actors",),
    "quotes of a speaker": ("quotes", "--by", "marsh"),
    "search, two words": ("search", "ferry gates"),
    "search, a common word": ("search", "the"),
}
STARTS = {"start to the list": "threads", "start to the whole page": "Sources"}
"""What is on the screen then, in a terminal of 40 lines of 120 characters."""
SCREENS = {"the feeds, on the screen": ("gf", "well"), "an outlet, on the screen": ("O", "publishes"),
    "the queue, on the screen": ("gQ", "to go")}  # fmt: skip
"""The keys that open a screen, and what is on it."""
KEYS = 100
_BRIEFING = (sys.executable, "-m", "briefing")


def measure_reading(table: Table, stories: int, runs: int, lab: Path, rows: Collection[str]) -> None:
    """Add the chosen rows for a store of about so many stories."""
    has_paint = (lab / "first_paint.py").is_file()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        now = _fill(home, stories)
        size, program = f"{stories:,} stories", (*_BRIEFING, "--home", str(home), "--now", now)
        if "commands" in rows:
            for name, command in COMMANDS.items():
                table.add(size, name, [_cost((*program, *command)) for _ in range(runs)])
        if "questions" in rows:
            _measure_questions(table, size, home, now, runs)
        if "screens" in rows and has_paint:
            _measure_screens(table, size, (sys.executable, str(lab / "first_paint.py")), program, runs)
        if "idle" in rows:
            measure_idle(table, size, home, now, runs)


def measure_floor(table: Table, lab: Path, runs: int) -> None:
    """Add the row of the smallest program that Textual can draw."""
    paint, smallest = lab / "first_paint.py", lab / "textual_min.py"
    if smallest.is_file() and paint.is_file():
        found = _painted(
            (sys.executable, str(paint)), ("--text", "ready"), (sys.executable, str(smallest), "static"), runs
        )
        table.add("no store", "Textual with one line of text", _figures(found, "cpu_ms"))


def _fill(home: Path, stories: int) -> str:
    """Make a store of about so many stories in `home`; return the time of its newest ones.

    Another process does it: the peak memory of a command is at least what the process that starts it has.
    """
    made = (sys.executable, "-m", "tests.benchmarks.grown_demo", str(home), str(stories))
    return subprocess.run(made, capture_output=True, text=True, check=True).stdout.strip()


def _measure_questions(table: Table, size: str, home: Path, now: str, runs: int) -> None:
    asked = (sys.executable, "-m", "tests.benchmarks.pages", str(home), now)
    found = [json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) for _ in range(runs)]
    for name in found[0]["ms"]:
        table.add(size, name, [Figure(each["ms"][name], each["mb"]) for each in found])


def _measure_screens(table: Table, size: str, paint: Sequence[str], program: Sequence[str], runs: int) -> None:
    for name, text in STARTS.items():
        table.add(size, name, _figures(_painted(paint, ("--text", text), program, runs), "cpu_ms"))
    for name, (keys, text) in SCREENS.items():
        found = _painted(paint, ("--text", STARTS["start to the whole page"], "--then", keys, text), program, runs)
        table.add(size, name, _figures(found, "then 1 cpu"))
    held = _painted(paint, ("--text", STARTS["start to the whole page"], "--keys", f"j:{KEYS}"), program, runs)
    table.add(size, "key j, held", _figures(held, "key_cpu_ms"))
    answers = [Figure(_median(each["answers"])) for each in held]
    table.add(size, "key j, held, to the answer, p50", answers, "ms")


def _painted(
    paint: Sequence[str], asked: Sequence[str], program: Sequence[str], runs: int
) -> Sequence[dict[str, float | list[float]]]:
    """Return what the lab's program found in each run of a program in a terminal."""
    measured = (*paint, *asked, "--rows", "40", "--cols", "120", "--runs", str(runs), "--json", "--", *program)
    ran = subprocess.run(measured, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    runs_found: Sequence[dict[str, float | list[float]]] = json.loads(ran.stdout)["runs"]
    return runs_found


def _figures(found: Sequence[dict[str, float | list[float]]], name: str) -> list[Figure]:
    return [Figure(_number(each[name]), _number(each["rss_end_mb"])) for each in found]


def _median(figures: float | list[float]) -> float:
    assert isinstance(figures, list)
    return statistics.median(figures)


def _number(figure: float | list[float]) -> float:
    assert not isinstance(figure, list)
    return figure


def _cost(command: Sequence[str]) -> Figure:
    """Return the CPU milliseconds of a command and of the processes that it waits for, and the peak of the largest."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    return Figure(1_000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1_024)
