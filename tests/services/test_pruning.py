"""Pruning in steps: beside an open reader, killed in the middle, and on its own after a refresh."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.model.filing import Filing
from briefing.model.pruning import Keeping, Pruned
from briefing.model.verdict import Verdict, VerdictChange
from briefing.services import pruning
from briefing.services.workspace import Workspace
from briefing.store import verdicts
from briefing.store.database import integrity_faults, open_database
from briefing.store.shrinking import store_size
from tests.services.test_decisions import NOW, opened
from tests.store.builders import a_feed, a_filing, a_thread, file, group

OLD = NOW - timedelta(days=400)
BORDER = NOW - timedelta(days=365)
THREADS = 40
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from briefing.services import pruning
from tests.services.test_decisions import opened
from tests.services.test_pruning import BORDER

def report(what, done, total):
    if done > total / 2:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(pruning.prune(opened(Path(sys.argv[1])), BORDER, report))
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Old threads of one long story each, and a new one."""
    made = opened(tmp_path)
    feed = a_feed(made.database)
    old = file(made.database, feed, *(_filing(number) for number in range(THREADS)), at=OLD)
    (new,) = file(made.database, feed, a_filing(THREADS), at=NOW)
    group(made.database, *(a_thread(f"t-{story}", story) for story in (*old, new)), at=OLD)
    yield made
    made.close()


def _filing(number: int) -> Filing:
    text = " ".join(f"word{number}x{place}" for place in range(2_000))
    return a_filing(number, text=text, published=OLD)


def prune(workspace: Workspace, report: pruning.Report = lambda *_: None) -> Pruned:
    return asyncio.run(pruning.prune(workspace, BORDER, report))


def stories_in(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("SELECT count(*) FROM snapshots").fetchone()[0])


def test_old_threads_go_and_the_file_gets_smaller(workspace: Workspace) -> None:
    store = workspace.places.store
    planned = asyncio.run(pruning.look(workspace, BORDER))
    pruned = prune(workspace)
    assert (pruned.threads, pruned.stories) == (planned.threads, planned.stories) == (THREADS, THREADS)
    assert stories_in(store) == 1
    assert pruned.shrunk
    assert store.stat().st_size == pruned.bytes_after < pruned.bytes_before / 2
    assert workspace.database.look(integrity_faults) == ()


def test_the_copy_that_it_names_is_the_store_from_before(workspace: Workspace) -> None:
    pruned = prune(workspace)
    assert pruned.backup is not None
    assert stories_in(pruned.backup) == THREADS + 1
    workspace.close()
    pruned.backup.replace(workspace.places.store)
    with closing(open_database(workspace.places.store)) as restored:
        assert restored.look(integrity_faults) == ()


def test_a_second_prune_finds_nothing_and_leaves_the_copy(workspace: Workspace) -> None:
    first = prune(workspace)
    assert (prune(workspace).threads, prune(workspace).backup) == (0, None)
    assert first.backup is not None
    assert stories_in(first.backup) == THREADS + 1


def test_a_decision_in_an_open_reader_is_stored_at_once_and_counts(workspace: Workspace) -> None:
    store = workspace.places.store
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")  # as an older program made it
    decided: list[VerdictChange] = []
    with closing(open_database(store)) as reader, closing(sqlite3.connect(store, isolation_level=None)) as view:
        view.execute("BEGIN")
        before = view.execute("SELECT count(*) FROM stories").fetchone()

        def decide(_what: str, _done: int, _total: int) -> None:
            if not decided:
                decided.append(reader.call(verdicts.give, [f"t-{THREADS}"], Verdict.FOLLOW, NOW))

        pruned = prune(workspace, decide)
        assert view.execute("SELECT count(*) FROM stories").fetchone() == before == (THREADS + 1,)
    assert decided[0].threads == (f"t-{THREADS}",)
    assert (pruned.threads, pruned.kept) == (THREADS - 1, ((Keeping.DECIDED, 1),))
    assert not pruned.shrunk
    later = prune(workspace)
    assert (later.threads, later.shrunk) == (0, True)
    assert store.stat().st_size == later.bytes_after < pruned.bytes_after / 2


def test_the_file_gets_smaller_beside_an_open_reader(workspace: Workspace) -> None:
    with closing(open_database(workspace.places.store)):
        pruned = prune(workspace)
    assert pruned.shrunk
    assert pruned.bytes_after < pruned.bytes_before / 2


def test_a_prune_that_is_killed_leaves_a_whole_store_and_the_next_one_goes_on(workspace: Workspace) -> None:
    store = workspace.places.store
    workspace.database.close()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(store.parent)], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert 1 < stories_in(store) < THREADS
    again = opened(store.parent)
    assert again.database.look(integrity_faults) == ()
    prune(again)
    assert again.database.look(integrity_faults) == ()
    again.close()
    assert stories_in(store) == 1


def test_threads_are_pruned_after_a_refresh_only_if_the_settings_say_so(workspace: Workspace) -> None:
    size = workspace.database.look(store_size)
    asyncio.run(pruning.prune_if_set(workspace))
    assert stories_in(workspace.places.store) == THREADS + 1
    asyncio.run(pruning.prune_if_set(_that_prunes(workspace)))
    assert stories_in(workspace.places.store) == 1
    assert workspace.database.look(store_size) < size
    assert not list(workspace.places.store.parent.glob("*.backup*"))


def test_it_is_done_once_a_day(workspace: Workspace) -> None:
    asyncio.run(pruning.prune_if_set(_that_prunes(workspace, keep_months=600)))
    asyncio.run(pruning.prune_if_set(_that_prunes(workspace)))
    assert stories_in(workspace.places.store) == THREADS + 1
    tomorrow = replace(_that_prunes(workspace), clock=lambda: NOW + timedelta(days=1))
    asyncio.run(pruning.prune_if_set(tomorrow))
    assert stories_in(workspace.places.store) == 1


def _that_prunes(workspace: Workspace, keep_months: int = 12) -> Workspace:
    settings = replace(workspace.settings, prune_automatically=True, keep_months=keep_months)
    return replace(workspace, settings=settings)


def test_what_grouping_still_needs_is_never_pruned(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="threads of the last 7 days are not pruned; give 7d or more"):
        pruning.border_of(workspace, 6)
    long = replace(workspace, settings=replace(workspace.settings, window_days=60, keep_months=1))
    assert pruning.border_of(long, None) == NOW - timedelta(days=61)
