"""Expansion: each story's vector mixed with those of its nearest neighbours, so that few words meet many."""

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import heaviest, unit_rows
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.settings import GroupSettings

MOST_TERMS = 60


def expanded(vectors: sparse.csr_matrix, pairs: Pairs, settings: GroupSettings) -> sparse.csr_matrix:
    """Return `vectors` with each row's best neighbours mixed in, the heaviest terms kept, of L2 norm 1.

    What neighbours agree on may weigh more than one story's word may: here no weight is capped.
    """
    near = pairs.similarity > settings.neighbour_least
    places, stories = (pairs.first[near], pairs.second[near]), vectors.shape[0]
    half = sparse.csr_matrix((pairs.similarity[near], places), shape=(stories, stories), dtype=np.float32)
    mixing = heaviest(sparse.csr_matrix(half + half.T), settings.neighbours)
    sums = np.asarray(mixing.sum(axis=1)).ravel()
    mixing = sparse.diags((settings.neighbour_weight / np.maximum(sums, 1.0)).astype(np.float32)) @ mixing
    mixed = sparse.csr_matrix(vectors + mixing @ vectors)
    return unit_rows(heaviest(unit_rows(mixed), MOST_TERMS))
