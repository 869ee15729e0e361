"""Every operation on sparse matrices gives what the same operation on arrays gives."""

import numpy as np
import pytest

from briefing.analysis.threads import sparse
from briefing.analysis.threads.sparse import (
    SparseMatrix,
    added,
    cells_above,
    order_of_cells,
    product,
    side_by_side,
    stacked,
)
from tests.analysis.threads.matrices import array_of, sparse_of

RANDOM = np.random.default_rng(7)


def _array(height: int, width: int) -> np.ndarray:
    """Make an array in which most cells, some rows and some columns are empty."""
    cells = RANDOM.random((height, width)).astype(np.float32)
    cells[RANDOM.random((height, width)) < 0.7] = 0
    cells[::5], cells[:, ::6] = 0, 0
    return cells


ONE, OTHER = _array(23, 40), _array(40, 31)


def _is(matrix: SparseMatrix, cells: np.ndarray) -> bool:
    return (matrix.height, matrix.width) == cells.shape and bool(np.allclose(array_of(matrix), cells, atol=1e-6))


def test_rows_and_columns_are_cut_out() -> None:
    matrix = sparse_of(ONE)
    assert _is(matrix.rows(3, 9), ONE[3:9])
    assert _is(matrix.rows(20, 99), ONE[20:])
    assert _is(matrix.take_rows(np.array([7, 7, 2])), ONE[[7, 7, 2]])
    assert _is(matrix.take_columns(np.array([1, 5, 38])), ONE[:, [1, 5, 38]])


def test_rows_and_columns_are_scaled_and_summed() -> None:
    rows, columns = RANDOM.random(23), RANDOM.random(40)
    assert _is(sparse_of(ONE).scaled(rows, columns), ONE * rows[:, None] * columns)
    assert np.allclose(sparse_of(ONE).row_sums(), ONE.sum(axis=1))


def test_matrices_are_transposed_and_joined() -> None:
    assert _is(sparse_of(ONE).transposed(), ONE.T)
    assert _is(side_by_side(sparse_of(ONE), sparse_of(ONE[:, :4])), np.hstack([ONE, ONE[:, :4]]))
    assert _is(stacked([sparse_of(ONE), sparse_of(ONE[:4])]), np.vstack([ONE, ONE[:4]]))
    assert _is(added(sparse_of(ONE), sparse_of(ONE[::-1])), ONE + ONE[::-1])


@pytest.mark.parametrize("cells", [1, 100, 1 << 20])
def test_products_are_the_same_in_blocks_of_any_size(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparse, "_CELLS", cells)
    assert _is(product(sparse_of(ONE), sparse_of(OTHER)), ONE @ OTHER)
    found = np.zeros((23, 31), np.float32)
    for rows, columns, values in cells_above(sparse_of(ONE), sparse_of(OTHER), 0.5):
        found[rows, columns] = values
    expected = ONE @ OTHER
    assert np.allclose(found, np.where(expected > 0.5, expected, 0), atol=1e-6)


def test_a_product_stores_only_the_cells_that_share_an_entry() -> None:
    matrix = product(sparse_of(ONE), sparse_of(OTHER))
    assert len(matrix.data) == np.count_nonzero(ONE @ OTHER)


def test_matrices_without_rows_or_entries_are_allowed() -> None:
    empty = sparse_of(np.zeros((0, 40)))
    assert _is(product(empty, sparse_of(OTHER)), np.zeros((0, 31)))
    assert _is(product(sparse_of(np.zeros((3, 40))), sparse_of(OTHER)), np.zeros((3, 31)))
    assert list(cells_above(empty, sparse_of(OTHER), 0)) == []


@pytest.mark.parametrize("limit", [10, 70_000, 5_000_000])
def test_cells_are_sorted_by_row_then_column_and_equal_ones_keep_their_order(limit: int) -> None:
    chance = np.random.default_rng(5)
    rows, columns = chance.integers(0, 70_000, 3_000), chance.integers(0, limit, 3_000).astype(np.int32)
    rows[::3], columns[::3] = rows[0], columns[0]
    expected = np.lexsort((np.arange(len(rows)), columns, rows))
    assert (order_of_cells(rows, columns, (70_000, limit)) == expected).all()
