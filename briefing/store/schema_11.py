"""Version 11 of the store: the parts of the inbox, what lifts and mutes threads, and the archive.

The part of a thread follows from columns of its row, which the store keeps up to date (see `inbox_parts` and `lifts`):
`lifted` is 0 for no lift, 1 if all were seen, 2 if one was not, and 3 if that one is a wake.

Threads that were older than the default window when they were first read are archived.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE threads ADD COLUMN archived INTEGER",
    "ALTER TABLE threads ADD COLUMN outlet_count INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE threads ADD COLUMN news INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE threads ADD COLUMN lifted INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE threads ADD COLUMN muted INTEGER NOT NULL DEFAULT 0",
    """
    ALTER TABLE threads ADD COLUMN part TEXT GENERATED ALWAYS AS (
        CASE
            WHEN verdict IN ('brief', 'drop') THEN 'decided'
            WHEN lifted = 3 THEN 'threads'
            WHEN muted > 0 THEN 'muted'
            WHEN verdict = 'follow' THEN CASE WHEN lifted = 2 OR news > 0 THEN 'threads' ELSE 'quiet' END
            WHEN verdict = 'later' THEN CASE WHEN lifted = 2 THEN 'threads' ELSE 'quiet' END
            WHEN archived IS NOT NULL THEN 'archive'
            WHEN lifted > 0 OR outlet_count > 1 THEN 'threads'
            ELSE 'single'
        END
    ) VIRTUAL
    """,
    "ALTER TABLE threads ADD COLUMN woken INTEGER GENERATED ALWAYS AS (lifted = 3) VIRTUAL",
    """
    CREATE TABLE lifts (
        thread_id TEXT NOT NULL REFERENCES threads (id),
        kind TEXT NOT NULL CHECK (kind IN ('wake', 'watch', 'question', 'topic')),
        source TEXT NOT NULL,
        words TEXT NOT NULL,
        at INTEGER NOT NULL,
        seen INTEGER,
        PRIMARY KEY (thread_id, kind, source)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX lifts_by_source ON lifts (kind, source)",
    """
    CREATE TABLE mutes (
        thread_id TEXT NOT NULL REFERENCES threads (id),
        source TEXT NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (thread_id, source)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX mutes_by_source ON mutes (source)",
    # When the user followed the thread that the story was in: it is no news.
    "ALTER TABLE memberships ADD COLUMN followed INTEGER",
    """
    UPDATE memberships SET followed = e.at
    FROM (SELECT thread_id, max(at) AS at FROM verdict_events GROUP BY thread_id) AS e
    WHERE e.thread_id = memberships.thread_id AND memberships.seen IS NULL AND memberships.joined <= e.at
    """,
    """
    UPDATE threads SET
        outlet_count = (
            SELECT count(DISTINCT s.outlet) FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
            WHERE m.thread_id = threads.id
        ),
        news = (
            SELECT count(*) FROM memberships AS m
            WHERE m.thread_id = threads.id AND m.seen IS NULL AND m.followed IS NULL AND m.reprint_of = 0
        ),
        archived = (
            SELECT min(s.first_seen) FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
            WHERE m.thread_id = threads.id HAVING max(s.published - s.first_seen) < -3 * 86400000000
        )
    WHERE closed IS NULL
    """,
    "DROP INDEX threads_by_verdict",
    "CREATE INDEX threads_by_verdict ON threads (verdict, part, looked, last_story) WHERE closed IS NULL",
    "CREATE INDEX threads_by_part ON threads (part, last_story DESC, id, verdict) WHERE closed IS NULL",
    """
    CREATE INDEX threads_by_worth ON threads (woken DESC, score DESC, last_story DESC, id, verdict)
    WHERE closed IS NULL AND part = 'threads'
    """,
)
