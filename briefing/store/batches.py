"""Batches: each decision of the user has a number, and stands, is undone, or can no longer be redone."""

import sqlite3


def next_batch(connection: sqlite3.Connection) -> int:
    """Return a number that no decision and no step of undoing has."""
    row = connection.execute(
        """
        SELECT 1 + max((SELECT coalesce(max(batch), 0) FROM verdict_events),
            (SELECT coalesce(max(batch), 0) FROM constraints), (SELECT coalesce(max(batch), 0) FROM decisions)) AS batch
        """
    ).fetchone()
    return int(row["batch"])


def begin_decision(connection: sqlite3.Connection) -> int:
    """Note a new decision and return its number; what was undone before can no longer be redone."""
    batch = next_batch(connection)
    connection.execute("UPDATE decisions SET state = 'cleared' WHERE state = 'undone'")
    connection.execute("INSERT INTO decisions (batch, state) VALUES (?, 'done')", (batch,))
    return batch


def take_back_latest(connection: sqlite3.Connection) -> int | None:
    """Mark the latest decision that stands as undone and return its number; None where none stands."""
    return _turn(connection, "SELECT max(batch) AS batch FROM decisions WHERE state = 'done'", "undone")


def take_up_again(connection: sqlite3.Connection) -> int | None:
    """Mark the decision that was undone last as standing and return its number; None where there is none."""
    return _turn(connection, "SELECT min(batch) AS batch FROM decisions WHERE state = 'undone'", "done")


def take_back_that(connection: sqlite3.Connection, batch: int) -> None:
    """Mark a decision that stands as undone; where it is not the latest it can no longer be redone."""
    latest = connection.execute("SELECT max(batch) AS batch FROM decisions WHERE state = 'done'").fetchone()["batch"]
    state = "undone" if batch == latest else "cleared"
    connection.execute("UPDATE decisions SET state = ? WHERE batch = ?", (state, batch))


def _turn(connection: sqlite3.Connection, which: str, state: str) -> int | None:
    batch: int | None = connection.execute(which).fetchone()["batch"]
    if batch is not None:
        connection.execute("UPDATE decisions SET state = ? WHERE batch = ?", (state, batch))
    return batch
