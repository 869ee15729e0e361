"""The user's word on actors in the store: rows that survive every rebuild, and can be taken back one by one."""

import sqlite3
from datetime import datetime

from briefing.model.actor_wish import ActorWish, ActorWishes, WishKind, standing
from briefing.store.instants import stored


def add_wish(connection: sqlite3.Connection, wish: ActorWish, at: datetime) -> None:
    """Note what the user says about an actor."""
    connection.execute(
        "INSERT INTO actor_wishes (at, kind, key, other) VALUES (?, ?, ?, ?)",
        (stored(at), wish.kind, wish.key, wish.other),
    )


def wishes(connection: sqlite3.Connection) -> ActorWishes:
    """Return all that holds now."""
    rows = connection.execute("SELECT kind, key, other FROM actor_wishes WHERE undone IS NULL ORDER BY id")
    return standing(ActorWish(WishKind(row["kind"]), row["key"], row["other"]) for row in rows)


def undo_wish(connection: sqlite3.Connection, at: datetime) -> ActorWish | None:
    """Take back what was said last and not taken back yet, and return it; None where there is nothing."""
    row = connection.execute(
        "SELECT id, kind, key, other FROM actor_wishes WHERE undone IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE actor_wishes SET undone = ? WHERE id = ?", (stored(at), row["id"]))
    return ActorWish(WishKind(row["kind"]), row["key"], row["other"])
