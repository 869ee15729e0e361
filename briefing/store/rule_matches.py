"""Matches of rules: found in the threads that changed, or in all recent ones if the rule changed, and acted on."""

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from briefing.frozen import dataclass
from briefing.model.errors import QueryError
from briefing.model.inbox import LiftKind
from briefing.model.query import AllOf, AnyOf, Named, NameField, Not, Published, Query, Term
from briefing.model.rule import Rule, RuleAction, Trial
from briefing.query.matching import folded, pattern_of
from briefing.query.parser import parse_saved
from briefing.store.lifts import lift, lower, mute, remove_source, threads_muted_by, unmute
from briefing.store.query_conditions import (
    Condition,
    condition_on_few_threads,
    condition_on_stories,
    condition_on_threads,
)
from briefing.store.rules import rules
from briefing.store.timestamps import from_timestamp, to_timestamp
from briefing.store.wakes import apply_wakings, wake_by_rule

DAYS = 30
"""Rules act on threads whose last story is at most this many days old."""
_LONGEST_WORDS = 60
_ORDER = (RuleAction.TAG, RuleAction.WATCH, RuleAction.QUESTION, RuleAction.WAKE, RuleAction.MUTE)
"""Rules that tag come first, because the queries of others may ask for the desk."""
_LIFTS = {RuleAction.WATCH: LiftKind.WATCH, RuleAction.QUESTION: LiftKind.QUESTION}


@dataclass(frozen=True, slots=True)
class _Match:
    """The newest story of a thread that matches, and when it joined the thread."""

    story: int
    joined: int


def follow_rules(connection: sqlite3.Connection, now: datetime) -> int:
    """Match rules with the threads that changed since the last call, and act; return for how many that is new.

    A rule that was changed itself, or whose query depends on the time, is matched with all threads of the last `DAYS`.
    A desk that no longer exists has no threads; a rule whose query has become invalid keeps its matches.
    """
    _forget_rules(connection)
    changed = {row["thread_id"] for row in connection.execute("SELECT thread_id FROM threads_to_match")}
    active = sorted((rule for rule in rules(connection) if rule.on), key=lambda rule: _ORDER.index(rule.action))
    fresh = frozenset(row["id"] for row in connection.execute("SELECT id FROM rules WHERE fresh = 1"))
    tagging = [rule for rule in active if rule.action is RuleAction.TAG]
    turned: set[str] = set()
    new = fresh
    for _ in tagging:  # a rule that tags may ask for the desk of another one
        tagged = set().union(*(_follow(connection, rule, now, (changed, changed | turned), new) for rule in tagging))
        turned, new = turned | tagged, frozenset()
        if not tagged:
            break
    among = (changed, changed | turned)
    for rule in active[len(tagging) :]:
        turned |= _follow(connection, rule, now, among, fresh)
    _mute_and_unmute(connection, active, changed | turned, fresh)
    connection.execute("DELETE FROM threads_to_match")
    connection.execute("UPDATE rules SET fresh = 0 WHERE fresh = 1")
    return len(turned)


def matching_among(connection: sqlite3.Connection, query: Query, threads: Collection[str]) -> frozenset[str]:
    """Return which of these threads match a query; the cost follows their number."""
    return frozenset(_matches_of_few(connection, query, threads, -(2**62)))


def rules_that_mute(connection: sqlite3.Connection, thread_id: str) -> frozenset[int]:
    """Return the rules that mute a thread."""
    rows = connection.execute(
        "SELECT r.id FROM rules AS r JOIN mutes AS m ON m.source = 'rule ' || r.id WHERE m.thread_id = ?", (thread_id,)
    )
    return frozenset(row["id"] for row in rows)


