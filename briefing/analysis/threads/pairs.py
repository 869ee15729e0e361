"""Similar pairs of stories, found with an inverted index: a sparse matrix product visits only shared terms.

The product is scipy's. With numpy alone it takes ten times as long, and grouping more than twice as long.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

DAY_STORIES = 75
"""A day between two stories counts as less if fewer stories than this were published in between."""
APART = np.float32(0.75)
"""The factor for the similarity of stories a day apart; within the day it falls linearly with time."""
_BLOCK = 128
_CHUNK = 16 * _BLOCK
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


def shared_columns(vectors: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the columns of terms that at least two stories have: the others add nothing to a product."""
    uses = np.bincount(vectors.indices, minlength=vectors.shape[1])
    return vectors[:, np.flatnonzero(uses > 1)].tocsr()


def similar_pairs(
    vectors: sparse.csr_matrix, times: Times, *, least: float, reach: float, most: int = MOST_PAIRS
) -> Pairs:
    """Return the pairs of rows whose cosine, reduced by the time between them, is above `least`.

    `vectors` has rows of L2 norm 1 or less, in order of time. A day between two stories reduces their similarity to
    `APART` of it; pairs of dated stories more than `reach` days apart are left out. Time is counted in stories,
    `DAY_STORIES` a day, if that is slower than the clock: a week in a thin archive is no longer than a day in a full
    one. If there are more than `most` pairs, the strongest are returned.
    """
    found = [Pairs(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))]
    for chunk in range(0, vectors.shape[0], _CHUNK):
        index = vectors[chunk : _end_of_reach(times.days, chunk + _CHUNK, reach)].T.tocsr()
        for start in range(chunk, min(chunk + _CHUNK, vectors.shape[0]), _BLOCK):
            found.append(_pairs_of_block(vectors[start : start + _BLOCK] @ index, times, start, chunk, least, reach))
            if sum(len(pairs.first) for pairs in found) > 2 * most:
                found = [_strongest(_joined(found), most)]
    return _strongest(_joined(found), most)


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


def _pairs_of_block(
    product: sparse.csr_matrix, times: Times, start: int, offset: int, least: float, reach: float
) -> Pairs:
    """Return the pairs of a block: `product` is its rows, from `start` on, by the rows from `offset` on."""
    kept = np.flatnonzero(product.data > least)
    row = np.searchsorted(product.indptr, kept, side="right") - 1
    first, second = (row + start).astype(np.int32), product.indices[kept].astype(np.int32) + np.int32(offset)
    later = first < second
    first, second, similarity = first[later], second[later], product.data[kept[later]]
    age = _days_between(times, first, second)
    similarity = np.where(age <= reach, similarity * _freshness(age), 0)
    alike = similarity > least
    first, second, similarity = first[alike], second[alike], similarity[alike]
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], similarity[order])


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
