"""Term statistics in the store: the document frequencies and capitalisation of words in all texts so far."""

import sqlite3

from briefing.model.grouping import Background
from briefing.store.connections import plain_rows


def background(connection: sqlite3.Connection) -> Background:
    """Return the statistics of all texts counted so far."""
    totals = dict(connection.execute("SELECT name, count FROM totals WHERE name GLOB 'texts*'"))
    return Background(
        texts=totals.pop("texts", 0),
        document_frequency=_counts(connection, "SELECT term, texts FROM term_counts"),
        capitalised=_counts(connection, "SELECT word, capitalised FROM word_counts WHERE capitalised > 0"),
        lowercase=_counts(connection, "SELECT word, lowercase FROM word_counts WHERE lowercase > 0"),
        others={name.removeprefix("texts "): count for name, count in totals.items()},
    )


def add_statistics(connection: sqlite3.Connection, counted: Background) -> None:
    """Add the statistics of further texts."""
    totals = {"texts": counted.texts, **{f"texts {language}": texts for language, texts in counted.others.items()}}
    connection.executemany(
        """
        INSERT INTO totals (name, count) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count
        """,
        sorted(totals.items()),
    )
    connection.executemany(
        """
        INSERT INTO term_counts (term, texts) VALUES (?, ?)
        ON CONFLICT (term) DO UPDATE SET texts = texts + excluded.texts
        """,
        sorted(counted.document_frequency.items()),
    )
    cap, low = counted.capitalised, counted.lowercase
    connection.executemany(
        """
        INSERT INTO word_counts (word, capitalised, lowercase) VALUES (?, ?, ?)
        ON CONFLICT (word) DO UPDATE SET
            capitalised = capitalised + excluded.capitalised, lowercase = lowercase + excluded.lowercase
        """,
        [(word, cap.get(word, 0), low.get(word, 0)) for word in sorted({*cap, *low})],
    )


def _counts(connection: sqlite3.Connection, query: str) -> dict[str, int]:
    return dict(plain_rows(connection, query))
