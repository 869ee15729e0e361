"""Writes where the time of five tasks goes, in this checkout and another: `python -m tests.benchmarks --profile`.

Each profile has the functions with the most time of their own. A checkout makes its own stores: its schema may differ.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.farm import farm

STORIES = 10_000
FEEDS = 100
READING = ("start", "a thread is opened", "key j, held")
_TASKS = Path(__file__).with_name("profiled.py")
_NOW = "-"
"""Refreshes use the clock of the machine: the farm serves feeds of the last week."""


def write_profiles(folder: Path, before: Path | None, lab: Path) -> None:
    """Write a file for each task to `folder`: of the checkout `before` first, if there is one, then of this one."""
    folder.mkdir(parents=True, exist_ok=True)
    checkouts = {"after": Path.cwd()} if before is None else {"before": before.resolve(), "after": Path.cwd()}
    found: dict[str, list[str]] = {}
    for name, checkout in checkouts.items():
        for task, profile in _profiles_of(checkout, lab).items():
            found.setdefault(task, []).append(f"{name}: {task}\n{profile}")
            file = folder / f"{task.replace(' ', '_').replace(',', '')}.txt"
            file.write_text("\n".join(found[task]) + "\n", encoding="utf-8")
            print(f"{name}: {task}: {file}", flush=True)


def _profiles_of(checkout: Path, lab: Path) -> Mapping[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(checkout)}

    def output_of(*words: str) -> str:
        command = (sys.executable, *words)
        return subprocess.run(
            command, cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    profiles = {}
    with tempfile.TemporaryDirectory() as folder:
        home = f"{folder}/read"
        now = output_of("-m", "tests.benchmarks.grown_demo", home, str(STORIES)).strip()
        for task in READING:
            profiles[task] = output_of("-P", str(_TASKS), task, home, now)
    if (lab / "feed_farm.py").is_file():
        with tempfile.TemporaryDirectory() as folder, farm(lab.resolve(), FEEDS) as served:
            urls = Path(folder) / "urls"
            urls.write_text("\n".join(served.urls), encoding="utf-8")
            output_of("-m", "briefing", "--home", folder, "--quiet", "import", str(urls))
            profiles["cold refresh"] = output_of("-P", str(_TASKS), "cold refresh", folder, _NOW)
            served.change()
            profiles["changed refresh"] = output_of("-P", str(_TASKS), "changed refresh", folder, _NOW)
    return profiles
