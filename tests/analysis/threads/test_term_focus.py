"""Terms of one event keep their weight; terms that many unrelated stories share lose it."""

import numpy as np

from briefing.analysis.threads.features import HEAVIEST
from briefing.analysis.threads.sparse import SparseMatrix
from briefing.analysis.threads.term_focus import COMMON, SAMPLE, focused
from tests.analysis.threads.matrices import array_of, sparse_of

STORIES = 20
OWN = 14


def _stories(count: int, *, one_event: bool) -> SparseMatrix:
    """Make stories of one shared term (column 0) and others, which are also shared if all are about one event."""
    columns = [
        [0, *range(1 + OWN * number * (not one_event), 1 + OWN + OWN * number * (not one_event))]
        for number in range(count)
    ]
    starts = np.arange(count + 1) * (1 + OWN)
    indices = np.concatenate(columns)
    weights = np.full(len(indices), 1 / np.sqrt(1 + OWN), np.float32)
    return SparseMatrix(weights, indices, starts, 1 + OWN * count)


def test_a_term_that_unrelated_stories_share_loses_weight() -> None:
    before = _stories(STORIES, one_event=False)
    after = array_of(focused(before))
    assert after[0, 0] < 0.5 * array_of(before)[0, 0]
    assert after[0, 1] >= array_of(before)[0, 1]


def test_a_term_of_one_event_keeps_its_weight() -> None:
    vectors = _stories(STORIES, one_event=True)
    assert np.allclose(array_of(focused(vectors)), array_of(vectors), atol=1e-6)


def test_a_term_of_few_stories_keeps_its_weight() -> None:
    vectors = _stories(COMMON - 1, one_event=False)
    assert np.allclose(array_of(focused(vectors)), array_of(vectors), atol=1e-6)


def test_many_stories_are_represented_by_a_sample() -> None:
    before = _stories(2 * SAMPLE + 1, one_event=False)
    assert array_of(focused(before))[0, 0] < 0.5 * array_of(before)[0, 0]


def test_no_weight_rises_above_the_heaviest() -> None:
    assert focused(_stories(STORIES, one_event=False)).data.max() <= HEAVIEST


def test_stories_without_words_are_left_alone() -> None:
    assert len(focused(sparse_of(np.zeros((3, 5)))).data) == 0
