"""Newsboat's cache is read as what it is; any other database is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.model.errors import UsageError
from briefing.model.verdict import Verdict
from briefing.services.subscriptions import Feeds
from briefing.services.workspace import Workspace
from tests.services.conftest import Clock
from tests.services.feeds import PORT, VOTE
from tests.sync.test_real_servers import threads

SCHEMA = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0,
    etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT "");
"""
FEED = "https://wire.example/feed"


def cache(path: Path, clock: Clock) -> Path:
    """Write a cache as newsboat does: one item read, one flagged, one neither, one deleted."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.execute(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, 'https://wire.example/', 'Wire')", (FEED,)
        )
        connection.execute("INSERT INTO rss_feed (rssurl, url, title) VALUES ('query:Unread:x', '', 'Unread')")
        items = (
            ("Cranes stop at Velmar", PORT, 0, "", 0),
            ("Fuel tax bill goes to the floor", VOTE, 1, "s", 0),
            ("Ferry timetable for the winter", "The ferry sails twice a day from Monday.", 1, "", 0),
            ("Spam", "x", 1, "", 1),
        )
        for number, (title, text, unread, flags, deleted) in enumerate(items):
            connection.execute(
                """
                INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted)
                VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    *(f"guid-{number}", title, f"https://wire.example/{number}", FEED),
                    *(int(clock.at.timestamp()) - 3600, text, unread, flags, deleted),
                ),
            )
        connection.commit()
    return path


async def test_feeds_items_what_was_read_and_flags_are_taken(
    workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    path = cache(tmp_path / "cache.db", clock)
    before = path.read_bytes()
    imported = await Feeds(workspace).import_list(path)
    assert [(feed.url, feed.title) for feed in imported.feeds] == [(FEED, "Wire")]
    assert {title: verdict for title, (_, verdict) in (await threads(workspace)).items()} == {
        "Cranes stop at Velmar": Verdict.DROP,
        "Fuel tax bill goes to the floor": Verdict.FOLLOW,
        "Ferry timetable for the winter": Verdict.NEW,
    }
    assert imported.notes[-1] == "3 items of newsboat: 1 thread with a flag followed, 1 thread read before dropped"
    assert path.read_bytes() == before


async def test_a_second_import_changes_nothing(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", clock)
    await Feeds(workspace).import_list(path)
    found = await threads(workspace)
    again = await Feeds(workspace).import_list(path)
    assert (again.new, await threads(workspace)) == (0, found)


async def test_what_is_no_web_address_is_left_out(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", clock)
    with closing(sqlite3.connect(path)) as connection:
        for address in ("http://", "https://[::1", "http://wire.example/\x1b[31m", "https://a b.example/"):
            connection.execute("INSERT INTO rss_feed (rssurl, url, title) VALUES (?, '', '')", (address,))
        connection.commit()
    imported = await Feeds(workspace).import_list(path)
    assert [feed.url for feed in imported.feeds] == [FEED]


async def test_another_database_is_refused_in_one_sentence(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
        connection.commit()
    with pytest.raises(UsageError, match="is not the cache of newsboat"):
        await Feeds(workspace).import_list(path)
    with pytest.raises(UsageError, match="is not the cache of newsboat"):
        await Feeds(workspace).import_list(workspace.places.store)
    path.write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(UsageError, match="cannot be read"):
        await Feeds(workspace).import_list(path)
    assert await Feeds(workspace).rows() == ()
