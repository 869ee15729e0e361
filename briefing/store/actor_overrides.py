"""What the user decided about actors, in the store: it survives every rebuild, and each decision can be undone."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from briefing.model.actor_override import ActorOverride, ActorOverrides, OverrideKind, current_overrides
from briefing.store.batches import begin_decision
from briefing.store.timestamps import to_timestamp


def add_override(connection: sqlite3.Connection, override: ActorOverride, at: datetime) -> ActorOverride:
    """Store one decision about an actor and return it with the names as texts write them."""
    connection.execute(
        "INSERT INTO actor_wishes (at, kind, key, other, batch) VALUES (?, ?, ?, ?, ?)",
        (to_timestamp(at), override.kind, override.key, override.other, begin_decision(connection)),
    )
    return _named(connection, override)


def overrides(connection: sqlite3.Connection) -> ActorOverrides:
    """Return all overrides that hold now."""
    rows = connection.execute("SELECT kind, key, other FROM actor_wishes WHERE undone IS NULL ORDER BY id")
    return current_overrides(ActorOverride(OverrideKind(row["kind"]), row["key"], row["other"]) for row in rows)


def latest_decision(connection: sqlite3.Connection) -> int | None:
    """Return the number of the latest decision on an actor that holds; None if there is none."""
    batch: int | None = connection.execute(
        "SELECT max(batch) AS batch FROM actor_wishes WHERE undone IS NULL"
    ).fetchone()["batch"]
    return batch


def undo(connection: sqlite3.Connection, batch: int, at: datetime) -> ActorOverride | None:
    """Undo a decision and return its override; None if the decision was not about actors."""
    return _set_undone(connection, batch, to_timestamp(at))


def redo(connection: sqlite3.Connection, batch: int) -> ActorOverride | None:
    """Redo a decision and return its override; None if the decision was not about actors."""
    return _set_undone(connection, batch, None)


def _set_undone(connection: sqlite3.Connection, batch: int, undone: int | None) -> ActorOverride | None:
    row = connection.execute("SELECT kind, key, other FROM actor_wishes WHERE batch = ?", (batch,)).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE actor_wishes SET undone = ? WHERE batch = ?", (undone, batch))
    return _named(connection, ActorOverride(OverrideKind(row["kind"]), row["key"], row["other"]))


def _named(connection: sqlite3.Connection, override: ActorOverride) -> ActorOverride:
    other_name = _name(connection, override.other) if override.other else ""
    return replace(override, name=_name(connection, override.key), other_name=other_name)


def _name(connection: sqlite3.Connection, key: str) -> str:
    """Return the form of the name that most of the latest texts use; "" if none names the actor."""
    row = connection.execute(
        """
        SELECT name FROM (
            SELECT substr(n.text, a.name_start + 1, a.name_end - a.name_start) AS name
            FROM actors AS a JOIN snapshots AS n ON n.id = a.snapshot_id
            WHERE a.key = ? ORDER BY a.snapshot_id DESC LIMIT 100
        )
        GROUP BY name ORDER BY count(*) DESC, name LIMIT 1
        """,
        (key,),
    ).fetchone()
    return "" if row is None else " ".join(row["name"].split())
