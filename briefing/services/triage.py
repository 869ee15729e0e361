"""Verdicts: giving them, and taking them back."""

from collections.abc import Sequence

from briefing.model.actor_wish import ActorWish
from briefing.model.decided import Decided
from briefing.model.teaching import Teaching
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services.teaching import regroup_decided
from briefing.services.workspace import Workspace
from briefing.store import decisions as decision_table
from briefing.store import threads as thread_table
from briefing.store import verdicts as verdict_table


async def give_verdict(workspace: Workspace, thread_ids: Sequence[str], verdict: Verdict) -> VerdictChange:
    """Decide on threads; one undo takes all of them back."""
    now = workspace.now()
    return await workspace.database.run(verdict_table.give, tuple(thread_ids), verdict, now, durable=True)


async def undo(workspace: Workspace) -> Decided | None:
    """Take the last decision back that was not taken back yet; None where there is none."""
    return await _grouped(workspace, await workspace.database.run(decision_table.undo, workspace.now(), durable=True))


async def redo(workspace: Workspace) -> Decided | None:
    """Carry out again what was undone last; None where there is nothing."""
    return await _grouped(workspace, await workspace.database.run(decision_table.redo, workspace.now(), durable=True))


async def mark_looked(workspace: Workspace, thread_id: str) -> None:
    """Remember that the reader has looked at a thread as it stands now."""
    await workspace.database.run(thread_table.mark_looked, thread_id, workspace.now())


async def _grouped(workspace: Workspace, decided: Decided | None) -> Decided | None:
    if isinstance(decided, Teaching):
        await regroup_decided(workspace, decided.threads)
    elif isinstance(decided, ActorWish):
        await regroup_decided(workspace)
    return decided
