"""The hours in which an outlet publishes, and the grade that the user gave it."""

import pytest

from briefing.model.outlet import busy_hours, grade_of


def _hours(**stories: int) -> list[int]:
    return [stories.get(f"h{hour}", 0) for hour in range(24)]


def test_hours_above_the_average_are_busy_and_neighbours_are_one_run() -> None:
    assert busy_hours(_hours(h6=4, h7=5, h8=3, h17=4)) == ((6, 8), (17, 17))


def test_an_hour_at_the_average_is_not_busy() -> None:
    assert busy_hours([2] * 24) == ()
    assert busy_hours([3, *[2] * 23]) == ((0, 0),)


def test_few_stories_say_nothing() -> None:
    assert busy_hours(_hours(h6=4)) == ()
    assert busy_hours(_hours(h6=5)) == ((6, 6),)


@pytest.mark.parametrize("key", ["The Herald", "the herald", "herald.example", "Herald.Example"])
def test_a_grade_is_given_by_name_or_domain(key: str) -> None:
    assert grade_of("The Herald", "herald.example", {key: "B"}) == "B"


def test_an_outlet_that_is_not_named_has_no_grade() -> None:
    assert grade_of("The Herald", "herald.example", {"ledger.example": "B"}) == ""
