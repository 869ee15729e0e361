"""Waking deferred threads: their conditions are checked after every change, and as time passes."""

from briefing.model.wake import why_woken
from briefing.services.workspace import Workspace
from briefing.store import wakes as wake_table


async def wake_threads(workspace: Workspace, *, times_only: bool = False) -> int:
    """Wake the threads whose condition holds, and return how many changed.

    A thread that woke by a clock that was wrong sleeps again. With `times_only`, only times are looked at, which is
    quick; the other conditions can only be met when the store changes. Nothing is done if the store is read-only.
    """
    if workspace.read_only:
        return 0
    now = workspace.now()
    found = await workspace.database.read(wake_table.wakings, now, times_only=times_only)
    if not found:
        return 0
    reasons = [(each, why_woken(each.woken, now) if each.woken else "") for each in found]
    return await workspace.database.run(wake_table.apply_wakings, reasons, now)
