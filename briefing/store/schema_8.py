"""Version 8 of the store: whether it is unclear who speaks a quote, because its mention could mean several persons."""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE quotes ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0",)
