"""Version 15 of the store: the records of briefs, and the analyst's judgements.

Both are only ever appended to: a brief can be proved as long as the store exists, and a judgement keeps its history.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE briefs (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        day TEXT NOT NULL,
        prepared INTEGER NOT NULL,
        since INTEGER NOT NULL,
        delivered INTEGER NOT NULL,
        passages TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX briefs_delivered ON briefs (day, prepared) WHERE delivered = 1",
    """
    CREATE TABLE brief_citations (
        brief INTEGER NOT NULL REFERENCES briefs (number),
        n INTEGER NOT NULL,
        story_id INTEGER NOT NULL,
        snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        url TEXT NOT NULL,
        published INTEGER,
        PRIMARY KEY (brief, n)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE brief_threads (
        brief INTEGER NOT NULL REFERENCES briefs (number),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        PRIMARY KEY (brief, thread_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX brief_threads_by_thread ON brief_threads (thread_id)",
    """
    CREATE TABLE judgements (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        subject TEXT NOT NULL,
        part TEXT NOT NULL,
        text TEXT NOT NULL,
        machine INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX judgements_by_subject ON judgements (subject, part)",
    """
    CREATE TRIGGER judgements_are_not_changed BEFORE UPDATE ON judgements
    BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END
    """,
    """
    CREATE TRIGGER judgements_are_not_deleted BEFORE DELETE ON judgements
    BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END
    """,
)
