"""Stories with only a summary or a headline, and where their full texts could be fetched."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.full_text import FullText
from briefing.model.story import TextKind
from briefing.store.timestamps import to_timestamp

MOST = 2_000


@dataclass(frozen=True, slots=True)
class CarryingFeed:
    """A feed that has a story: its address, the full-text mode that the user chose, and whether it was unsubscribed."""

    url: str
    full_text: FullText
    removed: bool = False


def stories_without_text(connection: sqlite3.Connection, since: datetime) -> tuple[int, ...]:
    """Return the stories first seen `since` then that have an address and no full text, newest first."""
    rows = connection.execute(
        """
        SELECT s.id FROM stories AS s JOIN snapshots AS n ON n.id = s.newest
        WHERE s.first_seen >= ? AND s.url <> '' AND n.kind <> ?
        ORDER BY s.published DESC, s.id DESC LIMIT ?
        """,
        (to_timestamp(since), TextKind.FULL, MOST),
    )
    return tuple(row["id"] for row in rows)


def feeds_carrying(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, tuple[CarryingFeed, ...]]:
    """Return the feeds that have each of the stories, unsubscribed ones included, by story."""
    rows = connection.execute(
        """
        SELECT DISTINCT e.story_id, f.url, f.full_text, f.removed IS NOT NULL AS removed
        FROM json_each(?) AS wanted JOIN entries AS e ON e.story_id = wanted.value JOIN feeds AS f ON f.id = e.feed_id
        ORDER BY e.story_id, f.url
        """,
        (json.dumps(list(story_ids)),),
    )
    carried: defaultdict[int, list[CarryingFeed]] = defaultdict(list)
    for row in rows:
        carried[row["story_id"]].append(CarryingFeed(row["url"], FullText(row["full_text"]), bool(row["removed"])))
    return {story: tuple(carriers) for story, carriers in carried.items()}


def addresses_of(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the address of each of the stories, by story."""
    rows = connection.execute(
        "SELECT s.id, s.url FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value",
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["url"] for row in rows}


def may_change_grouping(connection: sqlite3.Connection, story_ids: Sequence[int]) -> bool:
    """Return whether the full texts of these stories can change how they are grouped.

    They can if a story shares its thread, where reprints may show, if only its headline was known before, or if it was
    merged into another story.
    """
    row = connection.execute(
        """
        SELECT 1
        FROM json_each(?) AS filled
        LEFT JOIN memberships AS m ON m.story_id = filled.value LEFT JOIN threads AS t ON t.id = m.thread_id
        WHERE m.story_id IS NULL OR t.story_count > 1
            OR NOT EXISTS (SELECT 1 FROM snapshots AS n WHERE n.story_id = filled.value AND n.kind = ?)
        LIMIT 1
        """,
        (json.dumps(list(story_ids)), TextKind.SUMMARY),
    ).fetchone()
    return row is not None
