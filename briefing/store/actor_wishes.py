"""The user's word on actors in the store: rows that survive every rebuild, and can be taken back one by one."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from briefing.model.actor_wish import ActorWish, ActorWishes, WishKind, standing
from briefing.store.batches import begin_decision
from briefing.store.instants import stored


def add_wish(connection: sqlite3.Connection, wish: ActorWish, at: datetime) -> ActorWish:
    """Note what the user says about an actor, as one decision, and return it with the names that texts write."""
    connection.execute(
        "INSERT INTO actor_wishes (at, kind, key, other, batch) VALUES (?, ?, ?, ?, ?)",
        (stored(at), wish.kind, wish.key, wish.other, begin_decision(connection)),
    )
    return _named(connection, wish)


def wishes(connection: sqlite3.Connection) -> ActorWishes:
    """Return all that holds now."""
    rows = connection.execute("SELECT kind, key, other FROM actor_wishes WHERE undone IS NULL ORDER BY id")
    return standing(ActorWish(WishKind(row["kind"]), row["key"], row["other"]) for row in rows)


def latest_decision(connection: sqlite3.Connection) -> int | None:
    """Return the number of the latest decision on an actor that stands; None where none does."""
    batch: int | None = connection.execute(
        "SELECT max(batch) AS batch FROM actor_wishes WHERE undone IS NULL"
    ).fetchone()["batch"]
    return batch


def take_back(connection: sqlite3.Connection, batch: int, at: datetime) -> ActorWish | None:
    """Let what was said in a decision hold no longer, and return it; None where the decision was none on actors."""
    return _turn(connection, batch, stored(at))


def repeat(connection: sqlite3.Connection, batch: int) -> ActorWish | None:
    """Let what was said in a decision hold again, and return it; None where the decision was none on actors."""
    return _turn(connection, batch, None)


def _turn(connection: sqlite3.Connection, batch: int, undone: int | None) -> ActorWish | None:
    row = connection.execute("SELECT kind, key, other FROM actor_wishes WHERE batch = ?", (batch,)).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE actor_wishes SET undone = ? WHERE batch = ?", (undone, batch))
    return _named(connection, ActorWish(WishKind(row["kind"]), row["key"], row["other"]))


def _named(connection: sqlite3.Connection, wish: ActorWish) -> ActorWish:
    other_name = _name(connection, wish.other) if wish.other else ""
    return replace(wish, name=_name(connection, wish.key), other_name=other_name)


def _name(connection: sqlite3.Connection, key: str) -> str:
    """Return the form that most of the latest texts show an actor in; "" where none names it."""
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
