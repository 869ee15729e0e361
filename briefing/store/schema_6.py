"""Version 6 of the store: the words of each story of the window as numbers, so that grouping reads it once.

All of it can be made anew from the stories' texts; words that were read from a text no longer shown, or by an older
program, count as not read.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE story_words (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id),
        snapshot_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        label INTEGER NOT NULL,
        tail INTEGER NOT NULL,
        tail_text TEXT NOT NULL,
        is_country INTEGER NOT NULL,
        is_column INTEGER NOT NULL,
        is_told INTEGER NOT NULL,
        title BLOB NOT NULL,
        lead BLOB NOT NULL
    ) STRICT
    """,
)
