"""A text that the user wants is read before the others, and no text is read twice."""

import asyncio
from pathlib import Path
from typing import Any

from briefing.model.analysis import ANALYSIS_VERSION
from briefing.services.findings import BATCH, read_texts_of
from briefing.services.jobs import read_batch
from briefing.services.new_texts import read_new_texts
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store import texts_to_read
from briefing.store.database import open_database
from briefing.workers.pool import WorkerPool
from tests.store.builders import NOW, a_feed, a_filing, file


class CountingPool(WorkerPool):
    """A pool that notes the stories whose texts it was asked to read, batch by batch."""

    def __init__(self, size: int = 1) -> None:
        super().__init__(size)
        self.batches: list[list[str]] = []
        self.at_once = self.most_at_once = 0

    async def run(self, function: Any, *args: Any, timeout: float, patient: bool = False) -> Any:
        """Run it."""
        if function is read_batch:
            self.batches.append([text.title for text in args[0]])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await super().run(function, *args, timeout=timeout)
        finally:
            self.at_once -= 1


def test_an_opened_thread_goes_before_the_other_texts_and_nothing_is_read_twice(tmp_path: Path) -> None:
    pool = CountingPool()
    places = places_under(tmp_path)
    workspace = Workspace(places, Settings(), open_database(places.store), pool, lambda: NOW)
    count = 6 * BATCH
    ids = file(workspace.database, a_feed(workspace.database), *(a_filing(number) for number in range(count)))

    async def read_with_an_interruption() -> tuple[int, int]:
        everything = asyncio.create_task(read_new_texts(workspace, lambda _event: None))
        while not pool.batches:
            await asyncio.sleep(0)
        wanted = await read_texts_of(workspace, (ids[0], ids[-1]))
        still = len(workspace.database.look(texts_to_read.stories_to_read, ANALYSIS_VERSION))
        await everything
        return wanted, still

    wanted, still = asyncio.run(read_with_an_interruption())
    workspace.close()
    titles = [title for batch in pool.batches for title in batch]
    assert len(titles) == len(set(titles)) == count
    assert wanted
    assert still >= count - 4 * BATCH


def test_one_worker_reads_a_few_texts_and_the_others_load_no_models(tmp_path: Path) -> None:
    pool = CountingPool(2)
    places = places_under(tmp_path)
    workspace = Workspace(places, Settings(), open_database(places.store), pool, lambda: NOW)
    file(workspace.database, a_feed(workspace.database), *(a_filing(number) for number in range(3 * BATCH)))
    read = asyncio.run(read_new_texts(workspace, lambda _event: None))
    workspace.close()
    assert (read.texts, read.failed) == (3 * BATCH, 0)
    assert (len(pool.batches), pool.most_at_once) == (3, 1)
