"""Leases: a job that only one process does at a time waits for its turn, up to a limit."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from briefing.services.workspace import Job, OnWait, Workspace
from briefing.store.lock import POLL_SECONDS, Lock, StoreTaken, release

SECONDS = {Job.REFRESH: 60.0, Job.GROUPING: 300.0}
"""How long a job waits for another process. Grouping a full window takes a minute or two."""

_DOING = {Job.REFRESH: "refreshing the feeds", Job.GROUPING: "grouping the threads"}


@asynccontextmanager
async def lease(
    workspace: Workspace, job: Job, *, on_wait: OnWait | None = None, seconds: float | None = None
) -> AsyncIterator[bool]:
    """Hold the lease of a job; yield whether another process held it while this one waited.

    `on_wait` (that of the workspace if None) is called once if the wait is noticeable. Raises StoreTaken if the other
    process is not done within `seconds` (those of the job if None).
    """
    async with workspace.turns[job]:
        limit = SECONDS[job] if seconds is None else seconds
        lock, waited = await _take(workspace, job, on_wait or workspace.on_wait, limit)
        try:
            yield waited
        finally:
            release(lock)


async def _take(workspace: Workspace, job: Job, on_wait: OnWait, seconds: float) -> tuple[Lock, bool]:
    begun = time.monotonic()
    announced = False
    while not (lock := workspace.database.try_job_lock(job)).ours:
        waited = time.monotonic() - begun
        if waited > seconds:
            raise StoreTaken(f"Another briefing (process {lock.holder}) is {_DOING[job]}; try again when it is done.")
        if not announced and waited > 10 * POLL_SECONDS:
            announced = True
            on_wait(lock.holder)
        await asyncio.sleep(POLL_SECONDS)
    return lock, announced
