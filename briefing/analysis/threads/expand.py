"""Expansion: each story's vector mixed with those of its nearest neighbours, so that few words meet many."""

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import capped, heaviest, unit_rows
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.settings import GroupSettings

MOST_TERMS = 60


def expanded(vectors: sparse.csr_matrix, pairs: Pairs, settings: GroupSettings) -> sparse.csr_matrix:
    """Return `vectors` with each row's best neighbours mixed in, only the heaviest terms kept."""
    stories = vectors.shape[0]
    near = pairs.similarity > settings.neighbour_least
    first, second, weight = pairs.first[near], pairs.second[near], pairs.similarity[near]
    row, column, weight = np.r_[first, second], np.r_[second, first], np.r_[weight, weight]
    order = np.lexsort((column, -weight, row))
    row, column, weight = row[order], column[order], weight[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    best = rank < settings.neighbours
    mixing = sparse.csr_matrix((weight[best], (row[best], column[best])), shape=(stories, stories), dtype=np.float32)
    sums = np.asarray(mixing.sum(axis=1)).ravel()
    mixing = sparse.diags((settings.neighbour_weight / np.maximum(sums, 1.0)).astype(np.float32)) @ mixing
    mixed = sparse.csr_matrix(vectors + mixing @ vectors)
    return capped(unit_rows(heaviest(unit_rows(mixed), MOST_TERMS)))
