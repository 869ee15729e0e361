from datetime import UTC, datetime

import pytest

from briefing.analysis.figures.comparison import FigureText, compare_figures
from briefing.analysis.figures.extraction import extract_figures


def figures(text: str) -> list[tuple[str, float]]:
    return [(figure.span.cut(text), figure.value) for figure in extract_figures(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Some 14 grain ships lay in the bay.", "Some 14 grain ships", 14),
        ("At least forty-two dockers were arrested.", "At least forty-two dockers", 42),
        ("The ministry counted 1,200 people in the hall.", "1,200 people", 1200),
        ("A trove of 11.5 million documents was found.", "11.5 million documents", 11_500_000),
        ("It killed 28 people in the town.", "28 people", 28),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, words: str, value: float) -> None:
    assert figures(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It began on 14 March and went on for 20 days.",
        "The 45-year-old captain is 1.8 metres tall.",
        "In 2031 elections were held.",
        "It grew by 14 percent, to $5 billion.",
        "A Dornier 328 aircraft landed.",
        "Both towns sent two ships.",
        "It won 209 out of 297 seats.",
        "The vote was 14-3.",
    ],
)
def test_dates_sizes_sums_and_names_are_no_figures(text: str) -> None:
    assert all(value == 209 for _, value in figures(text))


def text(n: int, words: str, hour: int | None = None) -> FigureText:
    at = None if hour is None else datetime(2026, 11, 22, hour, tzinfo=UTC)
    return FigureText(n, words, f"publisher {n}", at)


def test_figures_on_one_thing_are_compared_and_differences_marked() -> None:
    (line,) = compare_figures(
        [
            text(1, "The blast at the grain mill of Velmar killed 28 workers on Monday, police said."),
            text(2, "Police said that 31 workers were killed in the blast at the grain mill in Velmar."),
            text(3, "A blast at the Velmar grain mill killed 28 workers, according to police."),
        ]
    )
    assert [(each.n, each.figure.value, each.also) for each in line.stated] == [(1, 28, (3,)), (2, 31, ())]
    assert line.differ


def test_a_bound_agrees_with_a_number_near_it() -> None:
    (line,) = compare_figures(
        [
            text(1, "The blast at the grain mill of Velmar killed at least 28 workers on Monday, police said."),
            text(2, "Police said that 30 workers were killed in the blast at the grain mill in Velmar."),
        ]
    )
    assert not line.differ


def test_figures_on_other_things_or_of_one_publisher_are_not_compared() -> None:
    blast = "The blast at the grain mill of Velmar killed 28 workers on Monday, police said."
    strike = "At the docks 31 workers went on strike for better pay this spring."
    assert compare_figures([text(1, blast), text(2, strike)]) == ()
    assert compare_figures([FigureText(1, blast, "same"), FigureText(2, blast, "same")]) == ()
    assert compare_figures([]) == ()


KILLED = "The blast at the grain mill of Velmar killed {} workers on Monday, police said."


def test_a_count_that_only_goes_up_rises_and_does_not_differ() -> None:
    (line,) = compare_figures(
        [
            text(1, KILLED.format(28), 5),
            text(2, KILLED.format(28), 7),
            text(3, KILLED.format(31), 9),
            text(4, KILLED.format(33), 11),
        ]
    )
    assert [(each.n, each.figure.value, each.also) for each in line.stated] == [(1, 28, (2,)), (3, 31, ()), (4, 33, ())]
    assert (line.rises, line.differ) == (True, False)


@pytest.mark.parametrize(
    "counts",
    [
        [(31, 5), (28, 9)],
        [(28, 5), (31, 7), (28, 9)],
        [(28, 5), (31, 5)],
        [(28, 5), (31, None)],
    ],
)
def test_a_count_that_falls_or_has_two_values_at_once_differs(counts: list[tuple[int, int | None]]) -> None:
    (line,) = compare_figures([text(n, KILLED.format(value), hour) for n, (value, hour) in enumerate(counts, 1)])
    assert line.differ
