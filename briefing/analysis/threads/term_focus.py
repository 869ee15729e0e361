"""Terms that many stories of a window have for many reasons: the country, person or disease that half a day is about.

A term of one event is in stories that also share other words. A term that spreads over events is in stories that share
little else, so it is no sign that two of them belong together, however rare it is in other texts.
"""

import numpy as np

from briefing.analysis.threads.features import capped, unit_rows
from briefing.analysis.threads.sparse import SparseMatrix, product

COMMON = 15
"""A term in fewer stories than this keeps its weight: they are too few to say what else its stories share."""
FOCUSED = 0.15
"""A term keeps its weight if its stories are at least this similar without it (mean cosine, 0 .. 1)."""
LEAST_FACTOR = 0.4
"""No term loses more than the rest of its weight."""
SAMPLE = 60
"""How many stories, evenly spread, represent all that have a term."""
_TERMS = 512


def focused(vectors: SparseMatrix) -> SparseMatrix:
    """Return `vectors` with less weight on common terms whose stories share little else; rows have L2 norm 1 or less.

    The weight falls in proportion to the mean cosine of the stories that have the term.
    """
    stories_of = vectors.transposed()
    common = np.flatnonzero(stories_of.lengths >= COMMON)
    factors = np.ones(vectors.width, np.float32)
    for start in range(0, len(common), _TERMS):
        terms = common[start : start + _TERMS]
        factors[terms] = np.clip(_mean_cosines(vectors, _sampled(stories_of, terms)) / FOCUSED, LEAST_FACTOR, 1)
    return capped(unit_rows(vectors.scaled(columns=factors)))


def _mean_cosines(vectors: SparseMatrix, weights: SparseMatrix) -> np.ndarray:
    """Return, for each term, a row of `weights`, the mean cosine of its stories without the term itself.

    The sum over all pairs of some rows is the square of their sum minus the squares of each.
    """
    sums = product(weights.with_data(np.ones_like(weights.data)), vectors)
    own = np.bincount(weights.row_numbers, _squares(vectors)[weights.columns], weights.height)
    pairs = _squares(sums) - own
    by_term = weights.row_sums() ** 2 - _squares(weights)
    counts = weights.lengths
    means: np.ndarray = np.maximum(0, pairs - by_term) / (counts * (counts - 1))
    return means


def _sampled(stories_of: SparseMatrix, terms: np.ndarray) -> SparseMatrix:
    """Return the rows of `stories_of` for `terms`, with at most `SAMPLE` stories each."""
    starts, lengths = stories_of.starts[terms], stories_of.lengths[terms]
    counts = np.minimum(lengths, SAMPLE)
    ends = np.cumsum(counts)
    number = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    entries = np.repeat(starts, counts) + number * np.repeat(lengths, counts) // np.repeat(counts, counts)
    bounds = np.concatenate(([0], ends))
    return SparseMatrix(stories_of.data[entries], stories_of.columns[entries], bounds, stories_of.width)


def _squares(matrix: SparseMatrix) -> np.ndarray:
    """Return the sum of the squares of each row."""
    return matrix.with_data(matrix.data * matrix.data).row_sums()
