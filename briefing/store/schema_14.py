"""Version 14 of the store: what deferred threads wait for, and when they woke.

A wake is part of the state of a thread, as its verdict is: a deferred thread (later) waits for it, and an undecided one
woke by it. Events say what the wake was before and after, so that undo and redo restore it.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE wakes (
        id INTEGER PRIMARY KEY,
        thread_id TEXT NOT NULL REFERENCES threads (id),
        at INTEGER NOT NULL
    ) STRICT
    """,
    # The thread wakes when one of its conditions holds. What each is compared with was noted when it was given:
    # `base` is a number of independent outlets or the newest story, `known` the stories that matched already.
    """
    CREATE TABLE wake_conditions (
        wake_id INTEGER NOT NULL REFERENCES wakes (id),
        place INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('time', 'independent', 'quote', 'story', 'topic', 'rule')),
        words TEXT NOT NULL,
        number INTEGER NOT NULL,
        given INTEGER NOT NULL,
        base INTEGER NOT NULL,
        known TEXT NOT NULL,
        PRIMARY KEY (wake_id, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE wake_events (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('woke', 'slept')),
        wake_id INTEGER NOT NULL REFERENCES wakes (id),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        place INTEGER NOT NULL,
        words TEXT NOT NULL,
        event INTEGER NOT NULL UNIQUE REFERENCES verdict_events (id)
    ) STRICT
    """,
    "CREATE INDEX wake_events_by_wake ON wake_events (wake_id, thread_id)",
    "ALTER TABLE threads ADD COLUMN wake_id INTEGER REFERENCES wakes (id)",
    "CREATE INDEX threads_with_wakes ON threads (verdict, wake_id) WHERE wake_id IS NOT NULL AND closed IS NULL",
    "ALTER TABLE verdict_events ADD COLUMN wake_before INTEGER REFERENCES wakes (id)",
    "ALTER TABLE verdict_events ADD COLUMN wake_after INTEGER REFERENCES wakes (id)",
    *(
        f"""
        CREATE TRIGGER {table}_are_not_{done} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END
        """
        for table in ("wakes", "wake_conditions", "wake_events")
        for verb, done in (("UPDATE", "changed"), ("DELETE", "deleted"))
    ),
)
