"""Sparse matrices in compressed rows (CSR), with the few operations that grouping needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from briefing.frozen import dataclass

_CELLS = 1 << 20
"""So many cells of a product are computed at a time."""


@dataclass(frozen=True, slots=True)
class SparseMatrix:
    """The entries of row i are `data[starts[i]:starts[i + 1]]` (float32), in the columns `columns` of the same slice.

    A row has no column twice. `width` is the number of columns.
    """

    data: np.ndarray
    columns: np.ndarray
    starts: np.ndarray
    width: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> np.ndarray:
        """The number of entries of each row."""
        lengths: np.ndarray = np.diff(self.starts)
        return lengths

    @property
    def row_numbers(self) -> np.ndarray:
        """The row of each entry."""
        return np.repeat(np.arange(self.height), self.lengths)

    def rows(self, start: int, stop: int) -> SparseMatrix:
        """Return the rows from `start` up to `stop`."""
        starts = self.starts[start : min(stop, self.height) + 1]
        cut = slice(starts[0], starts[-1])
        return SparseMatrix(self.data[cut], self.columns[cut], starts - starts[0], self.width)

    def take_rows(self, numbers: np.ndarray) -> SparseMatrix:
        """Return the rows `numbers`, in that order."""
        lengths = self.lengths[numbers]
        ends = np.cumsum(lengths)
        entries = np.arange(lengths.sum()) + np.repeat(self.starts[numbers] - (ends - lengths), lengths)
        return SparseMatrix(self.data[entries], self.columns[entries], np.concatenate(([0], ends)), self.width)

    def with_data(self, data: np.ndarray) -> SparseMatrix:
        """Return the matrix with other values in the same cells."""
        return SparseMatrix(data.astype(np.float32, copy=False), self.columns, self.starts, self.width)

    def where(self, kept: np.ndarray) -> SparseMatrix:
        """Return the matrix with only the entries that `kept`, a mask, selects."""
        starts = np.concatenate(([0], np.cumsum(kept)))[self.starts]
        return SparseMatrix(self.data[kept], self.columns[kept], starts, self.width)

    def take_columns(self, kept: np.ndarray) -> SparseMatrix:
        """Return the columns `kept`, which are in ascending order, numbered anew."""
        numbers = np.full(self.width, -1, np.int32)
        numbers[kept] = np.arange(len(kept), dtype=np.int32)
        cut = self.where(numbers[self.columns] >= 0)
        return SparseMatrix(cut.data, numbers[cut.columns], cut.starts, len(kept))

    def scaled(self, rows: np.ndarray | None = None, columns: np.ndarray | None = None) -> SparseMatrix:
        """Return the matrix with each row and each column multiplied by its factor."""
        data = self.data
        if columns is not None:
            data = data * columns[self.columns]
        if rows is not None:
            data = data * np.repeat(rows, self.lengths)
        return self.with_data(data)

    def row_sums(self) -> np.ndarray:
        """Return the sum of each row (float64)."""
        return np.bincount(self.row_numbers, self.data, self.height)

    def transposed(self) -> SparseMatrix:
        """Return the transposed matrix."""
        order = order_of(self.columns, self.width)
        starts = np.concatenate(([0], np.cumsum(np.bincount(self.columns, minlength=self.width))))
        return SparseMatrix(self.data[order], self.row_numbers[order].astype(np.int32), starts, self.height)


def order_of(numbers: np.ndarray, limit: int) -> np.ndarray:
    """Return what sorts `numbers` from 0 up to `limit`, equal ones in their order.

    NumPy sorts numbers of 16 bits by their digits, which is many times faster than by comparing them.
    """
    order: np.ndarray = np.argsort(numbers.astype(np.uint16), kind="stable")
    if limit > 1 << 16:
        order = order[np.argsort((numbers[order] >> 16).astype(np.uint16), kind="stable")]
    return order


def order_of_cells(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return what sorts cells of a matrix of `shape` by row, then column, equal ones in their order."""
    by_column = order_of(columns, shape[1])
    order: np.ndarray = by_column[order_of(rows[by_column], shape[0])]
    return order


