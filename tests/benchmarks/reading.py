"""The rows of the table for a user who reads: commands, the start, screens and keys, over stores of several sizes."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.benchmarks.open_reader import measure_idle
from tests.benchmarks.painting import answer_times, as_figures, painted
from tests.benchmarks.processes import run_measured
from tests.benchmarks.table import Figure, Table

COMMANDS: dict[str, tuple[str, ...]] = {
    "python with our first module": ("--version",),
    "threads, 20 lines": ("threads", "--limit", "20"),
    "threads as JSON, 20": ("threads", "--json", "--limit", "20"),
    "actors, a rare name": ("actors", "ilena marsh"),
    "actors, all": ("actors",),
    "quotes of a speaker": ("quotes", "--by", "marsh"),
    "search, two words": ("search", "patrol ships"),
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
            _measure_commands(table, size, program, runs)
        if "questions" in rows:
            _measure_questions(table, size, home, now, runs)
        if "screens" in rows and has_paint:
            _measure_screens(table, size, lab, program, runs)
        if "idle" in rows:
            measure_idle(table, size, home, now, runs)


def measure_floor(table: Table, lab: Path, runs: int) -> None:
    """Add the row of the smallest program that Textual can draw."""
    smallest = lab / "textual_min.py"
    if smallest.is_file() and (lab / "first_paint.py").is_file():
        found = painted(lab, ("--text", "ready"), (sys.executable, str(smallest), "static"), runs)
        table.add("no store", "Textual with one line of text", as_figures(found, "cpu_ms", "text"))


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


def _measure_commands(table: Table, size: str, program: Sequence[str], runs: int) -> None:
    for name, command in COMMANDS.items():
        spent = [run_measured((*program, *command)) for _ in range(runs)]
        table.add(size, name, [Figure(1_000 * one.cpu, one.memory, 1_000 * one.wall) for one in spent])


def _measure_screens(table: Table, size: str, lab: Path, program: Sequence[str], runs: int) -> None:
    for name, text in STARTS.items():
        table.add(size, name, as_figures(painted(lab, ("--text", text), program, runs), "cpu_ms", "text"))
    for name, (keys, text) in SCREENS.items():
        found = painted(lab, ("--text", STARTS["start to the whole page"], "--then", keys, text), program, runs)
        table.add(size, name, as_figures(found, "then 1 cpu", "then 1"))
    held = painted(lab, ("--text", STARTS["start to the whole page"], "--keys", f"j:{KEYS}"), program, runs)
    table.add(size, "key j, held", as_figures(held, "key_cpu_ms"))
    table.add(size, "key j, held, to the answer, p50", answer_times(held), "ms")
