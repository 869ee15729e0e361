"""Version 3 of the store: the user's word on actors."""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE actor_wishes (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('same', 'apart', 'watch', 'unwatch')),
        key TEXT NOT NULL,
        other TEXT NOT NULL,
        undone INTEGER
    ) STRICT
    """,
)
