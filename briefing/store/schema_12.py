"""Version 12 of the store: the first sentences of each text, and those that tell its story alone.

Texts that an older version read have none until they are read again.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE readings ADD COLUMN sentences TEXT",
    "ALTER TABLE readings ADD COLUMN narrative TEXT",
)