def has_work(connection: sqlite3.Connection) -> bool:
    """Return whether rules may match other threads than before: data changed, or a query depends on the time."""
    row = connection.execute(
        """
        SELECT EXISTS (SELECT 1 FROM threads_to_match) OR EXISTS (SELECT 1 FROM rules WHERE fresh = 1)
            OR EXISTS (
                SELECT 1 FROM rules WHERE is_on AND NOT removed AND (query LIKE '%after:%' OR query LIKE '%before:%')
            )
        """
    ).fetchone()
    return bool(row[0])


def check_query(connection: sqlite3.Connection, query: Query) -> None:
    """Raise QueryError if the store cannot answer a query because it names a desk that does not exist."""
    condition_on_threads(connection, query)


def try_query(connection: sqlite3.Connection, query: Query, now: datetime) -> Trial:
    """Return what a query would match. Raises QueryError for a desk that does not exist."""
    since = {"since": to_timestamp(now - timedelta(days=DAYS))}
    on_story, on_thread = condition_on_stories(connection, query), condition_on_threads(connection, query)
    matching = connection.execute(
        f"SELECT count(*) FROM stories AS s WHERE s.published >= :since AND s.newest IS NOT NULL AND {on_story.sql}",  # noqa: S608 - every value is a parameter
        {**since, **on_story.parameters},
    ).fetchone()[0]
    stories = connection.execute(
        "SELECT count(*) FROM stories WHERE published >= :since AND newest IS NOT NULL", since
    ).fetchone()[0]
    threads = connection.execute(
        f"SELECT count(*) FROM threads AS t WHERE t.closed IS NULL AND t.last_story >= :since AND {on_thread.sql}",  # noqa: S608 - every value is a parameter
        {**since, **on_thread.parameters},
    ).fetchone()[0]
    return Trial(matching, stories, threads, DAYS)


def _forget_rules(connection: sqlite3.Connection) -> None:
    """Take back the effects of rules that were turned off, removed, or given another action.

    The threads of a rule that was changed are matched again: it may have put them on a desk that others ask for.
    """
    connection.execute(
        """
        INSERT OR IGNORE INTO threads_to_match (thread_id)
        SELECT m.thread_id FROM rules AS r JOIN rule_matches AS m ON m.rule_id = r.id WHERE r.fresh = 1
        """
    )
    rows = connection.execute(
        """
        SELECT m.rule_id, m.thread_id FROM rules AS r JOIN rule_matches AS m ON m.rule_id = r.id
        WHERE r.fresh = 1 AND (r.removed OR NOT r.is_on)
        """
    ).fetchall()
    for row in rows:
        _forget(connection, row["rule_id"], row["thread_id"])
    changed = connection.execute(
        """
        SELECT r.id, r.action, l.kind, l.thread_id FROM rules AS r JOIN lifts AS l ON l.source = 'rule ' || r.id
        WHERE r.fresh = 1 AND l.kind <> CASE r.action WHEN 'question' THEN 'question' WHEN 'wake' THEN 'wake'
            WHEN 'watch' THEN 'watch' ELSE '' END
        """
    ).fetchall()
    for row in changed:
        lower(connection, row["thread_id"], LiftKind(row["kind"]), _source(row["id"]))


def _follow(
    connection: sqlite3.Connection,
    rule: Rule,
    now: datetime,
    changed: tuple[Collection[str], Collection[str]],
    fresh: Collection[int],
) -> set[str]:
    """Match a rule with all threads if it is fresh; return those where that is new.

    Otherwise match it with those that `changed`: in anything but their desks, or in anything if it asks for a desk.
    """
    since = to_timestamp(now - timedelta(days=DAYS))
    try:
        query = parse_saved(rule.query, now)
        if query is None:
            return _note_matches(connection, rule, query, {}, None, is_fresh=False)
        if rule.id in fresh or _depends_on_time(query.term):
            found = _matches_of_all(connection, query, since)
            return _note_matches(connection, rule, query, found, None, is_fresh=rule.id in fresh)
        few = changed[1] if _any_leaf(query.term, _is_desk) else changed[0]
        found = _matches_of_few(connection, query, few, since)
    except QueryError:
        return set()
    return _note_matches(connection, rule, query, found, few, is_fresh=False)


