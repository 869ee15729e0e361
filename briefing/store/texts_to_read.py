"""Stories whose newest text has not been read for quotes, actors and citations: those that a refresh reads, and all."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.query import Words
from briefing.store.query_conditions import all_words, match_of
from briefing.store.timestamps import to_timestamp


@dataclass(frozen=True, slots=True)
class WantedName:
    """Words that an actor or speaker has in its name; if `beginning`, the last of them may be the beginning of one.

    Only stories that also have all of `beside` count.
    """

    words: tuple[str, ...]
    beginning: bool = False
    beside: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class TextsToRead:
    """The stories that a refresh reads, in order, and the newest snapshots that it and the one before considered."""

    stories: tuple[int, ...]
    considered: int
    newest: int


def stories_to_read(connection: sqlite3.Connection, findings_version: int) -> tuple[int, ...]:
    """Return the stories whose newest snapshots `findings_version` of the analysis has not read, the first ones first.

    Those of the threads that are listed first come first, in the order of their ranks; then the newest stories.
    """
    rows = connection.execute(
        """
        SELECT s.id, t.part IS 'threads' AS worth, CASE t.part WHEN 'threads' THEN t.score END AS score
        FROM stories AS s
        LEFT JOIN memberships AS m ON m.story_id = s.id
        LEFT JOIN threads AS t ON t.id = m.thread_id
        WHERE s.findings_version < ? AND s.newest IS NOT NULL
        ORDER BY worth DESC, score DESC, s.published DESC, s.id DESC
        """,
        (findings_version,),
    )
    return tuple(row["id"] for row in rows)


def new_stories_to_read(
    connection: sqlite3.Connection,
    findings_version: int,
    names: Sequence[WantedName],
    since: datetime,
    limits: tuple[int, int],
) -> TextsToRead:
    """Return the stories that a refresh reads, of those that `findings_version` of the analysis has not read.

    These are stories in threads that the user keeps and stories that have one of `names`, both not older than `since`;
    and those that got a text after the last call of `note_considered`, with the other stories of their threads. If
    there are more of these than the first of `limits`, the second says how many are taken. Those in threads of several
    stories come first, by rank; then the newest.
    """
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM snapshots").fetchone()[0]
    row = connection.execute("SELECT count FROM totals WHERE name = 'considered'").fetchone()
    considered = 0 if row is None or row["count"] > newest else row["count"]
    needed = {*_kept(connection, findings_version, since), *_naming(connection, findings_version, names, since)}
    rows = connection.execute(
        _NEW,
        {
            "version": findings_version,
            "considered": considered,
            "all": limits[0],
            "first": limits[1],
            "needed": json.dumps(sorted(needed)),
        },
    )
    return TextsToRead(tuple(row["id"] for row in rows), considered, newest)


def note_considered(connection: sqlite3.Connection, newest: int) -> None:
    """Note that up to the snapshot `newest`, every text was read or left until it is opened."""
    connection.execute(
        "INSERT INTO totals (name, count) VALUES ('considered', ?1) ON CONFLICT (name) DO UPDATE SET count = ?1",
        (newest,),
    )


def count_not_read(connection: sqlite3.Connection) -> int:
    """Return how many stories have a text that no version of the analysis has read."""
    row = connection.execute(
        """
        SELECT count(newest) AS waiting FROM stories INDEXED BY stories_by_findings_version
        WHERE findings_version = 0
        """
    ).fetchone()
    return int(row["waiting"])


def not_read_naming(connection: sqlite3.Connection, names: Sequence[WantedName], since: datetime) -> tuple[int, ...]:
    """Return those of these stories that have one of `names` and are not older than `since`, the latest filed first."""
    return tuple(sorted(_naming(connection, 1, names, since), reverse=True))


def not_read_in(connection: sqlite3.Connection, findings_version: int, threads: Sequence[str]) -> tuple[int, ...]:
    """Return the stories of these threads that `findings_version` of the analysis has not read."""
    rows = connection.execute(
        """
        SELECT s.id
        FROM json_each(?) AS wanted
        CROSS JOIN memberships AS m ON m.thread_id = wanted.value
        CROSS JOIN stories AS s ON s.id = m.story_id
        WHERE s.findings_version < ? AND s.newest IS NOT NULL
        """,
        (json.dumps(list(threads)), findings_version),
    )
    return tuple(row["id"] for row in rows)


def _kept(connection: sqlite3.Connection, findings_version: int, since: datetime) -> list[int]:
    """Return the unread stories of threads that the user marked for a brief, follows or put off."""
    rows = connection.execute(
        """
        SELECT s.id
        FROM threads AS t
        CROSS JOIN memberships AS m ON m.thread_id = t.id
        CROSS JOIN stories AS s ON s.id = m.story_id
        WHERE t.verdict IN ('brief', 'follow', 'later') AND t.closed IS NULL AND t.last_story >= ?
            AND s.findings_version < ? AND s.newest IS NOT NULL
        """,
        (to_timestamp(since), findings_version),
    )
    return [row["id"] for row in rows]


def _naming(
    connection: sqlite3.Connection, findings_version: int, names: Sequence[WantedName], since: datetime
) -> set[int]:
    """Return the unread stories that have all words of one of `names` in their titles or texts."""
    found: set[int] = set()
    if not names:
        return found
    unread = (findings_version, to_timestamp(since))
    first = connection.execute(
        """
        SELECT min(id) FROM stories INDEXED BY stories_by_findings_version
        WHERE findings_version < ? AND published >= ? AND newest IS NOT NULL
        """,
        unread,
    ).fetchone()[0]
    for name in names if first is not None else ():
        rows = connection.execute(
            """
            SELECT s.id FROM text_index AS x CROSS JOIN stories AS s ON s.id = x.rowid
            WHERE text_index MATCH ? AND x.rowid >= ?
                AND s.findings_version < ? AND s.published >= ? AND s.newest IS NOT NULL
            """,
            (" AND ".join((all_words(name.words, name.beginning), *map(match_of, name.beside))), first, *unread),
        )
        found.update(row["id"] for row in rows)
    return found


_NEW = """
    WITH fresh AS MATERIALIZED (
        SELECT n.story_id AS id
        FROM snapshots AS n CROSS JOIN stories AS s ON s.newest = n.id
        WHERE n.id > :considered AND s.findings_version < :version
    ),
    near AS (
        SELECT id FROM fresh
        UNION
        SELECT o.story_id
        FROM fresh CROSS JOIN memberships AS m ON m.story_id = fresh.id
        CROSS JOIN memberships AS o ON o.thread_id = m.thread_id
        CROSS JOIN stories AS s ON s.id = o.story_id
        WHERE s.findings_version < :version AND s.newest IS NOT NULL
    ),
    needed AS MATERIALIZED (SELECT value AS id FROM json_each(:needed)),
    chosen AS (
        SELECT id, 1 AS is_needed FROM needed
        UNION ALL
        SELECT id, 0 FROM near WHERE id NOT IN (SELECT id FROM needed)
    ),
    ranked AS (
        SELECT s.id, s.published, c.is_needed, t.part IS 'threads' AS worth, coalesce(t.story_count, 1) > 1 AS shared,
            CASE WHEN t.part = 'threads' OR t.story_count > 1 THEN t.score END AS score
        FROM chosen AS c
        JOIN stories AS s ON s.id = c.id
        LEFT JOIN memberships AS m ON m.story_id = s.id
        LEFT JOIN threads AS t ON t.id = m.thread_id
    ),
    counted AS (
        SELECT id, published, is_needed, worth, shared, score, row_number() OVER (
            PARTITION BY is_needed ORDER BY worth DESC, shared DESC, score DESC, published DESC, id DESC
        ) AS place
        FROM ranked
    )
    SELECT id FROM counted
    WHERE is_needed OR place <= :first OR (SELECT count(*) FROM counted WHERE NOT is_needed) <= :all
    ORDER BY worth DESC, shared DESC, score DESC, published DESC, id DESC
    """
