import math
from collections.abc import Mapping, Sequence

import numpy as np

from briefing.analysis.threads.agreement import Agreement, WordCounts
from tests.analysis.threads.matrices import sparse_of

Group = tuple[Mapping[int, int], int]
"""How many stories have each name, and how many stories there are."""

OTHER_EVENTS: tuple[tuple[int, ...], ...] = ((),) * 1_000
"""Stories about other events, which have none of the names."""


def test_rare_names_on_both_sides_are_evidence_for_one_event() -> None:
    assert _texts(({1: 6, 2: 5, 3: 2}, 6), ({1: 4, 2: 4}, 5)) > 1


def test_names_on_one_side_only_are_evidence_against_it() -> None:
    assert _texts(({1: 6, 2: 5, 3: 5}, 6), ({1: 5, 4: 5, 5: 5, 6: 5}, 5)) < 0.5


def test_a_name_in_all_texts_is_no_evidence() -> None:
    groups = ({1: 6, 2: 3}, 6), ({1: 5, 4: 3}, 5)
    assert _texts(*groups, chance=0.5) < _texts(*groups)


def test_a_name_in_other_events_of_the_day_is_little_evidence() -> None:
    groups = ({1: 6, 2: 3}, 6), ({1: 5, 4: 3}, 5)
    assert _texts(*groups, others=((1,),) * 300 + OTHER_EVENTS[:700]) < _texts(*groups) / 2


def test_names_that_occur_once_are_no_evidence() -> None:
    assert _texts(({1: 6, 2: 1}, 6), ({1: 5, 3: 1}, 5)) == _texts(({1: 6}, 6), ({1: 5}, 5))


def test_headlines_with_own_names_on_both_sides_do_not_agree() -> None:
    assert _headlines(({1: 2, 2: 1}, 2), ({3: 2}, 2)) < 0.5


def test_headlines_without_names_on_one_side_may_be_about_one_event() -> None:
    assert _headlines(({1: 5, 2: 5}, 6), ({3: 1}, 3)) == math.inf


def test_headlines_that_share_a_name_agree_whatever_else_they_name() -> None:
    assert _headlines(({1: 3, 2: 3}, 3), ({1: 3, 3: 3}, 3)) > 0.5


def test_many_headlines_count_as_two() -> None:
    few, many = ({1: 2, 2: 2}, 2), ({1: 100, 2: 100}, 100)
    other = ({1: 2, 3: 2}, 2)
    assert math.isclose(_headlines(many, other), _headlines(few, other), rel_tol=0.1)


def test_a_story_without_the_names_of_a_thread_does_not_agree_with_it() -> None:
    assert _story((7, 8), ({1: 6, 2: 5, 3: 4}, 6)) == 0.0


def test_a_story_with_the_name_that_a_thread_is_about_agrees_with_it() -> None:
    assert _story((1, 8), ({1: 6, 2: 2}, 6)) > 1


def _texts(one: Group, other: Group, chance: float = 0.001, others: Sequence[Sequence[int]] = OTHER_EVENTS) -> float:
    return _agreement([*_stories(one), *_stories(other), *others], chance).of_texts(*one, *other)


def _headlines(one: Group, other: Group) -> float:
    return _agreement([*_stories(one), *_stories(other), *OTHER_EVENTS]).of_headlines(*one, *other)


def _story(story: Sequence[int], group: Group) -> float:
    return _agreement([story, *_stories(group), *OTHER_EVENTS]).of_story(story, *group)


def _agreement(window: Sequence[Sequence[int]], chance: float = 0.001) -> Agreement:
    counts = np.bincount([name for story in window for name in story], minlength=10)
    return Agreement(counts, len(window), np.full(10, chance))


def _stories(group: Group) -> list[tuple[int, ...]]:
    """Return the names of each story of a group."""
    marks, size = group
    return [tuple(mark for mark, count in marks.items() if number < count) for number in range(size)]


VECTORS = sparse_of([[0.5, 0, 0.5, 0.1], [0.5, 0.2, 0, 0.1], [0, 0, 0.3, 0]])
WORDS = WordCounts(VECTORS, 3)


def test_the_words_of_a_group_are_counted_over_its_stories() -> None:
    assert WORDS.of((0, 1)) == {0: 2, 1: 1, 2: 1}


def test_the_words_of_all_stories_are_counted() -> None:
    assert WORDS.story_counts.tolist() == [2, 1, 2]
