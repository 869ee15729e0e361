"""Which old threads and stories may be pruned, step by step, and why others stay."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from briefing.frozen import dataclass
from briefing.model.pruning import Keeping
from briefing.store.removal import delete_threads_and_stories
from briefing.store.timestamps import A_DAY, to_timestamp

_ASKED = "asked to prune"
"""The total that holds when it was last asked whether to prune."""

Position: TypeAlias = tuple[int, str | int]
"""Where a step goes on: the time and the id of the last thread or story that was looked at."""

FIRST: Position = (-(2**63), "")
"""Where the first step begins."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The stories that something other than their thread keeps."""

    stories: Mapping[int, Keeping] = field(default_factory=lambda: MappingProxyType({}))
    state: tuple[int, int] = (0, 0)
    """The latest merge or split, and the latest brief, when this was read."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step found: the old threads and stories that go, and why others stay."""

    threads: tuple[str, ...] = ()
    stories: tuple[int, ...] = ()
    kept: Mapping[Keeping, int] = field(default_factory=lambda: MappingProxyType({}))
    last: Position | None = None
    """Where the next step goes on; None if this is the last one."""


Find: TypeAlias = Callable[[sqlite3.Connection, datetime, Cited, Position, int], Step]


def cited_stories(connection: sqlite3.Connection) -> Cited:
    """Return the stories that are starred, that the user merged or split, and that saved briefs cite."""
    state = _state(connection)
    found: dict[int, Keeping] = {}
    for keeping, query in _CITED:
        found.update((row[0], keeping) for row in connection.execute(query))
    for row in connection.execute(_CLAIMED).fetchall():
        digest = bytes.fromhex(row["sha256"])
        claimed = connection.execute("SELECT story_id FROM snapshots WHERE sha256 = ?", (digest,))
        found.update((each["story_id"], Keeping.BRIEF) for each in claimed)
    return Cited(found, state)


def old_threads(connection: sqlite3.Connection, border: datetime, cited: Cited, last: Position, size: int) -> Step:
    """Return which of the next `size` open threads without a story since `border` go, with their stories."""
    before = to_timestamp(border)
    rows = connection.execute(_OLD_THREADS, {"border": before, "at": last[0], "id": last[1], "size": size}).fetchall()
    members = _members(connection, [row["id"] for row in rows])
    kept: Counter[Keeping] = Counter()
    going: list[str] = []
    for row in rows:
        stories = members[row["id"]]
        if any(first_seen >= before for _, first_seen in stories):
            continue  # they were published long before they came here
        why = row["why"] or next((cited.stories[story] for story, _ in stories if story in cited.stories), "")
        if why:
            kept[Keeping(why)] += 1
        else:
            going.append(row["id"])
    return Step(
        tuple(going),
        tuple(story for thread in going for story, _ in members[thread]),
        kept,
        (rows[-1]["last_story"], rows[-1]["id"]) if len(rows) == size else None,
    )


def loose_stories(connection: sqlite3.Connection, border: datetime, cited: Cited, last: Position, size: int) -> Step:
    """Return which of the next `size` stories from before `border` go because they are in no thread."""
    before = to_timestamp(border)
    rows = connection.execute(_LOOSE_STORIES, {"border": before, "at": last[0], "id": last[1], "size": size}).fetchall()
    return Step(
        stories=tuple(row["id"] for row in rows if row["loose"] and row["id"] not in cited.stories),
        last=(rows[-1]["published"], rows[-1]["id"]) if len(rows) == size else None,
    )


def prune(
    connection: sqlite3.Connection, find: Find, border: datetime, cited: Cited, last: Position, size: int, at: datetime
) -> Step | None:
    """Delete what a step finds and return it; None if the user merged, split or wrote a brief since `cited` was read.

    Call it without the check of references: some of them have no index, and nothing stays that refers to what goes.
    """
    if _state(connection) != cited.state:
        return None
    step = find(connection, border, cited, last, size)
    delete_threads_and_stories(connection, step.threads, step.stories, border, at)
    return step


