"""Rules, questions and desks with their threads, those of today, and the reasons for each match."""

import sqlite3
from collections import defaultdict
from datetime import datetime

from briefing.model.rule import DeskRow, MatchedThread, Rule, RuleRow
from briefing.store.rules import rules
from briefing.store.ties import desks
from briefing.store.timestamps import from_timestamp, to_timestamp


def rule_rows(connection: sqlite3.Connection, today: datetime) -> tuple[RuleRow, ...]:
    """Return all rules and questions with their open threads; `today` is when the day began."""
    found = _matched(connection)
    since = to_timestamp(today)
    rows = []
    for rule in rules(connection):
        threads = found[rule.id]
        news = tuple(thread for thread in threads if to_timestamp(thread.at) >= since and not thread.archived)
        rows.append(RuleRow(rule, tuple(threads), news))
    return tuple(rows)


def desk_rows(connection: sqlite3.Connection) -> tuple[DeskRow, ...]:
    """Return all desks with the numbers of their open threads."""
    found = []
    for desk in desks(connection):
        row = connection.execute(_OF_DESK, {"desk": desk.name}).fetchone()
        found.append(DeskRow(desk.name, row["threads"], row["undecided"], desk.is_folder))
    return tuple(found)


def rules_of(connection: sqlite3.Connection, thread_id: str) -> tuple[tuple[Rule, MatchedThread], ...]:
    """Return the rules and questions that a thread matches or is tied to, each with the words of the match."""
    known = {rule.id: rule for rule in rules(connection)}
    found: list[tuple[Rule, MatchedThread]] = []
    for rule_id, matches in _matched(connection, thread_id).items():
        if rule_id in known:
            found.extend((known[rule_id], match) for match in matches)
    return tuple(sorted(found, key=lambda each: each[0].id))


_OF_DESK = """
    WITH its AS (
        SELECT m.thread_id FROM feeds AS f JOIN entries AS e ON e.feed_id = f.id
        JOIN memberships AS m ON m.story_id = e.story_id WHERE f.folder = :desk COLLATE NOCASE
        UNION SELECT thread_id FROM ties WHERE kind = 'desk' AND name = :desk AND tied
        UNION SELECT m.thread_id FROM rules AS r JOIN rule_matches AS m ON m.rule_id = r.id
            WHERE r.action = 'tag' AND r.desk = :desk
        EXCEPT SELECT thread_id FROM ties WHERE kind = 'desk' AND name = :desk AND NOT tied
    )
    SELECT count(*) AS threads, coalesce(sum(t.verdict = 'new'), 0) AS undecided
    FROM its JOIN threads AS t ON t.id = its.thread_id WHERE t.closed IS NULL
    """


def _matched(connection: sqlite3.Connection, thread_id: str = "") -> defaultdict[int, list[MatchedThread]]:
    """Return the open threads of each rule, the newest match first; only one thread if its id is given.

    Archived threads come last.
    """
    rows = connection.execute(
        """
        SELECT m.rule_id, t.id AS thread_id, s.title, m.words, m.at, t.archived IS NOT NULL AS archived, t.score,
            0 AS by_hand
        FROM rule_matches AS m JOIN threads AS t ON t.id = m.thread_id JOIN stories AS s ON s.id = t.title_story
        WHERE t.closed IS NULL AND (:thread = '' OR m.thread_id = :thread) AND NOT EXISTS (
            SELECT 1 FROM ties AS x JOIN rules AS r ON r.id = m.rule_id
            WHERE x.thread_id = m.thread_id AND NOT x.tied AND (
                (x.kind = 'question' AND x.name = CAST(m.rule_id AS TEXT))
                OR (x.kind = 'desk' AND r.action = 'tag' AND x.name = r.desk)
            )
        )
        UNION ALL
        SELECT CAST(x.name AS INTEGER), t.id, s.title, '', t.last_story, t.archived IS NOT NULL, t.score, 1
        FROM ties AS x JOIN threads AS t ON t.id = x.thread_id JOIN stories AS s ON s.id = t.title_story
        WHERE t.closed IS NULL AND x.kind = 'question' AND x.tied AND (:thread = '' OR x.thread_id = :thread)
            AND NOT EXISTS (
                SELECT 1 FROM rule_matches AS m
                WHERE m.rule_id = CAST(x.name AS INTEGER) AND m.thread_id = x.thread_id
            )
        ORDER BY archived, at DESC, score DESC, thread_id
        """,
        {"thread": thread_id},
    )
    found: defaultdict[int, list[MatchedThread]] = defaultdict(list)
    for row in rows:
        match = MatchedThread(
            row["thread_id"], row["title"], row["words"], from_timestamp(row["at"]), bool(row["by_hand"])
        )
        found[row["rule_id"]].append(match)
    return found
