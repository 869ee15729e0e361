import time
from datetime import UTC, datetime

import pytest

from briefing.analysis.figures.comparison import FigureText, compare_figures
from briefing.analysis.figures.extraction import extract_figures
from briefing.model.spans import Span


def figures(text: str) -> list[tuple[str, float]]:
    return [(figure.span.cut(text), figure.value) for figure in extract_figures(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Some 14 grain ships lay in the bay.", "Some 14 grain ships", 14),
        ("At least forty-two dockers were arrested.", "At least forty-two dockers were arrested", 42),
        ("The ministry counted 1,200 people in the hall.", "1,200 people", 1200),
        ("A trove of 11.5 million documents was found.", "11.5 million documents", 11_500_000),
        ("It killed 28 people in the town.", "killed 28 people", 28),
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


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The fire left 14 dead in the bay.", "14 dead", "killed", 14),
        ("Two people on board were killed on Monday.", "Two people on board were killed", "killed", 2),
        ("The fire killed at least 16 people.", "killed at least 16 people", "killed", 16),
        ("The death toll rose to 21 on Tuesday.", "toll rose to 21", "killed", 21),
        ("Doctors said that 40 passengers were wounded.", "40 passengers were wounded", "injured", 40),
        ("Police arrested 9 men near the quay.", "arrested 9 men", "arrested", 9),
    ],
)
def test_a_toll_is_read_with_what_happened(text: str, words: str, kind: str, value: float) -> None:
    (figure,) = (figure for figure in extract_figures(text) if figure.toll)
    assert (figure.span.cut(text), figure.noun, figure.value) == (words, kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "The strait saw 40 people killed last year.",
        "Fires have killed 145 people since September.",
        "A fire in 2019 killed 30 people.",
        "Some 40 firemen came, and two boats sank while people died.",
        "The singer Ann Lee died at 84 in Velmar.",
        "Police said that 3 strikes killed dozens of people.",
        "On board were 5 Kadrians killed in the crash.",
        "Of the flu there were 642 deaths per town.",
    ],
)
def test_what_another_time_or_another_noun_counts_is_no_toll(text: str) -> None:
    assert not [figure for figure in extract_figures(text) if figure.toll]


def test_what_kills_is_not_counted_with_those_killed() -> None:
    (figure,) = (figure for figure in extract_figures("On Monday 3 strikes killed 14 people.") if figure.toll)
    assert figure.value == 14


def titled(n: int, title: str, hour: int, words: str = "") -> FigureText:
    return FigureText(n, words, f"publisher {n}", datetime(2026, 11, 22, hour, tzinfo=UTC), title)


def test_a_toll_that_rises_from_title_to_title_is_a_series() -> None:
    (line,) = compare_figures(
        [
            titled(1, "At least five killed in ferry fire off Velmar", 5),
            titled(2, "Ferry fire off Velmar leaves 14 dead", 8),
            titled(3, "Velmar ferry fire toll rises to 16", 11),
        ]
    )
    assert [(each.n, each.figure.value, each.in_title) for each in line.stated] == [
        (1, 5, True),
        (2, 14, True),
        (3, 16, True),
    ]
    assert line.rises


def test_a_title_and_a_text_that_disagree_at_one_time_are_marked() -> None:
    (line,) = compare_figures(
        [
            titled(1, "Ferry fire off Velmar kills 14", 8),
            titled(2, "Fire on a ferry", 8, "A fire on a ferry off Velmar killed 19 people, the coast guard said."),
        ]
    )
    assert line.differ


def test_killed_and_injured_are_two_counts() -> None:
    texts = [
        titled(1, "Ferry fire off Velmar kills 14, injures 30", 8),
        titled(2, "Velmar ferry fire: 14 dead, 30 wounded", 9),
    ]
    lines = compare_figures(texts)
    assert sorted((line.noun, line.differ) for line in lines) == [("injured", False), ("killed", False)]


def test_a_lower_bound_contradicts_no_larger_number() -> None:
    (line,) = compare_figures(
        [
            titled(1, "Ferry fire off Velmar kills 16", 8),
            titled(2, "Ferry fire off Velmar kills at least 12", 9),
            titled(3, "Ferry fire off Velmar kills at least 5", 6),
        ]
    )
    assert (line.differ, [each.figure.value for each in line.stated]) == (False, [5, 12, 16])
    (line,) = compare_figures(
        [titled(1, "Ferry fire off Velmar kills 16", 8), titled(2, "Velmar ferry fire kills 12", 9)]
    )
    assert line.differ


def test_dozens_are_counted() -> None:
    (figure,) = extract_figures("The fire injured over two dozen passengers.")
    assert (figure.noun, figure.value) == ("injured", 24)


@pytest.mark.parametrize(
    "words",
    ["3 killed, including suspect, in shooting at Velmar rink", "Three dead, among them the gunman, at Velmar rink"],
)
def test_a_culprit_who_died_too_makes_no_contradiction(words: str) -> None:
    first = titled(1, words, 1)
    second = titled(2, "Police name suspect in Velmar", 1, "Two people were killed in the shooting at the Velmar rink.")
    (found,) = compare_figures([first, second])
    assert (found.stated[0].figure.value, found.stated[0].also, found.differ) == (2, (2,), False)
    assert "suspect" in words or found.stated[0].figure.span.cut(words) == "Three dead, among them the gunman"


def test_several_culprits_are_not_counted_as_one() -> None:
    (figure,) = extract_figures("Three people were killed, including the gunmen.")
    assert figure.value == 3


def test_the_newest_figures_come_first_whoever_states_them_too() -> None:
    lines = compare_figures(
        [
            text(1, "The fire at the grain mill of Velmar shut 28 shops in the old market, officials said.", 5),
            text(2, "Officials at the harbour of Velmar said that 45 grain ships lay in the western bay.", 6),
            text(3, "In the western bay 45 grain ships lay, officials at the harbour of Velmar said.", 6),
            text(4, "Officials said the fire at the grain mill of Velmar shut 28 shops in the old market.", 9),
        ]
    )
    assert [line.stated[0].figure.value for line in lines] == [28, 45]


def test_a_long_table_of_figures_takes_linear_time() -> None:
    small, large = ("ship 14 Boeing 747 and 12 killed " * count for count in (200, 1_600))
    assert seconds(large) < 3 * 8 * max(seconds(small), 0.02)


def seconds(words: str) -> float:
    began = time.process_time()
    assert list(extract_figures(words, [Span(0, len(words))]))
    return time.process_time() - began
