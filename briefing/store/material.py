"""What a thread page and a story page are built from: stories, newest texts and findings, read at once."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from briefing.model.analysis import TextAnalysis
from briefing.model.material import StoryMaterial, ThreadMaterial, ThreadMember
from briefing.model.story import Snapshot
from briefing.store.findings import findings_of
from briefing.store.stories import latest_snapshot, snapshot, snapshot_of, story, story_of
from briefing.store.thread_rows import loaded_reasons
from briefing.store.timestamps import from_timestamp, from_timestamp_or_none
from briefing.store.views import thread_row


def thread_material(
    connection: sqlite3.Connection, thread_id: str, now: datetime | None = None
) -> ThreadMaterial | None:
    """Return a thread with its stories, their newest texts and findings, in order of publication.

    The pulse of the row counts back from `now`, or from the thread's last story.
    """
    last = connection.execute("SELECT last_story FROM threads WHERE id = ?", (thread_id,)).fetchone()
    row = None if last is None else thread_row(connection, thread_id, now or from_timestamp(last["last_story"]))
    if row is None:
        return None
    stories = connection.execute(
        """
        SELECT s.id, s.url, s.title, s.outlet, s.domain, s.author, s.published, s.dated, s.first_seen, s.language,
            s.versions, s.newest, m.similarity, m.reasons, m.reprint_of, m.reprint_share, m.seen
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id JOIN snapshots AS n ON n.id = s.newest
        WHERE m.thread_id = ?
        ORDER BY s.published, s.id
        """,
        (thread_id,),
    ).fetchall()
    texts = _newest_texts(connection, thread_id)
    findings = findings_of(connection, texts)
    members = tuple(_member(line, texts[line["newest"]], findings[line["newest"]]) for line in stories)
    return ThreadMaterial(row, members, _unread(connection, texts))


def story_material(
    connection: sqlite3.Connection, story_id: int, snapshot_id: int | None = None
) -> StoryMaterial | None:
    """Return a story with its newest text or the version asked for, the findings in it, and its place in a thread."""
    there = story(connection, story_id)
    shown = latest_snapshot(connection, story_id) if snapshot_id is None else snapshot(connection, snapshot_id)
    if there is None or shown is None or shown.story != there.id:
        return None
    story_id = there.id
    thread = connection.execute(
        """
        SELECT t.id, s.title FROM memberships AS m
        JOIN threads AS t ON t.id = m.thread_id JOIN stories AS s ON s.id = t.title_story
        WHERE m.story_id = ?
        """,
        (story_id,),
    ).fetchone()
    return StoryMaterial(
        story=there,
        snapshot=shown,
        findings=findings_of(connection, (shown.id,))[shown.id],
        thread="" if thread is None else thread["id"],
        thread_title="" if thread is None else thread["title"],
        thread_stories=() if thread is None else _stories_in(connection, thread["id"]),
        versions=_versions(connection, story_id),
    )


def _newest_texts(connection: sqlite3.Connection, thread_id: str) -> dict[int, Snapshot]:
    rows = connection.execute(
        """
        SELECT n.id, n.story_id, n.feed_id, n.title, n.text, n.kind, n.taken, n.sha256, n.links
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id JOIN snapshots AS n ON n.id = s.newest
        WHERE m.thread_id = ?
        """,
        (thread_id,),
    )
    return {row["id"]: snapshot_of(row) for row in rows}


def _unread(connection: sqlite3.Connection, snapshots: Iterable[int]) -> int:
    wanted = list(snapshots)
    read = connection.execute(
        "SELECT count(*) FROM readings WHERE snapshot_id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
    ).fetchone()[0]
    return len(wanted) - int(read)


def _member(row: sqlite3.Row, text: Snapshot, findings: TextAnalysis) -> ThreadMember:
    return ThreadMember(
        story=story_of(row),
        snapshot=text,
        findings=findings,
        similarity=row["similarity"],
        reasons=loaded_reasons(row["reasons"]),
        reprint_of=row["reprint_of"],
        reprint_share=row["reprint_share"],
        seen=from_timestamp_or_none(row["seen"]),
    )


def _stories_in(connection: sqlite3.Connection, thread_id: str) -> tuple[int, ...]:
    rows = connection.execute(
        """
        SELECT s.id FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.thread_id = ? ORDER BY s.published, s.id
        """,
        (thread_id,),
    )
    return tuple(row["id"] for row in rows)


def _versions(connection: sqlite3.Connection, story_id: int) -> tuple[tuple[int, datetime], ...]:
    rows = connection.execute("SELECT id, taken FROM snapshots WHERE story_id = ? ORDER BY taken, id", (story_id,))
    return tuple((row["id"], from_timestamp(row["taken"])) for row in rows)
