"""One refresh, watched: `python -m tests.benchmarks.watched_refresh HOME UNTIL` prints what it cost as JSON.

UNTIL is `read` for all of it, or `filed`: then it ends after the last feed, and nothing is grouped meanwhile.
It imports what `briefing refresh` imports, so that its own processor time is that of the command.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from briefing.model.refresh import FeedChecked, RefreshEvent, Regrouped
from briefing.services import early_grouping
from briefing.services.refresh import refresh
from briefing.services.workspace import Workspace, open_workspace
from briefing.settings.places import places_under
from tests.benchmarks.farm import SETTINGS
from tests.benchmarks.processes import cpu_so_far

A_DAY = 86_400.0


@dataclass(slots=True)
class Measured:
    """One refresh: CPU seconds of all processes, seconds from its start, and MB of all processes; 0 if it never was."""

    cpu: float = 0.0
    wall: float = 0.0
    filed_cpu: float = 0.0
    """Until the last feed was checked."""
    filed: float = 0.0
    first_rows_cpu: float = 0.0
    first_rows: float = 0.0
    first_quotes_cpu: float = 0.0
    first_quotes: float = 0.0
    """Until the texts of the first thread were read."""
    grouped_cpu: float = 0.0
    grouped: float = 0.0
    """Until all threads were grouped, before most texts are read."""
    peak: float = 0.0
    stories: int = 0
    """How many were new."""


class _Watch:
    """Notes when a refresh reaches each step."""

    def __init__(self, workspace: Workspace) -> None:
        self.measured = Measured()
        self._workspace = workspace
        self._begun = time.monotonic()
        self._cpu = cpu_so_far()
        self._quotes: asyncio.Task[None] | None = None
        self.filed = asyncio.Event()
        """Set when all feeds were checked."""

    def report(self, event: RefreshEvent) -> None:
        """Take one step of the refresh."""
        seen = self.measured
        if isinstance(event, FeedChecked):
            seen.stories += event.new_stories
            if event.done == event.total:
                seen.filed, seen.filed_cpu = self._now()
                self.filed.set()
        elif isinstance(event, Regrouped):
            if seen.filed and not seen.grouped:
                seen.grouped, seen.grouped_cpu = self._now()
            if not seen.first_rows:
                seen.first_rows, seen.first_rows_cpu = self._now()
            self._quotes = self._quotes or asyncio.get_running_loop().create_task(self._read_first())

    async def end(self) -> Measured:
        """Return everything, now that the refresh is done."""
        if self._quotes is not None:
            await self._quotes
        self.measured.wall, self.measured.cpu = self._now()
        return self.measured

    async def _read_first(self) -> None:
        """Read the texts of the thread on which the cursor stands, as the reader does."""
        from briefing.services.inbox import Inbox
        from briefing.services.threads import Threads
        from briefing.store.views import EVERYTHING

        rows = await Inbox(self._workspace).rows(EVERYTHING, 0, 1)
        page = await Threads(self._workspace).page(rows[0].id) if rows else None
        if page is not None:
            await Threads(self._workspace).page_when_read(page, None)
            self.measured.first_quotes, self.measured.first_quotes_cpu = self._now()

    def _now(self) -> tuple[float, float]:
        return time.monotonic() - self._begun, cpu_so_far() - self._cpu


async def _refresh(home: Path, *, only_file: bool) -> Measured:
    if only_file:
        early_grouping.FIRST_SECONDS = early_grouping.STILL_SECONDS = A_DAY
    workspace = open_workspace(places_under(home), SETTINGS)
    try:
        watch = _Watch(workspace)
        running = asyncio.create_task(refresh(workspace, None, watch.report))
        filed = asyncio.create_task(watch.filed.wait())
        await asyncio.wait((running, filed) if only_file else (running,), return_when=asyncio.FIRST_COMPLETED)
        measured = await watch.end()
        for task in (running, filed):
            task.cancel()
        await asyncio.wait((running, filed))
        return measured
    finally:
        workspace.close()


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_refresh(Path(sys.argv[1]), only_file=sys.argv[2] == "filed")))))
