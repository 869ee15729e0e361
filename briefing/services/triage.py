"""Verdicts: giving them, and taking them back."""

from collections.abc import Sequence

from briefing.model.actor_override import ActorOverride
from briefing.model.decision import Decision
from briefing.model.merge_split import MergeSplit
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services.teaching import regroup_after_decision
from briefing.services.workspace import Workspace
from briefing.store import decisions as decision_table
from briefing.store import threads as thread_table
from briefing.store import verdicts as verdict_table


async def give_verdict(workspace: Workspace, thread_ids: Sequence[str], verdict: Verdict) -> VerdictChange:
    """Decide on threads; one undo takes all of them back."""
    now = workspace.now()
    return await workspace.database.run(verdict_table.give, tuple(thread_ids), verdict, now, durable=True)


async def undo(workspace: Workspace) -> Decision | None:
    """Take the last decision back that was not taken back yet; None where there is none."""
    return await _grouped(workspace, await workspace.database.run(decision_table.undo, workspace.now(), durable=True))


async def redo(workspace: Workspace) -> Decision | None:
    """Carry out again what was undone last; None where there is nothing."""
    return await _grouped(workspace, await workspace.database.run(decision_table.redo, workspace.now(), durable=True))


async def mark_looked(workspace: Workspace, thread_id: str) -> None:
    """Remember that the reader has looked at a thread as it stands now."""
    await workspace.database.run(thread_table.mark_looked, thread_id, workspace.now())


async def _grouped(workspace: Workspace, decided: Decision | None) -> Decision | None:
    if isinstance(decided, MergeSplit):
        await regroup_after_decision(workspace, decided.threads)
    elif isinstance(decided, ActorOverride):
        await regroup_after_decision(workspace)
    return decided
