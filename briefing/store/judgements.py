"""Judgements in the store: the analyst's words about a thread, a topic or a day, with their whole history.

The subject of a judgement is the id of a thread or topic, or an ISO day.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from briefing.model.judgement import Judgement, JudgementChange, Part
from briefing.store.timestamps import from_timestamp, to_timestamp


def add_judgement(
    connection: sqlite3.Connection, subject: str, part: Part, text: str, at: datetime, *, machine: bool = False
) -> None:
    """Append a judgement. The same words again confirm it; "" takes it back."""
    connection.execute(
        "INSERT INTO judgements (at, subject, part, text, machine) VALUES (?, ?, ?, ?, ?)",
        (to_timestamp(at), subject, part.value, text, int(machine)),
    )


def judgements_on(connection: sqlite3.Connection, subject: str) -> dict[Part, Judgement]:
    """Return the current judgements about a subject, and about threads or topics that were merged into it."""
    found = {}
    for part, rows in _history(connection, _subjects(connection, subject)):
        last = rows[-1]
        run = rows
        for number, row in reversed(list(enumerate(rows))):
            if row["text"] != last["text"]:
                break
            run = rows[number:]
        if last["text"]:
            written, confirmed = from_timestamp(run[0]["at"]), from_timestamp(last["at"])
            found[part] = Judgement(part, last["text"], written, confirmed, bool(last["machine"]))
    return found


def changes_since(connection: sqlite3.Connection, subject: str, since: datetime) -> tuple[JudgementChange, ...]:
    """Return the judgements that existed at `since` and have other words now, or none."""
    border = to_timestamp(since)
    changes = []
    for part, rows in _history(connection, _subjects(connection, subject)):
        before = next((row["text"] for row in reversed(rows) if row["at"] <= border), "")
        after = rows[-1]["text"]
        if before and before != after:
            changes.append(JudgementChange(part, before, after, from_timestamp(rows[-1]["at"])))
    return tuple(changes)


def _subjects(connection: sqlite3.Connection, subject: str) -> tuple[str, ...]:
    rows = connection.execute(
        """
        WITH RECURSIVE own (id) AS (
            SELECT ?1
            UNION SELECT t.id FROM threads AS t JOIN own ON t.redirect_to = own.id
            UNION SELECT p.id FROM topics AS p JOIN own ON p.redirect_to = own.id
        )
        SELECT id FROM own
        """,
        (subject,),
    )
    return tuple(row["id"] for row in rows)


def _history(connection: sqlite3.Connection, subjects: Iterable[str]) -> Iterator[tuple[Part, Sequence[sqlite3.Row]]]:
    """Yield each part with everything ever written for it, oldest first."""
    rows = connection.execute(
        """
        SELECT part, at, text, machine FROM judgements
        WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY part, id
        """,
        (json.dumps(list(subjects)),),
    ).fetchall()
    for part, group in groupby(rows, key=lambda row: row["part"]):
        yield Part(part), tuple(group)
