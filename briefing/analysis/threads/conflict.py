"""Conflict: two groups whose stories each agree on names and numbers that the other group lacks."""

from collections.abc import Mapping

import numpy as np
from scipy.special import betaln

_TOP = 3
_AGREED = 0.25
_PRIOR = 2.0
"""How many stories the general frequency of a name counts as."""


def conflict(first: Mapping[int, int], first_size: int, second: Mapping[int, int], second_size: int) -> float:
    """Return how much two groups contradict one another, 0 .. 1.

    The mappings count in how many of a group's stories each name or number stands. A side is the mean of its three
    marks that nearly all its stories share and the other side lacks; the weaker side counts.
    """
    own = _exclusive(first, first_size, second, second_size)
    return min(own, _exclusive(second, second_size, first, first_size)) if own > 0 else 0.0


def agreement(
    first: Mapping[int, int], first_size: int, second: Mapping[int, int], second_size: int, chances: np.ndarray
) -> float:
    """Return how much speaks for two groups telling one matter, over what speaks against it; above 1 it is more.

    The mappings are as for `conflict`; `chances` has the share of all texts, 0 .. 1, that hold each mark. For a mark
    the evidence is the logarithm of a Bayes factor: the chance of its counts if both groups hold it equally often over
    that if each has a frequency of its own (beta-binomial). What stands once tells nothing.
    """
    marks = np.array([mark for mark in {**first, **second} if first.get(mark, 0) + second.get(mark, 0) > 1], np.intp)
    ours = np.array([first.get(mark, 0) for mark in marks.tolist()], np.float64)
    theirs = np.array([second.get(mark, 0) for mark in marks.tolist()], np.float64)
    hits, misses = _PRIOR * chances[marks], _PRIOR * (1 - chances[marks])
    apart = betaln(hits + ours, misses + first_size - ours) + betaln(hits + theirs, misses + second_size - theirs)
    both = ours + theirs
    one = betaln(hits + both, misses + first_size + second_size - both) + betaln(hits, misses)
    evidence = one - apart
    against = -float(evidence[evidence < 0].sum())
    return float(evidence[evidence > 0].sum()) / against if against > 0 else float("inf")


def _exclusive(marks: Mapping[int, int], size: int, others: Mapping[int, int], other_size: int) -> float:
    shares = (
        (times - 1) / (size + 1) - (others.get(mark, 0) + 0.5) / (other_size + 1)
        for mark, times in marks.items()
        if (times - 1) / (size + 1) > _AGREED
    )
    return sum(max(0.0, share) for share in sorted(shares, reverse=True)[:_TOP]) / _TOP
