"""Candidates: stories of a window that new ones may belong with, found by the words of their titles alone."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.features import heaviest, unit_rows
from briefing.analysis.threads.sparse import SparseMatrix, from_cells, product
from briefing.analysis.threads.word_arrays import distinct_pairs, is_among, title_stems, word_arrays
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

NEAREST = 2
"""How many candidates each new story has at most."""
LEAST = np.float32(0.2)
CLOSE = np.float32(0.85)
"""A candidate must be at least this share as similar as the most similar one."""
_COMMON = 0.02
"""Words in the titles of more than this share of the threads are ignored."""
_LEAST_THREADS = 50
"""Words in the titles of no more threads than this are never ignored."""
_TINY = 1e-9


def candidate_stories(fresh: Sequence[EncodedStory], window: Sequence[StoryOutline]) -> tuple[int, ...]:
    """Return the indexes in `window` of the stories whose titles are most similar to titles and leads of `fresh` ones.

    The measure is a cosine of stems weighted by their rarity over the threads, so that the words of a large thread stay
    rare. Only the stems of `fresh` are looked at; the norm of a title therefore counts its words as if each had the
    mean rarity.
    """
    words, new = word_arrays(fresh), {story.id for story in fresh}
    rows, stems = distinct_pairs(words.rows[words.is_term], words.stems[words.is_term])
    wanted = np.unique(stems)
    texts = _matrix(rows, np.searchsorted(wanted, stems), (len(fresh), len(wanted)))
    stems, rows = title_stems([b"" if story.id in new else story.title or b"" for story in window])
    norms = np.sqrt(np.maximum(1, np.bincount(rows, minlength=len(window)))).astype(np.float32)
    shared = is_among(stems, wanted)
    rows, stems = distinct_pairs(rows[shared], stems[shared])
    titles = _matrix(rows, np.searchsorted(wanted, stems), (len(window), len(wanted)))
    rarity = _rarities(titles, _threads(window))
    counted = np.flatnonzero(rarity)
    texts, titles = texts.take_columns(counted), titles.take_columns(counted)
    rarity = rarity[counted]
    text_weights = unit_rows(texts.scaled(columns=rarity))
    title_weights = titles.scaled(rows=1 / norms, columns=rarity / max(_mean(rarity), _TINY))
    cosines = product(text_weights, title_weights.transposed())
    largest = np.zeros(len(fresh), np.float32)
    np.maximum.at(largest, cosines.row_numbers, cosines.data)
    near = cosines.where(cosines.data >= np.maximum(largest * CLOSE, LEAST)[cosines.row_numbers])
    return tuple(np.unique(heaviest(near, NEAREST).columns).tolist())


def _matrix(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> SparseMatrix:
    return from_cells(rows, columns, np.ones(len(rows), np.float32), shape)


def _threads(window: Sequence[StoryOutline]) -> np.ndarray:
    """Return a number for the thread of each story; a story without a thread counts as a thread."""
    numbers: dict[str | int, int] = {}
    return np.array([numbers.setdefault(story.thread or story.id, len(numbers)) for story in window], np.int64)


def _rarities(titles: SparseMatrix, threads: np.ndarray) -> np.ndarray:
    """Return how rare the stems are in the titles of the threads, 0 for those in none or in very many."""
    count, width = int(threads.max(initial=-1)) + 1, titles.width
    _, columns = distinct_pairs(np.repeat(threads, titles.lengths), titles.columns.astype(np.uint32))
    frequency = np.bincount(columns, minlength=width)
    rarity: np.ndarray = np.log((count + 1) / (frequency + 0.5)).astype(np.float32)
    rarity[(frequency == 0) | (frequency > max(_LEAST_THREADS, _COMMON * count))] = 0
    return rarity


def _mean(rarity: np.ndarray) -> float:
    return float(rarity.sum()) / max(1, int(np.count_nonzero(rarity)))
