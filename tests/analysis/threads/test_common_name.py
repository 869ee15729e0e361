"""The similarity of groups of stories apart from one name."""

import numpy as np
import pytest

from briefing.analysis.threads.common_name import COMMON_STORIES, SimilarityBeyondName
from tests.analysis.threads.matrices import sparse_of

RIVER, VALLEY, FLOOD, STRIKE = range(4)
BIGRAMS = np.array([[RIVER, VALLEY]], np.int32)
RIVER_VALLEY = 4


def _stories(*rows: dict[int, float]) -> SimilarityBeyondName:
    """Make the stories of `rows` and so many others that the river is a common name."""
    others = [{RIVER: 0.1}] * COMMON_STORIES
    vectors = np.zeros((len(rows) + len(others), 5))
    for number, row in enumerate([*rows, *others]):
        for column, weight in row.items():
            vectors[number, column] = weight
    return SimilarityBeyondName(sparse_of(vectors), BIGRAMS)


def test_a_name_of_two_words_counts_as_one_name() -> None:
    name = {RIVER: 0.5, VALLEY: 0.4, RIVER_VALLEY: 0.5}
    assert _stories(name, name).of((0,), (1,)) == 0


def test_another_shared_word_counts() -> None:
    one, other = {RIVER: 0.5, FLOOD: 0.3}, {RIVER: 0.5, FLOOD: 0.2, STRIKE: 0.1}
    assert _stories(one, other).of((0,), (1,)) == pytest.approx(0.06)


def test_the_similarity_of_groups_is_the_mean_over_their_pairs() -> None:
    one, other = {RIVER: 0.5, FLOOD: 0.3}, {RIVER: 0.5}
    assert _stories(one, one, other).of((0,), (1, 2)) == pytest.approx(0.045)


def test_stories_that_share_no_word_have_none() -> None:
    assert _stories({FLOOD: 0.3}, {STRIKE: 0.3}).of((0,), (1,)) == 0


def test_a_name_that_few_stories_have_counts() -> None:
    assert _stories({FLOOD: 0.3}, {FLOOD: 0.3}).of((0,), (1,)) == pytest.approx(0.09)
