"""Grouping the open window into threads: computed in a worker, saved in one transaction."""

from collections.abc import Sequence
from datetime import timedelta

from briefing.model.grouping import GroupingRequest
from briefing.model.refresh import Regrouped
from briefing.services.developments import lift_developed
from briefing.services.jobs import count_batch, group_window_job
from briefing.services.leases import lease
from briefing.services.rules import follow_rules
from briefing.services.wakes import wake_threads
from briefing.services.workspace import Job, Workspace
from briefing.store import constraints as constraint_table
from briefing.store import statistics as statistics_table
from briefing.store import texts as text_table
from briefing.store import threads as thread_table

SECONDS = 900.0
"""Grouping a full window takes a minute of one core, and far longer on a busy machine."""


async def regroup(
    workspace: Workspace, reopened: Sequence[str] = (), *, steady: bool = True, up_to: int = 0
) -> Regrouped:
    """Group the stories of the last days again, keep the ids of threads, and save it in one transaction.

    The threads `reopened`, and those that were merged or split since, are grouped too, however old they are. If
    `steady`, only the threads near to what is new or reopened are grouped again, and all of them only now and then;
    if in doubt, stories of one thread stay together. Otherwise the same stories and decisions give the same threads,
    however they were grouped before. A merge or split made during grouping, also by another process, invalidates the
    result, which is computed again. Deferred threads whose condition holds wake. With `up_to`, stories filed after that
    one are left for the next grouping.

    Raises StoreTaken if another process groups for too long.
    """
    now = workspace.now()
    window = timedelta(days=workspace.settings.window_days)
    async with lease(workspace, Job.GROUPING):
        while True:
            constraints = await workspace.database.read(constraint_table.constraint_state)
            waiting = await workspace.database.read(constraint_table.threads_to_regroup)
            regrouped = tuple(dict.fromkeys((*reopened, *waiting)))
            asked = GroupingRequest(now, now - window, regrouped, steady, workspace.settings.families, up_to)
            result = await workspace.workers.run(group_window_job, workspace.database.path, asked, timeout=SECONDS)
            if await workspace.database.run(thread_table.save_result, result, constraints, at=now, window=window):
                await follow_rules(workspace)
                await wake_threads(workspace)
                await lift_developed(workspace)
                return Regrouped(result.threads)


async def count_new_words(workspace: Workspace, story_ids: Sequence[int]) -> None:
    """Add the words of new stories to the term statistics."""
    texts = await workspace.database.read(text_table.titles_and_leads, story_ids)
    counted = await workspace.workers.run(count_batch, texts, timeout=SECONDS)
    await workspace.database.run(statistics_table.add_statistics, counted)
