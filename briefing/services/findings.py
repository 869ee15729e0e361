"""Reading new texts for quotes, actors and citations, in the worker processes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis, TextRead, TextToRead
from briefing.model.errors import BriefingError
from briefing.services.jobs import read_batch
from briefing.services.text_budget import TextBudget
from briefing.services.workspace import Workspace
from briefing.store import findings as finding_table
from briefing.store import missing_texts as missing_table
from briefing.store import stories as story_table
from briefing.store import texts_to_read as waiting_table
from briefing.text.addresses import host_of
from briefing.workers.pool import WorkerTimeout

MOST_ASKED = 100
"""How many texts with a name are read at most before a question about it is answered."""
BATCH = 10
"""How many texts one call of a worker reads: a thread that the user opens waits for no more."""
TEXTS_A_WORKER = 500
"""How many more texts make another worker worth starting: it takes long to load its tables and models."""
SECONDS_A_TEXT = 3.0
SECONDS_TO_BEGIN = 20.0
"""The first text of a worker waits for its tables and models to load, which takes long on a busy machine."""


async def read_texts_of(workspace: Workspace, stories: Sequence[int]) -> int:
    """Read the newest snapshots of some stories that have not been read; return how many there were.

    They come before what `new_texts.read_new_texts` still has to do, and wait for those of them that it is reading now.
    """
    waiting = await workspace.database.read(story_table.snapshots_to_read, ANALYSIS_VERSION, stories)
    async for _ in read_in_batches(workspace, [each.story for each in waiting], TextBudget()):
        pass
    return len(waiting)


async def read_texts_of_threads(workspace: Workspace, threads: Sequence[str]) -> None:
    """Read the texts of some threads that have not been read; do nothing if the store is read-only."""
    if not workspace.read_only:
        stories = await workspace.database.read(waiting_table.not_read_in, ANALYSIS_VERSION, threads)
        await read_texts_of(workspace, stories)


async def read_latest(workspace: Workspace, stories: Sequence[int]) -> int:
    """Read the texts of the first `MOST_ASKED` of some unread stories; return how many are left.

    All of them are if the store is read-only.
    """
    if workspace.read_only:
        return len(stories)
    await read_texts_of(workspace, stories[:MOST_ASKED])
    return len(stories[MOST_ASKED:])


async def read_in_batches(
    workspace: Workspace, stories: Sequence[int], budget: TextBudget
) -> AsyncIterator[tuple[TextRead, ...]]:
    """Read the newest texts of stories in batches, and yield each batch when it is stored.

    Only one batch waits for a worker, so that what is wanted at once can go before the others. A text that another
    task is reading is not read twice; this waits for it.
    """
    reading = workspace.reading
    others = {reading[story] for story in stories if story in reading}
    running: set[asyncio.Task[tuple[TextRead, ...]]] = set()
    wanted, size = 1 + len(stories) // TEXTS_A_WORKER, workspace.workers.size
    most = wanted if wanted < size else size + 1
    try:
        for start in range(0, len(stories), BATCH):
            batch = [story for story in stories[start : start + BATCH] if story not in reading]
            running.add(_begin(workspace, batch, budget))
            if len(running) >= most:
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield await task
        while running:
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield await task
    finally:
        for task in running:
            task.cancel()
    if others:
        await asyncio.wait(others)


def _begin(workspace: Workspace, stories: Sequence[int], budget: TextBudget) -> asyncio.Task[tuple[TextRead, ...]]:
    """Begin to read a batch; `workspace.reading` has its stories until it is stored or given up."""
    task = asyncio.create_task(_read_and_store(workspace, stories, budget))
    workspace.reading.update(dict.fromkeys(stories, task))

    def end(_task: object) -> None:
        for story in stories:
            del workspace.reading[story]

    task.add_done_callback(end)
    return task


async def _read_and_store(workspace: Workspace, stories: Sequence[int], budget: TextBudget) -> tuple[TextRead, ...]:
    """Read what is still unread: the user may have opened the thread of some of it meanwhile."""
    waiting = await workspace.database.read(story_table.snapshots_to_read, ANALYSIS_VERSION, stories)
    if not waiting:
        return ()
    pages = await workspace.database.read(missing_table.addresses_of, [each.story for each in waiting])
    outlets = await workspace.database.read(story_table.outlets_of, [each.story for each in waiting])
    feeds = await workspace.database.read(story_table.feeds_of_snapshots, [each.id for each in waiting])
    texts = [
        TextToRead(
            each.id,
            each.text,
            each.links,
            host_of(pages.get(each.story, "")),
            each.title,
            feeds.get(each.id, 0),
            outlet=outlets.get(each.story, ""),
        )
        for each in waiting
    ]
    read = await _read_allowed(workspace, texts, budget)
    rows = [(each.id, each.findings) for each in read]
    await workspace.database.run(finding_table.save_findings, rows, ANALYSIS_VERSION)
    return read


async def _read_allowed(workspace: Workspace, texts: Sequence[TextToRead], budget: TextBudget) -> tuple[TextRead, ...]:
    """Return the findings of the texts, in any order; those of feeds that have used up their time are failed."""
    timed = [replace(each, seconds=budget.seconds_for(each)) for each in texts]
    allowed = [each for each in timed if each.seconds]
    refused = [TextRead(each.id, TextAnalysis(), failed=True) for each in timed if not each.seconds]
    return (*refused, *(await _read_batch(workspace, allowed, budget) if allowed else ()))


async def _read_batch(workspace: Workspace, texts: Sequence[TextToRead], budget: TextBudget) -> tuple[TextRead, ...]:
    seconds = SECONDS_TO_BEGIN + SECONDS_A_TEXT * len(texts)
    try:
        read = await workspace.workers.run(read_batch, texts, timeout=seconds)
    except BriefingError as error:
        too_slow = isinstance(error, WorkerTimeout)
        if len(texts) > 1:
            size = 1 if too_slow else len(texts) // 2
            parts = [texts[start : start + size] for start in range(0, len(texts), size)]
            return tuple([each for part in parts for each in await _read_allowed(workspace, part, budget)])
        read = (TextRead(texts[0].id, TextAnalysis(), failed=True, seconds=seconds if too_slow else 0.0),)
    budget.charge(texts, read)
    return read
