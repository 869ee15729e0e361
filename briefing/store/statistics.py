"""Word statistics in the store: what grouping knows of words from the texts read before."""

import sqlite3
from collections.abc import Mapping

from briefing.model.grouping import Background


def background(connection: sqlite3.Connection) -> Background:
    """Return the statistics of all texts counted so far."""
    row = connection.execute("SELECT count FROM totals WHERE name = 'texts'").fetchone()
    capitalised, lowercase = {}, {}
    for word, upper, lower in connection.execute("SELECT word, capitalised, lowercase FROM word_counts"):
        if upper:
            capitalised[word] = upper
        if lower:
            lowercase[word] = lower
    return Background(
        texts=0 if row is None else row["count"],
        document_frequency=dict(connection.execute("SELECT term, texts FROM term_counts")),
        capitalised=capitalised,
        lowercase=lowercase,
    )


def add_statistics(
    connection: sqlite3.Connection, texts: int, df: Mapping[str, int], cap: Mapping[str, int], low: Mapping[str, int]
) -> None:
    """Add what was counted in further texts: texts holding each term, capitalised and lower-case uses of each word."""
    connection.execute(
        "INSERT INTO totals (name, count) VALUES ('texts', ?) ON CONFLICT (name) DO UPDATE SET count = count + ?",
        (texts, texts),
    )
    connection.executemany(
        """
        INSERT INTO term_counts (term, texts) VALUES (?, ?)
        ON CONFLICT (term) DO UPDATE SET texts = texts + excluded.texts
        """,
        sorted(df.items()),
    )
    connection.executemany(
        """
        INSERT INTO word_counts (word, capitalised, lowercase) VALUES (?, ?, ?)
        ON CONFLICT (word) DO UPDATE SET
            capitalised = capitalised + excluded.capitalised, lowercase = lowercase + excluded.lowercase
        """,
        [(word, cap.get(word, 0), low.get(word, 0)) for word in sorted({*cap, *low})],
    )
