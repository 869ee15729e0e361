"""The SELECTs behind the screens: the inbox, a thread's page, a story's page, the feeds."""

import sqlite3
from datetime import datetime

from briefing.model.analysis import TextAnalysis
from briefing.model.material import FeedFacts, StoryMaterial, ThreadMaterial, ThreadMember
from briefing.model.story import Snapshot
from briefing.model.verdict import Verdict
from briefing.model.views import InboxCounts, InboxFilter, ThreadRow
from briefing.store.findings import findings_of
from briefing.store.instants import A_DAY, moment, moment_or_none, stored
from briefing.store.listing import COUNT, PAGE, POSITION, choose, parameters_of
from briefing.store.reasons import reasons_of
from briefing.store.rows import PULSE_DAYS, rows_of
from briefing.store.stories import latest_snapshot, snapshot, story
from briefing.store.story_rows import snapshot_of, story_of

NO_FACTS = FeedFacts()
"""What a feed without stories is worth."""


def inbox_counts(connection: sqlite3.Connection, *, since: datetime | None = None) -> InboxCounts:
    """Return the header's figures over the open threads, or over those with a story since then."""
    counts = dict.fromkeys(Verdict, 0)
    unseen = 0
    rows = connection.execute(
        """
        SELECT verdict, count(*), sum(looked IS NULL) FROM threads INDEXED BY threads_by_verdict
        WHERE closed IS NULL AND last_story >= ? GROUP BY verdict
        """,
        (-(2**62) if since is None else stored(since),),
    )
    for verdict, count, never_looked in rows:
        counts[Verdict(verdict)] = count
        unseen += never_looked if verdict == Verdict.NEW else 0
    feeds = connection.execute(
        """
        SELECT count(*), coalesce(sum(failures > 0), 0),
            coalesce((SELECT count FROM totals WHERE name = 'refreshed'), max(checked))
        FROM feeds WHERE removed IS NULL
        """
    ).fetchone()
    return InboxCounts(
        threads=sum(counts.values()),
        new=unseen,
        brief=counts[Verdict.BRIEF],
        follow=counts[Verdict.FOLLOW],
        later=counts[Verdict.LATER],
        drop=counts[Verdict.DROP],
        feeds=feeds[0],
        failing=feeds[1],
        checked=moment_or_none(feeds[2]),
    )


def thread_rows(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, now: datetime, offset: int = 0, limit: int = 100
) -> tuple[ThreadRow, ...]:
    """Return one page of the inbox: those put off or dropped last, then by score, last story and id."""
    return rows_of(connection, _listed_threads(connection, inbox_filter, offset=offset, limit=limit), now)


def thread_row(connection: sqlite3.Connection, thread_id: str, now: datetime) -> ThreadRow | None:
    """Return one thread's row, open or closed."""
    rows = rows_of(connection, (thread_id,), now)
    return rows[0] if rows else None


def count_threads(connection: sqlite3.Connection, inbox_filter: InboxFilter) -> int:
    """Return how many threads the inbox lists."""
    row = connection.execute(choose(inbox_filter, COUNT), parameters_of(inbox_filter)).fetchone()
    return int(row[0])


def position_of(connection: sqlite3.Connection, thread_id: str, inbox_filter: InboxFilter) -> int | None:
    """Return the place of a thread in the list, from 0; None where it is not listed."""
    parameters = {**parameters_of(inbox_filter), "id": thread_id}
    row = connection.execute(choose(inbox_filter, POSITION), parameters).fetchone()
    return None if row is None or not row["listed"] else int(row["place"])


def thread_material(
    connection: sqlite3.Connection, thread_id: str, now: datetime | None = None
) -> ThreadMaterial | None:
    """Return a thread with its stories, their newest texts and findings, in order of publication.

    The row's pulse counts back from `now`, or from the thread's last story.
    """
    last = connection.execute("SELECT last_story FROM threads WHERE id = ?", (thread_id,)).fetchone()
    row = None if last is None else thread_row(connection, thread_id, now or moment(last["last_story"]))
    if row is None:
        return None
    stories = connection.execute(
        """
        SELECT s.id, s.url, s.title, s.outlet, s.domain, s.author, s.published, s.dated, s.first_seen, s.language,
            s.versions, s.newest, m.similarity, m.reasons, m.reprint_of, m.reprint_share, m.joined
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.thread_id = ?
        ORDER BY s.published, s.id
        """,
        (thread_id,),
    ).fetchall()
    texts = _newest_texts(connection, thread_id)
    findings = findings_of(connection, texts)
    members = tuple(_member(line, texts[line["newest"]], findings[line["newest"]]) for line in stories)
    return ThreadMaterial(row, members)


