"""Version 17 of the store: moved feeds, pauses that feeds and hosts ask for, and dates that lay ahead of the clock."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE feeds ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feeds ADD COLUMN moved_since INTEGER",
    "ALTER TABLE feeds ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE feeds ADD COLUMN pause INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE resting_hosts (
        host TEXT PRIMARY KEY,
        until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE stories ADD COLUMN claimed INTEGER",
    "CREATE INDEX stories_claimed ON stories (claimed) WHERE claimed IS NOT NULL",
)
