"""Version 2 of the store: merges and splits are decisions, so that undo takes them back as it does verdicts."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE constraints ADD COLUMN batch INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX constraints_by_batch ON constraints (batch, id)",
    """
    CREATE TABLE places (
        batch INTEGER NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('before', 'after')),
        story_id INTEGER NOT NULL REFERENCES stories (id),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        PRIMARY KEY (batch, side, story_id)
    ) STRICT, WITHOUT ROWID
    """,
)
