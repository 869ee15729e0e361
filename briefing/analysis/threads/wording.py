"""The words of stories, counted over groups of them."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse


class Words:
    """Counts in how many stories of a group each word stands; `held` has by column in how many of all.

    Of the columns of `vectors` the first `width` are single words.
    """

    def __init__(self, vectors: sparse.csr_matrix, width: int) -> None:
        self._vectors = vectors
        self._width = width
        self.held = np.bincount(vectors.indices[vectors.indices < width], minlength=width)

    def of(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Return the words of the stories in `rows`, each with how many of these hold it."""
        starts, columns = self._vectors.indptr, self._vectors.indices
        found = np.concatenate([columns[starts[row] : starts[row + 1]] for row in rows])
        words, times = np.unique(found[found < self._width], return_counts=True)
        return dict(zip(words.tolist(), times.tolist(), strict=True))
