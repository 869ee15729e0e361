"""Strays: stories that share little more with their thread than a name or word that many stories hold."""

from collections.abc import Collection, Sequence

import numpy as np
from scipy import sparse

from briefing.analysis.threads.shared_terms import shared_terms

LEAST_ATTACHMENT = 0.25
"""A story whose hold on its thread is less leaves it."""
_FEWEST = 3
"""In a pair neither story is the stray."""


def outliers(rows: Sequence[int], vectors: sparse.csr_matrix, may_leave: Collection[int]) -> tuple[int, ...]:
    """Return those of `rows`, the stories of a thread, that leave it: the one with the weakest hold first.

    Only those that `may_leave` do. Each is held by what stays, so that two outliers do not hold one another.
    """
    staying, left = list(rows), list[int]()
    while len(staying) >= _FEWEST:
        holds = _holds(staying, vectors)
        weakest = min(
            ((hold, row) for hold, row in zip(holds.tolist(), staying, strict=True) if row in may_leave),
            default=(LEAST_ATTACHMENT, -1),
        )
        if weakest[0] >= LEAST_ATTACHMENT:
            break
        staying.remove(weakest[1])
        left.append(weakest[1])
    return tuple(left)


def _holds(rows: Sequence[int], vectors: sparse.csr_matrix) -> np.ndarray:
    """Return what holds each of `rows` to the others: its mean cosine, times the number of terms that make it up.

    The number is the effective one, (Σ c)² / Σ c² over the shares c of the terms in the cosine: a cosine of .1 that
    rests on one word holds less than one that is spread over five.
    """
    common = shared_terms(vectors, rows)
    shares = common.products / (len(rows) - 1)
    cosines = np.bincount(common.owners, shares, len(rows))
    squares = np.bincount(common.owners, shares * shares, len(rows))
    holds: np.ndarray = cosines**3 / np.maximum(squares, 1e-12)
    return holds
