"""Builders of stored values: each makes a complete one, and a test names only what it is about."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.model.feed import Feed
from briefing.model.filing import Filing, entry_key
from briefing.model.grouping import Placement, ThreadPlacement
from briefing.model.query import Query
from briefing.model.story import Snapshot, TextKind
from briefing.query.parser import parse
from briefing.store import constraints, feeds, stories, texts_to_read, threads
from briefing.store.database import Database, open_database
from briefing.store.stories import snapshot_of
from briefing.text.addresses import host_of
from briefing.text.page_addresses import canonical_url

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def ask(store: Database, question: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Read from the store. The answer has any type, so the test fails if it is None and has no such field."""
    return store.look(question, *args, **named)


def tell(store: Database, step: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """Write to the store and return the outcome."""
    return store.call(step, *args, **named)


def a_query(words: str) -> Query:
    """Return a query that asks for something."""
    query = parse(words, NOW)
    assert query is not None
    return query


def a_store(folder: Path) -> Database:
    """Open a store in `folder`."""
    return open_database(folder / "home" / "store.db")


def a_feed(database: Database, url: str = "https://herald.example/feed", title: str = "") -> Feed:
    """Subscribe to a feed."""
    feed: Feed = database.call(feeds.add_feed, url, title=title, at=NOW)
    return feed


def a_filing(
    number: int = 1,
    *,
    url: str | None = None,
    guid: str = "",
    title: str = "",
    text: str = "",
    outlet: str = "Herald",
    published: datetime | None = NOW - timedelta(hours=1),
    kind: TextKind = TextKind.SUMMARY,
) -> Filing:
    """Return an entry about event `number`."""
    address = f"https://herald.example/story/{number}" if url is None else url
    headline = title or f"Dockers at port {number} walk out"
    words = text or f"Dockers walked out of port {number} on Sunday, the harbour office said."
    canonical = canonical_url(address)
    return Filing(
        key=entry_key(guid, canonical, headline, words),
        guid=guid,
        url=address,
        canonical=canonical,
        title=headline,
        outlet=outlet,
        domain=host_of(address),
        author="",
        published=published,
        language="en",
        text=words,
        text_kind=kind,
    )


def file(database: Database, feed: Feed, *filings: Filing, at: datetime = NOW) -> tuple[int, ...]:
    """File entries and return the ids of the stories that are new."""
    filed = database.call(stories.file_refresh, feed, filings, at)
    new: tuple[int, ...] = filed.new
    return new


def a_thread(name: str, *story_ids: int, score: float = 1.0) -> ThreadPlacement:
    """Return a thread of these stories."""
    members = tuple(Placement(story) for story in story_ids)
    return ThreadPlacement(name, story_ids[0], members, len(story_ids), score)


def group(
    database: Database, *placements: ThreadPlacement, at: datetime = NOW, merged: Mapping[str, str] | None = None
) -> None:
    """Store threads; `merged` says which thread took the stories of which."""
    database.call(threads.save_grouping, placements, at=at, merged_into=merged or {})


def must_link(store: Database, one: int, other: int) -> None:
    """Store that two stories belong together."""
    tell(store, constraints.append_constraint, one, other, "must", NOW)


def cannot_link(store: Database, one: int, other: int) -> None:
    """Store that two stories do not belong together."""
    tell(store, constraints.append_constraint, one, other, "cannot", NOW)


def unlink(store: Database, one: int, other: int) -> None:
    """Take back what was stored about two stories."""
    tell(store, constraints.append_constraint, one, other, "free", NOW)


def snapshots_of(store: Database, story: int) -> tuple[Snapshot, ...]:
    """Return all snapshots of a story, also of one that was merged, oldest first."""

    def read(connection: sqlite3.Connection) -> tuple[Snapshot, ...]:
        shown = stories.shown_story(connection, story)
        rows = connection.execute("SELECT * FROM snapshots WHERE story_id = ? ORDER BY taken, id", (shown,))
        return tuple(snapshot_of(row) for row in rows)

    found: tuple[Snapshot, ...] = ask(store, read)
    return found


def unread(store: Database, findings_version: int = 1) -> tuple[Snapshot, ...]:
    """Return the texts that a version of the analysis has not read, in the order in which it reads them."""
    waiting = ask(store, texts_to_read.stories_to_read, findings_version)
    found: tuple[Snapshot, ...] = ask(store, stories.snapshots_to_read, findings_version, waiting)
    return found
