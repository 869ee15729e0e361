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
from briefing.store.database import Database, integrity_faults, open_database
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


def test_settings_of_the_engine_are_the_safe_ones(store: Database) -> None:
    def pragmas(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert store.call(pragmas) == ["wal", 1, 1, 5_000, 0]


def test_what_the_user_decides_is_written_through_to_the_disk(store: Database) -> None:
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


def test_an_empty_file_is_laid_out_anew_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    database = open_database(path)
    assert "was empty" in database.notice
    a_feed(database)
    database.close()


def test_a_new_store_needs_no_notice(store: Database) -> None:
    assert store.notice == ""
    assert not store.read_only


def test_a_newer_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
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
def test_a_file_that_is_no_store_is_named_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"store\.db.*(Move|move)"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_file_cut_in_half_is_called_damaged_and_stays_as_it_is(tmp_path: Path) -> None:
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


def test_a_full_disk_is_said_and_reading_goes_on(store: Database) -> None:
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


def test_a_second_briefing_reads_and_names_the_first(store: Database) -> None:
    a_feed(store)
    code = (
        "import sys; from pathlib import Path; from briefing.store.database import open_database\n"
        "from briefing.store.feeds import feeds\n"
        "second = open_database(Path(sys.argv[1])); print(second.read_only, len(second.look(feeds)), second.notice)"
        "; second.close()"
    )
    told = _run(code, str(store.path)).communicate(timeout=30)[0]
    assert told.startswith("True 1 ")
    assert f"process {os.getpid()}" in told


def test_a_second_briefing_refuses_to_write_with_a_sentence(store: Database) -> None:
    second = open_database(store.path)
    with pytest.raises(StoreError, match="Another briefing"):
        a_feed(second)
    second.close()


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
def test_in_a_folder_that_may_not_be_written_it_reads(tmp_path: Path) -> None:
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


def test_a_place_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be made"):
        open_database(tmp_path / "file" / "store.db")


def test_closing_stops_a_write_that_takes_too_long(tmp_path: Path) -> None:
    database = a_store(tmp_path)

    def endless(connection: sqlite3.Connection) -> None:
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        ).fetchone()

    stuck = database._write_thread.submit(database._write, endless, (), False)
    begun = time.monotonic()
    database.close()
    assert time.monotonic() - begun < 2
    with pytest.raises(StoreError, match="stopped"):
        stuck.result()
