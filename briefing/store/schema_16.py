"""Version 16 of the store: the quotes of a text whose thread has no other, and what lifts add to the rank of a thread.

The score of a thread is the sum of its `score_parts` and of `lift_weight` (see `lifts`).
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE readings ADD COLUMN key_quotes TEXT",
    "ALTER TABLE threads ADD COLUMN lift_weight REAL NOT NULL DEFAULT 0",
    """
    UPDATE threads SET lift_weight = 1, score = score + 1
    WHERE EXISTS (SELECT 1 FROM lifts AS l WHERE l.thread_id = threads.id AND l.source <> 'watch list')
    """,
)
