"""How similar clusters must be to merge."""

import numpy as np
import pytest

from briefing.analysis.threads.average_link import (
    DENSITY_SHARE,
    LARGEST_SHARE,
    LEAST_SHARE,
    STRONG_LINK,
    needed_share,
)
from briefing.analysis.threads.pairs import Pairs


def _links(strong: int, weak: int) -> Pairs:
    similarity = np.array([STRONG_LINK + 0.1] * strong + [STRONG_LINK / 2] * weak, np.float32)
    first = np.arange(len(similarity), dtype=np.int32)
    return Pairs(first, first + 1, similarity)


def test_the_needed_share_rises_with_the_weak_links_of_a_window() -> None:
    assert needed_share(_links(10, 0)) == pytest.approx(LEAST_SHARE + DENSITY_SHARE)
    assert needed_share(_links(10, 40)) == pytest.approx(LEAST_SHARE + 5 * DENSITY_SHARE)
    assert needed_share(_links(10, 500)) == LARGEST_SHARE


def test_a_window_without_links_needs_the_least_share() -> None:
    assert needed_share(_links(0, 0)) == LEAST_SHARE
