"""The terms of threads: the stems that weigh most in the stories of each, which decide its topic."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from briefing.analysis.threads.encoded import STOP_WORD, WORD
from briefing.analysis.threads.features import Features, heaviest, unit_rows
from briefing.analysis.threads.sparse import SparseMatrix, product
from briefing.model.encoded import EncodedStory

MOST_TERMS = 30
"""How many terms of a thread are kept."""
HEAVIEST = 0.4
"""No single term weighs more in a thread, so that one shared name alone makes no two threads alike."""

TERM = np.dtype([("stem", "<u4"), ("weight", "<f4"), ("next", "<u4")])
"""A term: the number of its stem, its weight, and the stem that follows it in titles ("Sri Lanka"), 0 for none.

The weight of a name is stored below 0; read it with `weights`.
"""


def unpacked(terms: bytes) -> np.ndarray:
    """Return packed terms, those of one thread or of several after each other, as an array of `TERM`."""
    return np.frombuffer(terms, TERM)


def weighted_stems(terms: bytes) -> Iterator[tuple[int, float]]:
    """Return the number of the stem and the weight, 0 or more, of each packed term."""
    array = unpacked(terms)
    return zip(array["stem"].tolist(), weights(array).tolist(), strict=True)


def weights(terms: np.ndarray) -> np.ndarray:
    """Return the weights of terms, 0 or more."""
    weights: np.ndarray = np.abs(terms["weight"])
    return weights


def are_names(terms: np.ndarray) -> np.ndarray:
    """Return which terms are names."""
    are_names: np.ndarray = np.signbit(terms["weight"])
    return are_names


def thread_terms(
    features: Features, stories: Sequence[EncodedStory], groups: Sequence[Sequence[int]]
) -> tuple[bytes, ...]:
    """Return the terms of each group of rows, packed; `stories` and `features` are parallel."""
    if not groups:
        return ()
    width = len(features.stems)
    columns = np.fromiter((row for rows in groups for row in rows), np.int32)
    ends = np.cumsum([0, *map(len, groups)])
    ones = np.ones(len(columns), np.float32)
    summing = SparseMatrix(ones, columns, ends, features.vectors.height)
    sums = heaviest(unit_rows(product(summing, features.vectors.take_columns(np.arange(width)))), MOST_TERMS)
    sums = unit_rows(sums)
    packed = []
    for start, end, rows in zip(sums.starts, sums.starts[1:], groups, strict=False):
        columns = sums.columns[start:end]
        is_name = np.isin(columns, [column for row in rows for column in features.marks[row]])
        capped = np.minimum(sums.data[start:end], HEAVIEST)
        signed = np.where(is_name, -capped, capped)
        packed.append(_packed(features.stems[columns], signed, _followers(stories[row] for row in rows)))
    return tuple(packed)


def _packed(stems: np.ndarray, signed: np.ndarray, followers: dict[int, int]) -> bytes:
    terms = np.empty(len(stems), TERM)
    terms["stem"], terms["weight"] = stems, signed
    terms["next"] = [followers.get(stem, 0) for stem in stems.tolist()]
    return terms.tobytes()


def _followers(stories: Iterable[EncodedStory]) -> dict[int, int]:
    """Return, for each stem of the titles, the stem that most often follows it."""
    pairs = Counter[tuple[int, int]]()
    for story in stories:
        stems = np.frombuffer(story.title, WORD)["stem"].tolist()
        pairs.update(pair for pair in pairwise(stems) if STOP_WORD not in pair)
    return {first: second for (first, second), _ in sorted(pairs.items(), key=lambda pair: (pair[1], pair[0]))}
