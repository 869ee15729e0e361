"""Runs one task of the program under a profiler: `python profiled.py TASK HOME NOW`; prints the costliest functions.

It is run as a file, with the import path of the checkout that is profiled, so it imports nothing of the tests. What
workers do is done in this process: a profiler sees only its own.
"""

import asyncio
import cProfile
import io
import pstats
import sys
import sysconfig
import time
from datetime import datetime
from pathlib import Path
from typing import Any

MOST = 12
SIZE = (120, 40)
THREADS = 20
KEYS = 100
A_MOMENT = 0.3
"""Seconds after which what a key asked for is drawn."""


def main(task: str, home: Path, now: str) -> None:
    """Do the task and print where the time went."""
    profile = cProfile.Profile(time.process_time)  # not what others use of the processors, nor waiting
    if task == "start":
        profile.enable()
    if task in ("cold refresh", "changed refresh"):
        asyncio.run(_refresh(home, profile))
    else:
        asyncio.run(_read(task, home, datetime.fromisoformat(now), profile))
    profile.disable()
    text = io.StringIO()
    pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(MOST)
    found = text.getvalue()
    for folder in (sysconfig.get_path("purelib"), str(Path.cwd()), sysconfig.get_path("stdlib")):
        found = found.replace(f"{folder}/", "")
    lines = [line for line in found.splitlines() if line.strip()]
    print("\n".join(line for line in lines if not line.lstrip().startswith(("Ordered by", "List reduced"))))


async def _refresh(home: Path, profile: cProfile.Profile) -> None:
    from briefing.services.refresh import refresh
    from briefing.services.workspace import open_workspace
    from briefing.settings.places import places_under
    from briefing.settings.settings import Settings
    from briefing.workers.pool import WorkerPool

    async def run(_pool: WorkerPool, function: Any, *args: Any, **_limits: Any) -> Any:
        return function(*args)

    WorkerPool.run = run  # type: ignore[method-assign,assignment]
    workspace = open_workspace(places_under(home), Settings(full_text="off"))
    profile.enable()
    await refresh(workspace, None, lambda _event: None)
    profile.disable()
    workspace.close()


async def _read(task: str, home: Path, now: datetime, profile: cProfile.Profile) -> None:
    from briefing.services.screen_services import ScreenServices
    from briefing.services.workspace import Access, open_workspace
    from briefing.settings.places import places_under
    from briefing.settings.settings import read_settings
    from briefing.tui.app import BriefingApp

    places = places_under(home)
    workspace = open_workspace(places, read_settings(places.settings), clock=lambda: now, access=Access.NOW)
    app = BriefingApp(ScreenServices(workspace))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(A_MOMENT)
        if task == "start":
            profile.disable()
            return
        keys, pause = (["j"] * KEYS, None) if task == "key j, held" else (["j", "enter", "escape"] * THREADS, A_MOMENT)
        profile.enable()
        for key in keys:
            await pilot.press(key)
            await pilot.pause(pause)
        profile.disable()
    workspace.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
