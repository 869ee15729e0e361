"""One table of what the program costs, beside its peers where they are installed; the last line is JSON.

`python -m tests.benchmarks [--stories 1000,10000,100000] [--feeds 100] [--runs 3] [--lab ../shared/lab]`

Figures are CPU milliseconds of the program and its workers, medians of the runs. Stores are made from the demo's
morning. Refreshes need LAB/feed_farm.py, and so do the peers; the first screen needs LAB/first_paint.py and pyte.
"""

import argparse
import asyncio
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from briefing.services.demo import demo_now, demo_workspace, fill
from briefing.settings.settings import Settings
from tests.benchmarks.grown_store import grow

PEERS = {"newsboat": "newsboat-10", "sfeed_update": "sfeed-8"}
"""The programs beside which refreshes are measured, and their names in the lab."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "threads, 20 lines": ("threads", "--limit", "20"),
    "threads as JSON, 20": ("threads", "--json", "--limit", "20"),
    "actors, a rare name": ("actors", "ilena marsh"),
    "actors, all": ("actors",),
    "quotes of a speaker": ("quotes", "--by", "marsh"),
    "search, two words": ("search", "ferry gates"),
    "search, a common word": ("search", "the"),
}
_BRIEFING = (sys.executable, "-m", "briefing")


@dataclass(slots=True)
class Table:
    """The rows that are printed as they come, and kept for the JSON line."""

    rows: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, figure: float, unit: str = "ms CPU") -> None:
        """Print and keep one figure."""
        self.rows[name] = round(figure, 1)
        print(f"{name:48} {figure:10.1f} {unit}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure what the program costs.")
    parser.add_argument("--stories", default="1000,10000,100000")
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lab", type=Path, default=Path("../shared/lab"))
    chosen = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for stories in map(int, chosen.stories.split(",")):
            _measure_store(table, Path(folder) / str(stories), stories, chosen)
    if (chosen.lab / "feed_farm.py").is_file():
        _measure_refreshes(table, chosen)
    print(json.dumps(table.rows))


def _measure_store(table: Table, home: Path, stories: int, chosen: argparse.Namespace) -> None:
    now = _fill(home, stories)
    common = ("--home", str(home), "--now", now)
    for name, command in COMMANDS.items():
        spent = statistics.median(_cpu((*_BRIEFING, *common, *command)) for _ in range(chosen.runs))
        table.add(f"{stories:,} stories: {name}", 1_000 * spent)
    paint = chosen.lab / "first_paint.py"
    if paint.is_file():
        _measure_start(table, paint, stories, (*_BRIEFING, *common), chosen.runs)
    shutil.rmtree(home)


def _fill(home: Path, stories: int) -> str:
    """Make a store of about so many stories in `home`; return the time of its newest ones."""
    home.mkdir()
    with demo_workspace(Settings(full_text="off")) as workspace:
        asyncio.run(fill(workspace))
        held = workspace.database.look(lambda connection: connection.execute("SELECT count(*) FROM stories").fetchone())
        workspace.database.call(lambda connection: connection.execute("DELETE FROM threads_to_match"))
        workspace.database.close()
        shutil.copyfile(workspace.places.store, home / "briefing.db")
    (home / "settings.toml").write_text("refresh_on_start = false\n")
    times = max(1, round(stories / held[0]))
    grow(home / "briefing.db", times)
    return (demo_now() + timedelta(days=times - 1)).isoformat()


def _measure_start(table: Table, paint: Path, stories: int, command: Sequence[str], runs: int) -> None:
    asked = ("--text", "threads", "--runs", str(runs), "--json", "--", *command)
    ran = subprocess.run((sys.executable, str(paint), *asked), capture_output=True, text=True, check=False)
    if ran.returncode == 0 and ran.stdout.strip():
        found = json.loads(ran.stdout)
        table.add(f"{stories:,} stories: start to the list", statistics.median(_figures(found, "cpu_ms")))
        table.add(f"{stories:,} stories: memory then", statistics.median(_figures(found, "rss_mb")), "MB")


def _figures(found: object, name: str) -> list[float]:
    """Return every number under a name in a JSON document."""
    if isinstance(found, dict):
        own = [float(value) for key, value in found.items() if key == name and isinstance(value, int | float)]
        return own + [figure for value in found.values() for figure in _figures(value, name)]
    return [figure for value in found for figure in _figures(value, name)] if isinstance(found, list) else []


def _measure_refreshes(table: Table, chosen: argparse.Namespace) -> None:
    peers = ["briefing", *(lab_name for program, lab_name in PEERS.items() if shutil.which(program))]
    with tempfile.TemporaryDirectory() as folder, _farm(chosen.lab, chosen.feeds) as address:
        out, program = Path(folder) / "rows.jsonl", Path(folder) / "briefing"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
        program.chmod(0o755)
        bench = (sys.executable, str(chosen.lab / "refresh_bench.py"), "--farm", address, "--feeds", str(chosen.feeds))
        subprocess.run(
            (*bench, "--peers", ",".join(peers), "--runs", str(chosen.runs), "--out", str(out)),
            env=os.environ | {"BRIEFING": str(program)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    for peer in peers:
        for scenario in dict.fromkeys(row["scenario"] for row in rows):
            spent = [row["cpu"] for row in rows if (row["peer"], row["scenario"]) == (peer, scenario)]
            table.add(f"{chosen.feeds:,} feeds: {scenario} refresh, {peer}", 1_000 * statistics.median(spent))


@contextmanager
def _farm(lab: Path, feeds: int) -> Iterator[str]:
    """Serve feeds on this machine, and yield their address."""
    command = (sys.executable, str(lab / "feed_farm.py"), "--feeds", str(feeds), "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as farm:
        assert farm.stdout is not None
        try:
            yield next(word for word in farm.stdout.readline().split() if word.startswith("http"))
        finally:
            farm.kill()


def _cpu(command: Sequence[str]) -> float:
    """Return the CPU seconds of a command and of the processes that it waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
