"""Which stretches stand between quotation marks."""

import time

import pytest

from briefing.analysis.language.quotation_marks import find_quoted


def between(text: str) -> list[str]:
    return [quoted.inner.cut(text) for quoted in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “all of it” twice.", ["all of it"]),
        ('"Go," he said, "now."', ["Go,", "now."]),
        ("„Das war gut“, sagte sie.", ["Das war gut"]),
        ("«Oui, merci», dit-il.", ["Oui, merci"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("''They went,'' she said.", ["They went,"]),
    ],
)
def test_each_kind_of_double_mark_is_read(text: str, inside: list[str]) -> None:
    assert between(text) == inside


def test_a_quote_inside_a_quote_belongs_to_the_outer_one() -> None:
    assert between("“I told her “go” and ‘stay’,” he said.") == ["I told her “go” and ‘stay’,"]


def test_single_marks_count_only_where_there_is_no_double_mark() -> None:
    assert between("‘It’s the boys’ home,’ she said. ‘It’s ours.’") == ["It’s the boys’ home,", "It’s ours."]
    assert between("A ‘big’ day. “Yes,” he said.") == ["Yes,"]


def test_a_quote_goes_on_where_the_next_paragraph_opens_again() -> None:
    first, second = find_quoted("“It began here.\n\n“It ended there,” he said.")
    assert (first.closed, second.closed, second.continues) == (False, True, True)


def test_a_mark_that_never_closes_is_dangling() -> None:
    (quoted,) = find_quoted("He said “it goes on.\n\nNothing more.")
    assert quoted.dangling


def test_a_mark_typed_the_wrong_way_round_is_read_by_its_neighbours() -> None:
    assert between("He said “it was five percent.“\nThen he left.") == ["it was five percent."]


def test_a_label_in_capitals_is_not_among_the_words() -> None:
    text = "“BAKER: We never met.\n\n“CHO: You did.”"
    assert [quoted.inner.cut(text) for quoted in find_quoted(text)] == ["We never met.", "You did."]


def test_inches_and_years_open_nothing() -> None:
    assert between("The '90s were 'good' years, and 'tis said.") == ["good"]


@pytest.mark.parametrize(
    "text", ['"' * 100_000, "“" * 100_000, "”" * 100_000, "'" * 100_000, "«“\"'" * 25_000, "“a\n" * 30_000]
)
def test_a_flood_of_marks_takes_linear_time(text: str) -> None:
    began = time.process_time()
    find_quoted(text)
    assert time.process_time() - began < 5


def test_an_ending_parted_from_its_word_opens_nothing() -> None:
    text = "The harbour office backed mayor Tom Harker 's bid to serve a third term after the vote in spring."
    assert find_quoted(text) == ()
