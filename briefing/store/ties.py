"""Ties of threads to desks and questions by hand, with the log of these decisions; and the list of desks."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.model.errors import NothingFound
from briefing.model.rule import DeskRow, TieChange, TieKind
from briefing.store.batches import begin_decision, next_batch
from briefing.store.thread_ids import follow_redirects
from briefing.store.timestamps import to_timestamp


def tie(
    connection: sqlite3.Connection,
    kind: TieKind,
    name: str,
    thread_ids: Sequence[str],
    at: datetime,
    *,
    tied: bool = True,
) -> TieChange:
    """Put threads on a desk or tie them to a question (`name` is its id), or take them away; one undo takes it back.

    A thread that was taken away stays away even if a rule matches it. `threads` of the change are those that changed.
    """
    if kind is TieKind.DESK:
        name = desk_named(connection, name) or name
    wanted = tuple(dict.fromkeys(follow_redirects(connection, thread_id) for thread_id in thread_ids))
    former = {thread_id: _tied(connection, kind, name, thread_id) for thread_id in wanted}
    changed = tuple(thread_id for thread_id, before in former.items() if before is not tied)
    if changed:
        batch = begin_decision(connection)
        for thread_id in changed:
            _append(connection, "give", batch, (thread_id, kind, name), former[thread_id], tied, at)
    return TieChange(kind, _shown(connection, kind, name), changed, tied, _title(connection, changed))


def undo(connection: sqlite3.Connection, batch: int, at: datetime) -> TieChange | None:
    """Undo a decision and return what that did; None if the decision was not about ties."""
    return _replay(connection, "undo", batch, at)


def redo(connection: sqlite3.Connection, batch: int, at: datetime) -> TieChange | None:
    """Redo a decision and return what that did; None if the decision was not about ties."""
    return _replay(connection, "redo", batch, at)


def move_ties(connection: sqlite3.Connection, source: str, target: str) -> None:
    """Give the ties of a thread to the one that took its stories, unless that has the same one.

    The matches of rules are moved too; those that do not fit the other thread are removed when rules are next applied.
    """
    connection.execute(
        """
        INSERT OR IGNORE INTO ties (thread_id, kind, name, tied, carried)
        SELECT ?2, kind, name, tied, ?1 FROM ties WHERE thread_id = ?1
        """,
        (source, target),
    )
    connection.execute("UPDATE OR IGNORE rule_matches SET thread_id = ?2 WHERE thread_id = ?1", (source, target))
    connection.execute("DELETE FROM rule_matches WHERE thread_id = ?", (source,))


def restore_ties(connection: sqlite3.Connection, source: str, target: str) -> None:
    """Take from `target` the ties that it has from `source`, which has its stories back."""
    connection.execute("DELETE FROM ties WHERE thread_id = ? AND carried = ?", (target, source))


def desks(connection: sqlite3.Connection) -> tuple[DeskRow, ...]:
    """Return all desks by name: the folders of feeds, and what threads are tagged with."""
    folders = connection.execute(
        """
        SELECT folder AS name FROM feeds WHERE removed IS NULL AND folder <> ''
        UNION SELECT g.name FROM feed_groups AS g JOIN feeds AS f ON f.id = g.feed_id WHERE f.removed IS NULL
        ORDER BY name
        """
    ).fetchall()
    found = {row["name"].casefold(): DeskRow(row["name"], is_folder=True) for row in folders}
    tags = connection.execute(
        """
        SELECT name FROM ties WHERE kind = 'desk' AND tied
        UNION SELECT desk FROM rules WHERE action = 'tag' AND removed = 0
        ORDER BY name
        """
    )
    for row in tags:
        found.setdefault(row["name"].casefold(), DeskRow(row["name"]))
    return tuple(found[key] for key in sorted(found))


def desk_named(connection: sqlite3.Connection, name: str) -> str:
    """Return the name of a desk as it is written, whatever the case of the letters; "" if there is none."""
    return next((desk.name for desk in desks(connection) if desk.name.casefold() == name.casefold()), "")


def desks_of(connection: sqlite3.Connection, thread_id: str) -> tuple[str, ...]:
    """Return the desks that a thread is tagged with, by hand or by a rule."""
    rows = connection.execute(
        """
        SELECT name FROM ties WHERE thread_id = :thread AND kind = 'desk' AND tied
        UNION
        SELECT r.desk FROM rule_matches AS m JOIN rules AS r ON r.id = m.rule_id
        WHERE m.thread_id = :thread AND r.action = 'tag'
            AND r.desk NOT IN (SELECT name FROM ties WHERE thread_id = :thread AND kind = 'desk' AND NOT tied)
        ORDER BY name
        """,
        {"thread": thread_id},
    )
    return tuple(row["name"] for row in rows)


def _replay(connection: sqlite3.Connection, event: str, batch: int, at: datetime) -> TieChange | None:
    rows = connection.execute(
        "SELECT thread_id, kind, name, before, after FROM tie_events WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall()
    if not rows:
        return None
    new_batch = next_batch(connection)
    for row in rows:
        before, after = (None if row[side] is None else bool(row[side]) for side in ("before", "after"))
        states = (after, before) if event == "undo" else (before, after)
        thread_id = row["thread_id"]
        _append(connection, event, new_batch, (thread_id, row["kind"], row["name"]), *states, at)
        heir = follow_redirects(connection, thread_id)
        if heir != thread_id and _carries(connection, row["kind"], row["name"], heir):
            _append(connection, event, new_batch, (heir, row["kind"], row["name"]), *states, at)
    kind, threads = TieKind(rows[0]["kind"]), tuple(row["thread_id"] for row in rows)
    tied = bool(rows[0]["after"]) is (event == "redo")
    return TieChange(kind, _shown(connection, kind, rows[0]["name"]), threads, tied, _title(connection, threads))


def _append(
    connection: sqlite3.Connection,
    event: str,
    batch: int,
    key: tuple[str, str, str],
    before: bool | None,
    after: bool | None,
    at: datetime,
) -> None:
    """Append an event and set the tie with a key (thread, kind, name); None removes it."""
    connection.execute(
        """
        INSERT INTO tie_events (at, event, batch, thread_id, kind, name, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (to_timestamp(at), event, batch, *key, before, after),
    )
    connection.execute("DELETE FROM ties WHERE (thread_id, kind, name) = (?, ?, ?)", key)
    if after is not None:
        connection.execute("INSERT INTO ties (thread_id, kind, name, tied) VALUES (?, ?, ?, ?)", (*key, after))
    connection.execute("INSERT OR IGNORE INTO threads_to_match (thread_id) VALUES (?)", (key[0],))


