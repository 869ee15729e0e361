"""Stories in the store: filing them, and their snapshots."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.spans import Span
from briefing.model.story import Link, Snapshot, Story, TextKind
from briefing.store.directories import index_outlets
from briefing.store.timestamps import from_timestamp, to_timestamp, to_timestamp_or_none

if TYPE_CHECKING:
    from briefing.model.feed import Feed
    from briefing.model.filing import Filed, Filing


def file_refresh(
    connection: sqlite3.Connection, feed: Feed, filings: Sequence[Filing], at: datetime, unchanged: Sequence[int] = ()
) -> Filed:
    """File the entries of a feed and store its polling state, in one step; `unchanged` is as for `file_feed`."""
    from briefing.store.feeds import save_feed

    filed = file_feed(connection, feed, filings, at=at, unchanged=unchanged)
    new_notes = tuple(note for note in filed.notes if note not in feed.notes)
    save_feed(connection, replace(feed, notes=feed.notes + new_notes))
    return filed


def file_feed(
    connection: sqlite3.Connection,
    feed: Feed,
    filings: Sequence[Filing],
    *,
    at: datetime,
    unchanged: Sequence[int] = (),
) -> Filed:
    """File the entries of a feed: new stories, edits, or further entries of existing stories.

    Of duplicates in one document the last counts, and filing the same entries again changes nothing. The document also
    has the items `unchanged`, by their digests, which are filed as they are.
    """
    from briefing.store.filing import file_entries  # a thread page reads stories and files none

    filed = file_entries(connection, feed.id, filings, at, unchanged)
    index_outlets(connection)
    return filed


def add_snapshot(
    connection: sqlite3.Connection,
    story_id: int,
    *,
    title: str,
    text: str,
    kind: TextKind,
    links: Sequence[Link] = (),
    at: datetime,
) -> Snapshot | None:
    """Store a text of a story that was read from its own page; return None if the store has it already."""
    from briefing.store.texts import index_texts, keep_text

    shown = shown_story(connection, story_id)
    kept = keep_text(
        connection, shown, feed_id=None, title=title, text=text, kind=kind, links=links, at=at, edited=True
    )
    if kept is None:
        return None
    index_texts(connection, (kept,))
    return snapshot(connection, kept.snapshot)


def shown_story(connection: sqlite3.Connection, story_id: int) -> int:
    """Return the id of the story that this one was merged into, or its own id."""
    row = connection.execute("SELECT story_id FROM joins WHERE former = ?", (story_id,)).fetchone()
    return story_id if row is None else int(row["story_id"])


def story(connection: sqlite3.Connection, story_id: int) -> Story | None:
    """Return one story; the id of a story that was merged into another leads to that one."""
    row = connection.execute(
        """
        SELECT id, url, title, outlet, domain, author, published, dated, first_seen, language, versions
        FROM stories WHERE id = coalesce((SELECT story_id FROM joins WHERE former = ?1), ?1)
        """,
        (story_id,),
    ).fetchone()
    return None if row is None else story_of(row)


def update_story_facts(
    connection: sqlite3.Connection,
    story_id: int,
    *,
    outlet: str | None = None,
    domain: str | None = None,
    author: str | None = None,
    published: datetime | None = None,
    language: str | None = None,
) -> None:
    """Store what the page of a story says about it; None leaves a fact as it is."""
    shown = shown_story(connection, story_id)
    connection.execute(
        """
        UPDATE stories SET
            outlet = coalesce(:outlet, outlet), domain = coalesce(:domain, domain),
            author = coalesce(:author, author), language = coalesce(:language, language),
            dated = CASE WHEN :published IS NULL THEN dated ELSE 1 END,
            published = coalesce(:published, published)
        WHERE id = :id
        """,
        {
            "id": shown,
            "outlet": outlet,
            "domain": domain,
            "author": author,
            "language": language,
            "published": to_timestamp_or_none(published),
        },
    )
    index_outlets(connection)
    if published is not None:
        connection.execute("UPDATE entries SET published = ? WHERE story_id = ?", (to_timestamp(published), shown))


def snapshot(connection: sqlite3.Connection, snapshot_id: int) -> Snapshot | None:
    """Return one snapshot."""
    row = connection.execute(
        "SELECT id, story_id, feed_id, title, text, kind, taken, sha256, links FROM snapshots WHERE id = ?",
        (snapshot_id,),
    ).fetchone()
    return None if row is None else snapshot_of(row)


def latest_snapshot(connection: sqlite3.Connection, story_id: int) -> Snapshot | None:
    """Return the snapshot of a story that is shown and analysed: the newest of its fullest texts."""
    row = connection.execute(
        """
        SELECT n.id, n.story_id, n.feed_id, n.title, n.text, n.kind, n.taken, n.sha256, n.links
        FROM stories AS s JOIN snapshots AS n ON n.id = s.newest
        WHERE s.id = coalesce((SELECT story_id FROM joins WHERE former = ?1), ?1)
        """,
        (story_id,),
    ).fetchone()
    return None if row is None else snapshot_of(row)


def snapshots_to_read(
    connection: sqlite3.Connection, findings_version: int, stories: Sequence[int]
) -> tuple[Snapshot, ...]:
    """Return the newest snapshots of these stories that `findings_version` of the analysis has not read, in order."""
    rows = connection.execute(
        """
        SELECT n.id, n.story_id, n.feed_id, n.title, n.text, n.kind, n.taken, n.sha256, n.links
        FROM json_each(?) AS wanted
        CROSS JOIN stories AS s ON s.id = wanted.value
        CROSS JOIN snapshots AS n ON n.id = s.newest
        WHERE s.findings_version < ?
        ORDER BY wanted.id
        """,
        (json.dumps(list(stories)), findings_version),
    )
    return tuple(snapshot_of(row) for row in rows)


def outlets_of(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the outlet of each of the stories, by story."""
    rows = connection.execute(
        "SELECT s.id, s.outlet FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value",
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["outlet"] for row in rows}


def feeds_of_snapshots(connection: sqlite3.Connection, snapshot_ids: Sequence[int]) -> dict[int, int]:
    """Return the feed that brought each text, by snapshot; texts read from the page of an article are left out."""
    rows = connection.execute(
        "SELECT id, feed_id FROM snapshots WHERE id IN (SELECT value FROM json_each(?)) AND feed_id IS NOT NULL",
        (json.dumps(list(snapshot_ids)),),
    )
    return {row["id"]: row["feed_id"] for row in rows}


def story_of(row: sqlite3.Row) -> Story:
    """Return the story in a row of the table."""
    return Story(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        domain=row["domain"],
        author=row["author"],
        published=from_timestamp(row["published"]),
        dated=bool(row["dated"]),
        first_seen=from_timestamp(row["first_seen"]),
        language=row["language"],
        version=max(1, row["versions"]),
    )


def snapshot_of(row: sqlite3.Row) -> Snapshot:
    """Return the snapshot in a row of the table."""
    return Snapshot(
        id=row["id"],
        story=row["story_id"],
        title=row["title"],
        text=row["text"],
        kind=TextKind(row["kind"]),
        taken=from_timestamp(row["taken"]),
        sha256=row["sha256"].hex(),
        links=tuple(Link(url, Span(start, end)) for url, start, end in json.loads(row["links"])),
        of_feed=row["feed_id"] is not None,
    )
