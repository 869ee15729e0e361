"""The store file as a whole: opening, refusing, surviving."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefing.model.errors import StoreError
from briefing.store import feeds, stories
from briefing.store.database import Database, integrity_faults, open_database, open_now, open_to_read
from briefing.store.lock import release, try_exclusive
from briefing.store.migrations import STEPS
from tests.store.builders import NOW, a_feed, a_filing, a_store, file


def _run(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


def test_folder_and_file_are_for_the_user_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home" / "store.db").stat().st_mode) == 0o600


def test_a_file_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    (tmp_path / "home" / "store.db").chmod(0o644)
    a_store(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "home" / "store.db").stat().st_mode) == 0o600


def test_the_engine_has_safe_settings(store: Database) -> None:
    def pragmas(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert store.call(pragmas) == ["wal", 1, 1, 250, 0]


def test_a_decision_is_synced_to_the_disk(store: Database) -> None:
    def level(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA synchronous").fetchone()[0])

    assert store.call(level, durable=True) == 2
    assert store.call(level) == 1


def test_a_step_that_fails_leaves_nothing(store: Database) -> None:
    def half(connection: sqlite3.Connection) -> None:
        feeds.add_feed(connection, "https://herald.example/feed", at=NOW)
        raise ValueError

    with pytest.raises(ValueError):
        store.call(half)
    assert store.look(feeds.feeds) == ()


def test_a_read_cannot_write(store: Database) -> None:
    with pytest.raises(StoreError):
        store.look(feeds.add_feed, "https://herald.example/feed", at=NOW)


async def test_reading_goes_on_while_a_write_is_open(store: Database) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        feeds.add_feed(connection, "https://herald.example/feed", at=NOW)
        begun.set()
        may_end.wait(10)

    write = asyncio.ensure_future(store.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert await store.read(feeds.feeds) == ()
    may_end.set()
    await write
    assert len(await store.read(feeds.feeds)) == 1


def test_an_empty_file_becomes_a_store_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    database = open_database(path)
    assert "was empty" in database.notice
    a_feed(database)
    database.close()


def test_a_new_store_needs_no_notice(store: Database) -> None:
    assert store.notice == ""
    assert not store.read_only


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    path = tmp_path / "home" / "store.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=rf"version 999.*knows {len(STEPS)}"):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database at all\n" * 400, b"SQLite format 3\x00" + b"\xff" * 8_176])
def test_a_file_that_is_not_a_store_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"store\.db.*(Move|move)"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_truncated_file_is_called_damaged_and_left_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    path = tmp_path / "home" / "store.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_database(path)


def test_a_full_disk_is_reported_and_reading_goes_on(store: Database) -> None:
    feed = a_feed(store)

    def no_more_pages(connection: sqlite3.Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    store.call(no_more_pages)
    with pytest.raises(StoreError, match="disk is full"):
        file(store, feed, *(a_filing(number, text="word " * 2_000) for number in range(200)))
    assert store.look(stories.story, 1) is None
    assert store.look(feeds.feeds) == (feed,)
    assert store.look(integrity_faults) == ()


def test_two_processes_write_in_turns(store: Database) -> None:
    second = _run(_ADD_FEEDS, str(store.path))
    for number in range(50):
        a_feed(store, f"https://first.example/{number}")
    assert second.communicate(timeout=30)[0] == "done\n"
    assert len(store.look(feeds.feeds)) == 100


async def test_what_another_process_wrote_is_noticed_once_and_own_writes_are_not(store: Database) -> None:
    assert not await store.changed_elsewhere()
    await store.run(feeds.add_feed, "https://herald.example/feed", at=NOW)
    assert not await store.changed_elsewhere()
    await asyncio.to_thread(_run(_ADD_FEEDS, str(store.path)).communicate, None, 30)
    assert [await store.changed_elsewhere(), await store.changed_elsewhere()] == [True, False]


def test_reading_takes_no_lock(store: Database) -> None:
    a_feed(store)
    alone = try_exclusive(store.path)
    assert not alone.ours
    reading = open_to_read(store.path)
    assert reading.read_only
    assert len(reading.look(feeds.feeds)) == 1
    store.close()
    alone = try_exclusive(store.path)
    assert alone.ours
    release(alone)
    reading.close()


def test_opening_to_read_creates_a_missing_store(tmp_path: Path) -> None:
    database = open_to_read(tmp_path / "store.db")
    assert database.look(feeds.feeds) == ()
    database.close()


def test_a_store_held_by_another_process_is_waited_for(store: Database) -> None:
    store.close()
    holder = _held_alone(store.path, seconds=1.2)
    waited_for: list[str] = []
    database = open_database(store.path, seconds=10, on_wait=waited_for.append)
    assert waited_for == [str(holder.pid)]
    a_feed(database)
    database.close()
    holder.communicate(timeout=10)


def test_waiting_for_a_store_ends_in_a_sentence(store: Database) -> None:
    store.close()
    holder = _held_alone(store.path, seconds=20)
    with pytest.raises(StoreError, match=f"process {holder.pid}.*try again"):
        open_database(store.path, seconds=0.1)
    holder.kill()
    holder.communicate(timeout=10)


async def test_a_screen_opens_a_taken_store_at_once_and_writes_when_it_is_free(store: Database) -> None:
    store.close()
    holder = _held_alone(store.path, seconds=60)
    database = open_now(store.path)
    assert database.read_only
    assert f"process {holder.pid}" in database.notice
    free = asyncio.ensure_future(database.wait_until_writable())
    await asyncio.sleep(0.3)
    assert not free.done()
    holder.kill()
    holder.communicate(timeout=10)
    assert await free
    assert (database.read_only, database.notice) == (False, "")
    await database.run(feeds.add_feed, "https://herald.example/feed", at=NOW)
    database.close()


async def test_a_decision_on_a_taken_store_waits_and_is_stored(store: Database) -> None:
    store.close()
    holder = _held_alone(store.path, seconds=1.5)
    database = open_now(store.path)
    await database.run(feeds.add_feed, "https://herald.example/feed", at=NOW, durable=True)
    assert len(await database.read(feeds.feeds)) == 1
    database.close()
    holder.communicate(timeout=10)


async def test_a_decision_that_cannot_be_stored_is_refused_in_words(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.store.database._FIRST_WRITE_SECONDS", 0.1)
    store.close()
    holder = _held_alone(store.path, seconds=20)
    database = open_now(store.path)
    with pytest.raises(StoreError, match=f"process {holder.pid}"):
        await database.run(feeds.add_feed, "https://herald.example/feed", at=NOW, durable=True)
    database.close()
    holder.kill()
    holder.communicate(timeout=10)


async def test_a_decision_outlives_its_cancelling_and_the_closing_of_the_store(store: Database) -> None:
    other = _written_to(store.path)
    queued = [
        asyncio.ensure_future(store.run(feeds.add_feed, f"https://{name}.example/feed", at=NOW, durable=durable))
        for name, durable in (("decided", True), ("polled", False))
    ]
    await asyncio.sleep(0.1)
    for task in queued:
        task.cancel()
    await asyncio.gather(*queued, return_exceptions=True)
    closing = asyncio.ensure_future(asyncio.to_thread(store.close))
    await asyncio.sleep(0.3)
    other.execute("COMMIT")
    other.close()
    await closing
    again = open_database(store.path)
    assert [feed.url for feed in again.look(feeds.feeds)] == ["https://decided.example/feed"]
    again.close()


async def test_closing_says_that_a_decision_could_not_be_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = a_store(tmp_path)
    monkeypatch.setattr("briefing.store.database.WRITE_SECONDS", 0.0)
    other = _written_to(store.path)
    decision = asyncio.ensure_future(store.run(feeds.add_feed, "https://herald.example/feed", at=NOW, durable=True))
    await asyncio.sleep(0.1)
    decision.cancel()
    await asyncio.gather(decision, return_exceptions=True)
    with pytest.raises(StoreError, match="What you decided last could not be stored: another program"):
        await asyncio.to_thread(store.close)
    other.close()


_ADD_FEEDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from briefing.store.database import open_database
from briefing.store.feeds import add_feed
database = open_database(Path(sys.argv[1]))
for number in range(50):
    database.call(add_feed, f"https://second.example/{number}", at=datetime.now(UTC), durable=True)
database.close()
print("done")
"""

