"""Lifting the threads of earlier briefs that developed."""

from briefing.services.workspace import Workspace
from briefing.text.days import start_of_day


async def lift_developed(workspace: Workspace) -> bool:
    """Lift the threads that developed since a brief of an earlier day, lower the others; return whether any changed.

    Nothing is done if the store is read-only.
    """
    from briefing.store import developments as development_table  # slow to import: it needs the briefs

    now = workspace.now()
    if workspace.read_only or not await workspace.database.read(development_table.is_changed, start_of_day(now), now):
        return False
    await workspace.database.run(development_table.lift_developed, start_of_day(now), now)
    return True
