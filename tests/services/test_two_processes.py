"""Two processes on one store: a reader that decides, and a refresh that a timer started."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model.errors import StoreError
from briefing.model.refresh import RefreshEvent, Waiting
from briefing.model.verdict import Verdict
from briefing.services.decisions import Decisions
from briefing.services.grouping import regroup
from briefing.services.leases import lease
from briefing.services.refresh import refresh
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Access, Job, Workspace, open_workspace
from briefing.settings.places import places_under
from briefing.settings.settings import Settings
from briefing.store.threads import save_grouping
from tests.benchmarks import cron_beside_reader
from tests.services.conftest import Clock, Site
from tests.services.feeds import PORT, VOTE, Item, rss
from tests.services.test_decisions import opened, state, with_stories
from tests.store.builders import a_thread

HOLD = """
import asyncio, sys
from pathlib import Path
from briefing.services.leases import lease
from briefing.services.workspace import Job
from tests.services.test_decisions import opened

async def hold():
    async with lease(opened(Path(sys.argv[1])), Job(sys.argv[2])):
        print("held", flush=True)
        await asyncio.sleep(float(sys.argv[3]))

asyncio.run(hold())
"""

GROUP_SLOWLY = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from briefing.services.grouping import regroup
from tests.services.test_decisions import Inline, opened

class Slow(Inline):
    async def run(self, function, *args, timeout, patient=False):
        settled = function(*args)
        print("grouped", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        return settled

asyncio.run(regroup(replace(opened(Path(sys.argv[1])), workers=Slow())))
"""


def another(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Return another process that has begun."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=10)


def briefing(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "--home", str(home), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def morning(tmp_path: Path) -> Workspace:
    return with_stories(opened(tmp_path))


async def test_a_job_waits_for_another_process_that_does_it(morning: Workspace, tmp_path: Path) -> None:
    other = another(HOLD, tmp_path, "refresh", 1.2)
    told: list[RefreshEvent] = []
    finished = await refresh(morning, (), told.append)
    assert (told[0], told[-1]) == (Waiting(str(other.pid)), finished)
    other.communicate(timeout=10)
    morning.close()


async def test_a_job_that_waits_too_long_ends_in_a_sentence(morning: Workspace, tmp_path: Path) -> None:
    other = another(HOLD, tmp_path, "refresh", 60)
    with pytest.raises(StoreError, match=f"process {other.pid}.*refreshing the feeds; try again"):
        async with lease(morning, Job.REFRESH, seconds=0.2):
            pass
    end(other)
    async with lease(morning, Job.REFRESH, seconds=5):
        pass
    morning.close()


async def test_a_merge_during_the_grouping_of_another_process_stands(morning: Workspace, tmp_path: Path) -> None:
    places, _ = state(morning.database)
    other = another(GROUP_SLOWLY, tmp_path)
    assert other.stdin is not None
    assert other.stdout is not None
    merging = asyncio.ensure_future(Decisions(morning).merge_threads((places[1], places[3])))
    await asyncio.sleep(0.3)
    other.stdin.write("save\n")
    other.stdin.flush()
    assert await asyncio.to_thread(other.stdout.readline) == "grouped\n"  # its first result was not saved
    assert not merging.done()
    await asyncio.to_thread(other.communicate, "save\n", 10)
    merged, _ = await asyncio.to_thread(state, morning.database)
    assert len({merged[story] for story in (1, 2, 3, 4)}) == 1
    await merging
    merged, _ = await asyncio.to_thread(state, morning.database)
    assert len({merged[story] for story in (1, 2, 3, 4)}) == 1
    morning.close()


async def test_a_merge_that_cannot_be_shown_yet_is_stored_and_says_so(
    morning: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules["briefing.services.leases"].SECONDS, Job.GROUPING, 0.2)
    places, _ = state(morning.database)
    other = another(HOLD, tmp_path, "grouping", 60)
    with pytest.raises(StoreError, match="What you decided is stored"):
        await Decisions(morning).merge_threads((places[1], places[3]))
    end(other)
    await regroup(morning)
    merged, _ = await asyncio.to_thread(state, morning.database)
    assert len({merged[story] for story in (1, 2, 3, 4)}) == 1
    morning.close()


async def test_a_verdict_on_a_thread_that_was_closed_meanwhile_goes_to_its_heir(morning: Workspace) -> None:
    places, _ = state(morning.database)
    old, heir = places[3], places[1]
    joined = a_thread(heir, 1, 2, 3, 4)
    await morning.database.run(save_grouping, [joined], at=morning.now(), merged_into={old: heir})
    change = await Decisions(morning).give_verdict((old,), Verdict.BRIEF)
    assert change.threads == (heir,)
    morning.close()


async def test_a_refresh_from_a_timer_runs_beside_the_open_reader(tmp_path: Path, site: Site, clock: Clock) -> None:
    port = Item("Cranes stop", "https://paper.example/port", clock.at - timedelta(hours=1), PORT)
    vote = Item("Fuel tax goes to a vote", "https://paper.example/vote", clock.at - timedelta(hours=2), VOTE)
    reader = open_workspace(places_under(tmp_path), Settings(), clock=clock, access=Access.NOW)
    (tmp_path / "urls").write_text(site.serve("/feed", rss("Paper", port, vote)), encoding="utf-8")
    await Feeds(reader).import_list(tmp_path / "urls")
    timer = briefing(tmp_path, "--now", clock.at.isoformat(), "refresh")
    reading = briefing(tmp_path, "--quiet", "threads", "--json")
    said = (await asyncio.to_thread(timer.communicate, None, 60))[1]
    assert timer.returncode == 0, said
    assert (await asyncio.to_thread(reading.communicate, None, 60))[1] == ""
    stored, _ = await asyncio.to_thread(state, reader.database)
    await Decisions(reader).give_verdict((stored[1],), Verdict.BRIEF)
    assert (await asyncio.to_thread(state, reader.database))[1][stored[1]] == Verdict.BRIEF
    reader.close()


async def test_a_refresh_by_the_program_is_handed_over_to_the_process_that_refreshes(
    morning: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another(HOLD, tmp_path, "refresh", 60)
    assert (await refresh(morning, None, lambda _: None, asked=False)).handed_over
    monkeypatch.setitem(sys.modules["briefing.services.leases"].SECONDS, Job.REFRESH, 0.2)
    assert (await refresh(morning, None, lambda _: None)).handed_over
    end(other)
    assert not (await refresh(morning, (), lambda _: None, asked=False)).handed_over
    morning.close()


def test_refreshes_of_cron_beside_a_reader_that_decides_lose_nothing(tmp_path: Path) -> None:
    outcome = cron_beside_reader.run(3, tmp_path)
    assert outcome.faults == ()
    assert outcome.decisions > 3
