"""A store that the program wrote before threads were events: what the user decided is kept when it is opened now."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.grouping import regroup
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store.database import open_database
from briefing.workers.pool import WorkerPool
from tests.services.conftest import Clock

WRITTEN = Path(__file__).parents[1] / "store" / "data" / "version_8.db.gz"
"""Nine feeds of the demo, with verdicts, two merges and a split."""
VERDICTS = {
    "t-848e": Verdict.FOLLOW,
    "t-1e55": Verdict.BRIEF,
    "t-10eb": Verdict.DROP,
    "t-079c": Verdict.LATER,
    "t-5341": Verdict.LATER,
    "t-f276": Verdict.BRIEF,
}


@pytest.fixture
def old_path(tmp_path: Path) -> Path:
    path = places_under(tmp_path).store
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress(WRITTEN.read_bytes()))
    return path


async def test_every_decision_is_kept_and_every_former_id_still_leads_somewhere(
    old_path: Path, tmp_path: Path, clock: Clock, workers: WorkerPool
) -> None:
    with sqlite3.connect(old_path) as before:
        former = {row[0] for row in before.execute("SELECT id FROM threads")}
        together = _linked(before, "must")
        apart = _linked(before, "cannot")
    workspace = Workspace(places_under(tmp_path), Settings(), open_database(old_path), workers, clock)
    await regroup(workspace)
    threads = Threads(workspace)
    pages = {thread: page for thread in former if (page := await threads.page(thread))}
    assert former == set(pages)
    assert {thread: pages[thread].row.verdict for thread in VERDICTS} == VERDICTS
    thread_of = {source.story: page.row.id for page in pages.values() for source in page.sources if source.held}
    assert all(thread_of[one] == thread_of[other] for one, other in together)
    assert all(thread_of[one] != thread_of[other] for one, other in apart)
    workspace.database.close()


async def test_decisions_of_the_older_program_can_be_undone(
    old_path: Path, tmp_path: Path, clock: Clock, workers: WorkerPool
) -> None:
    workspace = Workspace(places_under(tmp_path), Settings(), open_database(old_path), workers, clock)
    await regroup(workspace)
    decisions = Decisions(workspace)
    for _ in range(8):
        assert await decisions.undo() is not None
    assert await decisions.undo() is None
    page = await Threads(workspace).page("t-848e")
    assert page is not None
    assert page.row.verdict is Verdict.NEW
    workspace.database.close()


def _linked(connection: sqlite3.Connection, kind: str) -> list[tuple[int, int]]:
    return connection.execute("SELECT story_a, story_b FROM constraints WHERE kind = ?", (kind,)).fetchall()
