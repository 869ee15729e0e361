"""The names of actors and speakers, as they are looked up: those that begin with some words."""

import sqlite3

from briefing.query.fields import words_in

_MOST, _CANDIDATES = 50, 500


def names_with(connection: sqlite3.Connection, words: str, *, quoted: bool) -> tuple[str, ...]:
    """Return the names that have these words, the last of which may be the beginning of one; most often named first.

    If `quoted`, only those of speakers. Of very many names, only some are looked at.
    """
    begun = words_in(words)
    if not begun:
        return ()
    match = " ".join([*(f'"{word}"' for word in begun[:-1]), f'"{begun[-1]}"*'])
    counted = "SELECT count(*) FROM quotes AS q WHERE q.speaker_key = n.key"
    if not quoted:
        counted = "SELECT count(*) FROM actors AS a WHERE a.key = n.key"
    rows = connection.execute(
        f"""
        SELECT n.key, ({counted}) AS times
        FROM (SELECT rowid FROM name_index WHERE name_index MATCH :match LIMIT :candidates) AS i
        JOIN names AS n ON n.id = i.rowid
        WHERE times > 0 ORDER BY times DESC, n.key LIMIT :most
        """,  # noqa: S608 - one of two constants
        {"match": match, "candidates": _CANDIDATES, "most": _MOST},
    )
    return tuple(row["key"] for row in rows)
