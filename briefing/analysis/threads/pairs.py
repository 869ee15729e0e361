"""Similar pairs of stories, found with an inverted index: a sparse matrix product visits only shared terms."""

import math
from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix, cells_above
from briefing.frozen import dataclass

DAY_STORIES = 75
"""A day between two stories counts as less if fewer stories than this were published in between."""
APART = np.float32(0.75)
"""The factor for the similarity of stories a day apart; within the day it falls linearly with time."""
_CHUNK = 1024
MOST_PAIRS = 450_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Parallel arrays: stories `first` < `second` (int32 row numbers) and their cosine `similarity` (float32)."""

    first: np.ndarray
    second: np.ndarray
    similarity: np.ndarray


@dataclass(frozen=True, slots=True)
class Times:
    """Parallel arrays: each story's time in `days` (NaN if unknown), and its index in the window in order of time.

    In a whole window these indexes are the row numbers; in a part of it some are missing.
    """

    days: np.ndarray
    order: np.ndarray


_NO_PAIRS = Pairs(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))


def shared_columns(vectors: SparseMatrix) -> SparseMatrix:
    """Return the columns of terms that at least two stories have: the others add nothing to a product."""
    uses = np.bincount(vectors.columns, minlength=vectors.width)
    return vectors.take_columns(np.flatnonzero(uses > 1))


def similar_pairs(vectors: SparseMatrix, times: Times, *, least: float, reach: float, most: int = MOST_PAIRS) -> Pairs:
    """Return the pairs of rows whose cosine, reduced by the time between them, is above `least`.

    `vectors` has rows of L2 norm 1 or less, in order of time. A day between two stories reduces their similarity to
    `APART` of it; pairs of dated stories more than `reach` days apart are left out. Time is counted in stories,
    `DAY_STORIES` a day, if that is slower than the clock: a week in a thin archive is no longer than a day in a full
    one. If there are more than `most` pairs, the strongest are returned.
    """
    found = [_NO_PAIRS]
    for chunk in range(0, vectors.height, _CHUNK):
        index = vectors.rows(chunk, _end_of_reach(times.days, chunk + _CHUNK, reach)).transposed()
        for first, second, cosine in cells_above(vectors.rows(chunk, chunk + _CHUNK), index, least):
            later = first < second
            pairs = Pairs(first[later] + np.int32(chunk), second[later] + np.int32(chunk), cosine[later])
            found.append(_reduced_by_time(pairs, times, least, reach))
            if sum(len(pairs.first) for pairs in found) > 2 * most:
                found = [_strongest(_joined(found), most)]
    return _strongest(_joined(found), most)


def pairs_beside(
    vectors: SparseMatrix, times: Times, groups: Sequence[np.ndarray], *, least: float, reach: float
) -> Pairs:
    """Return what `similar_pairs` does, without the pairs of a row of one of `groups` with one of another."""
    alone = np.ones(vectors.height, bool)
    for rows in groups:
        alone[rows] = False
    return _joined(
        [
            _pairs_of_rows(vectors, times, alone, least=least, reach=reach),
            _pairs_within(vectors, times, groups, least=least, reach=reach),
        ]
    )


def _pairs_within(
    vectors: SparseMatrix, times: Times, groups: Sequence[np.ndarray], *, least: float, reach: float
) -> Pairs:
    """Return the similar pairs of rows of one of `groups`, each in ascending order."""
    found = [_NO_PAIRS]
    for rows in groups:
        part = vectors.take_rows(rows)
        columns, places = np.unique(part.columns, return_inverse=True)
        dense = np.zeros((len(rows), len(columns)), np.float32)
        dense[part.row_numbers, places.ravel()] = part.data
        first, second = np.triu_indices(len(rows), 1)
        pairs = Pairs(rows[first].astype(np.int32), rows[second].astype(np.int32), (dense @ dense.T)[first, second])
        found.append(_reduced_by_time(pairs, times, least, reach))
    return _joined(found)


def _pairs_of_rows(vectors: SparseMatrix, times: Times, chosen: np.ndarray, *, least: float, reach: float) -> Pairs:
    """Return the similar pairs of which at least one row is `chosen`, a mask."""
    found = [_NO_PAIRS]
    rows = np.flatnonzero(chosen)
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        begin, end = _start_of_reach(times.days, some, reach), _end_of_reach(times.days, int(some[-1]), reach)
        index = vectors.rows(begin, end).transposed()
        for place, column, cosine in cells_above(vectors.take_rows(some), index, least):
            one, other = some[place], column + begin
            counted = (one < other) | ((one > other) & ~chosen[other])
            one, other = one[counted].astype(np.int32), other[counted].astype(np.int32)
            pairs = Pairs(np.minimum(one, other), np.maximum(one, other), cosine[counted])
            found.append(_reduced_by_time(pairs, times, least, reach))
    return _strongest(_joined(found), MOST_PAIRS)


def _strongest(pairs: Pairs, most: int) -> Pairs:
    """Return the `most` strongest of `pairs`, which bounds the memory; among equals the first win."""
    if len(pairs.first) <= most:
        return pairs
    least = np.partition(pairs.similarity, -most)[-most]
    above, level = np.flatnonzero(pairs.similarity > least), np.flatnonzero(pairs.similarity == least)
    kept = np.sort(np.concatenate((above, level[: most - len(above)])))
    return Pairs(pairs.first[kept], pairs.second[kept], pairs.similarity[kept])


def _joined(found: Sequence[Pairs]) -> Pairs:
    return Pairs(
        np.concatenate([pairs.first for pairs in found]),
        np.concatenate([pairs.second for pairs in found]),
        np.concatenate([pairs.similarity for pairs in found]),
    )


def _end_of_reach(days: np.ndarray, row: int, reach: float) -> int:
    """Return the row that ends what stories before `row` can be paired with; undated stories pair with all."""
    if row >= len(days) or np.isnan(days[-1]):
        return len(days)
    return max(row + math.ceil(DAY_STORIES * reach), int(np.searchsorted(days, days[row] + reach, side="right")))


def _start_of_reach(days: np.ndarray, rows: np.ndarray, reach: float) -> int:
    """Return the first row that one of `rows`, in ascending order, can be paired with."""
    if np.isnan(days[rows[-1]]):
        return 0
    first = int(rows[0])
    return max(0, min(first - math.ceil(DAY_STORIES * reach), int(np.searchsorted(days, days[first] - reach))))


def _reduced_by_time(pairs: Pairs, times: Times, least: float, reach: float) -> Pairs:
    """Return those of `pairs` whose similarity is still above `least` when it is reduced by the time between them."""
    age = _days_between(times, pairs.first, pairs.second)
    similarity = np.where(age <= reach, pairs.similarity * _freshness(age), 0)
    alike = similarity > least
    return Pairs(pairs.first[alike], pairs.second[alike], similarity[alike])


def _days_between(times: Times, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the days between stories as `similar_pairs` counts them, 0 if a time is unknown."""
    clock = np.abs(times.days[first] - times.days[second])
    passed = (times.order[second] - times.order[first]) / DAY_STORIES
    days: np.ndarray = np.where(np.isnan(clock), 0.0, np.minimum(clock, passed))
    return days


def _freshness(age: np.ndarray) -> np.ndarray:
    """Return the factor for a similarity over `age` days, `APART` .. 1."""
    counted: np.ndarray = 1 - (1 - APART) * np.minimum(1, age)
    return counted.astype(np.float32)
