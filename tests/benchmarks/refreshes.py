"""What a refresh of many feeds costs: processor time, waiting time, memory, and when the user sees something.

python -m tests.benchmarks.refreshes [--feeds 100,1000] [--runs 3] [--lab ../shared/lab]

Needs LAB/feed_farm.py, and Linux for the memory of all processes. Each run has a store of its own: a cold refresh,
two with nothing new, and one after a tenth of the feeds got new items.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model.feed import Subscription
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import open_workspace
from briefing.settings.places import places_under
from tests.benchmarks.processes import memory_of
from tests.benchmarks.watched_refresh import SETTINGS, Measured

SCENARIOS = ("cold", "second", "warm", "changed")
ITEMS = 30
"""Items of a feed."""
_SAMPLE_SECONDS = 1.0


def main() -> None:
    """Print one line for each number of feeds and each refresh, then all of them as JSON."""
    parser = argparse.ArgumentParser(description="Measure refreshes.")
    parser.add_argument("--feeds", default="100,1000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scenarios", default=",".join(SCENARIOS))
    parser.add_argument("--only-group", action="store_true", help="end each refresh when its threads are grouped")
    parser.add_argument("--lab", type=Path, default=Path("../shared/lab"))
    chosen = parser.parse_args()
    found = {}
    for feeds in map(int, chosen.feeds.split(",")):
        for scenario, measured in measure(
            chosen.lab, feeds, chosen.runs, chosen.scenarios.split(","), only_group=chosen.only_group
        ).items():
            found[f"{feeds} {scenario}"] = asdict(measured)
            words = ", ".join(f"{name} {figure:.4g}" for name, figure in asdict(measured).items() if figure)
            print(f"{feeds:5,} feeds, {scenario}: {words}", flush=True)
    print(json.dumps(found))


def measure(
    lab: Path, feeds: int, runs: int, scenarios: Sequence[str] = SCENARIOS, *, only_group: bool = False
) -> dict[str, Measured]:
    """Return the medians of the runs, by scenario; with `only_group`, texts are not read except of one thread."""
    rows: dict[str, list[Measured]] = {scenario: [] for scenario in scenarios}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder, farm(lab, feeds) as address:
            home = Path(folder)
            asyncio.run(_subscribe(home, [f"{address}/feed/{number}.xml" for number in range(feeds)]))
            for scenario in scenarios:
                if scenario == "changed":
                    urllib.request.urlopen(f"{address}/tick?changed=0.1").close()
                rows[scenario].append(_in_process(home, only_group=only_group))
    return {scenario: _median(measured) for scenario, measured in rows.items()}


@contextmanager
def farm(lab: Path, feeds: int) -> Iterator[str]:
    """Serve feeds of the last week on this machine, and yield their address."""
    epoch = (datetime.now(UTC) - timedelta(days=6)).date().isoformat()
    arguments = ("--feeds", str(feeds), "--items", str(ITEMS), "--port", "0", "--epoch", epoch)
    with subprocess.Popen(
        (sys.executable, str(lab / "feed_farm.py"), *arguments), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
        finally:
            server.kill()


def _in_process(home: Path, *, only_group: bool) -> Measured:
    """Refresh the store in `home` in a process of its own, as cron does, and watch its memory."""
    command = (sys.executable, "-m", "tests.benchmarks.watched_refresh", str(home), str(only_group))
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
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    measured = Measured(**json.loads(answer))
    measured.cpu = used.ru_utime + used.ru_stime
    measured.peak = max(peaks)
    return measured


async def _subscribe(home: Path, addresses: list[str]) -> None:
    workspace = open_workspace(places_under(home), SETTINGS)
    try:
        await Feeds(workspace).subscribe([Subscription(address) for address in addresses])
    finally:
        workspace.close()


def _median(rows: list[Measured]) -> Measured:
    return Measured(**{name: statistics.median(asdict(row)[name] for row in rows) for name in asdict(rows[0])})


if __name__ == "__main__":
    main()