def _tied(connection: sqlite3.Connection, kind: TieKind, name: str, thread_id: str) -> bool | None:
    if connection.execute("SELECT 1 FROM threads WHERE id = ?", (thread_id,)).fetchone() is None:
        raise NothingFound(f"there is no thread {thread_id}.")
    row = connection.execute(
        "SELECT tied FROM ties WHERE (thread_id, kind, name) = (?, ?, ?)", (thread_id, kind, name)
    ).fetchone()
    return None if row is None else bool(row["tied"])


def _carries(connection: sqlite3.Connection, kind: str, name: str, thread_id: str) -> bool:
    """Return whether a tie was moved to the thread with the stories of another one."""
    row = connection.execute(
        "SELECT carried FROM ties WHERE (thread_id, kind, name) = (?, ?, ?)", (thread_id, kind, name)
    ).fetchone()
    return row is not None and row["carried"] is not None


def _shown(connection: sqlite3.Connection, kind: TieKind, name: str) -> str:
    if kind is TieKind.DESK:
        return name
    row = connection.execute("SELECT name FROM rules WHERE id = ?", (int(name),)).fetchone()
    return name if row is None else str(row["name"])


def _title(connection: sqlite3.Connection, thread_ids: Sequence[str]) -> str:
    row = connection.execute(
        """
        SELECT s.title FROM threads AS t JOIN stories AS s ON s.id = t.title_story
        WHERE t.id = (SELECT value FROM json_each(?) LIMIT 1)
        """,
        (json.dumps(list(thread_ids)),),
    ).fetchone()
    return "" if row is None else str(row["title"])
