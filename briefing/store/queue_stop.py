"""Where the user stopped in the queue: the thread of a story, so that it is found after threads were grouped again."""

import sqlite3


def note_stop(connection: sqlite3.Connection, thread_id: str) -> None:
    """Store the thread that the queue showed last."""
    connection.execute(
        """
        INSERT INTO totals (name, count) SELECT 'queue stop', title_story FROM threads WHERE id = ?
        ON CONFLICT (name) DO UPDATE SET count = excluded.count
        """,
        (thread_id,),
    )


def stop_of_queue(connection: sqlite3.Connection) -> str:
    """Return the thread that the queue showed last, "" if there is none."""
    row = connection.execute(
        """
        SELECT m.thread_id FROM totals AS p JOIN memberships AS m ON m.story_id = p.count WHERE p.name = 'queue stop'
        """
    ).fetchone()
    return "" if row is None else str(row["thread_id"])
