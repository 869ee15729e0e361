"""Expansion: each story's vector beside a mixture with its nearest neighbours', so that few words meet many."""

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import heaviest, unit_rows
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.settings import GroupSettings

MOST_TERMS = 60
_ROWS = 2048
"""So many rows are mixed at a time: mixtures are wide before their lightest terms are cut."""


def expanded(vectors: sparse.csr_matrix, pairs: Pairs, settings: GroupSettings) -> sparse.csr_matrix:
    """Return each row's own terms and, in as many columns again, those of its mixture with its best neighbours.

    The product of two rows so is the weighted mean of two cosines: what the stories say themselves keeps apart those
    that only have company in common. Rows have L2 norm 1 or less. What neighbours agree on may weigh more than one
    story's word may: in the mixture no weight is capped.
    """
    stories = vectors.shape[0]
    half = sparse.csr_matrix((pairs.similarity, (pairs.first, pairs.second)), shape=(stories, stories))
    mixing = heaviest(sparse.csr_matrix(half + half.T), settings.neighbours)
    sums = np.asarray(mixing.sum(axis=1)).ravel()
    mixing = sparse.diags((settings.neighbour_weight / np.maximum(sums, 1.0)).astype(np.float32)) @ mixing
    mixing = sparse.csr_matrix(mixing)
    own, shared = np.sqrt(np.array([settings.own_share, 1 - settings.own_share], np.float32))
    blocks = [slice(start, start + _ROWS) for start in range(0, stories, _ROWS)]
    mixed = [_mixed(vectors[block], mixing[block] @ vectors) * shared for block in blocks]
    beside = [sparse.hstack([vectors[block] * own, each], "csr") for block, each in zip(blocks, mixed, strict=True)]
    return sparse.csr_matrix(sparse.vstack(beside, format="csr"))


def _mixed(own: sparse.csr_matrix, others: sparse.csr_matrix) -> sparse.csr_matrix:
    return unit_rows(heaviest(unit_rows(sparse.csr_matrix(own + others)), MOST_TERMS))
