"""Version 27 of the store: items of feeds that are filed as they are, so that a changed feed is not cleaned as a whole.

Each has a digest of what the feed gave last, before it was cleaned.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE known_items (
        feed_id INTEGER NOT NULL,
        digest INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        PRIMARY KEY (feed_id, digest)
    ) STRICT, WITHOUT ROWID
    """,
)
