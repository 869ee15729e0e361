"""The encoded words of the stories in the window: read once, used by each grouping."""

import json
import sqlite3
from collections.abc import Collection, Iterable

from briefing.model.encoded import EncodedStory
from briefing.store.connections import plain_rows
from briefing.store.constraints import merge_keys
from briefing.store.timestamps import from_timestamp

_WORDS = slice(EncodedStory._fields.index("label"), None)
"""Where a counted story has what is kept here."""


def encoded_stories(
    connection: sqlite3.Connection, story_ids: Collection[int], version: int
) -> tuple[EncodedStory, ...]:
    """Return the encoded stories among these whose words are stored in this version."""
    pinned = merge_keys(connection)
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


def save_words(connection: sqlite3.Connection, counted: Iterable[EncodedStory], version: int) -> None:
    """Store the words of stories as a version of the program encodes them.

    A story that has another text, outlet or language by now is left out.
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


def delete_all_words(connection: sqlite3.Connection) -> None:
    """Delete the words of all stories; the next grouping reads them again."""
    connection.execute("DELETE FROM story_words")


def delete_words(connection: sqlite3.Connection, story_ids: Iterable[int]) -> None:
    """Delete the words of stories that have left the window."""
    connection.executemany("DELETE FROM story_words WHERE story_id = ?", [(story,) for story in story_ids])
