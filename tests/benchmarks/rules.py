"""Measures rules over a large store: a new rule, following what a refresh brought, and the filter of a desk.

python -m tests.benchmarks.rules ../shared/corpora [number of stories]
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefing.model.errors import BriefingError
from briefing.model.inbox import InboxFilter
from briefing.model.query import on_desk
from briefing.model.rule import Rule, RuleAction
from briefing.store import rule_matches, rule_rows, rules, views
from briefing.store.database import Database, open_database
from tests.benchmarks.many_stories import many_stories
from tests.benchmarks.queries import NOW, fill

QUERIES = (
    "ukraine", "ukraine -russia", '"white house"', "ukraine OR google", "outlet:reuters ukraine", "actor:obama",
    "lang:en ukraine", "independent:>=3 ukraine", "kind:thread -outlet:reuters", "actor:obama ukraine",
)  # fmt: skip
ACTIONS = (RuleAction.WATCH, RuleAction.MUTE, RuleAction.TAG, RuleAction.WAKE)
CHANGED = 500
"""How many threads a refresh changes."""


def main() -> None:
    """Print how long each step takes, in milliseconds."""
    corpora, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "store.db")
        fill(database, many_stories(corpora, count, NOW))
        database.call(rule_matches.follow_rules, NOW)
        for number, query in enumerate(QUERIES):
            rule = Rule(ACTIONS[number % 4], query, query, desk="Desk" if number % 4 == 2 else "")
            _add(database, rule)
        print(f"{CHANGED} threads changed, {len(QUERIES)} rules {_took(lambda: _change(database)):10.1f} ms")
        print(f"nothing changed                   {_took(lambda: _follow(database)):10.1f} ms")
        print(f"the list of rules                 {_took(lambda: database.look(rule_rows.rule_rows, NOW)):10.1f} ms")
        print(f"the list of desks                 {_took(lambda: database.look(rule_rows.desk_rows)):10.1f} ms")
        database.call(_into_folder)
        for desk in ("Desk", "World"):
            _show_desk(database, desk)
        database.close()


def _add(database: Database, rule: Rule) -> None:
    database.call(rules.add_rule, rule, NOW)
    try:
        took = _took(lambda: _follow(database))
    except BriefingError as error:
        print(error)
    else:
        print(f"{rule.action:6} {rule.query:34} {took:10.1f} ms")


def _show_desk(database: Database, desk: str) -> None:
    chosen = InboxFilter(query=on_desk(None, desk))
    rows = _took(lambda: database.look(views.thread_rows, chosen, now=NOW, limit=100))
    counts = _took(lambda: database.look(views.inbox_counts, chosen))
    print(f"desk {desk}: a page of rows {rows:.1f} ms, the figures {counts:.1f} ms")


def _follow(database: Database) -> None:
    if database.look(rule_matches.has_work):
        database.call(rule_matches.follow_rules, NOW)


def _change(database: Database) -> None:
    database.call(_mark)
    _follow(database)


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        INSERT INTO threads_to_match (thread_id)
        SELECT id FROM threads WHERE closed IS NULL ORDER BY last_story DESC LIMIT ?
        """,
        (CHANGED,),
    )


def _into_folder(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE feeds SET folder = 'World' WHERE id % 3 = 0")


def _took(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


if __name__ == "__main__":
    main()