def is_new_day(connection: sqlite3.Connection, at: datetime) -> bool:
    """Return whether a day has passed since this was last True, and begin a new day at `at` if so."""
    row = connection.execute("SELECT count FROM totals WHERE name = ?", (_ASKED,)).fetchone()
    now = to_timestamp(at)
    if row is not None and now - A_DAY < row["count"] <= now:
        return False
    connection.execute(
        "INSERT INTO totals (name, count) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET count = ?2", (_ASKED, now)
    )
    return True


def _state(connection: sqlite3.Connection) -> tuple[int, int]:
    row = connection.execute(
        """
        SELECT (SELECT coalesce(max(id), 0) FROM constraints) AS constraints,
            (SELECT coalesce(max(number), 0) FROM briefs) AS briefs
        """
    ).fetchone()
    return row["constraints"], row["briefs"]


def _members(connection: sqlite3.Connection, threads: Collection[str]) -> Mapping[str, list[tuple[int, int]]]:
    """Return the stories of threads, each with the time when it was first seen."""
    rows = connection.execute(
        """
        SELECT m.thread_id, s.id, s.first_seen
        FROM json_each(?) AS wanted
        CROSS JOIN memberships AS m ON m.thread_id = wanted.value CROSS JOIN stories AS s ON s.id = m.story_id
        """,
        (json.dumps(list(threads)),),
    )
    members: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        members[row["thread_id"]].append((row["id"], row["first_seen"]))
    return members


_CITED = (
    (
        Keeping.STARRED,
        """
        SELECT e.story_id FROM sync_entries AS s
        JOIN entries AS e ON e.feed_id = s.feed_id AND e.key = 'sync:' || s.remote
        WHERE s.starred OR s.server_starred
        """,
    ),
    (
        Keeping.LINKED,
        "SELECT story_a FROM constraints UNION SELECT story_b FROM constraints UNION SELECT story_id FROM places",
    ),
    (
        Keeping.BRIEF,
        "SELECT DISTINCT n.story_id FROM brief_citations AS c JOIN snapshots AS n ON n.id = c.snapshot_id",
    ),
)

# The texts that prove the passages of a brief: [[text, [[digest, words, in title], …], …], …].
_CLAIMED = """
    SELECT DISTINCT claim.value ->> '$[0]' AS sha256
    FROM briefs AS b, json_each(b.passages) AS passage, json_each(passage.value, '$[1]') AS claim
"""

_OLD_THREADS = """
    SELECT t.id, t.last_story, CASE
        WHEN t.verdict IN ('brief', 'follow', 'later') THEN 'decided'
        WHEN EXISTS (SELECT 1 FROM brief_threads AS b WHERE b.thread_id = t.id) THEN 'brief'
        WHEN EXISTS (SELECT 1 FROM judgements AS j WHERE j.subject IN (t.id, t.topic_id)) THEN 'judged'
        WHEN EXISTS (
            SELECT 1 FROM threads AS merged JOIN judgements AS j ON j.subject = merged.id
            WHERE merged.redirect_to = t.id
        ) THEN 'judged'
        WHEN EXISTS (SELECT 1 FROM ties AS i WHERE i.thread_id = t.id AND i.tied) THEN 'tied'
        WHEN t.verdict = 'drop' THEN ''
        WHEN EXISTS (SELECT 1 FROM topics AS p WHERE p.id = t.topic_id AND p.verdict = 'follow') THEN 'topic'
        WHEN EXISTS (
            SELECT 1 FROM rule_matches AS m JOIN rules AS r ON r.id = m.rule_id
            WHERE m.thread_id = t.id AND r.removed = 0 AND r.action <> 'mute'
        ) THEN 'rule'
        ELSE ''
        END AS why
    FROM threads AS t
    WHERE t.closed IS NULL AND t.last_story < :border AND (t.last_story, t.id) > (:at, :id)
    ORDER BY t.last_story, t.id LIMIT :size
"""

_LOOSE_STORIES = """
    SELECT s.id, s.published, s.newest IS NOT NULL AND s.first_seen < :border
        AND NOT EXISTS (SELECT 1 FROM memberships AS m WHERE m.story_id = s.id) AS loose
    FROM stories AS s
    WHERE s.published < :border AND (s.published, s.id) > (:at, :id)
    ORDER BY s.published, s.id LIMIT :size
"""
