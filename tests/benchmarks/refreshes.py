"""The rows of the table for refreshes, beside other programs if they are installed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.table import Figure, Table

PEERS = {"newsboat": "newsboat-10", "sfeed_update": "sfeed-8"}
"""The programs beside which refreshes are measured, and their names in the lab."""


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
