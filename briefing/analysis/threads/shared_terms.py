"""What each of some stories shares with the others, term by term."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix
from briefing.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SharedTerms:
    """The entries of some rows in sequence: those of the i-th row go from `starts[i]` to `starts[i + 1]`.

    `products` are each entry's weight times the sum of the other rows' weights in its column.
    """

    columns: np.ndarray
    products: np.ndarray
    starts: np.ndarray

    @property
    def owners(self) -> np.ndarray:
        """The index of the row to which each entry belongs."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def shared_terms(vectors: SparseMatrix, rows: Sequence[int]) -> SharedTerms:
    """Return what `rows`, at least one, have in common."""
    cuts = [slice(vectors.starts[row], vectors.starts[row + 1]) for row in rows]
    columns = np.concatenate([vectors.columns[cut] for cut in cuts])
    weights = np.concatenate([vectors.data[cut] for cut in cuts]).astype(np.float64)
    _, positions = np.unique(columns, return_inverse=True)
    starts = np.concatenate(([0], np.cumsum([cut.stop - cut.start for cut in cuts])))
    return SharedTerms(columns, weights * (np.bincount(positions, weights)[positions] - weights), starts)


def similarity_to_rest(vectors: SparseMatrix, rows: Sequence[int]) -> list[float]:
    """Return the mean product of each of `rows` with the other ones, 0 .. 1; 1 for a single row.

    The rows of `vectors` have L2 norm 1 or less.
    """
    count = len(rows)
    if count == 1:
        return [1.0]
    shared = shared_terms(vectors, rows)
    means = np.bincount(shared.owners, shared.products, count) / (count - 1)
    return [round(float(mean), 4) for mean in np.clip(means, 0.0, 1.0)]
