"""Teaching which stories belong together: merges and splits, at once and for every grouping to come."""

from collections.abc import Sequence

from briefing.model.merge_split import MergeSplit
from briefing.services.workspace import Workspace
from briefing.store import merge_split as merge_split_table
from briefing.store.lock import StoreTaken


async def merge_threads(workspace: Workspace, thread_ids: Sequence[str]) -> MergeSplit:
    """Make one thread of several; the oldest keeps its id and the others lead to it.

    Raises UsageError for fewer than two, NothingFound for one that is not there.
    """
    taught = await workspace.database.run(
        merge_split_table.merge_threads, tuple(thread_ids), workspace.now(), durable=True
    )
    await regroup_after_decision(workspace, taught.threads)
    return taught


async def split_story(workspace: Workspace, thread_id: str, story_id: int) -> MergeSplit:
    """Take a story out of its thread. Raises UsageError where it stands alone, NothingFound where it is not there."""
    taught = await workspace.database.run(
        merge_split_table.split_story, thread_id, story_id, workspace.now(), durable=True
    )
    await regroup_after_decision(workspace, taught.threads)
    return taught


async def regroup_after_decision(workspace: Workspace, threads: Sequence[str] = ()) -> None:
    """Group the threads that a decision is about again, however old they are, and rank the window by it.

    Raises StoreTaken, saying that the decision is stored, if another process groups for too long.
    """
    from briefing.services.grouping import regroup  # it brings the numbers along

    try:
        await regroup(workspace, threads)
    except StoreTaken as error:
        raise StoreTaken(f"What you decided is stored, but the threads do not show it yet. {error}") from error
