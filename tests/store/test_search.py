"""Search, in whatever words the user types."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model.errors import QueryError
from briefing.model.views import SearchHit
from briefing.query.matching import pattern_of
from briefing.query.parser import parse
from briefing.store import search
from briefing.store.database import Database
from briefing.store.search import PASSAGE, passage_of
from tests.store.builders import NOW, a_feed, a_filing, a_query, ask, file

_MIXED = "ab \"'*()^:-+{}[]NEAR ORANDNOT after:outlet:actor:-desk:topic:lang:en>=3,.\\%_é\x00"


def filled(store: Database) -> Database:
    file(
        store,
        a_feed(store),
        a_filing(
            1, title="Dockers strike at Velmar", text="The café near the port was full. Strikers sang.", outlet="Herald"
        ),
        a_filing(2, title="Ferry late", text="A ferry was late.", outlet="Times", published=NOW - timedelta(days=4)),
        a_filing(3, title="Port opens", text="The port of Velmar opened after the strike ended.", outlet="Times"),
    )
    return store


def found(store: Database, query: str) -> list[int]:
    return [hit.story for hit in hits(store, query)]


def hits(store: Database, words: str) -> tuple[SearchHit, ...]:
    query = parse(words, NOW)
    return ask(store, search.search, query) if query else ()


@pytest.mark.parametrize(
    ("query", "stories"),
    [
        ("ferry", [2]),
        ("ferries", [2]),
        ("CAFE", [1]),
        ("velm", [1, 3]),
        ("velm ", []),
        ('"port of velmar"', [3]),
        ('"velmar port"', []),
        ("strike velmar", [1, 3]),
        ("port outlet:times", [3]),
        ('outlet:"the times"', []),
        ("before:2026-11-20", [2]),
        ("before:18nov", [2]),
        ("after:18nov port", [1, 3]),
        ("after:2026-11-18 before:2026-11-18", [2]),
        ("-ferry", [1, 3]),
        ("ferry OR dockers", [1, 2]),
        ("strike -(dockers OR ferry)", [3]),
        ("outlet:tim", [2, 3]),
        ("outlet:herald.example", [1, 2, 3]),
        ("", []),
        ("  ", []),
        ("* ^ - :", []),
    ],
)
def test_a_search_finds(store: Database, query: str, stories: list[int]) -> None:
    assert sorted(found(filled(store), query)) == stories


def test_a_match_in_the_title_counts_more(store: Database) -> None:
    assert found(filled(store), "port")[0] == 3


def test_an_edited_text_is_found_by_its_new_words_only(store: Database) -> None:
    feed = a_feed(store)
    file(store, feed, a_filing(1, guid="g", text="Old wording."))
    file(store, feed, a_filing(1, guid="g", text="New phrasing."))
    assert found(store, "wording") == []
    assert found(store, "phrasing") == [1]


def found_or_refused(store: Database, query: str) -> None:
    """Search; a query that is refused has a sentence about a place in it."""
    try:
        found(store, query)
    except QueryError as error:
        assert 0 <= error.start < error.end <= len(query)  # noqa: PT017 - many queries are right


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(
        st.sampled_from(_MIXED),
        max_size=30,
    )
)
def test_no_words_are_an_error_of_the_index(store: Database, query: str) -> None:
    found_or_refused(store, query)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40).filter(lambda words: not any("\ud800" <= letter <= "\udfff" for letter in words)))
def test_no_text_at_all_is_an_error_of_the_index(store: Database, query: str) -> None:
    found_or_refused(store, query)


def test_the_passage_holds_the_match_and_its_span(store: Database) -> None:
    (hit,) = hits(filled(store), "sang after:22nov striker")
    assert hit.passage == "The café near the port was full. Strikers sang."
    assert [span.cut(hit.passage) for span in hit.matches] == ["Strikers", "sang"]


def test_a_hit_has_the_offset_of_its_words_in_the_story(store: Database) -> None:
    (hit,) = hits(filled(store), "sang")
    assert hit.at == len("The café near the port was full. Strikers ")
    (titled,) = hits(store, "velmar dockers")
    assert titled.at is None


def marks(words: str) -> re.Pattern[str] | None:
    return pattern_of(a_query(words))


def test_a_passage_of_a_long_text_surrounds_the_match() -> None:
    text = "alpha beta " * 200 + "the Kraków café “signal” is " + "gamma delta " * 200
    passage = passage_of(text, marks("krakow cafe "))
    assert len(passage.words) <= PASSAGE
    assert [span.cut(passage.words) for span in passage.matches] == ["Kraków", "café"]
    assert passage.words in text
    assert (passage.cut_before, passage.cut_after) == (True, True)


def test_a_passage_that_is_the_whole_text_is_not_cut() -> None:
    passage = passage_of("Strikers sang at Kraków.\n", marks("sang"))
    assert (passage.words, passage.cut_before, passage.cut_after) == ("Strikers sang at Kraków.", False, False)
