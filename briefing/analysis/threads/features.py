"""Stories as sparse vectors: TF-IDF over stems and neighbouring pairs of stems, names weighted up."""

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from briefing.analysis.lexicons import countries
from briefing.analysis.threads.background import first_words, properness
from briefing.analysis.threads.furniture import Furniture, outlet_furniture
from briefing.analysis.threads.titles import Tails, clean_title, outlet_tails, split_label
from briefing.analysis.threads.words import counted_in, own_key, stemmer, tokens
from briefing.model.grouping import Background, Outlined, StoryText

TITLE_WEIGHT = 3.0
LABEL_WEIGHT = 1.5
COUNTRY_WEIGHT = 0.5
"""For a label that only says in which country: some outlets put one before every title."""
LEAD_WEIGHT = 1.0
PAIR_WEIGHT = 0.5
MOST_TERMS = 80
HEAVIEST = np.float32(0.28)
NAME_PROPERNESS = 0.6
"""From this share of capitalised uses on a word counts as a name."""

TOLD_WORDS = 15
"""A lead of so many words tells a matter; a shorter one repeats the title."""
_COMMONEST = 0.7
"""The least rarity that tells something of a frequency: half of the texts."""
_PAIR_SHIFT = 32
_ROWS = 2048


@dataclass(frozen=True, slots=True)
class Features:
    """`vectors` has one row a story (L2 norm 1, float32); `columns` tells which column a stem has.

    `marks` are the columns of each story's names and numbers; `chances` has by column the share of all texts that hold
    a stem, 0 .. 1. Of a story that is `told`, there is more than a headline: what it does not name tells something.
    """

    vectors: sparse.csr_matrix
    columns: dict[str, int]
    marks: tuple[tuple[int, ...], ...]
    told: tuple[bool, ...]
    chances: np.ndarray
    tails: Tails


def story_features(stories: Sequence[StoryText], background: Background, window: Sequence[Outlined] = ()) -> Features:
    """Return the vectors of `stories`; weight = (1 + ln tf) · ln((N + 1) / (df + .5)) · (1 + properness).

    Where they are a part of a `window`, all its titles tell what an outlet puts around or into its own.
    """
    tails = outlet_tails((story.title, story.outlet) for story in window or stories)
    reader = _Reader(background, tails, outlet_furniture(stories, window))
    rows = array("q", [0])
    for story in stories:
        reader.read(story)
        rows.append(len(reader.codes))
    codes, weights = np.frombuffer(reader.codes, np.int64), np.frombuffer(reader.weights, np.float32)
    vectors = _matrix(codes, weights, np.frombuffer(rows, np.int64), reader.rarities)
    chances = np.exp(-np.maximum(_COMMONEST, np.frombuffer(reader.rarities, np.float32)).astype(np.float64))
    told = tuple(len(first_words(story.lead).split()) >= TOLD_WORDS for story in stories)
    return Features(vectors, reader.columns, tuple(reader.marks), told, chances, tails)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return `matrix` with rows of L2 norm 1; empty rows stay empty."""
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags((1 / np.maximum(norms, 1e-9)).astype(np.float32)) @ matrix)


def capped(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return `matrix` with no weight above `HEAVIEST`, so that one shared name alone makes no two stories alike."""
    return sparse.csr_matrix((np.minimum(matrix.data, HEAVIEST), matrix.indices, matrix.indptr), shape=matrix.shape)


def heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    """Return `matrix` with only the `most` heaviest entries of each row, ties broken by column."""
    parts = [_heaviest(matrix[start : start + _ROWS], most) for start in range(0, matrix.shape[0], _ROWS)]
    return sparse.csr_matrix(sparse.vstack(parts, format="csr"))


def _heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    lengths = np.diff(matrix.indptr)
    row = np.repeat(np.arange(matrix.shape[0]), lengths)
    order = np.lexsort((matrix.indices, -matrix.data, row))
    rank = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], lengths)
    kept = np.sort(order[rank < most])
    starts = np.concatenate(([0], np.cumsum(np.minimum(lengths, most))))
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], starts), shape=matrix.shape)


