"""Briefs in the store: the record of each, the threads that are due for the next one, and what changed since."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from briefing.model.brief import BriefHistory, BriefRecord, CitedStory, Claim, Passage
from briefing.model.judgement import Part
from briefing.store.thread_ids import follow_redirects
from briefing.store.timestamps import from_timestamp, from_timestamp_or_none, to_timestamp, to_timestamp_or_none


def add_record(connection: sqlite3.Connection, record: BriefRecord) -> None:
    """Store the record of a brief. The same brief is stored once, and counts as delivered if it ever was."""
    there = connection.execute("SELECT number FROM briefs WHERE id = ?", (record.id,)).fetchone()
    if there is not None:
        if record.delivered:
            connection.execute("UPDATE briefs SET delivered = 1 WHERE number = ?", (there["number"],))
        return
    number = connection.execute(
        """
        INSERT INTO briefs (id, day, prepared, since, delivered, passages) VALUES (?, ?, ?, ?, ?, ?)
        RETURNING number
        """,
        (
            record.id,
            record.day.isoformat(),
            to_timestamp(record.prepared),
            to_timestamp(record.since),
            int(record.delivered),
            dumped_passages(record.passages),
        ),
    ).fetchone()["number"]
    connection.executemany(
        """
        INSERT INTO brief_citations (brief, n, story_id, snapshot_id, title, outlet, url, published)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (number, c.n, c.story, c.snapshot, c.title, c.outlet, c.url, to_timestamp_or_none(c.published))
            for c in record.cited
        ],
    )
    connection.executemany(
        "INSERT INTO brief_threads (brief, thread_id) VALUES (?, ?)", [(number, thread) for thread in record.threads]
    )


def record_of(connection: sqlite3.Connection, brief: str) -> BriefRecord | None:
    """Return the record of the brief with this id, or None."""
    row = connection.execute("SELECT * FROM briefs WHERE id = ?", (brief,)).fetchone()
    return None if row is None else _record(connection, row)


def delivered_since(connection: sqlite3.Connection, since: datetime, before: date) -> tuple[BriefRecord, ...]:
    """Return the delivered briefs prepared since then for days before `before`, oldest first."""
    rows = connection.execute(
        "SELECT * FROM briefs WHERE delivered = 1 AND day < ? AND prepared >= ? ORDER BY prepared, number",
        (before.isoformat(), to_timestamp(since)),
    ).fetchall()
    return tuple(_record(connection, row) for row in rows)


def brief_history(connection: sqlite3.Connection, before: date, reach: datetime) -> BriefHistory:
    """Return the threads of the delivered briefs for days before `before`, back to `reach`.

    A thread that was merged into another since counts as that one.
    """
    last = connection.execute(
        "SELECT day, prepared FROM briefs WHERE delivered = 1 AND day < ? ORDER BY day DESC, prepared DESC LIMIT 1",
        (before.isoformat(),),
    ).fetchone()
    if last is None:
        return BriefHistory()
    rows = connection.execute(
        """
        SELECT i.thread_id, max(b.prepared) AS at FROM briefs AS b JOIN brief_threads AS i ON i.brief = b.number
        WHERE b.delivered = 1 AND b.day < ? AND b.prepared >= ? GROUP BY i.thread_id ORDER BY at
        """,
        (before.isoformat(), to_timestamp(reach)),
    ).fetchall()
    threads = {follow_redirects(connection, row["thread_id"]): from_timestamp(row["at"]) for row in rows}
    return BriefHistory(from_timestamp(last["prepared"]), date.fromisoformat(last["day"]), threads)


def marked_for_brief(connection: sqlite3.Connection, since: datetime, until: datetime) -> dict[str, datetime]:
    """Return the threads that got the verdict brief after `since` and still have it, and when; the latest is last."""
    rows = connection.execute(
        """
        SELECT id, marked FROM (
            SELECT t.id, (
                SELECT e.at FROM verdict_events AS e WHERE e.thread_id = t.id ORDER BY e.id DESC LIMIT 1
            ) AS marked
            FROM threads AS t WHERE t.closed IS NULL AND t.verdict = 'brief'
        )
        WHERE marked > ? AND marked <= ? ORDER BY marked, id
        """,
        (to_timestamp(since), to_timestamp(until)),
    )
    return {row["id"]: from_timestamp(row["marked"]) for row in rows}


