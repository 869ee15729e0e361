"""Sparse matrices from arrays, and arrays from sparse matrices."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix, from_cells


def sparse_of(cells: np.ndarray | Sequence[Sequence[float]]) -> SparseMatrix:
    """Return the sparse matrix of an array."""
    array = np.array(cells, np.float32)
    rows, columns = np.nonzero(array)
    return from_cells(rows, columns, array[rows, columns], (array.shape[0], array.shape[1]))


def array_of(matrix: SparseMatrix) -> np.ndarray:
    """Return a sparse matrix as an array."""
    array = np.zeros((matrix.height, matrix.width), np.float32)
    np.add.at(array, (matrix.row_numbers, matrix.columns), matrix.data)
    return array
