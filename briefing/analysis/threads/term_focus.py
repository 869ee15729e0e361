"""Terms that many stories of a window have for many reasons: the country, person or disease that half a day is about.

A term of one event is in stories that also share other words. A term that spreads over events is in stories that share
little else, so it is no sign that two of them belong together, however rare it is in other texts.
"""

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import capped, unit_rows

COMMON = 15
"""A term in fewer stories than this keeps its weight: they are too few to say what else its stories share."""
FOCUSED = 0.15
"""A term keeps its weight if its stories, without it, are so similar on average (mean cosine, 0 .. 1)."""
LEAST_FACTOR = 0.4
"""No term loses more than the rest of its weight."""
SAMPLE = 60
"""So many stories, evenly spread, represent all that have a term."""
_TERMS = 512


def focused(vectors: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return `vectors` with less weight on common terms whose stories share little else; rows have L2 norm 1 or less.

    The weight falls in proportion to the mean cosine of the stories that have the term.
    """
    columns = vectors.tocsc()
    common = np.flatnonzero(np.diff(columns.indptr) >= COMMON)
    factors = np.ones(vectors.shape[1], np.float32)
    for start in range(0, len(common), _TERMS):
        terms = common[start : start + _TERMS]
        factors[terms] = np.clip(_mean_cosines(vectors, columns[:, terms]) / FOCUSED, LEAST_FACTOR, 1)
    return capped(unit_rows(sparse.csr_matrix(vectors @ sparse.diags(factors))))


def _mean_cosines(vectors: sparse.csr_matrix, terms: sparse.csc_matrix) -> np.ndarray:
    """Return, for each column of `terms`, the mean cosine of its stories without the term itself.

    The sum over all pairs of some rows is the square of their sum minus the squares of each.
    """
    weights = _sampled(terms)
    owners = sparse.csr_matrix((np.ones_like(weights.data), weights.indices, weights.indptr), shape=weights.shape)
    sums = sparse.csr_matrix(owners @ vectors)
    pairs = _row_sums(sums.multiply(sums)) - owners @ _row_sums(vectors.multiply(vectors))
    by_term = _row_sums(weights) ** 2 - _row_sums(weights.multiply(weights))
    counts = np.diff(owners.indptr)
    means: np.ndarray = np.maximum(0, pairs - by_term) / (counts * (counts - 1))
    return means


def _sampled(terms: sparse.csc_matrix) -> sparse.csr_matrix:
    """Return `terms` with a row for each term, and at most `SAMPLE` of its stories."""
    chosen = [
        start + (np.arange(count) if count <= SAMPLE else np.arange(SAMPLE) * count // SAMPLE)
        for start, count in zip(terms.indptr[:-1], np.diff(terms.indptr), strict=True)
    ]
    starts = np.concatenate(([0], np.cumsum([len(each) for each in chosen])))
    entries = np.concatenate(chosen)
    return sparse.csr_matrix((terms.data[entries], terms.indices[entries], starts), shape=terms.shape[::-1])


def _row_sums(matrix: sparse.spmatrix) -> np.ndarray:
    sums: np.ndarray = np.asarray(matrix.sum(axis=1)).ravel()
    return sums
