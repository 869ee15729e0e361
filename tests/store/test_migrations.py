"""Migrations from every older version to the newest."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model.actor_override import ActorOverride, OverrideKind
from briefing.model.analysis import ANALYSIS_VERSION
from briefing.model.errors import StoreError
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.spans import Span
from briefing.store import decisions, feeds, findings, texts_to_read, views
from briefing.store.connections import connect_reader
from briefing.store.migrations import APPLICATION_ID, STEPS, migrate, version_of
from briefing.store.timestamps import A_DAY, to_timestamp
from tests.store.builders import NOW, a_store

ROOT = Path(__file__).parents[2]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _old_store(folder: Path, version: int) -> Path:
    """Make a file as a program with `version` steps left it, with one feed in it."""
    path = folder / "old.db"
    connection = _connect(path)
    migrate(connection, path, STEPS[:version])
    connection.execute(
        """
        INSERT INTO feeds (url, title, site, folder, typed, added)
        VALUES ('https://herald.example/feed', '', '', '', 1, ?)
        """,
        (to_timestamp(NOW),),
    )
    connection.close()
    return path


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE feeds ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_every_old_version_is_migrated_to_the_newest(tmp_path: Path, version: int) -> None:
    path = _old_store(tmp_path, version)
    connection = _connect(path)
    assert migrate(connection, path) == version
    assert version_of(connection) == len(STEPS)
    assert len(feeds.feeds(connection)) == 1
    connection.close()


def test_findings_from_before_reasons_were_stored_are_kept_and_read_again(tmp_path: Path) -> None:
    path = _old_store(tmp_path, 6)
    connection = _connect(path)
    connection.executescript(_READ_STORY)
    migrate(connection, path)
    (quote,) = findings.explained_findings(connection, 1).quotes
    assert (quote.spans, quote.reasons) == ((Span(0, 7),), ())
    assert len(texts_to_read.stories_to_read(connection, ANALYSIS_VERSION)) == 1
    connection.close()


_READ_STORY = """
    INSERT INTO stories (id, canonical, url, title, title_hash, outlet, domain, author, published, dated, first_seen,
        language, versions, findings_version)
    VALUES (1, '', '', 'Cranes stop', 1, 'Herald', '', '', 1, 1, 1, 'en', 1, 1);
    INSERT INTO snapshots (id, story_id, feed_id, kind, taken, sha256, title, links, text)
    VALUES (1, 1, 1, 'summary', 1, x'00', 'Cranes stop', '[]', 'We stop, she said.');
    UPDATE stories SET newest = 1;
    INSERT INTO readings (snapshot_id, version) VALUES (1, 1);
    INSERT INTO quotes (snapshot_id, position, spans, kind, paragraph, unnamed, speaker_key)
    VALUES (1, 0, '[0, 7]', 'direct', 0, 1, '');
