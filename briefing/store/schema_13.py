"""Version 13 of the store: rules, standing questions and desks.

Rules and ties (threads put on a desk or tied to a question by hand) are decisions with logs of their own. Matches can
be computed again. Triggers note the threads in which something changed that a query can ask for.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE rules (
        id INTEGER PRIMARY KEY,
        action TEXT NOT NULL CHECK (action IN ('watch', 'mute', 'tag', 'wake', 'question')),
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        desk TEXT NOT NULL COLLATE NOCASE,
        is_on INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        fresh INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE rule_events (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('give', 'undo', 'redo')),
        batch INTEGER NOT NULL,
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        before TEXT,
        after TEXT
    ) STRICT
    """,
    "CREATE INDEX rule_events_by_batch ON rule_events (batch)",
    """
    CREATE TRIGGER rule_events_are_not_changed BEFORE UPDATE ON rule_events
    BEGIN SELECT RAISE(ABORT, 'rule events are append-only'); END
    """,
    """
    CREATE TRIGGER rule_events_are_not_deleted BEFORE DELETE ON rule_events
    BEGIN SELECT RAISE(ABORT, 'rule events are append-only'); END
    """,
    # A tie that is not `tied` keeps the thread away although a rule matches. `carried` is the thread it came from.
    """
    CREATE TABLE ties (
        thread_id TEXT NOT NULL REFERENCES threads (id),
        kind TEXT NOT NULL CHECK (kind IN ('desk', 'question')),
        name TEXT NOT NULL COLLATE NOCASE,
        tied INTEGER NOT NULL,
        carried TEXT REFERENCES threads (id),
        PRIMARY KEY (thread_id, kind, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX ties_by_name ON ties (kind, name)",
    """
    CREATE TABLE tie_events (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        event TEXT NOT NULL CHECK (event IN ('give', 'undo', 'redo')),
        batch INTEGER NOT NULL,
        thread_id TEXT NOT NULL REFERENCES threads (id),
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        before INTEGER,
        after INTEGER
    ) STRICT
    """,
    "CREATE INDEX tie_events_by_batch ON tie_events (batch)",
    """
    CREATE TRIGGER tie_events_are_not_changed BEFORE UPDATE ON tie_events
    BEGIN SELECT RAISE(ABORT, 'tie events are append-only'); END
    """,
    """
    CREATE TRIGGER tie_events_are_not_deleted BEFORE DELETE ON tie_events
    BEGIN SELECT RAISE(ABORT, 'tie events are append-only'); END
    """,
    """
    CREATE TABLE rule_matches (
        rule_id INTEGER NOT NULL REFERENCES rules (id),
        thread_id TEXT NOT NULL REFERENCES threads (id),
        story_id INTEGER NOT NULL,
        words TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (rule_id, thread_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX rule_matches_by_thread ON rule_matches (thread_id)",
    "CREATE TABLE threads_to_match (thread_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """
    CREATE TRIGGER new_members_are_matched AFTER INSERT ON memberships
    WHEN NOT EXISTS (SELECT 1 FROM threads_to_match WHERE thread_id = new.thread_id)
    BEGIN INSERT INTO threads_to_match (thread_id) VALUES (new.thread_id); END
    """,
    """
    CREATE TRIGGER moved_members_are_matched AFTER UPDATE OF thread_id ON memberships
    WHEN new.thread_id <> old.thread_id
    BEGIN
        INSERT INTO threads_to_match (thread_id)
        SELECT id FROM threads
        WHERE id IN (new.thread_id, old.thread_id) AND id NOT IN (SELECT thread_id FROM threads_to_match);
    END
    """,
    """
    CREATE TRIGGER changed_threads_are_matched
    AFTER UPDATE OF story_count, independent_count, topic_id, verdict, closed ON threads
    WHEN (new.story_count <> old.story_count OR new.independent_count <> old.independent_count
        OR new.topic_id IS NOT old.topic_id OR new.verdict <> old.verdict OR new.closed IS NOT old.closed)
        AND NOT EXISTS (SELECT 1 FROM threads_to_match WHERE thread_id = new.id)
    BEGIN INSERT INTO threads_to_match (thread_id) VALUES (new.id); END
    """,
    """
    CREATE TRIGGER read_stories_are_matched AFTER UPDATE OF findings_version, newest, language, outlet ON stories
    WHEN new.findings_version <> old.findings_version OR new.newest IS NOT old.newest
        OR new.language <> old.language OR new.outlet <> old.outlet
    BEGIN
        INSERT INTO threads_to_match (thread_id) SELECT thread_id FROM memberships
        WHERE story_id = new.id AND thread_id NOT IN (SELECT thread_id FROM threads_to_match);
    END
    """,
    """
    CREATE TRIGGER moved_feeds_are_matched AFTER UPDATE OF folder ON feeds WHEN new.folder <> old.folder
    BEGIN UPDATE rules SET fresh = 1 WHERE query LIKE '%desk:%'; END
    """,
)