def open_for_brief(connection: sqlite3.Connection, threads: Collection[str]) -> frozenset[str]:
    """Return those of the threads that are open and have the verdict brief."""
    rows = connection.execute(
        """
        SELECT id FROM threads
        WHERE closed IS NULL AND verdict = 'brief' AND id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(sorted(threads)),),
    )
    return frozenset(row["id"] for row in rows)


def joined_since(connection: sqlite3.Connection, threads: Mapping[str, datetime]) -> dict[str, frozenset[int]]:
    """Return for each thread the stories that were added to it since the time given for it and are not reprints."""
    joined = "SELECT story_id FROM memberships WHERE thread_id = ? AND joined > ? AND reprint_of = 0"
    return {
        thread: frozenset(row["story_id"] for row in connection.execute(joined, (thread, to_timestamp(since))))
        for thread, since in threads.items()
    }


def period_counts(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Return how many stories were published in a period, in how many threads, and how many name each language."""
    bounds = {"since": to_timestamp(since), "until": to_timestamp(until)}
    languages = connection.execute(
        """
        SELECT lower(substr(language, 1, 2)) AS code, count(*) AS stories FROM stories
        WHERE published BETWEEN :since AND :until GROUP BY code ORDER BY stories DESC, code
        """,
        bounds,
    ).fetchall()
    threads = connection.execute(
        """
        SELECT count(DISTINCT m.thread_id) FROM stories AS s JOIN memberships AS m ON m.story_id = s.id
        WHERE s.published BETWEEN :since AND :until
        """,
        bounds,
    ).fetchone()[0]
    return sum(row["stories"] for row in languages), threads, tuple((row["code"], row["stories"]) for row in languages)


class NewText(NamedTuple):
    """The newest text of a story that was edited: by its digest, and when it was stored."""

    sha256: str
    title: str
    text: str
    taken: datetime


def edited_stories(connection: sqlite3.Connection, cited: Sequence[CitedStory], since: datetime) -> dict[int, NewText]:
    """Return the newest text of those stories that were edited since then, by the snapshot that was cited.

    A full text in place of a summary is no edit.
    """
    rows = connection.execute(
        """
        SELECT o.id, n.sha256, n.title, n.text, n.taken FROM json_each(?) AS c
        JOIN snapshots AS o ON o.id = c.value JOIN stories AS s ON s.id = o.story_id
        JOIN snapshots AS n ON n.id = s.newest
        WHERE n.id <> o.id AND n.kind = o.kind AND n.taken > ?
        """,
        (json.dumps(sorted({each.snapshot for each in cited})), to_timestamp(since)),
    )
    return {
        row["id"]: NewText(row["sha256"].hex(), row["title"], row["text"], from_timestamp(row["taken"])) for row in rows
    }


def dumped_passages(passages: Sequence[Passage]) -> str:
    """Return passages as JSON."""
    return json.dumps(
        [
            [p.text, [[c.sha256, c.words, int(c.in_title)] for c in p.claims], p.analyst.value if p.analyst else None]
            for p in passages
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def loaded_passages(dumped: str) -> tuple[Passage, ...]:
    """Return the passages from their JSON. Raises ValueError or TypeError if it has another form."""
    return tuple(
        Passage(
            str(text),
            tuple(Claim(str(digest), str(words), bool(in_title)) for digest, words, in_title in claims),
            Part(analyst) if analyst else None,
        )
        for text, claims, analyst in json.loads(dumped)
    )


def _record(connection: sqlite3.Connection, row: sqlite3.Row) -> BriefRecord:
    cited = connection.execute(
        """
        SELECT c.n, c.story_id, c.snapshot_id, n.sha256, c.title, c.outlet, c.url, c.published, n.taken
        FROM brief_citations AS c JOIN snapshots AS n ON n.id = c.snapshot_id WHERE c.brief = ? ORDER BY c.n
        """,
        (row["number"],),
    )
    threads = connection.execute(
        "SELECT thread_id FROM brief_threads WHERE brief = ? ORDER BY thread_id", (row["number"],)
    )
    return BriefRecord(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        prepared=from_timestamp(row["prepared"]),
        since=from_timestamp(row["since"]),
        passages=loaded_passages(row["passages"]),
        cited=tuple(_cited(each) for each in cited),
        threads=tuple(each["thread_id"] for each in threads),
        delivered=bool(row["delivered"]),
    )


def _cited(row: sqlite3.Row) -> CitedStory:
    return CitedStory(
        row["n"],
        row["story_id"],
        row["snapshot_id"],
        row["sha256"].hex(),
        row["title"],
        row["outlet"],
        row["url"],
        from_timestamp_or_none(row["published"]),
        from_timestamp_or_none(row["taken"]),
    )
