"""The open window in the store: its stories, their threads, and their texts as grouping reads them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from briefing.model.grouping import (
    FormerThread,
    GroupingProgress,
    GroupingRequest,
    Placement,
    StoredRank,
    StoryOutline,
    StoryText,
)
from briefing.store.connections import plain_rows
from briefing.store.constraints import merge_keys
from briefing.store.texts import LEAD_CHARACTERS, lead_of
from briefing.store.thread_rows import loaded_reasons
from briefing.store.timestamps import A_DAY, AN_HOUR, from_timestamp, to_timestamp

_OUTLINE = """
    WITH recent AS (
        SELECT id FROM stories WHERE published >= :since AND (:up_to = 0 OR id <= :up_to)
        UNION
        SELECT id FROM stories WHERE first_seen >= :since AND (:up_to = 0 OR id <= :up_to)
    ),
    open AS (
        SELECT thread_id FROM memberships WHERE story_id IN (SELECT id FROM recent)
        UNION
        SELECT value FROM json_each(:reopened)
    ),
    held AS (
        SELECT id FROM recent
        UNION
        SELECT story_id FROM memberships WHERE thread_id IN (SELECT thread_id FROM open)
    )
    SELECT s.id, s.published >= :since, coalesce(m.thread_id, ''),
        m.thread_id IS NULL OR s.newest > :snapshot
            OR coalesce((w.snapshot_id, w.outlet, w.language) <> (s.newest, s.outlet, s.language), 0),
        s.published >= :yesterday, s.outlet,
        CASE WHEN (w.snapshot_id, w.outlet, w.language, w.version) = (s.newest, s.outlet, s.language, :version)
            THEN w.title END,
        coalesce(w.tail_text, '')
    FROM held JOIN stories AS s ON s.id = held.id LEFT JOIN memberships AS m ON m.story_id = s.id
        LEFT JOIN story_words AS w ON w.story_id = s.id
    WHERE s.newest IS NOT NULL
    ORDER BY s.published, s.id
"""


def outline(
    connection: sqlite3.Connection, asked: GroupingRequest, grouped: GroupingProgress, words_version: int
) -> list[StoryOutline]:
    """Return the stories of the window: published or first seen since then, and all others of their threads.

    Stories of the reopened threads are among them however old they are. The order is by publication, then id; an
    undated story counts as published when it was first seen. Words count as unread if they were encoded in another
    version than `words_version`, or from another text, outlet or language than the story has now.
    """
    rows = plain_rows(
        connection,
        _OUTLINE,
        {
            "since": to_timestamp(asked.since),
            "yesterday": to_timestamp(asked.now) - A_DAY,
            "reopened": json.dumps(list(asked.reopened)),
            "snapshot": grouped.snapshot,
            "version": words_version,
            "up_to": asked.up_to,
        },
    )
    stories = list(rows)
    if not stories:
        return []
    numbers, recent, threads, fresh, latest, outlets, titles, tails = zip(*stories, strict=True)
    same: dict[str, str] = {}
    shared = (map(same.setdefault, names, names) for names in (threads, outlets))
    return list(map(StoryOutline, numbers, recent, next(shared), fresh, latest, next(shared), titles, tails))


def story_texts(connection: sqlite3.Connection, story_ids: Collection[int]) -> tuple[StoryText, ...]:
    """Return stories as grouping reads them, in order of publication, then id."""
    pinned = merge_keys(connection)
    rows = connection.execute(
        """
        SELECT s.id, s.title, coalesce(substr(n.text, 1, ?2), ''), s.published, s.outlet, s.language, s.domain, s.newest
        FROM json_each(?1) AS wanted JOIN stories AS s ON s.id = wanted.value
        LEFT JOIN snapshots AS n ON n.id = s.newest
        ORDER BY s.published, s.id
        """,
        (json.dumps(sorted(story_ids)), LEAD_CHARACTERS),
    )
    return tuple(
        StoryText(
            number,
            title,
            lead_of(beginning),
            from_timestamp(published),
            outlet,
            language,
            domain,
            pinned.get(number, ""),
            newest,
        )
        for number, title, beginning, published, outlet, language, domain, newest in rows
    )


def former_threads(connection: sqlite3.Connection, stories: Sequence[StoryOutline]) -> dict[str, FormerThread]:
    """Return the threads of `stories`, the oldest first, with those of `stories` that they hold."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for story in stories:
        if story.thread:
            members[story.thread].append(story.id)
    rows = connection.execute(
        """
        SELECT t.id, t.title_story, t.verdict = 'drop'
        FROM json_each(?) AS wanted JOIN threads AS t ON t.id = wanted.value
        ORDER BY t.first_seen, t.id
        """,
        (json.dumps(sorted(members)),),
    )
    return {
        thread: FormerThread(tuple(members[thread]), title, dropped=bool(is_dropped))
        for thread, title, is_dropped in rows
    }


def placements_of(connection: sqlite3.Connection, story_ids: Collection[int]) -> dict[int, Placement]:
    """Return the memberships of stories."""
    rows = connection.execute(
        """
        SELECT m.story_id, m.similarity, m.reasons, m.reprint_of, m.reprint_share
        FROM json_each(?) AS wanted JOIN memberships AS m ON m.story_id = wanted.value
        """,
        (json.dumps(sorted(story_ids)),),
    )
    return {
        story: Placement(story, similarity, loaded_reasons(reasons), reprint_of, share)
        for story, similarity, reasons, reprint_of, share in rows
    }


def ranks_of(connection: sqlite3.Connection, threads: Collection[str], now: datetime) -> tuple[StoredRank, ...]:
    """Return what the rank of these threads depends on."""
    rows = plain_rows(
        connection,
        """
        SELECT t.id, t.independent_count, t.story_count, max(0, ? - t.last_story), t.score,
            CASE WHEN t.story_count = 1 THEN 1.0
                ELSE (SELECT avg(m.similarity) FROM memberships AS m WHERE m.thread_id = t.id) END
        FROM json_each(?) AS wanted JOIN threads AS t ON t.id = wanted.value
        """,
        (to_timestamp(now), json.dumps(sorted(threads))),
    )
    return tuple(
        StoredRank(thread, independent, stories, passed / AN_HOUR, score, cohesion)
        for thread, independent, stories, passed, score, cohesion in rows
    )


def grouped_so_far(connection: sqlite3.Connection) -> GroupingProgress:
    """Return how far the window was grouped."""
    known = dict(connection.execute("SELECT name, count FROM totals WHERE name LIKE 'grouped %'"))
    names = ("text", "whole", "families", "rules", "share")
    return GroupingProgress(*(known.get(f"grouped {what}", 0) for what in names))


def newest_of(connection: sqlite3.Connection, up_to: int = 0) -> GroupingProgress:
    """Return how far the window is grouped once everything in the store is, or all stories `up_to` one."""
    row = connection.execute(
        """
        SELECT (SELECT coalesce(max(id), 0) FROM snapshots),
            (SELECT coalesce(max(id), 0) FROM stories WHERE ?1 = 0 OR id <= ?1)
        """,
        (up_to,),
    ).fetchone()
    return GroupingProgress(*row)


def note_grouped(connection: sqlite3.Connection, grouped: GroupingProgress) -> None:
    """Store how far the window was grouped."""
    connection.executemany(
        "INSERT INTO totals (name, count) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET count = ?2",
        [
            ("grouped text", grouped.snapshot),
            ("grouped whole", grouped.whole),
            ("grouped families", grouped.families),
            ("grouped rules", grouped.rules),
            ("grouped share", grouped.share),
        ],
    )