class _Reader:
    """Reads stories one after the other into flat arrays of term codes and weights (before rarity)."""

    def __init__(self, background: Background, tails: Tails, furniture: Mapping[str, Furniture]) -> None:
        self.codes = array("q")
        self.weights = array("f")
        self.columns: dict[str, int] = {}
        self.rarities = array("f")
        self.marks: list[tuple[int, ...]] = []
        self._background = background
        self._tails = tails
        self._furniture = furniture
        self._properness: dict[tuple[str, str], float] = {}
        self._numbers: set[int] = set()

    def read(self, story: StoryText) -> None:
        """Add the terms of `story`."""
        stem_of, language = stemmer(story.language), counted_in(story.language)
        frequency: dict[int, float] = {}
        names: dict[int, float] = {}
        furniture = self._furniture.get(story.outlet, Furniture())
        for text, weight in self._weighted_texts(story):
            before = -1
            passed_over = furniture.leads if weight == LEAD_WEIGHT else furniture.titles
            for word in tokens(text):
                stem = stem_of(word)
                if not stem or stem in passed_over:
                    before = -1
                    continue
                column = self._column(stem, language)
                frequency[column] = frequency.get(column, 0.0) + weight
                names[column] = max(names.get(column, 0.0), self._proper(word, language))
                if before >= 0:
                    pair = (before + 1 << _PAIR_SHIFT) | column
                    frequency[pair] = frequency.get(pair, 0.0) + weight * PAIR_WEIGHT
                before = column
        for code, times in frequency.items():
            self.codes.append(code)
            self.weights.append((1 + math.log(times) if times >= 1 else times) * (1 + names.get(code, 0.0)))
        self.marks.append(tuple(self._marks(names)))

    def _weighted_texts(self, story: StoryText) -> Iterator[tuple[str, float]]:
        """Yield the parts of a story that count, with what they count: a label before the title less than that."""
        label, title = split_label(clean_title(story.title, story.outlet, self._tails))
        yield label, COUNTRY_WEIGHT if label.casefold() in countries() else LABEL_WEIGHT
        yield title, TITLE_WEIGHT
        yield first_words(story.lead), LEAD_WEIGHT

    def _marks(self, names: dict[int, float]) -> Iterator[int]:
        numbers = self._numbers
        return (column for column, share in names.items() if share >= NAME_PROPERNESS or column in numbers)

    def _column(self, stem: str, language: str) -> int:
        """Return the column of a stem; how rare it is, the language says in which it is met first."""
        column = self.columns.get(stem)
        if column is None:
            column = self.columns[stem] = len(self.columns)
            holding = self._background.document_frequency.get(own_key(language, stem), 0)
            self.rarities.append(max(0.0, math.log((self._background.texts_in(language) + 1) / (holding + 0.5))))
            if stem[0].isdigit():
                self._numbers.add(column)
        return column

    def _proper(self, word: str, language: str) -> float:
        share = self._properness.get((language, word))
        if share is None:
            share = self._properness[language, word] = properness(word, self._background, language)
        return share


def _matrix(codes: np.ndarray, weights: np.ndarray, starts: np.ndarray, rarities: "array[float]") -> sparse.csr_matrix:
    """Build the matrix: single stems keep their columns, pairs of stems get those after them."""
    words = len(rarities)
    rarity = np.frombuffer(rarities, np.float32)
    is_pair = codes >= 1 << _PAIR_SHIFT
    pairs, places = np.unique(codes[is_pair], return_inverse=True)
    columns = codes.astype(np.int32)
    columns[is_pair] = words + places
    rarity = np.concatenate((rarity, _pair_rarities(pairs, rarity)))
    shape = (len(starts) - 1, len(rarity))
    weighted = sparse.csr_matrix((weights * rarity[columns], columns, starts), shape=shape)
    return capped(heaviest(unit_rows(weighted), MOST_TERMS))


def _pair_rarities(pairs: np.ndarray, rarity: np.ndarray) -> np.ndarray:
    """Return how rare pairs of stems are: as rare as the rarer of the two, since the store counts no pairs."""
    rarer: np.ndarray = np.maximum(rarity[(pairs >> _PAIR_SHIFT) - 1], rarity[pairs & (1 << _PAIR_SHIFT) - 1])
    return rarer
