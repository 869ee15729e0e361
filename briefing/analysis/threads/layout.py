"""The words of many stories laid out one after the other, so that they are counted in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.analysis.threads.counted import CODED, NOTHING
from briefing.model.counted import CountedStory

LABEL, TITLE, TAIL, LEAD = range(4)


@dataclass(frozen=True, slots=True)
class Layout:
    """Parallel arrays, one entry a word: its `stems` and `forms` (uint32), the `rows` of its story and its `parts`."""

    stems: np.ndarray
    forms: np.ndarray
    rows: np.ndarray
    parts: np.ndarray

    @property
    def telling(self) -> np.ndarray:
        """Which words are no stop words."""
        telling: np.ndarray = self.stems != NOTHING
        return telling


def laid_out(stories: Sequence[CountedStory]) -> Layout:
    """Return the words of `stories`, in their order; the row of a story is its place."""
    words = np.frombuffer(b"".join(part for story in stories for part in (story.title, story.lead)), CODED)
    lengths = np.array([_lengths(story) for story in stories], np.int64).reshape(-1, LEAD + 1)
    rows = np.repeat(np.arange(len(stories), dtype=np.int32), lengths.sum(axis=1))
    parts = np.repeat(np.tile(np.arange(LEAD + 1, dtype=np.int8), len(stories)), lengths.ravel())
    return Layout(words["stem"], words["form"], rows, parts)


def stems_of(titles: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Return parallel arrays: the stems in packed `titles` that are no stop words, and in which title each stands."""
    stems = np.frombuffer(b"".join(titles), CODED)["stem"]
    rows = np.repeat(np.arange(len(titles), dtype=np.int32), [len(title) // CODED.itemsize for title in titles])
    telling = stems != NOTHING
    return stems[telling], rows[telling]


def different(rows: np.ndarray, stems: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each pair of row and stem once, in ascending order."""
    pairs = np.sort(rows.astype(np.uint64) << np.uint64(32) | stems)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))]
    return (pairs >> np.uint64(32)).astype(np.int32), pairs.astype(np.uint32)


def is_among(stems: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Tell which of many `stems` are among the `wanted`, which are in ascending order."""
    if not len(wanted):
        return np.zeros(len(stems), bool)
    places = np.minimum(np.searchsorted(wanted, stems), len(wanted) - 1)
    among: np.ndarray = wanted[places] == stems
    return among


def _lengths(story: CountedStory) -> tuple[int, int, int, int]:
    title, lead = len(story.title) // CODED.itemsize, len(story.lead) // CODED.itemsize
    return story.label, title - story.label - story.tail, story.tail, lead
