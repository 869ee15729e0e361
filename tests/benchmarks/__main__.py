"""One table of what the program costs, beside its peers where they are installed; the last line is JSON.

`python -m tests.benchmarks [--rows GROUPS] [--stories 1000,10000,100000] [--feeds 10,100] [--window 400,4000]
[--runs 3] [--lab ../shared/lab] [--corpora ../shared/corpora] [--reader PYTHON] [--profile FOLDER [--before CHECKOUT]]`

Figures are CPU milliseconds of the program and its workers, medians of the runs, with the peak memory of all processes
and, where somebody waits for it, the time. At the end, each row is printed with its growth over the sizes. GROUPS:

commands, questions, screens, idle   over stores of so many stories, made from the demo's morning; newsboat's screens
                                     over as many
refresh, read-all, filing, steps,    over so many feeds of LAB/feed_farm.py: refreshes of all programs in turns; ours if
start                                it reads all texts; asking, parsing and filing alone; the steps of a first
                                     refresh; the first start of a reader
window, texts                        grouping of windows of so many stories, and reading of articles, from CORPORA

Screens need LAB/first_paint.py and pyte, and lemon24/reader an interpreter that can import it. `--profile` writes the
costliest functions of five tasks to FOLDER instead, also those of another checkout (see `tests.benchmarks.profiles`).
The modules of the program and of its dependencies are compiled first, as an installer does.
"""

import argparse
import compileall
import os
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import briefing
from tests.benchmarks.newsboat_screens import measure_newsboat_screens
from tests.benchmarks.open_reader import measure_first_starts, measure_idle_floor
from tests.benchmarks.peers import READING_ALL, Peer, installed_peers
from tests.benchmarks.profiles import write_profiles
from tests.benchmarks.reading import measure_floor, measure_reading
from tests.benchmarks.refreshes import measure_filing, measure_refreshes, measure_steps
from tests.benchmarks.table import Table
from tests.benchmarks.text_speed import measure_texts
from tests.benchmarks.window import measure_window

OVER_STORIES = ("commands", "questions", "screens", "idle")
OVER_FEEDS = ("refresh", "read-all", "filing", "steps", "start")
GROUPS = (*OVER_STORIES, *OVER_FEEDS, "window", "texts")


def main() -> None:
    """Print the table."""
    chosen = _options()
    _compile()
    if chosen.profile:
        write_profiles(chosen.profile, chosen.before, chosen.lab)
        return
    table = Table()
    if "screens" in chosen.rows:
        measure_floor(table, chosen.lab, chosen.runs)
    if "idle" in chosen.rows:
        measure_idle_floor(table, chosen.lab, chosen.runs)
    peers = installed_peers(chosen.reader)
    has_farm = (chosen.lab / "feed_farm.py").is_file()
    for stories in chosen.stories if set(OVER_STORIES) & set(chosen.rows) else ():
        measure_reading(table, stories, chosen.runs, chosen.lab, chosen.rows)
        for newsboat in (peer for peer in peers if peer.name == "newsboat" and "screens" in chosen.rows and has_farm):
            measure_newsboat_screens(table, stories, chosen.runs, chosen.lab, newsboat)
    if has_farm:
        _measure_feeds(table, chosen, peers)
    for stories in chosen.window if "window" in chosen.rows else ():
        measure_window(table, chosen.corpora, stories, chosen.runs)
    if "texts" in chosen.rows:
        measure_texts(table, chosen.corpora, chosen.runs)
    table.print_growth()
    print(table.as_json())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what the program costs.")
    parser.add_argument("--rows", type=_groups, default=GROUPS, metavar="GROUPS", help=", ".join(GROUPS))
    parser.add_argument("--stories", type=_numbers, default=(1_000, 10_000, 100_000))
    parser.add_argument("--feeds", type=_numbers, default=(10, 100))
    parser.add_argument("--window", type=_numbers, default=(400, 4_000))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lab", type=Path, default=Path("../shared/lab"))
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--reader", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--profile", type=Path, metavar="FOLDER")
    parser.add_argument("--before", type=Path, metavar="CHECKOUT")
    return parser.parse_args()


def _groups(words: str) -> Sequence[str]:
    groups = words.split(",")
    if unknown := set(groups) - set(GROUPS):
        raise argparse.ArgumentTypeError(f"no rows are called {', '.join(sorted(unknown))}")
    return groups


def _numbers(words: str) -> Sequence[int]:
    return [int(word) for word in words.split(",")]


def _measure_feeds(table: Table, chosen: argparse.Namespace, peers: Sequence[Peer]) -> None:
    for feeds in chosen.feeds:
        if "refresh" in chosen.rows:
            measure_refreshes(table, feeds, chosen.runs, chosen.lab, peers)
        if "read-all" in chosen.rows:
            measure_refreshes(table, feeds, chosen.runs, chosen.lab, (READING_ALL,))
        if "filing" in chosen.rows:
            measure_filing(table, feeds, chosen.runs, chosen.lab)
        if "steps" in chosen.rows:
            measure_steps(table, feeds, chosen.runs, chosen.lab)
        if "start" in chosen.rows:
            measure_first_starts(table, feeds, chosen.runs, chosen.lab)


def _compile() -> None:
    """Compile all modules: without that, a program that is started would first compile those that it imports."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in (Path(briefing.__file__).parent, Path(sysconfig.get_path("purelib"))):
        compileall.compile_dir(folder, quiet=2)


if __name__ == "__main__":
    main()
