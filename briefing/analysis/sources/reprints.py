"""Reprints: stories that repeat an earlier one word for word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.model.grouping import Reprint

LEAST_SHARE = 0.8
"""From this share of 5-grams found in an earlier story on, a story is its reprint."""

GRAM = 5
LEAST_WORDS = 20
"""Shorter texts are reprints only when they are the same word for word."""

_WORD = re.compile(r"\w+")
_UNDATED = datetime.max.replace(tzinfo=UTC)
_MOST_HOLDERS = 100
"""So many stories are kept for a 5-gram; what stands in more is a turn of phrase or page furniture."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """A story's text with what tells which came first. `text` is without the title, "" where there is none."""

    story: int
    text: str
    published: datetime | None
    outlet: str = ""


def find_reprints(texts: Sequence[DatedText]) -> tuple[Reprint, ...]:
    """Return each story that repeats an earlier one, by story id; `original` is the first of its chain.

    The share is the part of the story's different 5-grams that stand in the earlier story. Texts are compared through
    an index of 5-grams, not pair by pair. Stories without text are never reprints.
    """
    index: dict[int, list[int]] = {}
    whole: dict[tuple[str, ...], int] = {}
    origin: dict[int, int] = {}
    found = []
    for text in sorted(texts, key=lambda one: (one.published or _UNDATED, one.story)):
        words = tuple(_WORD.findall(text.text.casefold()))
        if not words:
            continue
        grams = set(_grams(words))
        source, share = _source(words, grams, index, whole)
        if share >= LEAST_SHARE:
            origin[text.story] = origin.get(source, source)
            found.append(Reprint(text.story, origin[text.story], round(share, 4)))
        whole.setdefault(words, text.story)
        for gram in grams:
            if len(holders := index.setdefault(gram, [])) < _MOST_HOLDERS:
                holders.append(text.story)
    return tuple(sorted(found, key=lambda reprint: reprint.story))


def _source(
    words: tuple[str, ...], grams: set[int], index: dict[int, list[int]], whole: dict[tuple[str, ...], int]
) -> tuple[int, float]:
    """Return the earlier story that holds most of `grams`, and their share in it; (0, 0.0) where there is none."""
    if words in whole:
        return whole[words], 1.0
    if len(words) < LEAST_WORDS:
        return 0, 0.0
    shared: Counter[int] = Counter()
    for gram in grams:
        shared.update(index.get(gram, ()))
    if not shared:
        return 0, 0.0
    best = min(shared, key=lambda story: (-shared[story], story))
    return best, shared[best] / len(grams)


def _grams(words: tuple[str, ...]) -> Iterator[int]:
    """Yield a hash of every run of five words; equal within one run of the program."""
    if len(words) >= LEAST_WORDS:
        for at in range(len(words) - GRAM + 1):
            yield hash(words[at : at + GRAM])
