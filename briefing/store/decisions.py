"""Undo and redo of whatever the user decided: verdicts, merges and splits share one log."""

import sqlite3
from datetime import datetime

from briefing.model.teaching import Teaching
from briefing.model.verdict import VerdictChange
from briefing.store import teaching, verdicts
from briefing.store.batches import take_back_latest, take_up_again


def undo(connection: sqlite3.Connection, at: datetime) -> VerdictChange | Teaching | None:
    """Take back the latest decision that stands. None where none stands."""
    batch = take_back_latest(connection)
    if batch is None:
        return None
    return teaching.take_back(connection, batch, at) or verdicts.replay(connection, "undo", batch, at)


def redo(connection: sqlite3.Connection, at: datetime) -> VerdictChange | Teaching | None:
    """Decide again what was undone last. None where nothing was, or something was decided since."""
    batch = take_up_again(connection)
    if batch is None:
        return None
    return teaching.repeat(connection, batch, at) or verdicts.replay(connection, "redo", batch, at)
