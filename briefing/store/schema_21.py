"""Version 21 of the store: the further groups of feeds that are in several; `feeds.folder` is the first one."""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE feed_groups (
        feed_id INTEGER NOT NULL REFERENCES feeds (id),
        name TEXT NOT NULL CHECK (name <> ''),
        PRIMARY KEY (feed_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER new_groups_are_matched AFTER INSERT ON feed_groups
    BEGIN UPDATE rules SET fresh = 1 WHERE query LIKE '%desk:%'; END
    """,
    """
    CREATE TRIGGER left_groups_are_matched AFTER DELETE ON feed_groups
    BEGIN UPDATE rules SET fresh = 1 WHERE query LIKE '%desk:%'; END
    """,
)
