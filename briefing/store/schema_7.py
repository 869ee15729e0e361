"""Version 7 of the store: the reasons of each quote and actor, as a JSON list (see `stored_evidence`).

A text that was read before has none until it is read again.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE quotes ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE actors ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]'",
)