def _forget(connection: sqlite3.Connection, rule_id: int, thread_id: str) -> None:
    connection.execute("DELETE FROM rule_matches WHERE (rule_id, thread_id) = (?, ?)", (rule_id, thread_id))
    remove_source(connection, thread_id, _source(rule_id))
    connection.execute("INSERT OR IGNORE INTO threads_to_match (thread_id) VALUES (?)", (thread_id,))


def _matches_of_all(connection: sqlite3.Connection, query: Query, since: int) -> dict[str, _Match]:
    condition = condition_on_threads(connection, query, strict=False)
    threads = _threads(connection, condition, "t.last_story >= :since", {"since": since})
    return _newest(connection, condition_on_stories(connection, query, strict=False), threads)


def _matches_of_few(
    connection: sqlite3.Connection, query: Query, changed: Collection[str], since: int
) -> dict[str, _Match]:
    """Return what matches among the threads that changed; the cost follows their number."""
    wanted = json.dumps(sorted(changed))
    span = connection.execute(
        "SELECT min(story_id), max(story_id) FROM memberships WHERE thread_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ).fetchone()
    if span[0] is None:
        return {}
    condition = condition_on_few_threads(connection, query, (span[0], span[1]))
    among = "t.id IN (SELECT value FROM json_each(:wanted)) AND t.last_story >= :since"
    threads = _threads(connection, condition, among, {"wanted": wanted, "since": since})
    return _newest(connection, condition_on_stories(connection, query, (span[0], span[1]), strict=False), threads)


def _threads(
    connection: sqlite3.Connection, condition: Condition, among: str, parameters: Mapping[str, object]
) -> list[str]:
    rows = connection.execute(
        f"SELECT t.id FROM threads AS t WHERE t.closed IS NULL AND {among} AND {condition.sql}",  # noqa: S608 - every value is a parameter
        {**parameters, **condition.parameters},
    )
    return [row["id"] for row in rows]


def _newest(connection: sqlite3.Connection, condition: Condition, threads: Sequence[str]) -> dict[str, _Match]:
    """Return the newest matching story of each thread; threads without one are there for what they are not."""
    rows = connection.execute(
        f"""
        SELECT m.thread_id, max(s.id) AS story, m.joined FROM memberships AS m JOIN stories AS s ON s.id = m.story_id
        WHERE m.thread_id IN (SELECT value FROM json_each(:threads)) AND {condition.sql} GROUP BY m.thread_id
        """,  # noqa: S608 - every value is a parameter
        {"threads": json.dumps(threads), **condition.parameters},
    )
    return {row["thread_id"]: _Match(row["story"], row["joined"]) for row in rows}


def _note_matches(
    connection: sqlite3.Connection,
    rule: Rule,
    query: Query | None,
    found: Mapping[str, _Match],
    among: Collection[str] | None,
    *,
    is_fresh: bool,
) -> set[str]:
    """Store the matches of a rule `among` some threads, all of them for None; return the threads where that is new.

    For a fresh rule, all are new.
    """
    stored = {
        row["thread_id"]: row["story_id"]
        for row in connection.execute("SELECT thread_id, story_id FROM rule_matches WHERE rule_id = ?", (rule.id,))
        if among is None or row["thread_id"] in among
    }
    gone = set(stored) - set(found)
    for thread_id in gone:
        _forget(connection, rule.id, thread_id)
    pattern = pattern_of(query) if query is not None else None
    for thread_id, match in found.items():
        former = stored.get(thread_id)
        if former == match.story and not is_fresh:
            continue
        words = _words(connection, pattern, match.story) or rule.query
        connection.execute(
            """
            INSERT INTO rule_matches (rule_id, thread_id, story_id, words, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (rule_id, thread_id) DO UPDATE SET
                story_id = excluded.story_id, words = excluded.words, at = excluded.at
            """,
            (rule.id, thread_id, match.story, words, match.joined),
        )
        _lift(connection, rule, thread_id, match, former)
    return gone | {thread_id for thread_id in found if is_fresh or thread_id not in stored}


def _lift(connection: sqlite3.Connection, rule: Rule, thread_id: str, match: _Match, former: int | None) -> None:
    """Lift a thread that a rule watches or a question asks for; wake one deferred before a matching story was added."""
    joined = from_timestamp(match.joined)
    kind = _LIFTS.get(rule.action)
    if kind is not None:
        lift(connection, thread_id, kind, _source(rule.id), rule.name, joined)
    elif rule.action is RuleAction.WAKE and (former is None or former < match.story):
        row = connection.execute(
            """
            SELECT max(e.at) AS at FROM threads AS t JOIN verdict_events AS e ON e.thread_id = t.id
            WHERE t.id = ? AND t.verdict = 'later' AND e.after = 'later'
            """,
            (thread_id,),
        ).fetchone()
        was_deferred = row["at"] is not None and row["at"] < match.joined
        if was_deferred and (waking := wake_by_rule(connection, thread_id, rule.name, joined)) is not None:
            apply_wakings(connection, [(waking, f"woke: {rule.name}")], joined)


def _mute_and_unmute(
    connection: sqlite3.Connection, active: Sequence[Rule], changed: Collection[str], fresh: Collection[int]
) -> None:
    """Mute the matches of rules that mute, except threads that another rule lifts or that the user keeps."""
    for rule in active:
        muted = threads_muted_by(connection, _source(rule.id)) & frozenset(changed)
        wanted: set[str] = set()
        if rule.action is RuleAction.MUTE:
            rows = connection.execute(
                """
                SELECT m.thread_id FROM rule_matches AS m JOIN threads AS t ON t.id = m.thread_id
                WHERE m.rule_id = :rule AND m.thread_id IN (SELECT value FROM json_each(:changed))
                    AND t.verdict IN ('new', 'drop') AND NOT EXISTS (
                        SELECT 1 FROM rule_matches AS o JOIN rules AS r ON r.id = o.rule_id
                        WHERE o.thread_id = m.thread_id AND r.action IN ('watch', 'question')
                    )
                """,
                {"rule": rule.id, "changed": json.dumps(sorted(changed))},
            )
            wanted = {row["thread_id"] for row in rows}
        for thread_id in muted - wanted:
            unmute(connection, thread_id, _source(rule.id))
        for thread_id in wanted - muted if rule.id not in fresh else wanted:
            mute(connection, thread_id, _source(rule.id), rule.name)


def _words(connection: sqlite3.Connection, pattern: re.Pattern[str] | None, story_id: int) -> str:
    """Return the first words of a story that the pattern finds, in its title or else in its text."""
    if pattern is None:
        return ""
    row = connection.execute(
        "SELECT s.title, n.text FROM stories AS s JOIN snapshots AS n ON n.id = s.newest WHERE s.id = ?", (story_id,)
    ).fetchone()
    for text in () if row is None else (row["title"], row["text"]):
        if found := pattern.search(folded(text)):
            return " ".join(text[found.start() : found.end()].split())[:_LONGEST_WORDS]
    return ""


def _any_leaf(term: Term, is_such: Callable[[Term], bool]) -> bool:
    """Return whether `is_such` is true for any leaf of a term."""
    if isinstance(term, AllOf | AnyOf):
        return any(_any_leaf(each, is_such) for each in term.terms)
    return _any_leaf(term.term, is_such) if isinstance(term, Not) else is_such(term)


def _depends_on_time(term: Term) -> bool:
    """Return whether what a term matches changes as time goes by."""
    return _any_leaf(term, lambda leaf: isinstance(leaf, Published))


def _is_desk(leaf: Term) -> bool:
    return isinstance(leaf, Named) and leaf.field is NameField.DESK


def _source(rule_id: int) -> str:
    return f"rule {rule_id}"
