"""Version 22 of the store: what the reader remembers from one session to the next."""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE reader_state (name TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
