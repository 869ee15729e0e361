"""Conflict: two groups whose stories each agree on names and numbers that the other group lacks."""

from collections.abc import Mapping

_TOP = 3
_AGREED = 0.25


def conflict(first: Mapping[int, int], first_size: int, second: Mapping[int, int], second_size: int) -> float:
    """Return how much two groups contradict one another, 0 .. 1.

    The mappings count in how many of a group's stories each name or number stands. A side is the mean of its three
    marks that nearly all its stories share and the other side lacks; the weaker side counts.
    """
    own = _exclusive(first, first_size, second, second_size)
    return min(own, _exclusive(second, second_size, first, first_size)) if own > 0 else 0.0


def _exclusive(marks: Mapping[int, int], size: int, others: Mapping[int, int], other_size: int) -> float:
    shares = (
        (times - 1) / (size + 1) - (others.get(mark, 0) + 0.5) / (other_size + 1)
        for mark, times in marks.items()
        if (times - 1) / (size + 1) > _AGREED
    )
    return sum(max(0.0, share) for share in sorted(shares, reverse=True)[:_TOP]) / _TOP
