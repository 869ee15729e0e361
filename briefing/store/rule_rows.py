"""Rules, questions and desks with their threads, those of today, and the reasons for each match."""

import sqlite3
from collections import defaultdict
from datetime import datetime

from briefing.model.rule import DeskRow, MatchedThread, Rule, RuleRow
from briefing.store.query_conditions import condition_on_desk
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
        on_it = condition_on_desk(desk)
        row = connection.execute(
            f"""
            SELECT count(*) AS threads, coalesce(sum(t.verdict = 'new'), 0) AS undecided
            FROM threads AS t WHERE t.closed IS NULL AND {on_it.sql}
            """,  # noqa: S608 - every value is a parameter
            on_it.parameters,
        ).fetchone()
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


def _matched(connection: sqlite3.Connection, thread_id: str = "") -> defaultdict[int, list[MatchedThread]]:
    """Return the open threads of each rule, the newest match first; only one thread if its id is given.

    Archived threads come last.
    """
    rows = connection.execute(_MATCHES_OF_ONE if thread_id else _MATCHES, {"thread": thread_id})
    found: defaultdict[int, list[MatchedThread]] = defaultdict(list)
    for rule_id, *match in rows:
        found[rule_id].append(_match(*match))
    return found


def _match(
    thread_id: str, title: str, words: str, at: int, archived: int, by_hand: int, _score: float
) -> MatchedThread:
    return MatchedThread(thread_id, title, words, from_timestamp(at), by_hand=bool(by_hand), archived=bool(archived))


_MATCHES = """
    SELECT m.rule_id, t.id AS thread_id, s.title, m.words, m.at, t.archived IS NOT NULL AS archived,
        0 AS by_hand, t.score
    FROM rule_matches AS m JOIN threads AS t ON t.id = m.thread_id JOIN stories AS s ON s.id = t.title_story
    WHERE t.closed IS NULL AND NOT EXISTS (
        SELECT 1 FROM ties AS x JOIN rules AS r ON r.id = m.rule_id
        WHERE x.thread_id = m.thread_id AND NOT x.tied AND (
            (x.kind = 'question' AND x.name = CAST(m.rule_id AS TEXT))
            OR (x.kind = 'desk' AND r.action = 'tag' AND x.name = r.desk)
        )
    )
    UNION ALL
    SELECT CAST(x.name AS INTEGER), t.id, s.title, '', t.last_story, t.archived IS NOT NULL, 1, t.score
    FROM ties AS x JOIN threads AS t ON t.id = x.thread_id JOIN stories AS s ON s.id = t.title_story
    WHERE t.closed IS NULL AND x.kind = 'question' AND x.tied AND NOT EXISTS (
        SELECT 1 FROM rule_matches AS m WHERE m.rule_id = CAST(x.name AS INTEGER) AND m.thread_id = x.thread_id
    )
    ORDER BY archived, at DESC, score DESC, thread_id
    """
_MATCHES_OF_ONE = _MATCHES.replace("t.closed IS NULL", "t.id = :thread AND t.closed IS NULL")