_HOLD_ALONE = """
import sys, time
from pathlib import Path
from briefing.store.lock import try_exclusive
lock = try_exclusive(Path(sys.argv[1]))
print("held" if lock.ours else "taken", flush=True)
time.sleep(float(sys.argv[2]))
"""


def _held_alone(path: Path, seconds: float) -> subprocess.Popen[str]:
    """Return a process that has the store for itself, as one that migrates it does."""
    holder = _run(_HOLD_ALONE, str(path), str(seconds))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def _written_to(path: Path) -> sqlite3.Connection:
    """Return a connection of another program that is in the middle of writing."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    return connection


_FILE_UNTIL_KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.store.builders import a_feed, a_filing, a_store, file
database = a_store(Path(sys.argv[1]))
feed = a_feed(database)
for batch in range(100_000):
    new = file(database, feed, *(a_filing(number) for number in range(batch * 20, batch * 20 + 20)))
    print(len(new), flush=True)
"""


def test_killed_while_writing_it_keeps_whole_steps_and_the_lock_is_free(tmp_path: Path) -> None:
    process = _run(_FILE_UNTIL_KILLED, str(tmp_path), str(Path(__file__).parents[2]))
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(5)]
    time.sleep(0.013)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    database = a_store(tmp_path)
    assert not database.read_only
    assert database.look(integrity_faults) == ()
    kept = database.look(lambda c: c.execute("SELECT count(*) FROM stories").fetchone()[0])
    assert kept % 20 == 0
    assert kept >= sum(map(int, told))
    database.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become another user")
def test_a_store_in_a_read_only_folder_is_opened_for_reading(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    (tmp_path / "home").chmod(0o555)
    (tmp_path / "home" / "store.db").chmod(0o444)
    code = (
        "import os, sys; from pathlib import Path; from briefing.store.database import open_database\n"
        "from briefing.store.feeds import feeds\n"
        "os.chdir(sys.argv[1]); os.setuid(65534)\n"
        "nobody = open_database(Path(sys.argv[2])); print(nobody.read_only, nobody.look(feeds), nobody.notice)"
    )
    os_path = tmp_path / "home" / "store.db"
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o005 != 0o005 and folder.is_relative_to("/tmp"):
            folder.chmod(0o755)
    told = _run(code, str(tmp_path), str(os_path)).communicate(timeout=30)[0]
    assert told.startswith("True () The store")
    assert "reading only" in told


def test_an_impossible_path_is_reported_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(tmp_path / "file" / "store.db")


def test_closing_stops_a_write_that_takes_too_long(tmp_path: Path) -> None:
    database = a_store(tmp_path)

    def endless(connection: sqlite3.Connection) -> None:
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        ).fetchone()

    stuck = database._submit(endless, (), durable=False)
    begun = time.monotonic()
    database.close()
    assert time.monotonic() - begun < 2
    with pytest.raises(StoreError, match="stopped"):
        stuck.result()
