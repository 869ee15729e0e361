"""What the reader remembers from one session to the next: its desk."""

import sqlite3


def keep_desk(connection: sqlite3.Connection, name: str) -> None:
    """Store the desk that the reader shows, "" for all threads."""
    connection.execute(
        """
        INSERT INTO reader_state (name, words) VALUES ('desk', ?)
        ON CONFLICT (name) DO UPDATE SET words = excluded.words
        """,
        (name,),
    )


def kept_desk(connection: sqlite3.Connection) -> str:
    """Return the desk that the reader showed last, "" for all threads or if the desk is gone."""
    row = connection.execute("SELECT words FROM reader_state WHERE name = 'desk' AND words <> ''").fetchone()
    if row is None:
        return ""
    from briefing.store.ties import desk_named  # not needed at the start

    return desk_named(connection, row["words"])
