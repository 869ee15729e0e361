"""Maintenance of the store: checking it, and rebuilding what can be computed again."""

from collections.abc import Callable
from pathlib import Path

from briefing.frozen import dataclass
from briefing.model.refresh import RefreshEvent, Waiting
from briefing.services.feed_health import feed_rows
from briefing.services.grouping import regroup
from briefing.services.leases import lease
from briefing.services.new_texts import read_all_texts
from briefing.services.workspace import Job, Workspace
from briefing.store import database as database_module
from briefing.store import findings as finding_table
from briefing.store import story_words as words_table
from briefing.store.backup import copy_store


@dataclass(frozen=True, slots=True)
class Examined:
    """One check, whether it passed, and a sentence about it."""

    what: str
    well: bool
    words: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many texts were read again, and how many threads the open window has."""

    texts: int
    threads: int


async def examine(workspace: Workspace) -> tuple[Examined, ...]:
    """Return the checks of the store and of the feeds."""
    faults = await workspace.database.read(database_module.integrity_faults)
    feeds = await feed_rows(workspace)
    failing = [row.feed.title or row.feed.url for row in feeds if row.state == "failing"]
    return (
        Examined("store", not faults, "; ".join(faults) or f"{workspace.places.store} is whole"),
        Examined(
            "feeds", not failing, f"failing: {', '.join(failing)}" if failing else f"{len(feeds)} feeds, none fails"
        ),
    )


async def back_up(workspace: Workspace, target: Path) -> int:
    """Copy the store to the new file `target`, and return its bytes.

    The copy is one state of the store, also while other processes write. Raises StoreError if there is such a file or
    it cannot be written.
    """
    await workspace.database.read(copy_store, target)
    return target.stat().st_size


async def rebuild(workspace: Workspace, report: Callable[[RefreshEvent], None]) -> Rebuilt:
    """Delete all findings and encoded words, read every newest text again, and group the open window again.

    Raises StoreTaken if another process refreshes for too long.
    """
    async with lease(workspace, Job.REFRESH, on_wait=lambda holder: report(Waiting(holder))):
        await workspace.database.run(finding_table.forget_findings)
        await workspace.database.run(words_table.delete_all_words)
        read = await read_all_texts(workspace, report)
        grouped = await regroup(workspace, steady=False)
    report(grouped)
    return Rebuilt(read.texts, grouped.threads)
