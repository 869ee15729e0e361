"""Term statistics: how rare words are and how often they are names, looked up by number for many words at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from briefing.analysis.language.stemming import statistics_language
from briefing.analysis.threads.background import shipped_background
from briefing.analysis.threads.encoded import CAPITAL, KIND_BITS, MARK, NUMBER, form_numbers, stem_numbers
from briefing.frozen import dataclass
from briefing.model.grouping import Background

_UNSEEN_CAPITALISED = np.float32(0.6)


@dataclass(frozen=True, slots=True)
class _Table:
    """Parallel arrays: `numbers` (uint32) in ascending order and their `counts`; other numbers count 0."""

    numbers: np.ndarray
    counts: np.ndarray

    def of(self, numbers: np.ndarray) -> np.ndarray:
        positions = np.searchsorted(self.numbers, numbers)
        positions[positions == len(self.numbers)] = 0
        counts: np.ndarray = np.where(self.numbers[positions] == numbers, self.counts[positions], 0)
        return counts


@dataclass(frozen=True, slots=True)
class _Counts:
    """A background by number and language ("" for English and unknown languages)."""

    texts: Callable[[str], int]
    frequency: Mapping[str, _Table]
    capitalised: Mapping[str, _Table]
    lowercase: Mapping[str, _Table]


class TermStatistics:
    """The statistics of words in `background` and in the shipped table together."""

    def __init__(self, background: Background) -> None:
        self._own = _numbered(background)
        self._shipped = _numbered_shipped()

    def rarity(self, stems: np.ndarray, language: str) -> np.ndarray:
        """Return ln((N + 1) / (df + .5)) of stems (uint32), 0 or more: df of N texts in the language have the stem."""
        code = statistics_language(language)
        texts = self._own.texts(code) + (0 if code else self._shipped.texts(code))
        holding = self._sum("frequency", code, stems)
        rarity: np.ndarray = np.maximum(0, np.log((texts + 1) / (holding + 0.5))).astype(np.float32)
        return rarity

    def properness(self, forms: np.ndarray, language: str) -> np.ndarray:
        """Return how often words (uint32 forms) are capitalised inside sentences, 0 .. 1.

        A word that was never seen there has .6 if it is capitalised here, else 0. Numbers and marks have 0.
        """
        code, kinds, words = statistics_language(language), forms & np.uint32(KIND_BITS), forms & ~np.uint32(KIND_BITS)
        upper, lower = self._sum("capitalised", code, words), self._sum("lowercase", code, words)
        seen = ((upper + 0.3) / (upper + lower + 0.6)).astype(np.float32)
        share = np.where(upper + lower > 0, seen, np.where(kinds == CAPITAL, _UNSEEN_CAPITALISED, np.float32(0)))
        share[(kinds == NUMBER) | (kinds == MARK)] = 0
        return share

    def _sum(self, what: str, language: str, numbers: np.ndarray) -> np.ndarray:
        total = np.zeros(len(numbers))
        for counts in (self._own, self._shipped):
            if (table := getattr(counts, what).get(language)) is not None:
                total += table.of(numbers)
        return total


@cache
def _numbered_shipped() -> _Counts:
    return _numbered(shipped_background())


def _numbered(background: Background) -> _Counts:
    return _Counts(
        background.texts_in,
        _tables(background.document_frequency, stem_numbers),
        _tables(background.capitalised, form_numbers),
        _tables(background.lowercase, form_numbers),
    )


def _tables(counts: Mapping[str, int], numbers: Callable[[Sequence[str]], np.ndarray]) -> dict[str, _Table]:
    """Split counts by the language prefix of their keys (see `language_key`)."""
    foreign: dict[str, dict[str, int]] = {}
    for key in counts:
        if ":" in key:
            language, _, word = key.partition(":")
            foreign.setdefault(language, {})[word] = counts[key]
    own = {key: count for key, count in counts.items() if ":" not in key} if foreign else counts
    return {
        language: _table(numbers(list(words)), np.fromiter(words.values(), np.int64, len(words)))
        for language, words in {"": own, **foreign}.items()
        if words
    }


def _table(numbers: np.ndarray, counts: np.ndarray) -> _Table:
    """Return a table; words with the same number are counted together."""
    distinct, positions = np.unique(numbers, return_inverse=True)
    return _Table(distinct, np.bincount(positions.ravel(), counts))
