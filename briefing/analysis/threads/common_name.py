"""The similarity of two groups of stories apart from the one common name or word that they share."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix

COMMON_STORIES = 15
COMMON_SHARE = 0.02
"""A word is common in a window if at least this many of its stories have it, and this share of them."""
_MOST_MEANS = 500
"""How many groups are remembered: a group is compared with several others before it grows."""
_MOST_ROWS = 40
"""How many rows, evenly spread, represent a larger group."""


class SimilarityBeyondName:
    """Measures how similar groups of rows are without their strongest shared word, if that is a common one.

    A name of two words is three columns: each word and the bigram. So the bigrams with that word that both groups have,
    and the other words of these, do not count either.
    """

    def __init__(self, vectors: SparseMatrix, bigrams: np.ndarray) -> None:
        """Take stories as rows; the last columns are `bigrams`, each a row of the columns of its two words."""
        self._vectors = vectors
        self._bigrams = bigrams
        self._words = vectors.width - len(bigrams)
        least = max(COMMON_STORIES, COMMON_SHARE * vectors.height)
        self._is_common = np.bincount(vectors.columns, minlength=vectors.width) >= least
        self._means = lru_cache(_MOST_MEANS)(self._means_of)

    def of(self, rows: tuple[int, ...], others: tuple[int, ...]) -> float:
        """Return the mean product of a row of one group with a row of the other, without a common name."""
        columns, weights = self._means(rows)
        others_columns, others_weights = self._means(others)
        shared, ours, theirs = np.intersect1d(columns, others_columns, assume_unique=True, return_indices=True)
        products = weights[ours] * others_weights[theirs]
        words = int(np.searchsorted(shared, self._words))
        strongest = shared[np.argmax(products[:words])] if words else -1
        if not words or not self._is_common[strongest]:
            return float(products.sum())
        parts = self._bigrams[shared[words:] - self._words]
        in_name = (parts == strongest).any(axis=1)
        counts = ~np.isin(shared, np.append(parts[in_name], strongest))
        counts[words:] &= ~in_name
        return float(products[counts].sum())

    def _means_of(self, rows: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return the columns of some rows, in ascending order, and the mean weight in each."""
        if len(rows) > _MOST_ROWS:
            rows = [rows[number * len(rows) // _MOST_ROWS] for number in range(_MOST_ROWS)]
        starts, columns, weights = self._vectors.starts, self._vectors.columns, self._vectors.data
        if len(rows) == 1:
            cut = slice(starts[rows[0]], starts[rows[0] + 1])
            return columns[cut], weights[cut].astype(np.float64)
        cuts = [slice(starts[row], starts[row + 1]) for row in rows]
        distinct, positions = np.unique(np.concatenate([columns[cut] for cut in cuts]), return_inverse=True)
        return distinct, np.bincount(positions, np.concatenate([weights[cut] for cut in cuts])) / len(rows)
