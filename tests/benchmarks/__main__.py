"""One table of what the program costs, beside its peers where they are installed; the last line is JSON.

`python -m tests.benchmarks [--stories 1000,10000,100000] [--feeds 100] [--runs 3] [--lab ../shared/lab]`

Figures are CPU milliseconds of the program and its workers, medians of the runs, with the peak memory of all processes.
At the end, each row is printed with its growth over the sizes. Stores are made from the demo's morning. Refreshes need
LAB/feed_farm.py, and so do the peers; the screens need LAB/first_paint.py and pyte. The modules of the program and of
its dependencies are compiled first, as an installer does.
"""

import argparse
import compileall
import os
import sysconfig
import tempfile
from pathlib import Path

import briefing
from tests.benchmarks.reading import measure_floor, measure_reading
from tests.benchmarks.refreshes import measure_refreshes
from tests.benchmarks.table import Table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure what the program costs.")
    parser.add_argument("--stories", default="1000,10000,100000", help='several numbers, or "" for none')
    parser.add_argument("--feeds", default="100", help='several numbers, or "" for none')
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lab", type=Path, default=Path("../shared/lab"))
    chosen = parser.parse_args()
    _compile()
    table = Table()
    measure_floor(table, chosen.lab, chosen.runs)
    with tempfile.TemporaryDirectory() as folder:
        for stories in map(int, filter(None, chosen.stories.split(","))):
            measure_reading(table, Path(folder) / str(stories), stories, chosen.runs, chosen.lab)
    for feeds in map(int, filter(None, chosen.feeds.split(","))):
        measure_refreshes(table, feeds, chosen.runs, chosen.lab)
    table.print_growth()
    print(table.as_json())


def _compile() -> None:
    """Compile all modules: without that, a program that is started would first compile those that it imports."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in (Path(briefing.__file__).parent, Path(sysconfig.get_path("purelib"))):
        compileall.compile_dir(folder, quiet=2)


if __name__ == "__main__":
    main()
