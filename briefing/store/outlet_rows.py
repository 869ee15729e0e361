"""Outlets in the store: the stories of each in a window, and those on a topic or about an actor.

Every query asks for one outlet, topic or actor after another by an index, so the cost follows the window.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from briefing.model.outlet import OutletFeed, OutletRow, OutletStory
from briefing.store.actor_stories import MOST_TEXTS
from briefing.store.timestamps import AN_HOUR, from_timestamp, to_timestamp

HOURS = 24
_LATEST_OF_A_FEED = 100
_PUBLISHED = """
    FROM outlets AS o CROSS JOIN stories AS s INDEXED BY stories_by_outlet
        ON s.outlet = o.outlet AND s.domain = o.domain AND s.published BETWEEN :since AND :now
"""


class Carried(NamedTuple):
    """A story that a subscription carries: its outlet, the address of the feed, and its thread, "" if it has none."""

    name: str
    domain: str
    story: int
    feed: str
    thread: str


def outlet_rows(
    connection: sqlite3.Connection, since: datetime, now: datetime, only: tuple[str, str] | None = None
) -> tuple[OutletRow, ...]:
    """Return the outlets with a story between the two times, most stories first, without family and grade.

    `only` is the name and domain of the one that is wanted.
    """
    name, domain = only or (None, None)
    window = {"since": to_timestamp(since), "now": to_timestamp(now), "name": name, "domain": domain}
    feeds = _feeds(connection, window)
    hours: defaultdict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        f"""
        SELECT s.outlet, s.domain, CASE WHEN s.dated THEN s.published / :an_hour % {HOURS} END AS hour,
            count(*) AS stories, max(s.published) AS last, coalesce(sum(t.verdict = 'brief'), 0) AS briefed,
            coalesce(sum(m.reprint_of <> 0), 0) AS reprints
        {_PUBLISHED}
        LEFT JOIN memberships AS m ON m.story_id = s.id
        LEFT JOIN threads AS t ON t.id = m.thread_id
        WHERE s.newest IS NOT NULL AND (:name IS NULL OR (o.outlet, o.domain) = (:name, :domain))
        GROUP BY o.id, hour
        """,
        {**window, "an_hour": AN_HOUR},
    ):
        hours[row["outlet"], row["domain"]].append(row)
    found = [_outlet(outlet, rows, feeds.get(outlet, ())) for outlet, rows in hours.items()]
    return tuple(sorted(found, key=lambda row: (-row.stories, row.name.casefold(), row.domain)))


def latest_stories(connection: sqlite3.Connection, name: str, domain: str, limit: int) -> tuple[OutletStory, ...]:
    """Return the latest stories of an outlet, the newest first."""
    rows = connection.execute(
        """
        SELECT s.id, s.title, s.published, m.thread_id, s.url
        FROM stories AS s LEFT JOIN memberships AS m ON m.story_id = s.id
        WHERE s.outlet = ? AND s.domain = ? AND s.newest IS NOT NULL
        ORDER BY s.published DESC, s.id DESC LIMIT ?
        """,
        (name, domain, limit),
    )
    return tuple(
        OutletStory(row["id"], row["title"], from_timestamp(row["published"]), row["thread_id"] or "", row["url"])
        for row in rows
    )


def outlet_of_story(connection: sqlite3.Connection, story: int) -> tuple[str, str] | None:
    """Return the name and domain of the outlet that published a story; None if there is no such story."""
    row = connection.execute("SELECT outlet, domain FROM stories WHERE id = ?", (story,)).fetchone()
    return None if row is None else (row["outlet"], row["domain"])


def outlet_of_feed(connection: sqlite3.Connection, feed: int) -> tuple[str, str] | None:
    """Return the name and domain of the outlet that has most of a feed's latest stories; None if it has no story."""
    row = connection.execute(
        """
        SELECT s.outlet, s.domain
        FROM (SELECT story_id FROM entries WHERE feed_id = ? ORDER BY id DESC LIMIT ?) AS e
        JOIN stories AS s ON s.id = e.story_id
        GROUP BY s.outlet, s.domain ORDER BY count(*) DESC LIMIT 1
        """,
        (feed, _LATEST_OF_A_FEED),
    ).fetchone()
    return None if row is None else (row["outlet"], row["domain"])


