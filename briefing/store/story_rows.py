"""Rows of stories and snapshots, turned into the model."""

import json
import sqlite3

from briefing.model.spans import Span
from briefing.model.story import Link, Snapshot, Story, TextKind
from briefing.store.timestamps import from_timestamp


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
