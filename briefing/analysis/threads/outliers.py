"""Outliers: stories that share little more with their thread than a name or word that many stories have."""

from collections.abc import Collection, Sequence

import numpy as np

from briefing.analysis.threads.shared_terms import shared_terms
from briefing.analysis.threads.sparse import SparseMatrix

LEAST_ATTACHMENT = 0.25
"""A story that is attached to its thread by less than this leaves it."""
_SMALLEST_THREAD = 3
"""In a pair neither story is the outlier."""


def outliers(rows: Sequence[int], vectors: SparseMatrix, may_leave: Collection[int]) -> tuple[int, ...]:
    """Return those of `rows`, the stories of a thread, that leave it, the least attached one first.

    Only rows in `may_leave` do. Each is compared with those that stay, so that two outliers do not support each other.
    """
    staying, leaving = list(rows), list[int]()
    while len(staying) >= _SMALLEST_THREAD:
        attachments = _attachments(staying, vectors)
        weakest = min(
            ((value, row) for value, row in zip(attachments.tolist(), staying, strict=True) if row in may_leave),
            default=(LEAST_ATTACHMENT, -1),
        )
        if weakest[0] >= LEAST_ATTACHMENT:
            break
        staying.remove(weakest[1])
        leaving.append(weakest[1])
    return tuple(leaving)


def _attachments(rows: Sequence[int], vectors: SparseMatrix) -> np.ndarray:
    """Return what attaches each of `rows` to the others: its mean cosine times the number of terms that make it up.

    The number is the effective one, (Σ c)² / Σ c² over the shares c of the terms in the cosine (the inverse Simpson
    index): a cosine of .1 that rests on one word attaches a story less than one that is spread over five.
    """
    shared = shared_terms(vectors, rows)
    shares = shared.products / (len(rows) - 1)
    cosines = np.bincount(shared.owners, shares, len(rows))
    squares = np.bincount(shared.owners, shares * shares, len(rows))
    attachments: np.ndarray = cosines**3 / np.maximum(squares, 1e-12)
    return attachments
