import numpy as np
import pytest
from scipy import sparse

from briefing.analysis.threads.expand import expanded
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.settings import GroupSettings

VECTORS = sparse.csr_matrix(np.array([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8], [0.0, 0.0, 1.0]], np.float32))
PAIR = Pairs(np.array([0], np.int32), np.array([1], np.int32), np.array([0.36], np.float32))


def test_a_story_takes_on_the_words_of_its_neighbour() -> None:
    mixed = expanded(VECTORS, PAIR, GroupSettings()).toarray()
    assert mixed[0, 2] > 0
    assert mixed[1, 1] > 0


def test_a_story_without_neighbours_stays_as_it_is() -> None:
    assert expanded(VECTORS, PAIR, GroupSettings()).toarray()[2] == pytest.approx([0, 0, 1])


def test_short_titles_stay_as_comparable_as_long_ones() -> None:
    mixed = expanded(VECTORS, PAIR, GroupSettings())
    assert np.sqrt(mixed.multiply(mixed).sum(axis=1)) == pytest.approx(1.0)
