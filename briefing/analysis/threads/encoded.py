"""Stories encoded for grouping: their words as numbers, computed once and compared in bulk.

A stem is known by the CRC-32 of its letters, as in feature hashing (Weinberger et al. 2009). Among the fifty thousand
stems of a full window about one in a hundred thousand shares its number with another.
"""

import struct
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain
from zlib import crc32

import numpy as np

from briefing.analysis.language.stemming import stemmer, tokens
from briefing.analysis.threads.opening import opening_words
from briefing.analysis.threads.titles import is_column, split_title
from briefing.data.loader import list_lines
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryText

WORDS_VERSION = 1
"""Raise this when words are encoded differently, so that stored stories are encoded again."""
LEAST_LEAD_WORDS = 15
"""A lead with fewer words than this only repeats the title."""

WORD = np.dtype([("stem", "<u4"), ("form", "<u4")])
"""A word: the number of its stem (`STOP_WORD` for a stop word) and that of its lower-case form.

The two lowest bits of the form say how the word is written here: `MARK`, `SMALL`, `CAPITAL` or `NUMBER`.
"""
STOP_WORD = 0
MARK, SMALL, CAPITAL, NUMBER = range(4)
KIND_BITS = 3
"""The bits of a form that say how the word is written."""


def encode_story(story: StoryText) -> EncodedStory:
    """Return `story` with its words as numbers."""
    parts = split_title(story.title, story.outlet)
    opening = opening_words(story.lead)
    label, title, tail, lead = (
        _encoded_words(tokens(text), story.language) for text in (parts.label, parts.title, parts.tail, opening)
    )
    return EncodedStory(
        story.id,
        story.published,
        story.outlet,
        story.language,
        story.pinned,
        story.snapshot,
        label=len(label),
        tail=len(tail),
        tail_text=parts.tail,
        is_country=parts.label.casefold() in _countries(),
        is_column=is_column(story.title, story.lead),
        has_lead=len(opening.split()) >= LEAST_LEAD_WORDS,
        title=_packed([*label, *title, *tail]),
        lead=_packed(lead),
    )


def stem_number(word: str, language: str) -> int:
    """Return the number of the stem of `word` in a language, `STOP_WORD` for a stop word."""
    return _encoded(word, language[:2].lower())[0]


@lru_cache(maxsize=16_000)
def stem_numbers_of(parts: tuple[str, ...], language: str) -> tuple[int, ...]:
    """Return the numbers of the stems of the parts of one written word, as `stem_number` does."""
    return tuple(stem_number(part, language) for part in parts)


def stems_in(words: bytes) -> frozenset[int]:
    """Return the numbers of the distinct stems in packed words."""
    return frozenset(np.frombuffer(words, WORD)["stem"].tolist()) - {STOP_WORD}


def stem_numbers(stems: Sequence[str]) -> np.ndarray:
    """Return the numbers of stems (uint32)."""
    numbers: np.ndarray = np.maximum(1, _checksums(stems))
    return numbers


def form_numbers(words: Sequence[str]) -> np.ndarray:
    """Return the numbers of lower-case words (uint32), with the two lowest bits 0."""
    numbers: np.ndarray = _checksums(words) & ~np.uint32(KIND_BITS)
    return numbers


@cache
def _countries() -> frozenset[str]:
    listed = (line.partition(":")[2] for line in list_lines("tagger/places.txt") if line.startswith("country:"))
    return frozenset(name.strip().casefold() for line in listed for name in line.split("|"))


def _checksums(words: Sequence[str]) -> np.ndarray:
    return np.fromiter(map(crc32, map(str.encode, words)), np.uint32, len(words))


def _encoded_words(words: Iterable[str], language: str) -> list[tuple[int, int]]:
    code = language[:2].lower()
    return [_encoded(word, code) for word in words]


@lru_cache(maxsize=16_000)
def _encoded(word: str, language: str) -> tuple[int, int]:
    first = word[0]
    kind = (CAPITAL if first.isupper() else SMALL) if first.isalpha() else NUMBER if first.isdigit() else MARK
    stem = stemmer(language)(word)
    return max(1, crc32(stem.encode())) if stem else STOP_WORD, crc32(word.lower().encode()) & ~KIND_BITS | kind


def _packed(words: list[tuple[int, int]]) -> bytes:
    """Return words as an array of `WORD` in bytes; NumPy takes far longer to make one of so few."""
    return struct.pack(f"<{2 * len(words)}I", *chain.from_iterable(words))
