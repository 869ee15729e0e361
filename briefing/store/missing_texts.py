"""Stories of which only a summary or a headline is held: which they are, and where their texts could be had."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.model.full_text import FullText
from briefing.model.story import TextKind
from briefing.store.timestamps import to_timestamp

MOST = 2_000


@dataclass(frozen=True, slots=True)
class CarryingFeed:
    """A feed that carries a story: its address, the user's word on its full texts, and whether it was unsubscribed."""

    url: str
    full_text: FullText
    removed: bool = False


def stories_without_text(connection: sqlite3.Connection, since: datetime) -> tuple[int, ...]:
    """Return the stories first seen `since` then, with an address and no full text, the newest first."""
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
    """Return the feeds that carry each of the stories, or did until they were unsubscribed, by story."""
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
    """Tell whether the texts that these stories got may change how they are grouped.

    So it is with one in company, where reprints may show, with one of which only the headline was known before, and
    with one that was joined to another story.
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
