"""Version 26 of the store: threads have numbers, so that a filter finds and counts them in narrow tables.

A filter maps stories to threads by the hundred thousand: with text ids and whole rows, that took most of its time.
"""

_NUMBER_STORY = """
    INSERT OR REPLACE INTO story_threads (story_id, thread_number)
    SELECT new.story_id, number FROM threads WHERE id = new.thread_id
"""
_FORGET_STORY = "DELETE FROM story_threads WHERE story_id = old.story_id"

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE threads ADD COLUMN number INTEGER",
    "UPDATE threads SET number = rowid",
    "CREATE UNIQUE INDEX threads_by_number ON threads (number)",
    """
    CREATE TRIGGER new_threads_are_numbered AFTER INSERT ON threads WHEN new.number IS NULL
    BEGIN UPDATE threads SET number = (SELECT coalesce(max(number), 0) + 1 FROM threads) WHERE id = new.id; END
    """,
    """
    CREATE TABLE story_threads (
        story_id INTEGER PRIMARY KEY,
        thread_number INTEGER NOT NULL
    ) STRICT
    """,
    """
    INSERT INTO story_threads (story_id, thread_number)
    SELECT m.story_id, t.number FROM memberships AS m JOIN threads AS t ON t.id = m.thread_id ORDER BY m.story_id
    """,
    f"CREATE TRIGGER new_members_are_numbered AFTER INSERT ON memberships BEGIN {_NUMBER_STORY}; END",
    f"""
    CREATE TRIGGER moved_members_are_numbered AFTER UPDATE OF story_id, thread_id ON memberships
    WHEN new.story_id <> old.story_id OR new.thread_id <> old.thread_id
    BEGIN {_FORGET_STORY}; {_NUMBER_STORY}; END
    """,
    f"CREATE TRIGGER former_members_are_not_numbered AFTER DELETE ON memberships BEGIN {_FORGET_STORY}; END",
)
