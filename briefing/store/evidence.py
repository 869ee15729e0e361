"""Many stored texts at once: for grouping, for reprints, and for checking a brief word for word."""

import json
import sqlite3
from collections.abc import Sequence


def newest_texts(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return the newest text of each of the stories, by story."""
    rows = connection.execute(
        """
        SELECT s.id, t.text
        FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value JOIN snapshots AS t ON t.id = s.newest
        """,
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["text"] for row in rows}


def authors_of(connection: sqlite3.Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Return who wrote each of the stories, "" where nobody is named, by story."""
    rows = connection.execute(
        "SELECT s.id, s.author FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value",
        (json.dumps(list(story_ids)),),
    )
    return {row["id"]: row["author"] for row in rows}


def titles_and_leads(connection: sqlite3.Connection, story_ids: Sequence[int]) -> list[tuple[str, str, str]]:
    """Return title, beginning and language of each of the stories, in the order of their ids."""
    rows = connection.execute(
        """
        SELECT s.title, l.lead, s.language
        FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value LEFT JOIN leads AS l ON l.story_id = s.id
        ORDER BY s.id
        """,
        (json.dumps(list(story_ids)),),
    )
    return [(row["title"], row["lead"] or "", row["language"]) for row in rows]


def texts_by_digest(connection: sqlite3.Connection, digests: Sequence[str]) -> dict[str, str]:
    """Return the stored texts that have one of these sha256 digests (hex), by digest."""
    found = {}
    for digest in digests:
        row = connection.execute(
            "SELECT text FROM snapshots WHERE sha256 = ? ORDER BY id LIMIT 1", (bytes.fromhex(digest),)
        ).fetchone()
        if row is not None:
            found[digest] = row["text"]
    return found
