"""Deleting threads and stories from the store, with everything that belongs to them alone."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.store.pruned_entries import note_pruned
from briefing.store.timestamps import to_timestamp
from briefing.store.topics import count_topics


def delete_threads_and_stories(
    connection: sqlite3.Connection, threads: Sequence[str], stories: Sequence[int], border: datetime, at: datetime
) -> None:
    """Delete open threads, and stories from before `border`, none of which is left in another thread.

    Their entries are noted, so that they do not come back. If the log of decisions names a thread, its row stays,
    closed and without stories, and so does the story that has its title, without a text.
    """
    if not threads and not stories:
        return
    former = connection.execute(
        "SELECT former FROM joins WHERE story_id IN (SELECT value FROM json_each(?))", (json.dumps(stories),)
    )
    all_stories = json.dumps([*stories, *(row["former"] for row in former)])
    leaving = {"stories": all_stories, "threads": json.dumps(threads)}
    topics = {row["topic_id"] for row in connection.execute(_TOPICS, leaving)}
    note_pruned(connection, all_stories, to_timestamp(border))
    for statement in (*_OF_STORIES, *_OF_THREADS):
        connection.execute(statement, leaving)
    _delete_threads(connection, threads, at)
    for statement in _STORIES:
        connection.execute(statement, leaving)
    count_topics(connection, topics, at)
    connection.execute(_EMPTY_TOPICS, {"topics": json.dumps(sorted(topics))})


def _delete_threads(connection: sqlite3.Connection, threads: Sequence[str], at: datetime) -> None:
    """Delete threads, and those that were merged into them."""
    leaving = {row["id"] for row in connection.execute(_WITH_MERGED, {"threads": json.dumps(threads)})}
    logged = {row["thread_id"] for row in connection.execute(_LOGGED, {"threads": json.dumps(sorted(leaving))})}
    gone = json.dumps(sorted(leaving - logged))
    connection.execute(_CLOSE, {"threads": json.dumps(sorted(logged)), "gone": gone, "at": to_timestamp(at)})
    connection.execute("DELETE FROM threads WHERE id IN (SELECT value FROM json_each(?))", (gone,))


def delete_unused_names(connection: sqlite3.Connection, after: int, size: int) -> int | None:
    """Delete those of the next `size` names that no text has any more; return where to go on, None at the end."""
    rows = connection.execute(
        """
        SELECT n.id, n.key, n.indexed, NOT EXISTS (SELECT 1 FROM actors AS a WHERE a.key = n.key)
            AND NOT EXISTS (SELECT 1 FROM quotes AS q WHERE q.speaker_key = n.key) AS unused
        FROM names AS n WHERE n.id > ? ORDER BY n.id LIMIT ?
        """,
        (after, size),
    ).fetchall()
    unused = [row for row in rows if row["unused"]]
    connection.executemany(
        "INSERT INTO name_index (name_index, rowid, name) VALUES ('delete', ?, ?)",
        [(row["id"], row["key"]) for row in unused if row["indexed"]],
    )
    connection.executemany("DELETE FROM names WHERE id = ?", [(row["id"],) for row in unused])
    return rows[-1]["id"] if len(rows) == size else None


_TOPICS = """
    SELECT DISTINCT topic_id FROM threads
    WHERE topic_id IS NOT NULL AND id IN (SELECT value FROM json_each(:threads))
"""

_OF_STORIES = (
    # The index stores no texts, so it needs them again to remove them.
    """
    INSERT INTO text_index (text_index, rowid, title, text)
    SELECT 'delete', s.id, n.title, n.text
    FROM json_each(:stories) AS leaving JOIN stories AS s ON s.id = leaving.value JOIN snapshots AS n ON n.id = s.newest
    """,
    *(
        f"""
        DELETE FROM {table} WHERE snapshot_id IN (
            SELECT id FROM snapshots WHERE story_id IN (SELECT value FROM json_each(:stories))
        )
        """  # noqa: S608 - the names are these four
        for table in ("readings", "quotes", "actors", "citations")
    ),
    "INSERT INTO stories_to_prune (story_id) SELECT value FROM json_each(:stories)",
    "DELETE FROM snapshots WHERE story_id IN (SELECT value FROM json_each(:stories))",
    "DELETE FROM stories_to_prune",
    *(
        f"DELETE FROM {table} WHERE story_id IN (SELECT value FROM json_each(:stories))"  # noqa: S608 - as above
        for table in ("story_words", "pages", "claims", "entries", "joins", "memberships")
    ),
)

_OF_THREADS = tuple(
    f"DELETE FROM {table} WHERE thread_id IN (SELECT value FROM json_each(:threads))"  # noqa: S608 - the names are these
    for table in ("thread_terms", "rule_matches", "lifts", "mutes", "threads_to_match", "ties")
)

_WITH_MERGED = """
    WITH RECURSIVE leaving (id) AS (
        SELECT value FROM json_each(:threads)
        UNION SELECT t.id FROM leaving JOIN threads AS t ON t.redirect_to = leaving.id
    )
    SELECT id FROM leaving
"""

_LOGGED = """
    WITH leaving (id) AS (SELECT value FROM json_each(:threads))
    SELECT thread_id FROM verdict_events WHERE thread_id IN leaving
    UNION SELECT thread_id FROM tie_events WHERE thread_id IN leaving
    UNION SELECT carried FROM ties WHERE carried IN leaving
    UNION SELECT thread_id FROM wakes WHERE thread_id IN leaving
    UNION SELECT thread_id FROM wake_events WHERE thread_id IN leaving
    UNION SELECT thread_id FROM brief_threads WHERE thread_id IN leaving
    UNION SELECT thread_id FROM places WHERE thread_id IN leaving
"""

_CLOSE = """
    UPDATE threads SET closed = coalesce(closed, :at), story_count = 0, topic_id = NULL,
        redirect_to = CASE WHEN redirect_to NOT IN (SELECT value FROM json_each(:gone)) THEN redirect_to END
    WHERE id IN (SELECT value FROM json_each(:threads))
"""

# A closed thread has a title as long as it is there. No new entry must find the story that it is the title of.
_STORIES = (
    """
    UPDATE stories SET newest = NULL, versions = 0, canonical = '', title_hash = 0
    WHERE id IN (
        SELECT title_story FROM threads
        WHERE closed IS NOT NULL AND title_story IN (SELECT value FROM json_each(:stories))
    )
    """,
    """
    DELETE FROM stories
    WHERE id IN (SELECT value FROM json_each(:stories)) AND id NOT IN (
        SELECT title_story FROM threads
        WHERE closed IS NOT NULL AND title_story IN (SELECT value FROM json_each(:stories))
    )
    """,
)

_EMPTY_TOPICS = """
    DELETE FROM topics
    WHERE id IN (SELECT value FROM json_each(:topics)) AND closed IS NOT NULL
        AND id NOT IN (SELECT redirect_to FROM topics WHERE redirect_to IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM threads AS t WHERE t.topic_id = topics.id)
        AND NOT EXISTS (SELECT 1 FROM topic_events AS e WHERE e.topic_id = topics.id)
        AND NOT EXISTS (SELECT 1 FROM verdict_events AS e WHERE e.topic_id = topics.id)
        AND NOT EXISTS (SELECT 1 FROM judgements AS j WHERE j.subject = topics.id)
"""
