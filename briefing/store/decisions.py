"""Undo and redo of whatever the user decided: verdicts, merges, splits and words on actors share one log."""

import sqlite3
from datetime import datetime

from briefing.model.actor_override import ActorOverride
from briefing.model.decision import Decision
from briefing.store import actor_overrides, merge_split, verdicts
from briefing.store.batches import take_back_latest, take_back_that, take_up_again


def undo(connection: sqlite3.Connection, at: datetime) -> Decision | None:
    """Take back the latest decision that stands. None where none stands."""
    batch = take_back_latest(connection)
    if batch is None:
        return None
    return (
        actor_overrides.take_back(connection, batch, at)
        or merge_split.take_back(connection, batch, at)
        or verdicts.replay(connection, "undo", batch, at)
    )


def redo(connection: sqlite3.Connection, at: datetime) -> Decision | None:
    """Decide again what was undone last. None where nothing was, or something was decided since."""
    batch = take_up_again(connection)
    if batch is None:
        return None
    return (
        actor_overrides.repeat(connection, batch)
        or merge_split.repeat(connection, batch, at)
        or verdicts.replay(connection, "redo", batch, at)
    )


def undo_wish(connection: sqlite3.Connection, at: datetime) -> ActorOverride | None:
    """Take back what was said last about an actor, whatever was decided since; None where nothing stands."""
    batch = actor_overrides.latest_decision(connection)
    if batch is None:
        return None
    take_back_that(connection, batch)
    return actor_overrides.take_back(connection, batch, at)
