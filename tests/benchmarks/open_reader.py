"""The rows of the table for a reader that stays open: its first start, its memory after that, and what it does idle."""

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.workers.pool import REST_SECONDS
from tests.benchmarks.farm import farm, subscribe
from tests.benchmarks.keys_in_refresh import Reader, open_reader, start
from tests.benchmarks.processes import children_of, cpu_of, memory_of, wake_ups_of, watched_memory
from tests.benchmarks.table import Figure, Table

IDLE_SECONDS = 20.0
_BUSY = re.compile(r"\b(?:checking|reading|grouping) ")
_QUOTES = re.compile(r"Quotes [1-9]")
_STILL_SECONDS = 5.0
_STILL_CPU = 0.2
"""A reader that uses less in so many seconds is quiet."""


@dataclass(slots=True)
class FirstStart:
    """When a reader with an empty store showed something: seconds from its start, and CPU seconds of all processes."""

    rows: tuple[float, float] | None = None
    quotes: tuple[float, float] | None = None
    quiet: tuple[float, float] = (0.0, 0.0)
    peak: float = 0.0
    """MB of all processes."""
    rest: float = 0.0
    """MB of all processes once idle workers have ended."""


def measure_first_starts(table: Table, feeds: int, runs: int, lab: Path) -> None:
    """Add the rows for a reader that begins with so many feeds and no story."""
    starts = [_first_start(feeds, lab) for _ in range(runs)]
    steps: dict[str, list[tuple[float, float] | None]] = {
        "first rows": [each.rows for each in starts],
        "first quotes in sight": [each.quotes for each in starts],
        "all quiet": [*(each.quiet for each in starts)],
    }
    for name, reached in steps.items():
        figures = [
            Figure(1_000 * at[1], each.peak, 1_000 * at[0]) for at, each in zip(reached, starts, strict=True) if at
        ]
        if figures:
            table.add(f"{feeds:,} feeds", f"first start, {name}", figures)
    table.add(f"{feeds:,} feeds", "an open reader after its first start", [Figure(each.rest) for each in starts], "MB")


def measure_idle(table: Table, size: str, home: Path, now: str, runs: int) -> None:
    """Add the rows for a reader that nobody uses."""
    _add_idle(table, size, "the reader", [_idle(open_reader(home, now)) for _ in range(runs)])


def measure_idle_floor(table: Table, lab: Path, runs: int) -> None:
    """Add the rows for the smallest program that Textual can draw."""
    smallest = lab / "textual_min.py"
    if smallest.is_file():
        found = [_idle(start((sys.executable, str(smallest), "static"))) for _ in range(runs)]
        _add_idle(table, "no store", "Textual with one line of text", found)


def _add_idle(table: Table, size: str, name: str, found: Sequence[tuple[float, float, float]]) -> None:
    figures = [Figure(wake_ups, memory) for wake_ups, _, memory in found]
    table.add(size, f"idle, wake-ups a second, {name}", figures, "/ s")
    table.add(size, f"idle, in a second, {name}", [Figure(1_000 * cpu, memory) for _, cpu, memory in found])


def _idle(reader: Reader) -> tuple[float, float, float]:
    """Return the wake-ups and CPU seconds of each second, and MB, of a program that nobody uses; it is closed then."""
    _watch(reader, _STILL_SECONDS)
    wake_ups, cpu, begun = wake_ups_of(reader.process), cpu_of(reader.process), time.monotonic()
    _watch(reader, IDLE_SECONDS)
    seconds = time.monotonic() - begun
    memory = memory_of(reader.process)
    found = (wake_ups_of(reader.process) - wake_ups) / seconds, (cpu_of(reader.process) - cpu) / seconds, memory
    reader.close()
    return found


def _watch(reader: Reader, seconds: float) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        reader.watch(left)


def _first_start(feeds: int, lab: Path) -> FirstStart:
    with tempfile.TemporaryDirectory() as folder, farm(lab, feeds) as served:
        subscribe(Path(folder), served.urls)
        reader = start((sys.executable, "-m", "briefing", "--home", folder))
        with watched_memory(reader.process) as peak:
            seen = _wait_until_quiet(reader)
        seen.peak = peak()
        _watch_until_alone(reader)
        seen.rest = memory_of(reader.process)
        reader.close()
    return seen


def _wait_until_quiet(reader: Reader) -> FirstStart:
    seen, begun = FirstStart(), time.monotonic()
    busy_at = 0.0
    cpu_then = 0.0
    while seen.rows is None or time.monotonic() - begun - busy_at < _STILL_SECONDS:
        reader.watch(0.2)
        now = time.monotonic() - begun, cpu_of(reader.process)
        seen.rows = seen.rows or (now if reader.cursor else None)
        seen.quotes = seen.quotes or (now if _QUOTES.search(reader.text) else None)
        if _BUSY.search(reader.screen.display[0]) or now[1] - cpu_then > _STILL_CPU:
            seen.quiet, (busy_at, cpu_then) = now, now
    return seen


def _watch_until_alone(reader: Reader) -> None:
    """Wait until the workers have ended, which they do after a rest."""
    until = time.monotonic() + 2 * REST_SECONDS
    while children_of(reader.process) and time.monotonic() < until:
        reader.watch(1.0)
    _watch(reader, _STILL_SECONDS)
