"""The rows of the table for the screens of newsboat, over as many stories as ours: they say what a list may cost."""

import subprocess
import tempfile
from pathlib import Path

from tests.benchmarks.farm import farm
from tests.benchmarks.painting import answer_times, as_figures, painted
from tests.benchmarks.peers import Peer
from tests.benchmarks.reading import KEYS
from tests.benchmarks.table import Table

ITEMS = 100
"""How many stories each of its feeds has."""
_ALL = "All of it"
_SEARCHED = "energy minister"


def measure_newsboat_screens(table: Table, stories: int, runs: int, lab: Path, newsboat: Peer) -> None:
    """Add the rows for the start, a list of all stories, a held key and a search."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with farm(lab, max(1, stories // ITEMS), items=ITEMS) as served:
            newsboat.prepare(home, served.urls)
            subprocess.run(newsboat.command(home), check=True)
        addresses = home / "urls"
        addresses.write_text(f'"query:{_ALL}:age between 0:99999"\n{addresses.read_text()}')
        size, program = f"{stories:,} stories", newsboat.command(home)[:-2]
        opened = ("--text", _ALL, "--then", "<enter>", "Articles", "--keys", f"j:{KEYS}")
        held = painted(lab, opened, program, runs)
        table.add(size, "newsboat, start to the list of feeds", as_figures(held, "cpu_ms", "text"))
        table.add(size, "newsboat, from there to a list of all stories", as_figures(held, "then 1 cpu", "then 1"))
        table.add(size, "newsboat, key j, held", as_figures(held, "key_cpu_ms"))
        table.add(size, "newsboat, key j, held, to the answer, p50", answer_times(held), "ms")
        search = ("--text", _ALL, "--then", "/", "Search for", "--then", f"{_SEARCHED}<enter>", "Search result")
        found = painted(lab, search, program, runs)
        table.add(size, "newsboat, search, two words", as_figures(found, "then 2 cpu", "then 2"))
