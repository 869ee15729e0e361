"""Stories as sparse vectors: TF-IDF over stems and bigrams, with names weighted up, and their neighbour expansion.

TF-IDF is Salton and Buckley's (1988) with logarithmic term frequency. Neighbour expansion mixes each vector with those
of its nearest neighbours, as in document expansion for retrieval (Singhal and Pereira 1999; Tao et al. 2006), so that
two short texts meet through the words of a third.
"""

import math
from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.sparse import SparseMatrix, added, from_cells, product, side_by_side, stacked
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.terms import story_terms
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

MOST_TERMS = 80
HEAVIEST = np.float32(0.28)
"""No single term weighs more, so that one shared name alone makes no two stories alike."""

NEIGHBOURS = 8
"""How many most similar stories each story is mixed with."""
NEIGHBOUR_WEIGHT = 1.5
"""The weight of all neighbours together in the mixture; the story itself has 1."""
CLOSE_NEIGHBOUR = np.float32(0.3)
"""A neighbour counts by its similarity times its similarity over this one.

Many distant neighbours therefore do not count as much as a near one.
"""
OWN_SHARE = 0.45
"""The share of a story's own words in a similarity, 0 .. 1; the rest is its mixture's."""
MOST_MIXED_TERMS = 60

_LEAST_RARITY = 0.7
"""The rarity of a term that is in half of the texts; a lower rarity counts as this."""
_PADDED = 1 << 20
"""So many cells of rows of one length are sorted at a time."""
_ROWS = 2048
"""So many rows are processed at a time: mixtures are wide before their lightest terms are cut."""


@dataclass(frozen=True, slots=True)
class Features:
    """`vectors` has one row a story (L2 norm 1, float32); `stems` are the numbers of the stems in its first columns.

    `marks` are the columns of each story's names and numbers. `frequencies` has, by column, the share of all texts that
    have the stem, 0 .. 1. `has_lead` says which stories have more than a headline: what they do not name means
    something. `outlets` are their outlets, "" if unknown. The last columns are the `bigrams`, see `Terms`.
    """

    vectors: SparseMatrix
    stems: np.ndarray
    marks: tuple[tuple[int, ...], ...]
    has_lead: tuple[bool, ...]
    frequencies: np.ndarray
    outlets: tuple[str, ...]
    bigrams: np.ndarray


def story_features(
    stories: Sequence[EncodedStory], statistics: TermStatistics, window: Sequence[StoryOutline] = ()
) -> Features:
    """Return the vectors of `stories`; weight = (1 + ln tf) · ln((N + 1) / (df + .5)) · (1 + properness).

    If the stories are a part of a `window`, the titles of the whole window show what an outlet repeats in its own.
    """
    terms = story_terms(stories, statistics, window)
    vectors = capped(heaviest(unit_rows(terms.weights), MOST_TERMS))
    frequencies = np.exp(-np.maximum(_LEAST_RARITY, terms.rarity).astype(np.float64))
    has_lead, outlets = tuple(story.has_lead for story in stories), tuple(story.outlet for story in stories)
    return Features(vectors, terms.stems, terms.marks, has_lead, frequencies, outlets, terms.bigrams)


def expanded(vectors: SparseMatrix, pairs: Pairs) -> SparseMatrix:
    """Return each row's own terms and, in as many columns again, those of its mixture with its best neighbours.

    The product of two rows is therefore the weighted mean of two cosines. The stories' own words keep those apart that
    only have neighbours in common. Rows have L2 norm 1 or less. Weights in the mixture are not capped: what neighbours
    agree on may weigh more than one story's word.
    """
    one, other = np.concatenate((pairs.first, pairs.second)), np.concatenate((pairs.second, pairs.first))
    similarity = np.concatenate((pairs.similarity, pairs.similarity))
    mixing = heaviest(from_cells(one, other, similarity, (vectors.height, vectors.height)), NEIGHBOURS)
    mixing = mixing.with_data(mixing.data * mixing.data / CLOSE_NEIGHBOUR)
    mixing = mixing.scaled(rows=NEIGHBOUR_WEIGHT / np.maximum(mixing.row_sums(), 1.0))
    own, shared = np.sqrt(np.array([OWN_SHARE, 1 - OWN_SHARE], np.float32))
    beside = []
    for start in range(0, max(1, vectors.height), _ROWS):
        block = vectors.rows(start, start + _ROWS)
        mixed = _mixed(block, product(mixing.rows(start, start + _ROWS), vectors))
        beside.append(side_by_side(block.with_data(block.data * own), mixed.with_data(mixed.data * shared)))
    return stacked(beside)


def unit_rows(matrix: SparseMatrix) -> SparseMatrix:
    """Return `matrix` with rows of L2 norm 1; empty rows stay empty."""
    norms = np.sqrt(matrix.with_data(matrix.data * matrix.data).row_sums())
    return matrix.scaled(rows=1 / np.maximum(norms, 1e-9))


def heaviest(matrix: SparseMatrix, most: int) -> SparseMatrix:
    """Return `matrix` with only the `most` heaviest entries of each row; the lower column wins a tie."""
    is_long = matrix.lengths > most
    if not is_long.any():
        return matrix
    kept = np.ones(len(matrix.data), bool)
    rows = np.flatnonzero(is_long)
    for some in np.array_split(rows, math.ceil(len(rows) * int(matrix.lengths.max()) / _PADDED)):
        part = matrix.take_rows(some)
        entries = np.repeat(matrix.starts[some] - part.starts[:-1], part.lengths) + np.arange(len(part.data))
        kept[entries] = _are_heaviest(part, most)
    return matrix.where(kept)


def _are_heaviest(matrix: SparseMatrix, most: int) -> np.ndarray:
    """Return which entries are the `most` heaviest of their row, each of which has more."""
    row, lengths = matrix.row_numbers, matrix.lengths
    padded = np.full((matrix.height, int(lengths.max())), -np.inf, np.float32)
    padded[row, np.arange(len(row)) - np.repeat(matrix.starts[:-1], lengths)] = matrix.data
    padded.partition(padded.shape[1] - most, axis=1)
    least = padded[:, padded.shape[1] - most][row]
    kept: np.ndarray = matrix.data > least
    level = np.flatnonzero(matrix.data == least)
    level = level[np.lexsort((matrix.columns[level], row[level]))]
    first = np.searchsorted(row[level], np.arange(matrix.height))
    rank = np.arange(len(level)) - first[row[level]]
    wanted = most - np.bincount(row[kept], minlength=matrix.height)
    kept[level[rank < wanted[row[level]]]] = True
    return kept


def capped(matrix: SparseMatrix) -> SparseMatrix:
    """Return `matrix` with no entry above `HEAVIEST`."""
    return matrix.with_data(np.minimum(matrix.data, HEAVIEST))


def _mixed(own: SparseMatrix, others: SparseMatrix) -> SparseMatrix:
    return unit_rows(heaviest(unit_rows(added(own, others)), MOST_MIXED_TERMS))