"""
"""A story whose text an early version of the analysis read, with one quote."""


def test_old_overrides_of_actors_can_be_undone(tmp_path: Path) -> None:
    path = _old_store(tmp_path, 3)
    connection = _connect(path)
    connection.execute("INSERT INTO decisions (batch, state) VALUES (7, 'done')")
    connection.executemany(
        "INSERT INTO actor_wishes (at, kind, key, other, undone) VALUES (?, ?, 'oskar vell', '', ?)",
        [(1, "watch", None), (2, "unwatch", 3), (4, "unwatch", None)],
    )
    migrate(connection, path)
    kinds = [decided.kind for _ in range(2) if isinstance(decided := decisions.undo(connection, NOW), ActorOverride)]
    assert kinds == [OverrideKind.UNWATCH, OverrideKind.WATCH]
    assert [batch for (batch,) in connection.execute("SELECT batch FROM decisions WHERE state = 'done'")] == [7]
    connection.close()


def test_threads_of_an_older_store_get_the_parts_they_belong_to(tmp_path: Path) -> None:
    path = _old_store(tmp_path, 10)
    connection = _connect(path)
    now = to_timestamp(NOW)
    stories_of = {
        "old": [(1, "Herald", -4)],
        "single": [(2, "Herald", -2)],
        "threads": [(3, "Herald", -4), (4, "B", 0)],
    }
    for thread, filed in stories_of.items():
        for story, outlet, day in filed:
            connection.execute(_STORY, {"id": story, "outlet": outlet, "published": now + day * A_DAY, "now": now})
        connection.execute(
            """
            INSERT INTO threads (id, title_story, first_seen, last_story, story_count, independent_count, score,
                score_parts) VALUES (?, ?, ?, ?, 1, 1, 1, '[]')
            """,
            (thread, filed[0][0], now, now),
        )
        for story, *_ in filed:
            connection.execute("INSERT INTO memberships VALUES (?, ?, 1, '[]', 0, 0, ?, NULL)", (story, thread, now))
    migrate(connection, path)
    rows = {row.id: row.part for row in views.thread_rows(connection, InboxFilter(), now=NOW)}
    assert rows == {"old": InboxPart.ARCHIVE, "single": InboxPart.SINGLE, "threads": InboxPart.THREADS}
    connection.close()


_STORY = """
    INSERT INTO stories (id, canonical, url, title, title_hash, outlet, domain, author, published, dated, first_seen,
        language, versions, findings_version)
    VALUES (:id, '', '', 'Cranes stop', :id, :outlet, '', '', :published, 1, :now, 'en', 1, 1)
"""


def test_a_future_step_keeps_the_data_and_a_copy_of_the_old_file(tmp_path: Path) -> None:
    path = _old_store(tmp_path, len(STEPS))
    connection = _connect(path)
    migrate(connection, path, (*STEPS, _add_colour))
    assert connection.execute("SELECT colour FROM feeds").fetchone()[0] == ""
    connection.close()
    copy = _connect(tmp_path / f"old.db.backup-v{len(STEPS)}")
    assert version_of(copy) == len(STEPS)
    assert copy.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert len(feeds.feeds(copy)) == 1
    copy.close()


def test_a_file_is_checked_once_however_old_it_is(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    migrate(connection, tmp_path / "store.db")
    assert sum("integrity_check" in each for each in statements) == 1
    connection.close()


def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    assert not list((tmp_path / "home").glob("*.backup*"))


def test_a_step_that_breaks_a_link_between_tables_is_undone(tmp_path: Path) -> None:
    def forget_feeds(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO former_addresses (feed_id, url) SELECT id, url FROM feeds")
        connection.execute("DELETE FROM feeds")

    path = _old_store(tmp_path, len(STEPS))
    connection = _connect(path)
    with pytest.raises(StoreError, match="left as it was"):
        migrate(connection, path, (*STEPS, forget_feeds))
    assert version_of(connection) == len(STEPS)
    assert len(feeds.feeds(connection)) == 1
    connection.close()


_KILLED_IN_A_STEP = """
import os, signal, sqlite3, sys
from pathlib import Path
from briefing.store.migrations import STEPS, migrate
def killed(connection):
    connection.execute("ALTER TABLE feeds ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
connection = sqlite3.connect(path, isolation_level=None)
migrate(connection, path, (*STEPS, killed))
"""


def test_a_file_killed_in_a_step_has_the_old_version(tmp_path: Path) -> None:
    path = _old_store(tmp_path, len(STEPS))
    ended = subprocess.run([sys.executable, "-c", _KILLED_IN_A_STEP, str(path)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    connection = _connect(path)
    assert version_of(connection) == len(STEPS)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(feeds.feeds(connection)) == 1
    assert path.with_name(f"old.db.backup-v{len(STEPS)}").exists()
    migrate(connection, path, (*STEPS, _add_colour))
    connection.close()


def test_an_older_file_is_not_read_as_a_current_one(tmp_path: Path) -> None:
    path = _old_store(tmp_path, len(STEPS))
    connection = _connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(StoreError, match="older version"):
        connect_reader(path)
