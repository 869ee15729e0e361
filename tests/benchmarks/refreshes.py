"""The rows of the table for refreshes: whole ones beside other programs, and the steps of a first one."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.farm import Farm, farm, subscribe
from tests.benchmarks.peers import Peer
from tests.benchmarks.processes import Spent, run_measured, watched_memory
from tests.benchmarks.table import Figure, Table
from tests.benchmarks.watched_refresh import Measured

SCENARIOS = ("cold", "second", "warm", "changed")
"""Refreshes of one store. newsboat asks conditionally from its third one on. Before the last, some feeds change."""
STEPS = {
    "first rows": ("first_rows", "first_rows_cpu"),
    "first quotes": ("first_quotes", "first_quotes_cpu"),
    "all grouped": ("grouped", "grouped_cpu"),
    "its end": ("wall", "cpu"),
}
"""The steps of a first refresh, with the fields of their seconds and CPU seconds."""


def measure_refreshes(table: Table, feeds: int, runs: int, lab: Path, peers: Sequence[Peer]) -> None:
    """Add a row for each scenario and program; the programs take turns."""
    found: defaultdict[str, list[Spent]] = defaultdict(list)
    with farm(lab, feeds) as served:
        for _ in range(runs):
            for peer in peers:
                _refresh_again_and_again(served, peer, found)
    for name, spent in found.items():
        table.add(f"{feeds:,} feeds", name, [Figure(1_000 * one.cpu, one.memory, 1_000 * one.wall) for one in spent])


def _refresh_again_and_again(served: Farm, peer: Peer, found: defaultdict[str, list[Spent]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        peer.prepare(Path(folder), served.urls)
        for scenario in SCENARIOS:
            if scenario == "changed":
                served.change()
            found[f"{scenario} refresh, {peer.name}"].append(run_measured(peer.command(Path(folder))))
            peer.after(Path(folder))


def measure_filing(table: Table, feeds: int, runs: int, lab: Path) -> None:
    """Add the row for asking, parsing and filing alone, which is all that other programs do."""
    measured = [_first_refresh(feeds, lab, until="filed") for _ in range(runs)]
    figures = [Figure(1_000 * each.filed_cpu, each.peak, 1_000 * each.filed) for each in measured]
    table.add(f"{feeds:,} feeds", "cold refresh, ask, parse and file alone", figures)


def measure_steps(table: Table, feeds: int, runs: int, lab: Path) -> None:
    """Add the rows for when a store without stories has something to show, and for what that costs until then."""
    measured = [_first_refresh(feeds, lab, until="read") for _ in range(runs)]
    for name, (wall, cpu) in STEPS.items():
        figures = [Figure(1_000 * getattr(each, cpu), each.peak, 1_000 * getattr(each, wall)) for each in measured]
        table.add(f"{feeds:,} feeds", f"cold refresh, until {name}", figures)


def _first_refresh(feeds: int, lab: Path, *, until: str) -> Measured:
    """Refresh a new store in a process of its own, as cron does, and watch the memory of all processes."""
    with tempfile.TemporaryDirectory() as folder, farm(lab, feeds) as served:
        subscribe(Path(folder), served.urls)
        command = (sys.executable, "-m", "tests.benchmarks.watched_refresh", folder, until)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            with watched_memory(process.pid) as peak:
                answer = process.stdout.read()
        measured = Measured(**json.loads(answer))
        measured.peak = peak()
        return measured
