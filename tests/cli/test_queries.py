"""One query has one answer: on the command line, in the program, and without any index."""

import asyncio
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.cli.main import main
from briefing.model.errors import QueryError
from briefing.model.inbox import InboxFilter, InboxPart
from briefing.model.query import Query
from briefing.query.parser import parse
from briefing.services.screen_services import ScreenServices
from briefing.services.workspace import Workspace
from briefing.settings.places import places_under
from briefing.store.database import open_database
from briefing.store.rule_matches import matching_among
from tests.query.evaluator import Facts, facts_of, story_matches, thread_matches
from tests.query.test_parser import WRONG
from tests.tui.builders import NOW
from tests.tui.program import QUIET, Inline, Network, stored_morning

QUERIES = """
ferry
ferr
ferries
"ferry terminal"
"gates to open"
ferry terminal
ferry -terminal
-ferry
ferry OR strike
ferry OR strike terminal
(ferry OR strike) terminal
ferry (strike OR terminal)
-(ferry OR strike)
-(ferry terminal)
gat* stage*
osmark
Osmark -outlet:eastwire
outlet:eastwire
outlet:east
outlet:"brannic herald"
outlet:herald outlet:osmark
outlet:eastwire.example
outlet:eastwire OR outlet:"brannic herald"
outlet:nobody
-outlet:eastwire
outlet:eastwire -ferry
ferry outlet:eastwire
actor:pell
actor:"ada pell"
actor:holt mir
actor:holt
actor:osmark -actor:pell
actor:alias
by:pell
by:holt
by:pell OR by:holt
-by:pell ferry
actor:pell by:pell
desk:world
desk:WORLD ferry
desk:science OR ferry
desk:ports
desk:ports -ferry
-desk:world
verdict:brief
verdict:new
verdict:undecided ferry
verdict:follow OR verdict:later
-verdict:new
-(verdict:new OR verdict:drop)
verdict:brief OR outlet:eastwire
topic:osmark
topic:o-1 ferry
-topic:osmark ferry
lang:de
lang:en ferry
-lang:en
after:21nov
before:21nov
after:21nov before:21nov
after:12h ferry
-after:12h
independent:>=3
independent:3
independent:<2 after:1d
-independent:>=2 -ferry
kind:single
kind:thread
kind:single OR actor:pell
kind:thread -outlet:eastwire verdict:new
(ferry OR -outlet:eastwire) kind:thread
-(-ferry)
(actor:pell -by:pell) OR (kind:single lang:de)
""".strip().split("\n")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the morning of the screen tests, and desks, topics, languages and an alias."""
    folder = tmp_path_factory.mktemp("queries")
    places = places_under(folder)
    places.store.parent.mkdir(parents=True, exist_ok=True)
    places.store.write_bytes(stored_morning())
    database = open_database(places.store)
    database.call(_vary)
    database.close()
    return folder


def _vary(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE feeds SET folder = CASE WHEN id % 2 THEN 'World' ELSE 'Science' END")
    connection.execute("UPDATE stories SET language = CASE id % 5 WHEN 0 THEN 'de' WHEN 1 THEN 'en-gb' ELSE 'en' END")
    connection.execute(
        """
        INSERT INTO topics (id, name, first_seen, last_story, thread_count, story_count)
        VALUES ('o-1', 'Ferries at Osmark', 0, 0, 2, 9)
        """
    )
    connection.execute("UPDATE threads SET topic_id = 'o-1' WHERE id IN ('t-0000', 't-0003')")
    connection.executemany(
        "INSERT INTO ties (thread_id, kind, name, tied) VALUES (?, 'desk', ?, ?)",
        [("t-0001", "Ports", 1), ("t-0002", "Ports", 1), ("t-0003", "World", 0), ("t-0004", "Science", 0)],
    )
    key = connection.execute("SELECT key FROM actors ORDER BY key LIMIT 1").fetchone()[0]
    connection.execute("INSERT INTO actor_wishes (at, kind, key, other) VALUES (0, 'same', ?, 'alias known')", (key,))
    connection.execute("INSERT OR IGNORE INTO names (key, indexed) VALUES ('alias known', 1)")
    connection.execute("INSERT INTO name_index (rowid, name) SELECT id, key FROM names WHERE key = 'alias known'")


@pytest.fixture(scope="module")
def services(home: Path) -> Iterator[ScreenServices]:
    places = places_under(home)
    workspace = Workspace(places, QUIET, open_database(places.store), Inline(), lambda: NOW, Network(()))  # type: ignore[arg-type]
    yield ScreenServices(workspace)
    workspace.close()


@pytest.fixture(scope="module")
def facts(services: ScreenServices) -> list[Facts]:
    found: list[Facts] = services.session.database.look(facts_of)
    return found


def printed(home: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[dict[str, object]]]:
    assert main(["--home", str(home), "--now", NOW.isoformat(), "--json", "--quiet", *arguments]) in (0, 1)
    document: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return document


def parsed(text: str) -> Query:
    query = parse(text, NOW)
    assert query is not None
    return query


def test_there_are_at_least_sixty_queries_and_most_find_something(facts: list[Facts]) -> None:
    assert len(set(QUERIES)) >= 60
    empty = [query for query in QUERIES if not any(story_matches(parsed(query).term, each) for each in facts)]
    assert len(empty) <= 6, empty


@pytest.mark.parametrize("words", QUERIES)
def test_a_search_has_one_answer(
    home: Path, services: ScreenServices, facts: list[Facts], capsys: pytest.CaptureFixture[str], words: str
) -> None:
    query = parsed(words)
    page = asyncio.run(services.threads.search(words))
    hits = printed(home, capsys, "search", "--", words)["hits"]
    assert [hit["story"] for hit in hits] == [hit.story for hit in page.hits]
    assert sorted(hit.story for hit in page.hits) == sorted(
        each.id for each in facts if story_matches(query.term, each)
    )


@pytest.mark.parametrize("words", QUERIES)
def test_a_filter_has_one_answer(
    home: Path, services: ScreenServices, facts: list[Facts], capsys: pytest.CaptureFixture[str], words: str
) -> None:
    query = parsed(words)
    chosen = InboxFilter(query=query)
    rows = asyncio.run(services.inbox.rows(chosen))
    threads = printed(home, capsys, "threads", f"--where={words}")["threads"]
    assert [thread["id"] for thread in threads] == [row.id for row in rows]
    by_thread: defaultdict[str, list[Facts]] = defaultdict(list)
    for each in facts:
        by_thread[each.thread].append(each)
    assert {row.id for row in rows} == {
        thread for thread, stories in by_thread.items() if thread and thread_matches(query.term, stories)
    }
    assert asyncio.run(services.inbox.ids(chosen)) == tuple(row.id for row in rows)
    few = services.session.database.look(matching_among, query, list(by_thread)[::3])
    assert few == {row.id for row in rows} & set(list(by_thread)[::3])
    counts = asyncio.run(services.inbox.counts(chosen))
    by_part = [asyncio.run(services.inbox.rows(replace(chosen, part=part))) for part in InboxPart]
    in_order = tuple(row for rows in by_part for row in rows)
    assert counts.threads == len(rows) == len(in_order)
    assert asyncio.run(services.inbox.matching(chosen, tuple(InboxPart), 7)) == (counts, in_order[:7])


@pytest.mark.parametrize(("words", "sentence"), [(words, sentence) for words, sentence, _, _ in WRONG])
def test_a_wrong_query_is_refused_everywhere_in_the_same_words(
    home: Path, services: ScreenServices, capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    for arguments in (["search", "--", words], ["threads", f"--where={words}"]):
        assert main(["--home", str(home), *arguments]) == 2
        assert sentence in capsys.readouterr().err
    with pytest.raises(QueryError, match=r".") as raised:
        asyncio.run(services.threads.search(words))
    assert sentence in str(raised.value)


@pytest.mark.parametrize("words", ["desk:wrld", "ferry -desk:wrld"])
def test_a_desk_that_there_is_not_is_named_with_the_nearest(services: ScreenServices, words: str) -> None:
    with pytest.raises(QueryError, match=r"there is no desk 'wrld' \(character \d+\); did you mean World\?"):
        asyncio.run(services.threads.search(words))
    with pytest.raises(QueryError):
        asyncio.run(services.inbox.counts(InboxFilter(query=parsed(words))))
