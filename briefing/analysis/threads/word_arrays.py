"""The words of many stories in flat arrays, so that they are counted in bulk."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.threads.encoded import STOP_WORD, WORD
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory

LABEL, TITLE, TAIL, LEAD = range(4)


@dataclass(frozen=True, slots=True)
class WordArrays:
    """Parallel arrays, one entry a word: its `stems` and `forms` (uint32), its story's `rows`, and its `parts`."""

    stems: np.ndarray
    forms: np.ndarray
    rows: np.ndarray
    parts: np.ndarray

    @property
    def is_term(self) -> np.ndarray:
        """Which words are not stop words."""
        is_term: np.ndarray = self.stems != STOP_WORD
        return is_term


def word_arrays(stories: Sequence[EncodedStory]) -> WordArrays:
    """Return the words of `stories`, in order; the row of a story is its index."""
    words = np.frombuffer(b"".join(part for story in stories for part in (story.title, story.lead)), WORD)
    lengths = np.array([_lengths(story) for story in stories], np.int64).reshape(-1, LEAD + 1)
    rows = np.repeat(np.arange(len(stories), dtype=np.int32), lengths.sum(axis=1))
    parts = np.repeat(np.tile(np.arange(LEAD + 1, dtype=np.int8), len(stories)), lengths.ravel())
    return WordArrays(words["stem"], words["form"], rows, parts)


def title_stems(titles: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Return parallel arrays: the stems in packed `titles` without stop words, and the index of each one's title."""
    stems = np.frombuffer(b"".join(titles), WORD)["stem"]
    rows = np.repeat(np.arange(len(titles), dtype=np.int32), [len(title) // WORD.itemsize for title in titles])
    is_term = stems != STOP_WORD
    return stems[is_term], rows[is_term]


def distinct_pairs(rows: np.ndarray, stems: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each pair of row and stem once, in ascending order."""
    pairs = np.sort(rows.astype(np.uint64) << np.uint64(32) | stems)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))]
    return (pairs >> np.uint64(32)).astype(np.int32), pairs.astype(np.uint32)


def is_among(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return which `values` are among the `wanted` ones, which are in ascending order."""
    if not len(wanted):
        return np.zeros(len(values), bool)
    positions = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    among: np.ndarray = wanted[positions] == values
    return among


def _lengths(story: EncodedStory) -> tuple[int, int, int, int]:
    title, lead = len(story.title) // WORD.itemsize, len(story.lead) // WORD.itemsize
    return story.label, title - story.label - story.tail, story.tail, lead
