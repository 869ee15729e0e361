import numpy as np
import pytest
from scipy import sparse

from briefing.analysis.threads.pairs import similar_pairs

TWO_ALIKE = sparse.csr_matrix(np.array([[1.0, 0.0], [1.0, 0.0]], np.float32))


def _similarity(*days: float) -> float:
    pairs = similar_pairs(TWO_ALIKE, np.array(days), least=0.1, reach=2.0)
    return float(pairs.similarity[0])


def test_a_pair_loses_with_the_time_between_its_stories() -> None:
    assert _similarity(0, 0) == pytest.approx(1.0)
    assert _similarity(0, 0.5) == pytest.approx(0.9)
    assert _similarity(0, 1.5) == pytest.approx(0.8)


def test_undated_stories_lose_nothing() -> None:
    assert _similarity(float("nan"), 3) == pytest.approx(1.0)


def test_stories_beyond_reach_still_meet_in_a_thin_archive() -> None:
    assert 0 < _similarity(0, 5) < 0.5