def carried_on_topic(
    connection: sqlite3.Connection, topic: str, without: str, since: datetime, now: datetime
) -> tuple[Carried, ...]:
    """Return the stories of a topic's other threads that subscriptions carry, published between the two times."""
    return _carried(
        connection.execute(
            """
            SELECT s.outlet, s.domain, s.id, f.url, t.id
            FROM threads AS t
            JOIN memberships AS m ON m.thread_id = t.id
            JOIN stories AS s ON s.id = m.story_id
            JOIN entries AS e ON e.story_id = s.id
            JOIN feeds AS f ON f.id = e.feed_id
            WHERE t.topic_id = :topic AND t.id <> :without AND t.closed IS NULL AND t.last_story >= :since
                AND s.published BETWEEN :since AND :now AND f.removed IS NULL
            """,
            {"topic": topic, "without": without, "since": to_timestamp(since), "now": to_timestamp(now)},
        )
    )


def carried_about(
    connection: sqlite3.Connection, keys: Sequence[str], since: datetime, now: datetime
) -> tuple[Carried, ...]:
    """Return the stories that name an actor and that subscriptions carry, published between the two times.

    A key that more than `MOST_TEXTS` texts have is left out: everyone writes about such an actor.
    """
    return _carried(
        connection.execute(
            """
            SELECT s.outlet, s.domain, s.id, f.url, coalesce(m.thread_id, '')
            FROM json_each(:keys) AS wanted
            JOIN actors AS a ON a.key = wanted.value
            JOIN stories AS s ON s.newest = a.snapshot_id
            JOIN entries AS e ON e.story_id = s.id
            JOIN feeds AS f ON f.id = e.feed_id
            LEFT JOIN memberships AS m ON m.story_id = s.id
            WHERE s.published BETWEEN :since AND :now AND f.removed IS NULL
                AND (SELECT count(*) FROM (SELECT 1 FROM actors AS one WHERE one.key = wanted.value LIMIT :most + 1))
                    <= :most
            """,
            {
                "keys": json.dumps(list(keys)),
                "since": to_timestamp(since),
                "now": to_timestamp(now),
                "most": MOST_TEXTS,
            },
        )
    )


def published_since(
    connection: sqlite3.Connection, outlets: Collection[tuple[str, str]], since: datetime, now: datetime
) -> dict[tuple[str, str], int]:
    """Return how many stories each of these outlets published between the two times."""
    window = (to_timestamp(since), to_timestamp(now))
    counted = "SELECT count(*) FROM stories WHERE outlet = ? AND domain = ? AND published BETWEEN ? AND ?"
    return {outlet: connection.execute(counted, (*outlet, *window)).fetchone()[0] for outlet in outlets}


def _carried(rows: Iterable[sqlite3.Row]) -> tuple[Carried, ...]:
    return tuple(Carried(*row) for row in rows)


def _feeds(
    connection: sqlite3.Connection, window: Mapping[str, object]
) -> dict[tuple[str, str], tuple[OutletFeed, ...]]:
    found: defaultdict[tuple[str, str], list[OutletFeed]] = defaultdict(list)
    for name, domain, *feed in connection.execute(
        f"""
        SELECT s.outlet, s.domain, f.title, f.url, count(DISTINCT s.id) AS stories
        {_PUBLISHED}
        JOIN entries AS e ON e.story_id = s.id
        JOIN feeds AS f ON f.id = e.feed_id
        WHERE f.removed IS NULL AND s.newest IS NOT NULL
            AND (:name IS NULL OR (o.outlet, o.domain) = (:name, :domain))
        GROUP BY o.id, f.id
        ORDER BY stories DESC, f.id
        """,
        window,
    ):
        found[name, domain].append(OutletFeed(*feed))
    return {outlet: tuple(feeds) for outlet, feeds in found.items()}


def _outlet(outlet: tuple[str, str], rows: Sequence[sqlite3.Row], feeds: tuple[OutletFeed, ...]) -> OutletRow:
    by_hour = {row["hour"]: row["stories"] for row in rows}
    return OutletRow(
        *outlet,
        stories=sum(row["stories"] for row in rows),
        briefed=sum(row["briefed"] for row in rows),
        reprints=sum(row["reprints"] for row in rows),
        hours=tuple(by_hour.get(hour, 0) for hour in range(HOURS)),
        last_story=from_timestamp(max(row["last"] for row in rows)),
        feeds=feeds,
    )
