"""The words of the window's stories in the store, as numbers: read once, and counted at each grouping."""

import json
import sqlite3
from collections.abc import Collection, Iterable

from briefing.model.encoded import EncodedStory
from briefing.store.connections import plain_rows
from briefing.store.constraints import pins
from briefing.store.timestamps import from_timestamp

_WORDS = slice(EncodedStory._fields.index("label"), None)
"""Where a counted story has what is kept here."""


def encoded_stories(
    connection: sqlite3.Connection, story_ids: Collection[int], version: int
) -> tuple[EncodedStory, ...]:
    """Return those of the stories as grouping counts them whose words are stored, as this version reads them."""
    pinned = pins(connection)
    rows = plain_rows(
        connection,
        """
        SELECT s.id, s.published, s.outlet, s.language, w.snapshot_id,
            w.label, w.tail, w.tail_text, w.is_country, w.is_column, w.is_told, w.title, w.lead
        FROM json_each(?) AS wanted JOIN stories AS s ON s.id = wanted.value JOIN story_words AS w ON w.story_id = s.id
        WHERE (w.snapshot_id, w.outlet, w.language, w.version) = (s.newest, s.outlet, s.language, ?)
        """,
        (json.dumps(sorted(story_ids)), version),
    )
    return tuple(
        EncodedStory(number, from_timestamp(published), outlet, language, pinned.get(number, ""), *words)
        for number, published, outlet, language, *words in rows
    )


def stories_with_words(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the stories whose words are stored, in order of their ids."""
    return tuple(row[0] for row in connection.execute("SELECT story_id FROM story_words ORDER BY story_id"))


def keep_words(connection: sqlite3.Connection, counted: Iterable[EncodedStory], version: int) -> None:
    """Store the words of stories as a version of the program read them.

    Of a story that has another text, outlet or language by now nothing is kept.
    """
    connection.executemany(
        """
        INSERT OR REPLACE INTO story_words (
            story_id, version, label, tail, tail_text, is_country, is_column, is_told, title, lead,
            snapshot_id, outlet, language
        )
        SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, newest, outlet, language FROM stories
        WHERE (id, newest, outlet, language) = (?, ?, ?, ?)
        """,
        [(version, *tuple(story)[_WORDS], story.id, story.snapshot, story.outlet, story.language) for story in counted],
    )


def forget_all_words(connection: sqlite3.Connection) -> None:
    """Drop the words of all stories, which are read again when they are next grouped."""
    connection.execute("DELETE FROM story_words")


def forget_words(connection: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Drop the words of stories that have left the window."""
    connection.executemany("DELETE FROM story_words WHERE story_id = ?", [(story,) for story in story_ids])
