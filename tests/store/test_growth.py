"""What is asked often costs the same in a store of ten times the size, counted in steps of SQLite."""

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.analysis import TextAnalysis
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.quote import Quote, QuoteKind
from briefing.model.rule import Rule, RuleAction
from briefing.model.spans import Span
from briefing.model.topic import TopicPlacement, TopicsResult
from briefing.model.verdict import Verdict
from briefing.store import (
    actor_stories,
    feeds,
    findings,
    material,
    rule_matches,
    rule_rows,
    rules,
    search,
    stories,
    texts_to_read,
    topic_rows,
    topics,
    views,
)
from briefing.store.database import Database, open_database
from tests.benchmarks.grown_store import grow
from tests.store.builders import NOW, a_feed, a_filing, a_query, a_thread, file, group, tell

TIMES = 10
_COPIES = 20
_RARE, _COMMON = "Ana Lopez", "Bo Reed"

_NAMED = texts_to_read.WantedName(("port",))
Question = Callable[[sqlite3.Connection], Any]
QUESTIONS: dict[str, Question] = {
    "the figures of the header": views.inbox_counts,
    "the first rows": lambda c: views.thread_rows(c, InboxFilter(part=InboxPart.SINGLE), now=NOW, limit=5),
    "a thread": lambda c: material.thread_material(c, "t-1", NOW),
    "its rules": lambda c: rule_rows.rules_of(c, "t-1"),
    "related threads": lambda c: actor_stories.threads_naming(
        c, [(("ana lopez",), "t-1")], since=NOW - timedelta(days=7)
    ),
    "stories of an actor": lambda c: actor_stories.stories_of_actor(c, ("ana lopez",), 100),
    "an actor": lambda c: findings.actor_hits(c, "ana lo", 2_000),
    "quotes of a speaker": lambda c: findings.quotes_by(c, "ana lo", 200),
    "the latest quotes": lambda c: findings.quotes_by(c, "", 3),
    "the latest topics": lambda c: topic_rows.topic_rows(c, limit=5),
    "one topic": lambda c: topic_rows.topic_row(c, "topic-1"),
    "the texts that nobody has read": texts_to_read.count_not_read,
    "unread texts with a name": lambda c: texts_to_read.not_read_naming(c, [_NAMED], NOW - timedelta(days=7)),
    "when a feed publishes": lambda c: feeds.latest_published(c, 1),
}


def _fill(store: Database) -> None:
    """File six stories in threads of their own: the first names a rare person, all name a common one."""
    ids = file(store, a_feed(store), *(_filing(number) for number in range(6)))
    found = []
    for number, story in enumerate(ids):
        snapshot = store.look(stories.latest_snapshot, story)
        assert snapshot is not None
        names = (_RARE, _COMMON) if number == 0 else (_COMMON,)
        found.append((snapshot.id, _findings(snapshot.text, names)))
        group(store, a_thread(f"t-{number + 1}", story))
    tell(store, findings.save_findings, found, 1)
    tell(store, topics.save_topics, TopicsResult((TopicPlacement("topic-1", "Port", ("t-1", "t-2")),), {}), (), NOW)
    tell(store, rules.add_rule, Rule(RuleAction.WATCH, "Ports", "port"), NOW)
    tell(store, rule_matches.follow_rules, NOW)


def _filing(number: int) -> Any:
    text = f"{_RARE} spoke. “No,” said {_COMMON} at port {number}."
    return a_filing(number, text=text, published=NOW - timedelta(hours=number))


def _findings(text: str, names: tuple[str, ...]) -> TextAnalysis:
    spans = {name: Span(text.index(name), text.index(name) + len(name)) for name in names}
    quoted = Span(text.index("No,"), text.index("No,") + 3)
    return TextAnalysis(
        quotes=tuple(Quote((quoted,), QuoteKind.DIRECT, 0, name=span) for span in spans.values()),
        actors=tuple(DocumentActor(name.lower(), ActorKind.PERSON, span, (span,), ()) for name, span in spans.items()),
    )


def _steps(store: Database, question: Question) -> int:
    """Return how many steps the virtual machine of SQLite takes to answer a question."""
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    def counted(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(count, 1)
        question(connection)
        connection.set_progress_handler(None, 0)

    store.look(counted)
    return steps


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a store, and one of `TIMES` its size."""
    paths = tuple(tmp_path_factory.mktemp(name) / "store.db" for name in ("small", "large"))
    for path in paths:
        store = open_database(path)
        _fill(store)
        store.close()
    grow(paths[0], _COPIES)
    grow(paths[1], _COPIES * TIMES)
    return paths[0], paths[1]


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_does_not_cost_more_in_a_larger_store(sizes: tuple[Path, Path], name: str) -> None:
    taken = []
    for path in sizes:
        store = open_database(path)
        taken.append(_steps(store, QUESTIONS[name]))
        store.close()
    small, large = taken
    assert large <= 2 * small + 200, f"{small} steps, and {large} in a store of {TIMES} times the size"


def test_the_figures_of_the_header_are_those_that_counting_gives(sizes: tuple[Path, Path]) -> None:
    store = open_database(sizes[1])
    counts, counted = (
        store.look(views.inbox_counts),
        store.look(views.inbox_counts, InboxFilter(verdicts=tuple(Verdict))),
    )
    store.close()
    assert counts == counted
    assert counts.new == 6 * _COPIES * TIMES


def test_a_common_word_is_not_read_as_the_beginning_of_others_in_a_large_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_database(path)
    ids = file(store, a_feed(store), *map(_filing, range(20)), a_filing(20, title="Porters", text="Many."))
    group(store, a_thread("t-1", *ids[:20]), a_thread("t-2", ids[20]))
    filtered = InboxFilter(query=a_query("port"))
    assert "Porters" in {hit.title for hit in store.look(search.search, a_query("port"))}
    assert "t-2" in {row.id for row in store.look(views.thread_rows, filtered, now=NOW, limit=2_000)}
    store.close()
    grow(path, 110)
    store = open_database(path)
    titles = {hit.title for hit in store.look(search.search, a_query("port"), limit=2_000)}
    rare = {hit.title for hit in store.look(search.search, a_query("porter"), limit=2_000)}
    rows = {row.id for row in store.look(views.thread_rows, filtered, now=NOW, limit=2_000)}
    begun = {hit.title for hit in store.look(search.search, a_query("port*"), limit=2_000)}
    store.close()
    assert "Porters" in begun
    assert ("t-1" in rows, "t-2" in rows) == (True, False)
    assert (len(titles), "Porters" in titles, rare) == (20, False, {"Porters"})


@pytest.mark.parametrize("words", ["port", "port kind:thread independent:>=1", "port -walk"])
def test_a_filter_of_words_goes_from_the_index_of_words_to_threads_by_numbers(
    sizes: tuple[Path, Path], words: str
) -> None:
    store = open_database(sizes[0])
    plan = store.look(_plan_of_filter, InboxFilter(query=a_query(words)))
    store.close()
    read = {step for step in plan if re.match("(SCAN|SEARCH) [a-z] ", step)}
    assert read == {
        "SCAN x VIRTUAL TABLE INDEX 0:M2",
        "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH t USING INDEX threads_by_number (number=?)",
    }


def _plan_of_filter(connection: sqlite3.Connection, chosen: InboxFilter) -> list[str]:
    """Return the steps of the statement that finds and counts the threads of a filter."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    views.matching_threads(connection, chosen, tuple(InboxPart), now=NOW, limit=5)
    connection.set_trace_callback(None)
    (statement,) = (each for each in asked if "matches AS" in each)
    return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
