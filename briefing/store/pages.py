"""Pages: what the page of a story gave when it was fetched, and which pages gave the same text."""

import sqlite3
from datetime import datetime
from hashlib import sha256

from briefing.frozen import dataclass
from briefing.model.story import TextKind
from briefing.store.stories import shown_story
from briefing.store.texts import index_texts, show_text
from briefing.store.timestamps import to_timestamp


@dataclass(frozen=True, slots=True)
class SameText:
    """A story whose page gave the same text as that of another."""

    story: int
    url: str
    title: str
    claimed: str
    """The address that its page claims, or ""."""


def note_page(
    connection: sqlite3.Connection, story_id: int, *, host: str, text: str, refusal: str = "", at: datetime
) -> None:
    """Store the text of the page of a story, "" if it gave none, and why that is not the full text of the story."""
    connection.execute(
        """
        INSERT INTO pages (story_id, at, refusal, digest) VALUES (?, ?, ?, ?)
        ON CONFLICT (story_id) DO UPDATE SET at = excluded.at, refusal = excluded.refusal, digest = excluded.digest
        """,
        (shown_story(connection, story_id), to_timestamp(at), refusal, _digest(host, text) if text else None),
    )


def refusal_of(connection: sqlite3.Connection, story_id: int) -> str:
    """Return why the page of a story gave no full text, or ""."""
    row = connection.execute("SELECT refusal FROM pages WHERE story_id = ?", (story_id,)).fetchone()
    return "" if row is None else str(row["refusal"])


def pages_with_text(connection: sqlite3.Connection, story_id: int, host: str, text: str) -> tuple[SameText, ...]:
    """Return the other stories whose pages on this host gave the same text."""
    rows = connection.execute(
        """
        SELECT s.id, s.url, s.title, coalesce(max(c.canonical), '') AS claimed
        FROM pages AS p JOIN stories AS s ON s.id = p.story_id LEFT JOIN claims AS c ON c.story_id = s.id
        WHERE p.digest = ? AND s.id <> ? GROUP BY s.id ORDER BY s.id
        """,
        (_digest(host, text), shown_story(connection, story_id)),
    )
    return tuple(SameText(row["id"], row["url"], row["title"], row["claimed"]) for row in rows)


def withdraw_full_text(connection: sqlite3.Connection, story_id: int, refusal: str) -> None:
    """Show the newest text of the feed instead of that of the page, which was not the article; store why."""
    newest = connection.execute("SELECT newest FROM stories WHERE id = ?", (story_id,)).fetchone()
    own = connection.execute(
        "SELECT id FROM snapshots WHERE story_id = ? AND kind <> ? ORDER BY taken DESC, id DESC LIMIT 1",
        (story_id, TextKind.FULL),
    ).fetchone()
    if own is not None and own["id"] != newest["newest"]:
        index_texts(connection, (show_text(connection, story_id, own["id"], former=newest["newest"]),))
    connection.execute("UPDATE pages SET refusal = ? WHERE story_id = ?", (refusal, story_id))


def _digest(host: str, text: str) -> bytes:
    return sha256(f"{host}\n{text}".encode(errors="replace")).digest()
