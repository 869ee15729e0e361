"""Rules and standing questions in the store, with the log of decisions about them."""

import json
import sqlite3
from dataclasses import replace
from datetime import datetime

from briefing.model.errors import NothingFound, UsageError
from briefing.model.rule import Rule, RuleAction, RuleChange
from briefing.store.batches import begin_decision, next_batch
from briefing.store.timestamps import to_timestamp


def rules(connection: sqlite3.Connection) -> tuple[Rule, ...]:
    """Return all rules and questions, in the order in which they were added."""
    rows = connection.execute("SELECT id, action, name, query, desk, is_on FROM rules WHERE removed = 0 ORDER BY id")
    return tuple(_rule(row) for row in rows)


def rule_with(connection: sqlite3.Connection, rule_id: int) -> Rule:
    """Return a rule; raise NothingFound if there is none with this id."""
    row = connection.execute(
        "SELECT id, action, name, query, desk, is_on FROM rules WHERE id = ? AND removed = 0", (rule_id,)
    ).fetchone()
    if row is None:
        raise NothingFound("This rule was removed.")
    return _rule(row)


def add_rule(connection: sqlite3.Connection, rule: Rule, at: datetime) -> RuleChange:
    """Store a new rule; one undo takes it back. Raises UsageError if the same rule is there."""
    same = (each for each in rules(connection) if (each.action, each.query, each.desk) == _what_it_does(rule))
    if not rule.is_question and any(same):
        raise UsageError(f"There is a {rule.action} rule with this query already.")
    if rule.is_question and any(each.is_question and each.name == rule.name for each in rules(connection)):
        raise UsageError("This question already exists.")
    row = connection.execute(
        """
        INSERT INTO rules (action, name, query, desk, is_on, removed, fresh) VALUES (?, ?, ?, ?, 0, 1, 1)
        RETURNING id
        """,
        (rule.action, rule.name, rule.query, rule.desk),
    ).fetchone()
    change = RuleChange(None, replace(rule, id=row["id"]))
    return _decide(connection, change, at)


def change_rule(connection: sqlite3.Connection, rule: Rule, at: datetime) -> RuleChange:
    """Replace the rule with this id; one undo takes it back. Nothing is stored if it is the same."""
    change = RuleChange(rule_with(connection, rule.id), rule)
    return change if change.before == rule else _decide(connection, change, at)


def remove_rule(connection: sqlite3.Connection, rule_id: int, at: datetime) -> RuleChange:
    """Remove a rule; one undo takes it back."""
    return _decide(connection, RuleChange(rule_with(connection, rule_id), None), at)


def undo(connection: sqlite3.Connection, batch: int, at: datetime) -> RuleChange | None:
    """Undo a decision and return what that did; None if the decision was not about a rule."""
    return _replay(connection, "undo", batch, at)


def redo(connection: sqlite3.Connection, batch: int, at: datetime) -> RuleChange | None:
    """Redo a decision and return what that did; None if the decision was not about a rule."""
    return _replay(connection, "redo", batch, at)


def _replay(connection: sqlite3.Connection, kind: str, batch: int, at: datetime) -> RuleChange | None:
    event = connection.execute(
        "SELECT rule_id, before, after FROM rule_events WHERE batch = ? ORDER BY id LIMIT 1", (batch,)
    ).fetchone()
    if event is None:
        return None
    before, after = _loaded(event["before"], event["rule_id"]), _loaded(event["after"], event["rule_id"])
    change = RuleChange(after, before) if kind == "undo" else RuleChange(before, after)
    _append(connection, next_batch(connection), kind, change, at)
    return change


def _decide(connection: sqlite3.Connection, change: RuleChange, at: datetime) -> RuleChange:
    _append(connection, begin_decision(connection), "give", change, at)
    return change


def _append(connection: sqlite3.Connection, batch: int, kind: str, change: RuleChange, at: datetime) -> None:
    """Append an event and set the rule; a rule that is no longer `fresh` has been matched with all threads."""
    rule_id = change.rule.id
    connection.execute(
        "INSERT INTO rule_events (at, kind, batch, rule_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        (to_timestamp(at), kind, batch, rule_id, _stored(change.before), _stored(change.after)),
    )
    rule = change.after
    if rule is None:
        connection.execute("UPDATE rules SET removed = 1, fresh = 1 WHERE id = ?", (rule_id,))
        return
    connection.execute(
        """
        UPDATE rules SET action = ?, name = ?, query = ?, desk = ?, is_on = ?, removed = 0, fresh = 1 WHERE id = ?
        """,
        (rule.action, rule.name, rule.query, rule.desk, rule.on, rule_id),
    )


def _what_it_does(rule: Rule) -> tuple[RuleAction, str, str]:
    return (rule.action, rule.query, rule.desk)


def _stored(rule: Rule | None) -> str | None:
    if rule is None:
        return None
    return json.dumps([rule.action, rule.name, rule.query, rule.desk, rule.on], ensure_ascii=False)


def _loaded(text: str | None, rule_id: int) -> Rule | None:
    if text is None:
        return None
    action, name, query, desk, on = json.loads(text)
    return Rule(RuleAction(action), name, query, desk, on, rule_id)


def _rule(row: sqlite3.Row) -> Rule:
    return Rule(RuleAction(row["action"]), row["name"], row["query"], row["desk"], bool(row["is_on"]), row["id"])
