"""Terms of one event keep their weight; terms that many unrelated stories share lose it."""

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import HEAVIEST
from briefing.analysis.threads.term_focus import COMMON, SAMPLE, focused

STORIES = 20
OWN = 14


def _stories(count: int, *, one_event: bool) -> sparse.csr_matrix:
    """Make stories of one shared term (column 0) and others, which are also shared if all are about one event."""
    columns = [
        [0, *range(1 + OWN * number * (not one_event), 1 + OWN + OWN * number * (not one_event))]
        for number in range(count)
    ]
    starts = np.arange(count + 1) * (1 + OWN)
    indices = np.concatenate(columns)
    weights = np.full(len(indices), 1 / np.sqrt(1 + OWN), np.float32)
    return sparse.csr_matrix((weights, indices, starts), shape=(count, 1 + OWN * count))


def test_a_term_that_unrelated_stories_share_loses_weight() -> None:
    before = _stories(STORIES, one_event=False)
    after = focused(before)
    assert after[0, 0] < 0.5 * before[0, 0]
    assert after[0, 1] >= before[0, 1]


def test_a_term_of_one_event_keeps_its_weight() -> None:
    vectors = _stories(STORIES, one_event=True)
    assert np.allclose(focused(vectors).toarray(), vectors.toarray(), atol=1e-6)


def test_a_term_of_few_stories_keeps_its_weight() -> None:
    vectors = _stories(COMMON - 1, one_event=False)
    assert np.allclose(focused(vectors).toarray(), vectors.toarray(), atol=1e-6)


def test_many_stories_are_represented_by_a_sample() -> None:
    before = _stories(2 * SAMPLE + 1, one_event=False)
    assert focused(before)[0, 0] < 0.5 * before[0, 0]


def test_no_weight_rises_above_the_heaviest() -> None:
    assert focused(_stories(STORIES, one_event=False)).max() <= HEAVIEST


def test_stories_without_words_are_left_alone() -> None:
    assert focused(sparse.csr_matrix((3, 5), dtype=np.float32)).nnz == 0
