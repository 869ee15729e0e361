"""Version 6 of the store: the words of each story of the window as numbers, so that grouping reads it once.

All of it can be made anew from the stories' texts. Beside the words stands what they were read from; where the story
has another text, outlet or language now, or the program reads otherwise, they count as not read.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE story_words (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id),
        snapshot_id INTEGER NOT NULL,
        outlet TEXT NOT NULL,
        language TEXT NOT NULL,
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
