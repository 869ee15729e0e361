"""Version 25 of the store: the open threads are counted by verdict and part as they change.

The first screen shows these figures, and counting them took longer the more threads there were. `unlooked` are those
that were never looked at.
"""

_ADD = """
    INSERT INTO thread_counts (verdict, part, threads, unlooked)
    SELECT new.verdict, new.part, 1, new.looked IS NULL WHERE new.closed IS NULL
    ON CONFLICT (verdict, part) DO UPDATE SET
        threads = threads + 1, unlooked = unlooked + excluded.unlooked
"""
_TAKE = """
    UPDATE thread_counts SET threads = threads - 1, unlooked = unlooked - (old.looked IS NULL)
    WHERE verdict = old.verdict AND part = old.part AND old.closed IS NULL
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE thread_counts (
        verdict TEXT NOT NULL,
        part TEXT NOT NULL,
        threads INTEGER NOT NULL,
        unlooked INTEGER NOT NULL,
        PRIMARY KEY (verdict, part)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO thread_counts (verdict, part, threads, unlooked)
    SELECT verdict, part, count(*), sum(looked IS NULL) FROM threads WHERE closed IS NULL GROUP BY verdict, part
    """,
    f"CREATE TRIGGER new_threads_are_counted AFTER INSERT ON threads BEGIN {_ADD}; END",
    f"""
    CREATE TRIGGER changed_threads_are_counted AFTER UPDATE ON threads
    WHEN old.verdict <> new.verdict OR old.part <> new.part
        OR (old.looked IS NULL) <> (new.looked IS NULL) OR (old.closed IS NULL) <> (new.closed IS NULL)
    BEGIN {_TAKE}; {_ADD}; END
    """,
    f"CREATE TRIGGER deleted_threads_are_counted AFTER DELETE ON threads BEGIN {_TAKE}; END",
)
