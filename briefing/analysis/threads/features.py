"""Stories as sparse vectors: TF-IDF over stems and neighbouring pairs of stems, names weighted up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.terms import story_terms
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

MOST_TERMS = 80
HEAVIEST = np.float32(0.28)

_COMMONEST = 0.7
"""The least rarity that tells something of a frequency: half of the texts."""
_ROWS = 2048


@dataclass(frozen=True, slots=True)
class Features:
    """`vectors` has one row a story (L2 norm 1, float32); `stems` are the numbers of the stems in its first columns.

    `marks` are the columns of each story's names and numbers; `chances` has by column the share of all texts that hold
    a stem, 0 .. 1. `has_lead` says which stories have more than a headline: what they do not name means something.
    """

    vectors: sparse.csr_matrix
    stems: np.ndarray
    marks: tuple[tuple[int, ...], ...]
    has_lead: tuple[bool, ...]
    chances: np.ndarray


def story_features(
    stories: Sequence[EncodedStory], statistics: TermStatistics, window: Sequence[StoryOutline] = ()
) -> Features:
    """Return the vectors of `stories`; weight = (1 + ln tf) · ln((N + 1) / (df + .5)) · (1 + properness).

    Where the stories are a part of a `window`, all its titles tell what an outlet puts around or into its own.
    """
    terms = story_terms(stories, statistics, window)
    vectors = capped(heaviest(unit_rows(terms.weights), MOST_TERMS))
    chances = np.exp(-np.maximum(_COMMONEST, terms.rarity).astype(np.float64))
    return Features(vectors, terms.stems, terms.marks, tuple(story.has_lead for story in stories), chances)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return `matrix` with rows of L2 norm 1; empty rows stay empty."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags((1 / np.maximum(norms, 1e-9)).astype(np.float32)) @ matrix)


def capped(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return `matrix` with no weight above `HEAVIEST`, so that one shared name alone makes no two stories alike."""
    return sparse.csr_matrix((np.minimum(matrix.data, HEAVIEST), matrix.indices, matrix.indptr), shape=matrix.shape)


def heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    """Return `matrix` with only the `most` heaviest entries of each row, ties broken by column."""
    parts = [_heaviest(matrix[start : start + _ROWS], most) for start in range(0, matrix.shape[0], _ROWS)]
    return sparse.csr_matrix(sparse.vstack(parts, format="csr"))


def _heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    lengths = np.diff(matrix.indptr)
    is_long = lengths > most
    if not is_long.any():
        return matrix
    row = np.repeat(np.arange(matrix.shape[0]), lengths)
    entries = np.flatnonzero(is_long[row])
    order = entries[np.lexsort((matrix.indices[entries], -matrix.data[entries], row[entries]))]
    first = np.concatenate(([0], np.cumsum(lengths[is_long])[:-1]))
    rank = np.arange(len(order)) - np.repeat(first, lengths[is_long])
    kept = np.ones(len(row), bool)
    kept[order[rank >= most]] = False
    starts = np.concatenate(([0], np.cumsum(np.minimum(lengths, most))))
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], starts), shape=matrix.shape)
