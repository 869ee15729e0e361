import numpy as np
import pytest

from briefing.analysis.threads.features import expanded, heaviest
from briefing.analysis.threads.pairs import Pairs
from tests.analysis.threads.matrices import array_of, sparse_of

VECTORS = sparse_of([[0.6, 0.8, 0.0], [0.6, 0.0, 0.8], [0.0, 0.0, 1.0]])
PAIR = Pairs(np.array([0], np.int32), np.array([1], np.int32), np.array([0.36], np.float32))


def _product(one: int, other: int) -> float:
    rows = array_of(expanded(VECTORS, PAIR))
    return float(rows[one] @ rows[other])


def test_a_story_shares_words_with_the_neighbour_of_its_neighbour() -> None:
    assert _product(0, 2) > 0


def test_neighbours_become_more_similar_but_keep_their_own_words() -> None:
    assert 0.36 < _product(0, 1) < 1


def test_a_story_without_neighbours_does_not_change() -> None:
    assert _product(2, 2) == pytest.approx(1.0)


def test_rows_keep_their_length() -> None:
    assert _product(0, 0) == pytest.approx(1.0)


def test_the_heaviest_entries_are_kept_and_of_equal_ones_those_in_the_lower_columns() -> None:
    chance = np.random.default_rng(3)
    cells = chance.integers(0, 4, (40, 12)).astype(np.float32)
    for most in (1, 3, 11):
        expected = np.zeros_like(cells)
        for row, weights in enumerate(cells):
            chosen = sorted(np.flatnonzero(weights), key=lambda column: (-weights[column], column))[:most]
            expected[row, chosen] = weights[chosen]
        assert (array_of(heaviest(sparse_of(cells), most)) == expected).all()
