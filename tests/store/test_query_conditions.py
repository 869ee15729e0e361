"""Queries find their stories and threads by an index."""

import sqlite3

import pytest

from briefing.model.inbox import InboxFilter, InboxOrder, InboxPart
from briefing.store import search
from briefing.store.database import Database
from briefing.store.listing import COUNT_BY_VERDICT, Statements, page_statements, statement_for
from briefing.store.query_conditions import condition_on_threads, ranked_condition
from tests.store.builders import a_query, ask

USUAL = (
    "strike",
    '"port of velmar" -ferry',
    "strike OR ferry",
    "outlet:times",
    "outlet:times.example strike",
    "actor:marsh",
    "by:marsh -outlet:times",
    "actor:marsh (strike OR outlet:times)",
    "verdict:brief",
    "verdict:brief strike",
    "topic:velmar",
    "lang:de strike",
    "after:3d",
    "after:3d outlet:times",
    "independent:>=3 strike",
    "kind:single actor:marsh",
)


def plan(connection: sqlite3.Connection, statement: str, parameters: dict[str, object]) -> list[str]:
    bound = {**parameters, "offset": 0, "limit": 100, "match": "a", "ranked": 100, "since": 0, "verdicts": "[]"}
    return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", bound)]


def scans(steps: list[str]) -> list[str]:
    """Return the steps that read a whole table; topics, feeds and lists of parameters are short."""
    short = (
        "VIRTUAL TABLE",
        "SCAN p",
        "SCAN j",
        "SCAN f",
        "SCAN json_each",
        "SCAN (",
        "SCAN found",
        "SUBQUERY",
        "CONSTANT",
    )
    return [step for step in steps if step.startswith("SCAN") and not any(word in step for word in short)]


@pytest.mark.parametrize("words", USUAL)
def test_no_search_reads_all_stories(store: Database, words: str) -> None:
    def steps(connection: sqlite3.Connection) -> list[str]:
        ranked = ranked_condition(connection, a_query(words))
        return plan(connection, search.statement_for(ranked), ranked.rest.parameters)

    left = scans(ask(store, steps))
    # The latest stories are read in order, and only as many as are shown.
    assert all(step == "SCAN s USING INDEX stories_by_published" for step in left), left


@pytest.mark.parametrize("words", USUAL)
@pytest.mark.parametrize(
    "statements",
    [
        COUNT_BY_VERDICT,
        page_statements(InboxFilter()),
        page_statements(InboxFilter(order=InboxOrder.NEWEST)),
        page_statements(InboxFilter(part=InboxPart.THREADS)),
        page_statements(InboxFilter(part=InboxPart.SINGLE)),
    ],
)
def test_no_filter_reads_all_stories(store: Database, words: str, statements: Statements) -> None:
    def steps(connection: sqlite3.Connection) -> list[str]:
        statement, parameters = statement_for(connection, InboxFilter(query=a_query(words)), statements)
        return plan(connection, statement, parameters)

    assert scans(ask(store, steps)) == []


@pytest.mark.parametrize("words", ["x' OR 1", 'outlet:"x\' OR 1"', 'actor:"a\' --"', 'topic:"\'); DROP TABLE stories"'])
def test_no_value_of_a_query_is_part_of_a_statement(store: Database, words: str) -> None:
    def statements(connection: sqlite3.Connection) -> list[str]:
        query = a_query(words)
        return [condition_on_threads(connection, query).sql, ranked_condition(connection, query).rest.sql]

    for statement in ask(store, statements):
        assert "'x" not in statement
        assert "DROP" not in statement
        assert "--" not in statement