def from_cells(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]) -> SparseMatrix:
    """Return a matrix of `shape` with `values` in the cells that `rows` and `columns` name, each cell once."""
    order = order_of(rows, shape[0])
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=shape[0]))))
    data, own_columns = values[order].astype(np.float32, copy=False), columns[order].astype(np.int32, copy=False)
    return SparseMatrix(data, own_columns, starts, shape[1])


def side_by_side(left: SparseMatrix, right: SparseMatrix) -> SparseMatrix:
    """Return a matrix with the columns of `left` and then those of `right`."""
    rows = np.concatenate((left.row_numbers, right.row_numbers))
    columns = np.concatenate((left.columns, right.columns + np.int32(left.width)))
    return from_cells(rows, columns, np.concatenate((left.data, right.data)), (left.height, left.width + right.width))


def stacked(parts: Sequence[SparseMatrix]) -> SparseMatrix:
    """Return a matrix with the rows of all `parts`, at least one, which are equally wide."""
    lengths = np.concatenate([part.lengths for part in parts])
    data = np.concatenate([part.data for part in parts])
    columns = np.concatenate([part.columns for part in parts])
    return SparseMatrix(data, columns, np.concatenate(([0], np.cumsum(lengths))), parts[0].width)


def added(one: SparseMatrix, other: SparseMatrix) -> SparseMatrix:
    """Return the sum of two matrices of one shape."""
    rows = np.concatenate((one.row_numbers, other.row_numbers))
    columns = np.concatenate((one.columns, other.columns))
    order = order_of_cells(rows, columns, (one.height, one.width))
    rows, columns = rows[order], columns[order]
    is_first = (np.diff(rows, prepend=-1) != 0) | (np.diff(columns, prepend=-1) != 0)
    sums = np.bincount(np.cumsum(is_first) - 1, np.concatenate((one.data, other.data))[order])
    return from_cells(rows[is_first], columns[is_first], sums, (one.height, one.width))


def product(left: SparseMatrix, right: SparseMatrix) -> SparseMatrix:
    """Return the matrix product; only the cells whose row and column share an entry are stored."""
    step = max(1, _CELLS // max(1, right.width))
    parts = [_product(left.rows(start, start + step), right) for start in range(0, max(1, left.height), step)]
    return stacked(parts)


def dense_product(left: SparseMatrix, right: SparseMatrix) -> np.ndarray:
    """Return the matrix product as an array (float64); it has `left.height` times `right.width` cells."""
    cells, values = _terms_of_product(left, right)
    sums = np.bincount(cells, values, left.height * right.width)
    return sums.reshape(left.height, right.width)


def cells_above(left: SparseMatrix, right: SparseMatrix, least: float) -> Iterator[tuple[np.ndarray, ...]]:
    """Yield the cells of a product above `least`, 0 or more: rows, columns (both int32) and values (float32)."""
    step = max(1, _CELLS // max(1, right.width))
    for start in range(0, left.height, step):
        block = dense_product(left.rows(start, start + step), right).ravel()
        cells = np.flatnonzero(block > least)
        rows, columns = np.divmod(cells, max(1, right.width))
        yield (rows + start).astype(np.int32), columns.astype(np.int32), block[cells].astype(np.float32)


def _product(left: SparseMatrix, right: SparseMatrix) -> SparseMatrix:
    cells, values = _terms_of_product(left, right)
    numbers = np.arange(len(cells), dtype=np.int32)
    last = np.empty(left.height * right.width, np.int32)  # only the cells that are written to are read
    last[cells] = numbers
    found = cells[last[cells] == numbers]
    last[found] = np.arange(len(found), dtype=np.int32)
    rows, columns = np.divmod(found, max(1, right.width))
    return from_cells(rows, columns, np.bincount(last[cells], values, len(found)), (left.height, right.width))


def _terms_of_product(left: SparseMatrix, right: SparseMatrix) -> tuple[np.ndarray, np.ndarray]:
    """Return the products of which the cells of a matrix product are sums: the number of the cell, and the value."""
    lengths = right.lengths[left.columns]
    entries = np.arange(lengths.sum()) + np.repeat(right.starts[left.columns] - (np.cumsum(lengths) - lengths), lengths)
    cells = np.repeat(left.row_numbers * right.width, lengths) + right.columns[entries]
    return cells, np.repeat(left.data, lengths) * right.data[entries]
