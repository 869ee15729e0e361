"""Version 20 of the store: feeds that a server keeps, and what it says of their entries.

`read` and `starred` of an entry are what both sides agreed on last, `verdict` is the verdict that its thread had then.
`server_read`, `server_starred` and `server_changed` are what the server said last.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE feeds ADD COLUMN synced INTEGER NOT NULL DEFAULT 0 CHECK (synced IN (0, 1))",
    """
    CREATE TABLE sync_server (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        account TEXT NOT NULL,
        cursor TEXT NOT NULL,
        synced INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sync_feeds (
        remote TEXT PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sync_entries (
        remote TEXT PRIMARY KEY,
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
        starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
        verdict TEXT NOT NULL DEFAULT '',
        server_read INTEGER NOT NULL CHECK (server_read IN (0, 1)),
        server_starred INTEGER NOT NULL CHECK (server_starred IN (0, 1)),
        server_changed INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sync_verdicts (
        event INTEGER PRIMARY KEY REFERENCES verdict_events (id)
    ) STRICT
    """,
)
