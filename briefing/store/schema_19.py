"""Version 19 of the store: threads of earlier briefs that developed are lifted among the threads of the inbox.

`developed` is 1 for a thread with a lift of that kind that the user has not seen (see `lifts`).
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE more_lifts (
        thread_id TEXT NOT NULL REFERENCES threads (id),
        kind TEXT NOT NULL CHECK (kind IN ('wake', 'watch', 'question', 'topic', 'developed')),
        source TEXT NOT NULL,
        words TEXT NOT NULL,
        at INTEGER NOT NULL,
        seen INTEGER,
        PRIMARY KEY (thread_id, kind, source)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO more_lifts (thread_id, kind, source, words, at, seen)
    SELECT thread_id, kind, source, words, at, seen FROM lifts
    """,
    "DROP TABLE lifts",
    "ALTER TABLE more_lifts RENAME TO lifts",
    "CREATE INDEX lifts_by_source ON lifts (kind, source)",
    "DROP INDEX threads_by_verdict",
    "DROP INDEX threads_by_part",
    "DROP INDEX threads_by_worth",
    "ALTER TABLE threads DROP COLUMN part",
    "ALTER TABLE threads ADD COLUMN developed INTEGER NOT NULL DEFAULT 0",
    """
    ALTER TABLE threads ADD COLUMN part TEXT GENERATED ALWAYS AS (
        CASE
            WHEN verdict = 'brief' AND developed THEN 'threads'
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
    "CREATE INDEX threads_by_verdict ON threads (verdict, part, looked, last_story) WHERE closed IS NULL",
    "CREATE INDEX threads_by_part ON threads (part, last_story DESC, id, verdict) WHERE closed IS NULL",
    """
    CREATE INDEX threads_by_worth ON threads (woken DESC, score DESC, last_story DESC, id, verdict)
    WHERE closed IS NULL AND part = 'threads'
    """,
    # A saved query's last word was read as the beginning of one: the rules are matched again.
    "UPDATE rules SET fresh = 1 WHERE removed = 0",
)
