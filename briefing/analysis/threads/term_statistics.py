"""How common and how proper words are, looked up by their numbers for many words at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from briefing.analysis.language.stemming import statistics_language
from briefing.analysis.threads.background import shipped_background
from briefing.analysis.threads.encoded import CAPITAL, KIND_BITS, MARK, NUMBER, form_numbers, stem_numbers
from briefing.model.grouping import Background

_UNSEEN_CAPITALISED = np.float32(0.6)


@dataclass(frozen=True, slots=True)
class _Table:
    """Parallel arrays: `numbers` (uint32) in ascending order, and their `counts`; all others count 0."""

    numbers: np.ndarray
    counts: np.ndarray

    def of(self, numbers: np.ndarray) -> np.ndarray:
        places = np.searchsorted(self.numbers, numbers)
        places[places == len(self.numbers)] = 0
        counts: np.ndarray = np.where(self.numbers[places] == numbers, self.counts[places], 0)
        return counts


@dataclass(frozen=True, slots=True)
class _Counts:
    """A background by number and language, "" for English and what is not known."""

    texts: Callable[[str], int]
    frequency: Mapping[str, _Table]
    capitalised: Mapping[str, _Table]
    lowercase: Mapping[str, _Table]


class TermStatistics:
    """What `background` and the shipped statistics together know of words."""

    def __init__(self, background: Background) -> None:
        self._own = _numbered(background)
        self._shipped = _numbered_shipped()

    def rarity(self, stems: np.ndarray, language: str) -> np.ndarray:
        """Return ln((N + 1) / (df + .5)), 0 or more, of stems (uint32) in a language: N texts, df of them with it."""
        code = statistics_language(language)
        texts = self._own.texts(code) + (0 if code else self._shipped.texts(code))
        holding = self._sum("frequency", code, stems)
        rarity: np.ndarray = np.maximum(0, np.log((texts + 1) / (holding + 0.5))).astype(np.float32)
        return rarity

    def properness(self, forms: np.ndarray, language: str) -> np.ndarray:
        """Return the share of the uses of words (uint32 forms) that are capitalised away from sentence starts, 0 .. 1.

        Of a word never seen there, .6 where it is capitalised here and 0 where not; of what is no word, 0.
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
    """Part counts by the language that their keys begin with (see `own_key`)."""
    foreign: dict[str, dict[str, int]] = {}
    for key in counts:
        if ":" in key:
            language, _, word = key.partition(":")
            foreign.setdefault(language, {})[word] = counts[key]
    own = {key: times for key, times in counts.items() if ":" not in key} if foreign else counts
    return {
        language: _table(numbers(list(told)), np.fromiter(told.values(), np.int64, len(told)))
        for language, told in {"": own, **foreign}.items()
        if told
    }


def _table(numbers: np.ndarray, counts: np.ndarray) -> _Table:
    """Return a table; words that share a number are counted together."""
    different, places = np.unique(numbers, return_inverse=True)
    return _Table(different, np.bincount(places.ravel(), counts))
