"""Search, in whatever words the user types."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.store import search
from briefing.store.database import Database
from briefing.store.search import PASSAGE, passage_of
from briefing.store.search_words import folded, read_words
from tests.store.builders import NOW, a_feed, a_filing, ask, file


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
    return [hit.story for hit in ask(store, search.search, query)]


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
        ("after:never", []),
        ("", []),
        ("  ", []),
        ("* ^ ( - :", []),
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


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.sampled_from("ab \"'*()^:-+{}[]NEAR ORANDNOT after:outlet:,.\\%_é\x00"), max_size=30))
def test_no_words_are_a_syntax_error(store: Database, query: str) -> None:
    found(store, query)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40).filter(lambda words: not any("\ud800" <= letter <= "\udfff" for letter in words)))
def test_no_text_at_all_is_a_syntax_error(store: Database, query: str) -> None:
    found(store, query)


def test_the_passage_holds_the_match_and_its_span(store: Database) -> None:
    (hit,) = ask(filled(store), search.search, "sang after:22nov striker")
    assert hit.passage == "The café near the port was full. Strikers sang."
    assert [span.cut(hit.passage) for span in hit.matches] == ["Strikers", "sang"]


def test_a_hit_has_the_offset_of_its_words_in_the_story(store: Database) -> None:
    (hit,) = ask(filled(store), search.search, "sang")
    assert hit.at == len("The café near the port was full. Strikers ")
    (titled,) = ask(store, search.search, "velmar dockers")
    assert titled.at is None


def test_a_passage_of_a_long_text_surrounds_the_match() -> None:
    text = "alpha beta " * 200 + "the Kraków café “signal” is " + "gamma delta " * 200
    passage = passage_of(text, read_words("krakow cafe ", NOW).pattern())
    assert len(passage.words) <= PASSAGE
    assert [span.cut(passage.words) for span in passage.matches] == ["Kraków", "café"]
    assert passage.words in text
    assert (passage.cut_before, passage.cut_after) == (True, True)


def test_a_passage_that_is_the_whole_text_is_not_cut() -> None:
    passage = passage_of("Strikers sang at Kraków.\n", read_words("sang", NOW).pattern())
    assert (passage.words, passage.cut_before, passage.cut_after) == ("Strikers sang at Kraków.", False, False)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_a_short_date_is_the_last_such_day() -> None:
    today = datetime(2026, 1, 5, tzinfo=UTC)
    assert read_words("after:18nov", today).after == datetime(2025, 11, 18, tzinfo=UTC)
    assert read_words("after:3jan", today).after == datetime(2026, 1, 3, tzinfo=UTC)
    assert read_words("after:18nov2024", today).after == datetime(2024, 11, 18, tzinfo=UTC)
    assert read_words("after:31feb", today).after is None
