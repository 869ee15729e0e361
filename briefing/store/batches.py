"""Batches: the number of each decision of the user, and whether it holds, is undone, or can no longer be redone."""

import sqlite3


def next_batch(connection: sqlite3.Connection) -> int:
    """Return a number that no decision and no undo has yet."""
    row = connection.execute(
        """
        SELECT 1 + max(
            (SELECT coalesce(max(batch), 0) FROM verdict_events), (SELECT coalesce(max(batch), 0) FROM constraints),
            (SELECT coalesce(max(batch), 0) FROM decisions), (SELECT coalesce(max(batch), 0) FROM rule_events),
            (SELECT coalesce(max(batch), 0) FROM tie_events)
        ) AS batch
        """
    ).fetchone()
    return int(row["batch"])


def begin_decision(connection: sqlite3.Connection) -> int:
    """Store a new decision and return its number; decisions undone before can no longer be redone."""
    batch = next_batch(connection)
    connection.execute("UPDATE decisions SET state = 'cleared' WHERE state = 'undone'")
    connection.execute("INSERT INTO decisions (batch, state) VALUES (?, 'done')", (batch,))
    return batch


def undo_latest(connection: sqlite3.Connection) -> int | None:
    """Mark the latest decision that holds as undone and return its number; None if there is none."""
    return _turn(connection, "SELECT max(batch) AS batch FROM decisions WHERE state = 'done'", "undone")


def redo_latest(connection: sqlite3.Connection) -> int | None:
    """Mark the decision that was undone last as holding again and return its number; None if there is none."""
    return _turn(connection, "SELECT min(batch) AS batch FROM decisions WHERE state = 'undone'", "done")


def undo_batch(connection: sqlite3.Connection, batch: int) -> None:
    """Mark a decision that holds as undone. It can be redone only if it is the latest one."""
    latest = connection.execute("SELECT max(batch) AS batch FROM decisions WHERE state = 'done'").fetchone()["batch"]
    state = "undone" if batch == latest else "cleared"
    connection.execute("UPDATE decisions SET state = ? WHERE batch = ?", (state, batch))


def _turn(connection: sqlite3.Connection, which: str, state: str) -> int | None:
    batch: int | None = connection.execute(which).fetchone()["batch"]
    if batch is not None:
        connection.execute("UPDATE decisions SET state = ? WHERE batch = ?", (state, batch))
    return batch
