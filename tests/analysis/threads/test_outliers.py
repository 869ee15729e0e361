from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from briefing.analysis.threads.background import count_terms
from briefing.analysis.threads.outliers import outliers
from briefing.analysis.threads.sparse import SparseMatrix
from briefing.model.grouping import StoryText
from tests.analysis.threads.matrices import sparse_of
from tests.analysis.threads.stories import FLOOD, STRIKE, groups_of, story, three_events

EVENT = ((0, 0.28), (1, 0.28), (2, 0.28), (3, 0.2))
"""Terms of an event with their weights; many stories have the first."""
BY_ONE_WORD = ((0, 0.28), (7, 0.28), (8, 0.28), (9, 0.28))
SLIGHTLY = ((0, 0.1), (1, 0.1), (2, 0.1), (3, 0.1))
PEACE_TALKS = (
    (
        "Norlund and Ostrava hold peace talks in Brevik",
        "Negotiators from Norlund and Ostrava met in Brevik for peace talks, with little hope of an end to the war"
        " between them.",
    ),
    (
        "First day of Norlund peace talks ends in Brevik",
        "Peace talks between Norlund and Ostrava go on in Brevik on Wednesday; hopes of an end to the war are low,"
        " negotiators said.",
    ),
    (
        "With Ostrava closing in, Norlund weighs the price of peace",
        "To people in Norlund the idea of giving up land is anathema, unless their security against Ostrava is sure.",
    ),
    (
        "Ostrava shells Norlund as negotiators meet for peace talks",
        "Ostrava shelled towns in Norlund while negotiators of both met for peace talks in Brevik over an end to the"
        " war.",
    ),
)
PRICES = (
    "Prices soar in Norlund",
    "Shoppers in Norlund pay twice as much for bread as in spring, and the market halls are empty in the evening.",
)


def test_a_story_that_shares_one_word_with_its_thread_leaves_it() -> None:
    assert _left(EVENT, EVENT, BY_ONE_WORD, EVENT) == (2,)


def test_a_story_that_shares_as_much_by_several_words_stays() -> None:
    assert _left(EVENT, EVENT, SLIGHTLY, EVENT) == ()


def test_two_outliers_do_not_support_each_other() -> None:
    other = ((0, 0.28), (10, 0.28), (11, 0.28))
    assert set(_left(EVENT, EVENT, BY_ONE_WORD, EVENT, other)) == {2, 4}


def test_a_story_that_may_not_leave_stays() -> None:
    assert outliers((0, 1, 2), _vectors(EVENT, EVENT, BY_ONE_WORD), {0, 1}) == ()


def test_a_pair_stays_together() -> None:
    assert _left(EVENT, BY_ONE_WORD) == ()


def test_a_story_from_the_same_country_stays_alone_unless_the_user_merged_it() -> None:
    talks = [story(100 + place, *told, hours=place / 2) for place, told in enumerate(PEACE_TALKS)]
    prices = story(200, *PRICES, hours=1)
    assert (100, 101, 102, 103) in _groups([*talks, prices])
    pinned = [replace(one, pinned="talks") for one in (*talks, prices)]
    assert (100, 101, 102, 103, 200) in _groups(pinned)


def test_a_new_story_joins_a_part_of_a_merged_thread() -> None:
    leads = [f"{lead} {STRIKE[0][1]}" for _, lead in STRIKE]
    strikes = [
        story(100 + number, STRIKE[number % 4][0], leads[number % 4], hours=number / 30, pinned="m1")
        for number in range(120)
    ]
    floods = [story(200 + number, *told, hours=number, pinned="m1") for number, told in enumerate(FLOOD)]
    newcomer = story(
        300,
        "Ostrava valley buries its dead after Dunov flood",
        "Villages in the Ostrava valley buried the nine people who died in the flood of the river Dunov; soldiers still"
        " clear the mud.",
        hours=4,
    )
    together = next(group for group in _groups([*strikes, *floods, newcomer]) if 200 in group)
    assert {100, 200, 300} <= set(together)


def _left(*stories: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    rows = range(len(stories))
    return outliers(rows, _vectors(*stories), set(rows))


def _vectors(*stories: Sequence[tuple[int, float]]) -> SparseMatrix:
    dense = np.zeros((len(stories), 12), np.float32)
    for row, terms in enumerate(stories):
        for column, weight in terms:
            dense[row, column] = weight
    return sparse_of(dense)


def _groups(stories: list[StoryText]) -> list[tuple[int, ...]]:
    window = [*three_events(), *stories]
    background = count_terms((one.title, one.lead) for one in window)
    return [tuple(sorted(group.stories)) for group in groups_of(window, background)]