def story_material(
    connection: sqlite3.Connection, story_id: int, snapshot_id: int | None = None
) -> StoryMaterial | None:
    """Return a story with its newest text, or the version asked for, the findings in it and its place in a thread."""
    there = story(connection, story_id)
    shown = latest_snapshot(connection, story_id) if snapshot_id is None else snapshot(connection, snapshot_id)
    if there is None or shown is None or shown.story != story_id:
        return None
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


def feed_facts(connection: sqlite3.Connection, now: datetime) -> dict[int, FeedFacts]:
    """Return what each feed is worth, by feed id; feeds without stories are not in it."""
    totals = connection.execute("SELECT feed_id, count(*), max(published) FROM entries GROUP BY feed_id").fetchall()
    pulses = _feed_pulses(connection, now)
    briefed = dict(
        connection.execute(
            """
            SELECT e.feed_id, count(DISTINCT e.story_id)
            FROM threads AS t INDEXED BY threads_by_verdict
            JOIN memberships AS m ON m.thread_id = t.id
            JOIN entries AS e ON e.story_id = m.story_id
            WHERE t.closed IS NULL AND t.verdict = 'brief'
            GROUP BY e.feed_id
            """
        ).fetchall()
    )
    return {
        feed_id: FeedFacts(stories, moment(last), tuple(pulses.get(feed_id, [0] * PULSE_DAYS)), briefed.get(feed_id, 0))
        for feed_id, stories, last in totals
    }


def _newest_texts(connection: sqlite3.Connection, thread_id: str) -> dict[int, Snapshot]:
    rows = connection.execute(
        """
        SELECT n.id, n.story_id, n.title, n.text, n.kind, n.taken, n.sha256, n.links
        FROM memberships AS m JOIN stories AS s ON s.id = m.story_id JOIN snapshots AS n ON n.id = s.newest
        WHERE m.thread_id = ?
        """,
        (thread_id,),
    )
    return {row["id"]: snapshot_of(row) for row in rows}


def _member(row: sqlite3.Row, text: Snapshot, findings: TextAnalysis) -> ThreadMember:
    return ThreadMember(
        story=story_of(row),
        snapshot=text,
        findings=findings,
        similarity=row["similarity"],
        reasons=reasons_of(row["reasons"]),
        reprint_of=row["reprint_of"],
        reprint_share=row["reprint_share"],
        joined=moment(row["joined"]),
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
    return tuple((row["id"], moment(row["taken"])) for row in rows)


def _feed_pulses(connection: sqlite3.Connection, now: datetime) -> dict[int, list[int]]:
    rows = connection.execute(
        """
        SELECT e.feed_id, (:end - e.published) / :a_day AS days_ago, count(*)
        FROM feeds AS f JOIN entries AS e ON e.feed_id = f.id
        WHERE e.published <= :end AND e.published > :end - :days * :a_day
        GROUP BY e.feed_id, days_ago
        """,
        {"end": stored(now), "a_day": A_DAY, "days": PULSE_DAYS},
    )
    pulses: dict[int, list[int]] = {}
    for feed_id, days_ago, stories in rows:
        pulses.setdefault(feed_id, [0] * PULSE_DAYS)[PULSE_DAYS - 1 - days_ago] = stories
    return pulses


def _listed_threads(
    connection: sqlite3.Connection, inbox_filter: InboxFilter, *, offset: int = 0, limit: int = 100
) -> tuple[str, ...]:
    """Return ids of threads: decided away last, then by score, last story and id."""
    rows = connection.execute(
        choose(inbox_filter, PAGE), {**parameters_of(inbox_filter), "offset": offset, "limit": limit}
    )
    return tuple(row["id"] for row in rows)
