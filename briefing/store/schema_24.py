"""Version 24 of the store: leads are read from the texts that they begin, and no longer stored twice."""

STATEMENTS: tuple[str, ...] = ("DROP TABLE leads",)
