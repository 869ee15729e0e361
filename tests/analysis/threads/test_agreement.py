import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from briefing.analysis.threads.agreement import Agreement, WordCounts

Group = tuple[Mapping[int, int], int]
"""In how many stories each name stands, and how many stories there are."""

ELSEWHERE: tuple[tuple[int, ...], ...] = ((),) * 1_000
"""Stories of other matters, which hold none of the names."""


def test_rare_names_that_both_sides_hold_speak_for_one_matter() -> None:
    assert _told(({1: 6, 2: 5, 3: 2}, 6), ({1: 4, 2: 4}, 5)) > 1


def test_names_that_only_one_side_holds_speak_against_it() -> None:
    assert _told(({1: 6, 2: 5, 3: 5}, 6), ({1: 5, 4: 5, 5: 5, 6: 5}, 5)) < 0.5


def test_a_name_that_all_texts_hold_speaks_for_nothing() -> None:
    groups = ({1: 6, 2: 3}, 6), ({1: 5, 4: 3}, 5)
    assert _told(*groups, chance=0.5) < _told(*groups)


def test_a_name_that_other_matters_of_the_day_hold_speaks_for_little() -> None:
    groups = ({1: 6, 2: 3}, 6), ({1: 5, 4: 3}, 5)
    assert _told(*groups, others=((1,),) * 300 + ELSEWHERE[:700]) < _told(*groups) / 2


def test_names_that_stand_once_speak_neither_way() -> None:
    assert _told(({1: 6, 2: 1}, 6), ({1: 5, 3: 1}, 5)) == _told(({1: 6}, 6), ({1: 5}, 5))


def test_headlines_with_names_of_their_own_on_either_side_do_not_agree() -> None:
    assert _headlines(({1: 2, 2: 1}, 2), ({3: 2}, 2)) < 0.5


def test_headlines_of_which_one_side_names_nobody_may_be_of_one_matter() -> None:
    assert _headlines(({1: 5, 2: 5}, 6), ({3: 1}, 3)) == math.inf


def test_headlines_that_share_a_name_agree_whatever_else_each_side_names() -> None:
    assert _headlines(({1: 3, 2: 3}, 3), ({1: 3, 3: 3}, 3)) > 0.5


def test_many_headlines_testify_no_louder_than_two() -> None:
    few, many = ({1: 2, 2: 2}, 2), ({1: 100, 2: 100}, 100)
    other = ({1: 2, 3: 2}, 2)
    assert math.isclose(_headlines(many, other), _headlines(few, other), rel_tol=0.1)


def test_a_story_without_the_names_of_a_thread_does_not_agree_with_it() -> None:
    assert _story((7, 8), ({1: 6, 2: 5, 3: 4}, 6)) == 0.0


def test_a_story_with_the_name_that_a_thread_is_about_agrees_with_it() -> None:
    assert _story((1, 8), ({1: 6, 2: 2}, 6)) > 1


def _told(one: Group, other: Group, chance: float = 0.001, others: Sequence[Sequence[int]] = ELSEWHERE) -> float:
    return _weighing([*_stories(one), *_stories(other), *others], chance).of_texts(*one, *other)


def _headlines(one: Group, other: Group) -> float:
    return _weighing([*_stories(one), *_stories(other), *ELSEWHERE]).of_headlines(*one, *other)


def _story(story: Sequence[int], group: Group) -> float:
    return _weighing([story, *_stories(group), *ELSEWHERE]).of_story(story, *group)


def _weighing(window: Sequence[Sequence[int]], chance: float = 0.001) -> Agreement:
    held = np.bincount([name for story in window for name in story], minlength=10)
    return Agreement(held, len(window), np.full(10, chance))


def _stories(group: Group) -> list[tuple[int, ...]]:
    """Return the names of each story of a group."""
    marks, size = group
    return [tuple(mark for mark, times in marks.items() if place < times) for place in range(size)]


VECTORS = sparse.csr_matrix(np.array([[0.5, 0, 0.5, 0.1], [0.5, 0.2, 0, 0.1], [0, 0, 0.3, 0]], np.float32))
WORDS = WordCounts(VECTORS, 3)


def test_the_words_of_a_group_are_counted_over_its_stories() -> None:
    assert WORDS.of((0, 1)) == {0: 2, 1: 1, 2: 1}


def test_the_words_of_all_stories_are_counted() -> None:
    assert WORDS.story_counts.tolist() == [2, 1, 2]
