"""What a thread page and a story page are built from: stories, newest texts and findings, read at once."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from briefing.model.analysis import ANALYSIS_VERSION, TextAnalysis
from briefing.model.material import StoryMaterial, ThreadMaterial, ThreadMember
from briefing.model.story import Snapshot, TextKind
from briefing.store.findings import findings_of
from briefing.store.pages import refusal_of
from briefing.store.stories import latest_snapshot, snapshot, story, story_of
from briefing.store.thread_rows import loaded_reasons
from briefing.store.timestamps import from_timestamp, from_timestamp_or_none
from briefing.store.views import thread_rows_of


def thread_material(
    connection: sqlite3.Connection, thread_id: str, now: datetime | None = None
) -> ThreadMaterial | None:
    """Return a thread with its stories, their newest texts and findings, by time of publication; None for no thread.

    The pulse of the row counts back from `now`, or from the thread's last story.
    """
    last = connection.execute("SELECT last_story FROM threads WHERE id = ?", (thread_id,)).fetchone()
    if last is None:
        return None
    return next(iter(thread_materials(connection, (thread_id,), now or from_timestamp(last["last_story"]))), None)


def thread_materials(
    connection: sqlite3.Connection, thread_ids: Sequence[str], now: datetime
) -> tuple[ThreadMaterial, ...]:
    """Return the threads with these ids as `thread_material` does, in this order; one that does not exist is left out.

    The texts are without their links.
    """
    rows = connection.execute(
        """
        SELECT s.id, s.url, s.title, s.outlet, s.domain, s.author, s.published, s.dated, s.first_seen, s.language,
            s.versions, m.thread_id, m.similarity, m.reasons, m.reprint_of, m.reprint_share, m.seen,
            n.id AS snapshot_id, n.feed_id, n.title AS text_title, n.text, n.kind, n.taken, n.sha256
        FROM json_each(?) AS wanted
        JOIN memberships AS m ON m.thread_id = wanted.value
        JOIN stories AS s ON s.id = m.story_id
        JOIN snapshots AS n ON n.id = s.newest
        ORDER BY s.published, s.id
        """,
        (json.dumps(list(thread_ids)),),
    ).fetchall()
    snapshots = [row["snapshot_id"] for row in rows]
    findings, read = findings_of(connection, snapshots), _read_ones(connection, snapshots)
    members: defaultdict[str, list[ThreadMember]] = defaultdict(list)
    unread: Counter[str] = Counter()
    for row in rows:
        members[row["thread_id"]].append(_member(row, findings[row["snapshot_id"]]))
        unread[row["thread_id"]] += row["snapshot_id"] not in read
    return tuple(
        ThreadMaterial(row, tuple(members[row.id]), unread[row.id])
        for row in thread_rows_of(connection, thread_ids, now)
    )


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
        refusal=refusal_of(connection, story_id),
        unread=not _read_ones(connection, (shown.id,)),
    )


def _read_ones(connection: sqlite3.Connection, snapshots: Iterable[int]) -> frozenset[int]:
    """Return those of the snapshots that the present version of the analysis has read."""
    rows = connection.execute(
        "SELECT snapshot_id FROM readings WHERE snapshot_id IN (SELECT value FROM json_each(?)) AND version >= ?",
        (json.dumps(list(snapshots)), ANALYSIS_VERSION),
    )
    return frozenset(row["snapshot_id"] for row in rows)


def _member(row: sqlite3.Row, findings: TextAnalysis) -> ThreadMember:
    return ThreadMember(
        story=story_of(row),
        snapshot=Snapshot(
            id=row["snapshot_id"],
            story=row["id"],
            title=row["text_title"],
            text=row["text"],
            kind=TextKind(row["kind"]),
            taken=from_timestamp(row["taken"]),
            sha256=row["sha256"].hex(),
            of_feed=row["feed_id"] is not None,
        ),
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
