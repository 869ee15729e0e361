"""Version 16 of the store: the quotes that the thread of a text shows if it has no other story."""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE readings ADD COLUMN key_quotes TEXT",)
