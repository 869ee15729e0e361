"""The terms of stories: stems and bigrams of stems, and the weight of each in each story."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.language.stemming import statistics_language
from briefing.analysis.threads.boilerplate import is_boilerplate
from briefing.analysis.threads.encoded import KIND_BITS, NUMBER
from briefing.analysis.threads.sparse import SparseMatrix, order_of_cells, side_by_side
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.word_arrays import LABEL, LEAD, TAIL, TITLE, word_arrays
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryOutline

LABEL_WEIGHT = 1.5
COUNTRY_WEIGHT = 0.5
"""For a label that only names a country: some outlets put one before every title."""
TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 1.0
BIGRAM_WEIGHT = 0.5
NAME_PROPERNESS = 0.6
"""A word counts as a name if at least this share of its uses is capitalised."""

_WEIGHTS = np.zeros(LEAD + 1, np.float32)
_WEIGHTS[[LABEL, TITLE, TAIL, LEAD]] = LABEL_WEIGHT, TITLE_WEIGHT, TITLE_WEIGHT, LEAD_WEIGHT


@dataclass(frozen=True, slots=True)
class Terms:
    """`weights` has a row a story: (1 + ln tf) · rarity · (1 + properness), first for single stems, then for bigrams.

    By column, `stems` are the numbers of the single stems in ascending order, and `rarity` is how rare they are.
    `marks` are the columns of each story's names and numbers. `bigrams` has a row a bigram: the columns of its words.
    """

    weights: SparseMatrix
    stems: np.ndarray
    rarity: np.ndarray
    marks: tuple[tuple[int, ...], ...]
    bigrams: np.ndarray


@dataclass(frozen=True, slots=True)
class _Words:
    """Parallel arrays of the words that count, in order: their positions among all words, and their properties.

    `stems` are the distinct numbers, `columns` each word's index among them, `first` where each occurs first.
    """

    positions: np.ndarray
    rows: np.ndarray
    parts: np.ndarray
    columns: np.ndarray
    weights: np.ndarray
    forms: np.ndarray
    stems: np.ndarray
    first: np.ndarray


def story_terms(
    stories: Sequence[EncodedStory], statistics: TermStatistics, window: Sequence[StoryOutline] = ()
) -> Terms:
    """Return the terms of `stories`, which may be a part of a `window`."""
    words = _words(stories, window)
    rarity, properness = _looked_up(words, stories, statistics)
    single, marks = _single_terms(words, rarity, properness, len(stories))
    double, bigrams = _bigrams(words, rarity, len(stories))
    return Terms(side_by_side(single, double), words.stems, rarity, marks, bigrams)


def _words(stories: Sequence[EncodedStory], window: Sequence[StoryOutline]) -> _Words:
    words = word_arrays(stories)
    positions = np.flatnonzero(words.is_term & ~is_boilerplate(words, stories, window)).astype(np.int32)
    rows, parts = words.rows[positions], words.parts[positions]
    stems, first, columns = np.unique(words.stems[positions], return_index=True, return_inverse=True)
    is_country = np.array([story.is_country for story in stories], bool)
    weights = np.where((parts == LABEL) & is_country[rows], np.float32(COUNTRY_WEIGHT), _WEIGHTS[parts])
    parts[parts == TAIL] = TITLE
    return _Words(
        positions, rows, parts, columns.astype(np.int32).ravel(), weights, words.forms[positions], stems, first
    )


def _looked_up(
    words: _Words, stories: Sequence[EncodedStory], statistics: TermStatistics
) -> tuple[np.ndarray, np.ndarray]:
    """Return how rare each stem is in the language of its first occurrence, and how proper each word is."""
    numbers: dict[str, int] = {}
    languages = np.array(
        [numbers.setdefault(statistics_language(story.language), len(numbers)) for story in stories], np.int16
    )
    own, first = languages[words.rows], languages[words.rows[words.first]]
    rarity, properness = np.zeros(len(words.stems), np.float32), np.zeros(len(words.rows), np.float32)
    for language, number in numbers.items():
        rarity[first == number] = statistics.rarity(words.stems[first == number], language)
        properness[own == number] = statistics.properness(words.forms[own == number], language)
    return rarity, properness


def _single_terms(
    words: _Words, rarity: np.ndarray, properness: np.ndarray, stories: int
) -> tuple[SparseMatrix, tuple[tuple[int, ...], ...]]:
    """Return the weights of single stems, and each story's marks."""
    cells = _Cells(words.rows, words.columns, len(rarity))
    names = cells.largest(properness)
    weights = _log_frequency(cells.sums(words.weights)) * (1 + names) * rarity[cells.columns]
    is_number = np.zeros(len(rarity), bool)
    is_number[words.columns[words.forms & np.uint32(KIND_BITS) == NUMBER]] = True
    marked = (names >= NAME_PROPERNESS) | is_number[cells.columns]
    number = list(range(len(rarity)))
    columns = [number[column] for column in cells.columns[marked].tolist()]
    bounds = np.searchsorted(cells.rows[marked], np.arange(stories + 1)).tolist()
    marks = tuple(tuple(columns[bounds[row] : bounds[row + 1]]) for row in range(stories))
    return cells.matrix(weights, stories), marks


def _bigrams(words: _Words, rarity: np.ndarray, stories: int) -> tuple[SparseMatrix, np.ndarray]:
    """Return the weights of bigrams, and the columns of their words.

    Each is as rare as its rarer word, since the store counts no bigrams.
    """
    positions, rows, parts = words.positions, words.rows, words.parts
    adjacent = np.flatnonzero((np.diff(positions) == 1) & (np.diff(rows) == 0) & (np.diff(parts) == 0))
    one, other = words.columns[adjacent], words.columns[adjacent + 1]
    pairs, columns = np.unique(one.astype(np.int64) << 32 | other, return_inverse=True)
    cells = _Cells(rows[adjacent], columns.ravel(), len(pairs))
    parts = np.stack((pairs >> 32, pairs & 0xFFFF_FFFF), axis=1).astype(np.int32)
    rarer = rarity[parts].max(axis=1)
    weights = _log_frequency(cells.sums(words.weights[adjacent] * np.float32(BIGRAM_WEIGHT))) * rarer[cells.columns]
    return cells.matrix(weights, stories), parts


class _Cells:
    """The distinct pairs of row and column among many, in ascending order."""

    def __init__(self, rows: np.ndarray, columns: np.ndarray, width: int) -> None:
        self._width = max(1, width)
        self._order = order_of_cells(rows, columns, (int(rows.max(initial=0)) + 1, self._width))
        keys = rows[self._order].astype(np.int64) * self._width + columns[self._order]
        self._starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self.rows, columns = np.divmod(keys[self._starts], self._width)
        self.columns = columns.astype(np.int32)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of `values` in each cell."""
        return np.add.reduceat(values[self._order], self._starts) if len(self._starts) else values

    def largest(self, values: np.ndarray) -> np.ndarray:
        """Return the largest of `values` in each cell."""
        return np.maximum.reduceat(values[self._order], self._starts) if len(self._starts) else values

    def matrix(self, values: np.ndarray, height: int) -> SparseMatrix:
        """Return a matrix of `height` rows with `values` in these cells."""
        bounds = np.searchsorted(self.rows, np.arange(height + 1))
        return SparseMatrix(values.astype(np.float32), self.columns, bounds, self._width)


def _log_frequency(counts: np.ndarray) -> np.ndarray:
    """Return 1 + ln tf of counts of 1 or more, and smaller counts as they are."""
    logarithms: np.ndarray = np.where(counts >= 1, 1 + np.log(np.maximum(counts, 1)), counts)
    return logarithms
