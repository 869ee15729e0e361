"""The rows of the table for refreshes, beside other programs if they are installed."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model.feed import Subscription
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from tests.benchmarks.processes import memory_of
from tests.benchmarks.table import Figure, Table
from tests.benchmarks.watched_refresh import SETTINGS, Measured

PEERS = {"newsboat": "newsboat-10", "sfeed_update": "sfeed-8"}
"""The programs beside which refreshes are measured, and their names in the lab."""


STEPS = {
    "feeds filed": ("filed", "filed_cpu"),
    "first rows": ("first_rows",),
    "first quotes": ("first_quotes",),
    "all grouped": ("grouped", "grouped_cpu"),
    "all read": ("wall", "cpu"),
}
"""The steps of a refresh, with the fields of their seconds and CPU seconds."""
_SAMPLE_SECONDS = 1.0


def measure_refreshes(table: Table, feeds: int, runs: int, lab: Path) -> None:
    """Add the rows for refreshes of so many feeds, if the lab can serve them."""
    if not (lab / "feed_farm.py").is_file():
        return
    peers = ["briefing", *(lab_name for program, lab_name in PEERS.items() if shutil.which(program))]
    with tempfile.TemporaryDirectory() as folder, _farm(lab, feeds) as address:
        out, program = Path(folder) / "rows.jsonl", Path(folder) / "briefing"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
        program.chmod(0o755)
        bench = (sys.executable, str(lab / "refresh_bench.py"), "--farm", address, "--feeds", str(feeds))
        subprocess.run(
            (*bench, "--peers", ",".join(peers), "--runs", str(runs), "--out", str(out)),
            env=os.environ | {"BRIEFING": str(program)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    for peer in peers:
        for scenario in dict.fromkeys(row["scenario"] for row in rows):
            spent = [row for row in rows if (row["peer"], row["scenario"]) == (peer, scenario)]
            figures = [Figure(1_000 * row["cpu"], row.get("rss_mb", 0.0)) for row in spent]
            table.add(f"{feeds:,} feeds", f"{scenario} refresh, {peer}", figures)
    _measure_first_sight(table, feeds, runs, lab)


def _measure_first_sight(table: Table, feeds: int, runs: int, lab: Path) -> None:
    """Add the rows for when a user with an empty store sees something, and for what that costs until then."""
    measured = [_first_refresh(feeds, lab) for _ in range(runs)]
    size = f"{feeds:,} feeds"
    for name, steps in STEPS.items():
        for unit, step in zip(("ms", "ms CPU"), steps, strict=False):
            figures = [Figure(1_000 * getattr(each, step), each.peak) for each in measured]
            table.add(size, f"first refresh, {name} ({unit})", figures, unit)


def _first_refresh(feeds: int, lab: Path) -> Measured:
    with tempfile.TemporaryDirectory() as folder, _farm(lab, feeds) as address:
        home = Path(folder)
        asyncio.run(_subscribe(home, [f"{address}/feed/{number}.xml" for number in range(feeds)]))
        return _in_process(home)


def _in_process(home: Path) -> Measured:
    """Refresh the store in `home` in a process of its own, as cron does, and watch the memory of all processes."""
    command = (sys.executable, "-m", "tests.benchmarks.watched_refresh", str(home), "False")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peaks, done = [0.0], threading.Event()

        def sample() -> None:
            while not done.wait(_SAMPLE_SECONDS):
                peaks.append(memory_of(process.pid))

        watch = threading.Thread(target=sample)
        watch.start()
        assert process.stdout is not None
        answer = process.stdout.read()
        done.set()
        watch.join()
    measured = Measured(**json.loads(answer))
    measured.peak = max(peaks)
    return measured


async def _subscribe(home: Path, addresses: Sequence[str]) -> None:
    workspace = open_workspace(places_under(home), SETTINGS)
    try:
        await Feeds(workspace).subscribe([Subscription(address) for address in addresses])
    finally:
        workspace.close()


@contextmanager
def _farm(lab: Path, feeds: int) -> Iterator[str]:
    """Serve feeds of the last week on this machine, and yield their address."""
    epoch = (datetime.now(UTC) - timedelta(days=6)).date().isoformat()
    command = (sys.executable, str(lab / "feed_farm.py"), "--feeds", str(feeds), "--port", "0", "--epoch", epoch)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as farm:
        assert farm.stdout is not None
        try:
            yield next(word for word in farm.stdout.readline().split() if word.startswith("http"))
        finally:
            farm.kill()
