import numpy as np
import pytest

from briefing.analysis.threads.pairs import Pairs, Times, pairs_beside, similar_pairs
from briefing.analysis.threads.sparse import SparseMatrix, from_cells
from tests.analysis.threads.matrices import sparse_of

TWO_ALIKE = sparse_of([[1.0, 0.0], [1.0, 0.0]])


MANY = 10_000


def _times(days: np.ndarray) -> Times:
    return Times(days, np.arange(len(days)))


def _similarity(first: float, second: float, *, between: int = MANY) -> float:
    times = Times(np.array([first, second]), np.array([0, between + 1]))
    return float(similar_pairs(TWO_ALIKE, times, least=0.1, reach=1.0).similarity.sum())


def test_similarity_decreases_with_the_time_between_stories() -> None:
    assert _similarity(0, 0) == pytest.approx(1.0)
    assert _similarity(0, 0.5) == pytest.approx(0.875, abs=0.01)
    assert _similarity(0, 1) == pytest.approx(0.75)


def test_stories_beyond_reach_are_no_pair() -> None:
    assert _similarity(0, 1.5) == 0


def test_undated_stories_keep_their_similarity() -> None:
    assert _similarity(float("nan"), 3) == pytest.approx(1.0)


def test_in_a_thin_archive_stories_measure_time() -> None:
    assert _similarity(0, 30, between=36) == pytest.approx(0.875, abs=0.01)
    assert _similarity(0, 30, between=0) > 0.99


@pytest.mark.parametrize(("most", "kept"), [(1, [(1, 2)]), (2, [(0, 1), (1, 2)]), (3, [(0, 1), (1, 2), (2, 3)])])
def test_of_too_many_pairs_the_strongest_are_kept_and_among_equals_the_first(
    most: int, kept: list[tuple[int, int]]
) -> None:
    alike = sparse_of([[1.0, 0.0], [0.8, 0.6], [0.6, 0.8], [0.0, 1.0]])
    pairs = similar_pairs(alike, _times(np.zeros(4)), least=0.1, reach=1.0, most=most)
    assert list(zip(pairs.first, pairs.second, strict=True)) == kept


def test_every_pair_of_a_full_window_is_found() -> None:
    stories = 5_000
    pairs = similar_pairs(_twins(stories), _times(np.linspace(0, 3, stories)), least=0.1, reach=1.0)
    assert len(pairs.first) == stories - 1
    assert set(pairs.second - pairs.first) == {1}


def _twins(stories: int) -> SparseMatrix:
    """Each story shares one word with the story before and another with the one after."""
    rows = np.repeat(np.arange(stories), 2)
    columns = rows + np.tile([0, 1], stories)
    return from_cells(rows, columns, np.full(2 * stories, 0.7), (stories, stories + 1))


@pytest.mark.parametrize("undated", [0, 2])
def test_beside_groups_all_pairs_are_found_but_those_of_two_groups(undated: int) -> None:
    chance = np.random.default_rng(7)
    cells = np.abs(chance.normal(size=(60, 30))) * (chance.random((60, 30)) < 0.3)
    vectors = sparse_of(cells / np.maximum(np.linalg.norm(cells, axis=1, keepdims=True), 1e-9))
    days = np.append(np.sort(chance.uniform(0, 3, 60 - undated)), [float("nan")] * undated)
    times = Times(days, np.arange(60) * 40)
    groups = [np.array([0, 5, 9, 31]), np.array([1, 2, 40, 59])]
    group_of = {row: number for number, rows in enumerate(groups) for row in rows.tolist()}
    expected = {
        (one, other)
        for one, other in _found(similar_pairs(vectors, times, least=0.1, reach=1.0))
        if group_of.get(one, -1 - one) == group_of.get(other, -2 - other) or not {one, other} <= group_of.keys()
    }
    found = pairs_beside(vectors, times, groups, least=0.1, reach=1.0)
    assert len(found.first) == len(expected) > 100
    assert set(_found(found)) == expected


def _found(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
