"""Groups a full window with the program's own service, store and worker, and prints what it costs.

`python -m tests.benchmarks.window CORPORA [--stories 40000] [--new 300] [--keys] [--json]`

CORPORA is the folder of corpora beside the project. The stories are made by `many_stories` and stored in a temporary
folder. Three quarters of them are filed and grouped first, then the rest, then `--new` more, then none. `--keys`
presses keys in the program, drawn without a terminal, while the whole window is regrouped. `--json` prints one line,
from which the table of all benchmarks takes its rows.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from briefing.services.grouping import count_new_words, regroup
from briefing.services.screen_services import ScreenServices
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import threads as thread_table
from tests.benchmarks.many_stories import MadeStory, many_stories
from tests.benchmarks.processes import cost_so_far, forget_peaks
from tests.benchmarks.table import Figure, Table
from tests.store.builders import a_feed, a_filing, file

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
_AT_ONCE = 100
_PAUSE = 0.05
_BETWEEN = timedelta(minutes=30)


class _Clock:
    """A clock that is set forward between the steps."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


def main() -> None:
    """Fill a window and print a line for each step."""
    parser = argparse.ArgumentParser(description="Measure the cost of grouping a full window.")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--stories", type=int, default=40_000)
    parser.add_argument("--new", type=int, default=300)
    parser.add_argument("--keys", action="store_true")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    stories = many_stories(chosen.corpora, chosen.stories + chosen.new, NOW)
    with tempfile.TemporaryDirectory() as folder:
        clock = _Clock()
        workspace = open_workspace(places_under(Path(folder)), Settings(refresh_on_start=False), clock=clock)
        steps = asyncio.run(_measure(workspace, clock, stories, chosen.new, keys=chosen.keys))
        workspace.close()
    if chosen.json:
        print(json.dumps(steps))


def measure_window(table: Table, corpora: Path, stories: int, runs: int) -> None:
    """Add the rows for grouping a window of so many stories, with 0.75 % more of them at the end."""
    if not (corpora / "threads").is_dir():
        return
    new = max(1, stories * 3 // 400)
    command = (sys.executable, "-m", "tests.benchmarks.window", str(corpora), "--json")
    asked = (*command, "--stories", str(stories), "--new", str(new))
    ran = [subprocess.run(asked, capture_output=True, text=True, check=True).stdout for _ in range(runs)]
    steps = [json.loads(lines.splitlines()[-1]) for lines in ran]
    for name in steps[0]:
        figures = [Figure(1_000 * one[name]["cpu"], one[name]["mb"], 1_000 * one[name]["wall"]) for one in steps]
        table.add(f"{stories:,} stories", f"grouping, {name}", figures)


async def _measure(
    workspace: Workspace, clock: _Clock, stories: Sequence[MadeStory], new: int, *, keys: bool
) -> dict[str, dict[str, float]]:
    """Return what each step cost, by its name."""
    before, middle = (len(stories) - new) * 3 // 4, len(stories) - new
    add = partial(_file_and_group, workspace)
    steps = {
        "three quarters of a window": partial(add, stories[:before], 0),
        "the last quarter": partial(add, stories[before:middle], before),
        "a few new stories": partial(add, stories[middle:], middle),
        "nothing new": partial(_group, workspace),
    }
    found = {}
    for name, prepare in steps.items():
        found[name] = await _timed(name, workspace, prepare)
        clock.at += _BETWEEN
    if keys:
        await _press_keys(workspace)
    return found


async def _file_and_group(
    workspace: Workspace, stories: Sequence[MadeStory], first: int
) -> Callable[[], Awaitable[None]]:
    """File the stories, and return the step to time: counting their words and grouping."""
    filings = [
        a_filing(number, title=one.title, text=one.text or one.title, outlet=one.outlet, published=one.published)
        for number, one in enumerate(stories, first)
    ]
    for start in range(0, len(filings), _AT_ONCE):
        feed = a_feed(workspace.database, f"https://herald.example/feed/{first + start}")
        file(workspace.database, feed, *filings[start : start + _AT_ONCE], at=NOW)
    return partial(_count_and_group, workspace)


async def _count_and_group(workspace: Workspace) -> None:
    await count_new_words(workspace, await workspace.database.read(thread_table.ungrouped_stories))
    await regroup(workspace)


async def _group(workspace: Workspace) -> Callable[[], Awaitable[None]]:
    return partial(_regroup, workspace)


async def _regroup(workspace: Workspace) -> None:
    await regroup(workspace)


async def _timed(
    name: str, workspace: Workspace, prepare: Callable[[], Awaitable[Callable[[], Awaitable[None]]]]
) -> dict[str, float]:
    step = await prepare()
    forget_peaks()
    writing, run = [0.0], workspace.database.run

    async def timed_run(*args: object, **named: object) -> object:
        begun = time.perf_counter()
        try:
            return await run(*args, **named)  # type: ignore[arg-type]
        finally:
            writing[0] += time.perf_counter() - begun

    workspace.database.run = timed_run  # type: ignore[method-assign,assignment]
    before, begun = cost_so_far(), time.perf_counter()
    await step()
    wall, after = time.perf_counter() - begun, cost_so_far()
    workspace.database.run = run  # type: ignore[method-assign]
    own, worker = after.own_cpu - before.own_cpu, after.children_cpu - before.children_cpu
    print(
        f"{name}: {own + worker:.2f} CPU s (worker {worker:.2f}, program {own:.2f}), {wall:.2f} s, "
        f"writing {writing[0]:.2f} s; peaks: worker {after.children_peak:.0f} MB, program {after.own_peak:.0f} MB",
        flush=True,
    )
    return {"cpu": own + worker, "wall": wall, "mb": after.children_peak + after.own_peak}


async def _press_keys(workspace: Workspace) -> None:
    """Press j and k in the inbox while the whole window is regrouped, and print how long each took to be drawn."""
    from briefing.tui.app import BriefingApp

    app = BriefingApp(ScreenServices(workspace))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.0)
        grouping = asyncio.ensure_future(regroup(workspace, steady=False))
        taken: list[float] = []
        while not grouping.done():
            begun = time.perf_counter()
            await pilot.press("j" if len(taken) % 40 < 30 else "k")
            taken.append(1_000 * (time.perf_counter() - begun))
            await asyncio.sleep(_PAUSE)
        await grouping
    cuts = statistics.quantiles(taken, n=100)
    print(f"{len(taken)} keys meanwhile: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, longest {max(taken):.0f} ms")


if __name__ == "__main__":
    main()
