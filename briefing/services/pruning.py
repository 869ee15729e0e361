"""Pruning the store: old threads go in short steps, beside an open reader, and the file gets smaller."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import field, replace
from datetime import datetime, timedelta
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.errors import StoreError, UsageError
from briefing.model.pruning import Keeping, Pruned
from briefing.services.leases import lease
from briefing.services.workspace import Job, Workspace
from briefing.store import pruning as pruning_table
from briefing.store import removal as removal_table
from briefing.store import shrinking as file_table
from briefing.store.backup import replace_copy
from briefing.store.pruning import FIRST, Cited, Find, Position, Step

DAYS_OF_A_MONTH = 30.44
SHORTEST_DAYS = 7
"""What is newer is never pruned: grouping and topics still need it."""

_LOOKED_AT = 500
"""How many threads a step that deletes nothing looks at."""
_FIRST_SIZE, _SMALLEST_SIZE, _LARGEST_SIZE = 16, 8, 200
"""How many threads a step that deletes looks at; fewer would cost more in transactions than in deleting."""
_STEP_SECONDS = 0.02
"""How long a step that deletes may hold the store: a decision in an open reader waits for it."""
_NAMES = 500

Report = Callable[[str, int, int], None]
"""Called with what is being pruned, and how much of it is done."""


@dataclass(slots=True)
class _Tally:
    threads: int = 0
    stories: int = 0
    kept: Counter[Keeping] = field(default_factory=Counter)

    def add(self, step: Step) -> None:
        self.threads += len(step.threads)
        self.stories += len(step.stories)
        self.kept.update(step.kept)


def border_of(workspace: Workspace, days: int | None) -> datetime:
    """Return the time before which threads are old: `days` ago, or as long ago as the settings keep threads.

    Raises UsageError if that is within the time that grouping still needs.
    """
    shortest = max(SHORTEST_DAYS, workspace.settings.window_days + 1)
    if days is None:
        days = max(shortest, round(workspace.settings.keep_months * DAYS_OF_A_MONTH))
    if days < shortest:
        raise UsageError(f"threads of the last {shortest} days are not pruned; give {shortest}d or more.")
    return workspace.now() - timedelta(days=days)


async def look(workspace: Workspace, border: datetime) -> Pruned:
    """Return what `prune` would delete and keep; change nothing."""
    database = workspace.database
    cited = await database.read(pruning_table.cited_stories)
    tally = _Tally()
    for find in (pruning_table.old_threads, pruning_table.loose_stories):
        last: Position | None = FIRST
        while last is not None:
            step = await database.read(find, border, cited, last, _LOOKED_AT)
            tally.add(step)
            last = step.last
    size = await database.read(file_table.store_size)
    return _pruned(border, tally, size)


async def prune(workspace: Workspace, border: datetime, report: Report, *, with_backup: bool = True) -> Pruned:
    """Delete the threads without a story since `border` that nothing keeps, and make the file smaller.

    By default a copy of the store is made first, in place of that of the last time. What a killed run left
    is pruned by the next one, which also makes the file smaller if that could not be done. Raises StoreTaken if another
    process refreshes for too long.
    """
    async with lease(workspace, Job.REFRESH), lease(workspace, Job.GROUPING):
        planned = await look(workspace, border)
        anything = bool(planned.stories or planned.threads)
        if not anything and not await workspace.database.read(file_table.has_much_free):
            return planned
        backup = await _back_up(workspace) if anything and with_backup else None
        tally = _Tally()
        if anything:
            await _delete(workspace, border, tally, lambda: report("stories", tally.stories, planned.stories))
            await _tidy(workspace)
        shrunk = await _shrink(workspace)
        size = await workspace.database.read(file_table.store_size)
    done = _pruned(border, tally, planned.bytes_before)
    return replace(done, bytes_after=size, shrunk=shrunk, backup=backup)


async def prune_if_set(workspace: Workspace) -> None:
    """Prune as the settings say, at most once a day, without a copy; the caller holds the lease of refreshes."""
    if not workspace.settings.prune_automatically:
        return
    if not await workspace.database.run(pruning_table.is_new_day, workspace.now()):
        return
    await _delete(workspace, border_of(workspace, None), _Tally(), lambda: None)
    while await workspace.database.maintain(file_table.free_some_pages):
        pass


def _pruned(border: datetime, tally: _Tally, size: int) -> Pruned:
    kept = tuple((reason, tally.kept[reason]) for reason in Keeping if tally.kept[reason])
    return Pruned(border, tally.threads, tally.stories, kept, size, size)


async def _back_up(workspace: Workspace) -> Path:
    store = workspace.places.store
    backup = store.with_name(f"{store.name}.backup-prune")
    await workspace.database.read(replace_copy, backup)
    return backup


async def _delete(workspace: Workspace, border: datetime, tally: _Tally, report: Callable[[], None]) -> None:
    for find in (pruning_table.old_threads, pruning_table.loose_stories):
        async for step in _steps(workspace, find, border):
            tally.add(step)
            report()


async def _steps(workspace: Workspace, find: Find, border: datetime) -> AsyncIterator[Step]:
    """Yield each step that was stored; steps grow or shrink so that none holds the store for long."""
    database, size = workspace.database, _FIRST_SIZE
    last: Position | None = FIRST
    cited: Cited = await database.read(pruning_table.cited_stories)
    while last is not None:
        begun = time.perf_counter()
        step = await database.run_unchecked(pruning_table.prune, find, border, cited, last, size, workspace.now())
        if step is None:
            cited = await database.read(pruning_table.cited_stories)
            continue
        taken = time.perf_counter() - begun
        size = min(_LARGEST_SIZE, size + 1 + size // 4) if taken < _STEP_SECONDS else max(_SMALLEST_SIZE, size // 2)
        yield step
        last = step.last


async def _tidy(workspace: Workspace) -> None:
    """Delete the names that no text has any more, and take what was deleted out of the indexes."""
    database = workspace.database
    last: int | None = 0
    while last is not None:
        last = await database.run(removal_table.delete_unused_names, last, _NAMES)
    for index in ("text_index", "name_index"):
        first = True
        while await database.run(file_table.merge_index, index, first=first):
            first = False


async def _shrink(workspace: Workspace) -> bool:
    """Give free pages back: at once if no other process has the store open, else a few at a time if it was so once."""
    database = workspace.database
    with database.alone() as alone, suppress(StoreError):  # the disk may be too full to write all of it anew
        if alone:
            await database.maintain(file_table.vacuum)
            return True
    if not await database.read(file_table.can_shrink):
        return False
    while await database.maintain(file_table.free_some_pages):
        pass
    return True
