"""Version 18 of the store: what the pages of stories gave.

`refusal` is why a page gave no full text, or ""; `digest` is the SHA-256 of its host and text.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE pages (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id),
        at INTEGER NOT NULL,
        refusal TEXT NOT NULL,
        digest BLOB
    ) STRICT
    """,
    "CREATE INDEX pages_by_digest ON pages (digest) WHERE digest IS NOT NULL",
)
