"""Version 4 of the store: stories can be joined, and each feed says whether full texts are fetched for it."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE feeds ADD COLUMN full_text TEXT NOT NULL DEFAULT '' CHECK (full_text IN ('', 'on', 'auto', 'off'))",
    """
    CREATE TABLE claims (
        canonical TEXT NOT NULL,
        story_id INTEGER NOT NULL REFERENCES stories (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (canonical, story_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX claims_by_story ON claims (story_id)",
    """
    CREATE TABLE joins (
        former INTEGER PRIMARY KEY REFERENCES stories (id),
        story_id INTEGER NOT NULL REFERENCES stories (id),
        at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX joins_by_story ON joins (story_id)",
    "DROP TRIGGER snapshots_are_not_changed",
    # What a snapshot says is never changed; whose story it is may turn out later.
    """
    CREATE TRIGGER snapshots_are_not_changed
    BEFORE UPDATE OF id, feed_id, kind, taken, sha256, title, links, text ON snapshots
    BEGIN SELECT RAISE(ABORT, 'snapshots are append-only'); END
    """,
)
