"""Version 9 of the store: topics, and which stories the user has seen.

Existing threads keep their ids. They are grouped from scratch once, because a thread is one event from now on.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE topics (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        last_story INTEGER NOT NULL,
        thread_count INTEGER NOT NULL,
        story_count INTEGER NOT NULL,
        verdict TEXT NOT NULL DEFAULT 'new' CHECK (verdict IN ('new', 'follow', 'drop')),
        closed INTEGER,
        redirect_to TEXT REFERENCES topics (id)
    ) STRICT
    """,
    "CREATE INDEX topics_by_last_story ON topics (last_story, verdict) WHERE closed IS NULL",
    "ALTER TABLE threads ADD COLUMN topic_id TEXT REFERENCES topics (id)",
    "CREATE INDEX threads_by_topic ON threads (topic_id, first_seen) WHERE topic_id IS NOT NULL",
    """
    CREATE TABLE thread_terms (
        thread_id TEXT PRIMARY KEY REFERENCES threads (id),
        terms BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE topic_events (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('give', 'undo', 'redo', 'carry')),
        batch INTEGER NOT NULL,
        topic_id TEXT NOT NULL REFERENCES topics (id),
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX topic_events_by_batch ON topic_events (batch)",
    "CREATE INDEX topic_events_by_topic ON topic_events (topic_id)",
    """
    CREATE TRIGGER topic_events_are_not_changed BEFORE UPDATE ON topic_events
    BEGIN SELECT RAISE(ABORT, 'topic events are append-only'); END
    """,
    """
    CREATE TRIGGER topic_events_are_not_deleted BEFORE DELETE ON topic_events
    BEGIN SELECT RAISE(ABORT, 'topic events are append-only'); END
    """,
    # The topic whose verdict a thread took along, so that undo finds the threads that came later too.
    "ALTER TABLE verdict_events ADD COLUMN topic_id TEXT REFERENCES topics (id)",
    "CREATE INDEX verdict_events_by_topic ON verdict_events (topic_id) WHERE topic_id IS NOT NULL",
    "ALTER TABLE memberships ADD COLUMN seen INTEGER",
    """
    UPDATE memberships SET seen = t.looked FROM threads AS t
    WHERE t.id = memberships.thread_id AND t.looked IS NOT NULL AND memberships.joined <= t.looked
    """,
    "CREATE INDEX memberships_unseen ON memberships (thread_id, reprint_of) WHERE seen IS NULL",
    "DELETE FROM totals WHERE name IN ('grouped text', 'grouped whole', 'grouped rules')",
)
