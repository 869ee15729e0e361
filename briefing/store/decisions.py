"""Undo and redo of all decisions: verdicts, merges, splits, overrides of actors, rules and ties share one log."""

import sqlite3
from datetime import datetime

from briefing.model.actor_override import ActorOverride
from briefing.model.decision import Decision
from briefing.store import actor_overrides, merge_split, rules, ties, verdicts
from briefing.store.batches import redo_latest, undo_batch, undo_latest


def undo(connection: sqlite3.Connection, at: datetime) -> Decision | None:
    """Undo the latest decision that holds; return None if there is none."""
    batch = undo_latest(connection)
    if batch is None:
        return None
    return (
        actor_overrides.undo(connection, batch, at)
        or merge_split.undo(connection, batch, at)
        or rules.undo(connection, batch, at)
        or ties.undo(connection, batch, at)
        or verdicts.replay(connection, "undo", batch, at)
    )


def redo(connection: sqlite3.Connection, at: datetime) -> Decision | None:
    """Redo the decision undone last; return None if there is none, or if something was decided since."""
    batch = redo_latest(connection)
    if batch is None:
        return None
    return (
        actor_overrides.redo(connection, batch)
        or merge_split.redo(connection, batch, at)
        or rules.redo(connection, batch, at)
        or ties.redo(connection, batch, at)
        or verdicts.replay(connection, "redo", batch, at)
    )


def undo_override(connection: sqlite3.Connection, at: datetime) -> ActorOverride | None:
    """Undo the latest override of an actor, whatever was decided since; return None if none holds."""
    batch = actor_overrides.latest_decision(connection)
    if batch is None:
        return None
    undo_batch(connection, batch)
    return actor_overrides.undo(connection, batch, at)
