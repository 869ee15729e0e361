"""Stories of a window that new ones may belong with, found by the words of their titles alone."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from briefing.analysis.threads.features import heaviest, unit_rows
from briefing.analysis.threads.word_arrays import different, is_among, stems_of, word_arrays
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

NEAREST = 3
"""How many stories each new one is laid beside."""
LEAST = np.float32(0.2)
CLOSE = np.float32(0.85)
"""Stories less than this share as near as the nearest are left out."""
_COMMON = 0.02
"""Words that stand in the titles of more than this share of the threads tell nothing."""
_FEWEST = 50
_TINY = 1e-9


def candidate_stories(fresh: Sequence[EncodedStory], window: Sequence[StoryOutline]) -> tuple[int, ...]:
    """Return the places in `window` of the stories whose titles are nearest to the titles and leads of `fresh` ones.

    The measure is a cosine of stems weighed by their rarity over the threads, so that the words of a large one stay
    rare, but for the norm of a title, which counts its words as if all were of middling rarity: so only stems of
    `fresh` need be looked at.
    """
    layout, new = word_arrays(fresh), {story.id for story in fresh}
    rows, stems = different(layout.rows[layout.is_term], layout.stems[layout.is_term])
    wanted = np.unique(stems)
    known = _matrix(rows, np.searchsorted(wanted, stems), (len(fresh), len(wanted)))
    title_stems, title_rows = stems_of([b"" if story.id in new else story.title or b"" for story in window])
    lengths = np.sqrt(np.maximum(1, np.bincount(title_rows, minlength=len(window)))).astype(np.float32)
    shared = is_among(title_stems, wanted)
    rows, stems = different(title_rows[shared], title_stems[shared])
    told = _matrix(rows, np.searchsorted(wanted, stems), (len(window), len(wanted)))
    rarity = _rarities(told, _threads(window))
    text_weights = unit_rows(sparse.csr_matrix(known @ sparse.diags(rarity)))
    title_weights = sparse.diags(1 / lengths) @ told @ sparse.diags(rarity / max(_mean(rarity), _TINY))
    near = sparse.csr_matrix(text_weights @ sparse.csr_matrix(title_weights).T)
    best = np.maximum(near.max(axis=1).toarray().ravel() * CLOSE, LEAST)
    near.data[near.data < np.repeat(best, np.diff(near.indptr))] = 0
    near.eliminate_zeros()
    return tuple(np.unique(heaviest(near, NEAREST).indices).tolist())


def _matrix(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)


def _threads(window: Sequence[StoryOutline]) -> np.ndarray:
    """Return a number for the thread of each story; one that stands in none counts as a thread."""
    numbers: dict[str | int, int] = {}
    return np.array([numbers.setdefault(story.thread or story.id, len(numbers)) for story in window], np.int64)


def _rarities(titles: sparse.csr_matrix, threads: np.ndarray) -> np.ndarray:
    """Return how rare the stems are in the titles of the threads, 0 for those in none or in very many."""
    count, width = int(threads.max(initial=-1)) + 1, titles.shape[1]
    held = np.unique(np.repeat(threads, np.diff(titles.indptr)) * width + titles.indices)
    frequency = np.bincount(held % max(1, width), minlength=width)
    rarity: np.ndarray = np.log((count + 1) / (frequency + 0.5)).astype(np.float32)
    rarity[(frequency == 0) | (frequency > max(_FEWEST, _COMMON * count))] = 0
    return rarity


def _mean(rarity: np.ndarray) -> float:
    return float(rarity.sum()) / max(1, int(np.count_nonzero(rarity)))
