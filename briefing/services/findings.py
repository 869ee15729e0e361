"""Reading new texts for quotes, actors and citations, in the worker processes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis, TextRead, TextToRead
from briefing.model.errors import BriefingError
from briefing.model.refresh import Analysed, RefreshEvent
from briefing.model.story import Snapshot
from briefing.services.jobs import read_batch
from briefing.services.rules import follow_rules
from briefing.services.workspace import Workspace
from briefing.store import findings as finding_table
from briefing.store import missing_texts as missing_table
from briefing.store import stories as story_table
from briefing.text.addresses import host_of

AT_ONCE = 400
"""How many snapshots are read from the store at once."""
BATCH = 20
"""How many texts one call of a worker reads."""
SECONDS_A_TEXT = 3.0
SECONDS_TO_BEGIN = 20.0
"""The first text of a worker waits for its tables and models to load, which takes long on a busy machine."""


@dataclass(frozen=True, slots=True)
class TextsRead:
    """How many texts were read, and on how many of them the analysis failed."""

    texts: int = 0
    failed: int = 0


async def read_new_texts(workspace: Workspace, report: Callable[[RefreshEvent], None]) -> TextsRead:
    """Read every newest snapshot that this version of the analysis has not read."""
    done = failed = 0
    total = await workspace.database.read(story_table.count_to_read, ANALYSIS_VERSION)
    while waiting := await workspace.database.read(story_table.snapshots_to_read, ANALYSIS_VERSION, AT_ONCE):
        batches = [waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH)]
        for finished in asyncio.as_completed([_read_batch(workspace, batch) for batch in batches]):
            read = await finished
            rows = [(each.id, each.findings) for each in read]
            await workspace.database.run(finding_table.save_findings, rows, ANALYSIS_VERSION)
            done += len(read)
            failed += sum(each.failed for each in read)
            report(Analysed(done, max(done, total)))
    if done:
        await follow_rules(workspace)  # they may ask for actors and speakers
    return TextsRead(done, failed)


async def _read_batch(workspace: Workspace, batch: Sequence[Snapshot]) -> tuple[TextRead, ...]:
    pages = await workspace.database.read(missing_table.addresses_of, [each.story for each in batch])
    texts = [
        TextToRead(each.id, each.text, each.links, host_of(pages.get(each.story, "")), each.title) for each in batch
    ]
    try:
        return await workspace.workers.run(read_batch, texts, timeout=SECONDS_TO_BEGIN + SECONDS_A_TEXT * len(texts))
    except BriefingError:
        if len(batch) == 1:
            return (TextRead(batch[0].id, TextAnalysis(), failed=True),)
        halves = (batch[: len(batch) // 2], batch[len(batch) // 2 :])
        return tuple([each for half in halves for each in await _read_batch(workspace, half)])
