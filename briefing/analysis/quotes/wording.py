"""Wordings: the words of quotes as they are compared, and whether two quotes are the same utterance."""

import re
from collections.abc import Sequence

from briefing.frozen import dataclass
from briefing.model.quote import Quote

Gram = tuple[str, ...]

GRAM = 3
"""Words in a row that are compared."""
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"\[[^\]\n]{0,200}\]|\(\s*(?:\.\s*){3}\)|\.(?:\s*\.){2,}|…")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_LEAST_IN_A_ROW = 3
"""A shorter cut than this counts as the same utterance only if its words are the whole quote."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quote as they are compared: lower case, straight marks, no end marks, split at ellipses."""

    stretches: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    grams: frozenset[Gram]


def wording_of(text: str, quote: Quote) -> Wording:
    """Return the words of `quote`, a quote of `text`; brackets and ellipses are gaps, "[W]e" is "we"."""
    said = " ".join(span.cut(text) for span in quote.spans)
    said = said.replace("’", "'").replace("‘", "'").replace("‑", "-").lower()
    said = _LETTER.sub(r"\1", said)
    stretches = tuple(found for part in _GAP.split(said) if (found := tuple(_WORD.findall(part))))
    words = tuple(word for stretch in stretches for word in stretch)
    return Wording(stretches, words, _grams(words))


def has_same_words(one: Wording, other: Wording) -> bool:
    """Return whether the shorter quote is the longer one or a cut of it: all its stretches are there, in order."""
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.words))
    begin = 0
    for stretch in shorter.stretches:
        found = _find(longer.words, stretch, begin)
        if found < 0:
            return False
        begin = found + len(stretch)
    return bool(shorter.words)


def likeness(one: Wording, other: Wording) -> float:
    """Return the share of the shorter quote's word triples that the other has too, 0 to 1."""
    if not one.grams or not other.grams:
        return 0.0
    return len(one.grams & other.grams) / min(len(one.grams), len(other.grams))


def is_same_utterance(one: Wording, other: Wording, *, other_speaker: bool) -> bool:
    """Return whether two quotes are one utterance; given to two speakers they must agree in more words."""
    shorter = min(len(one.words), len(other.words))
    if one.words == other.words:
        return shorter > (_LEAST_IN_A_ROW if other_speaker else 1)
    if has_same_words(one, other):
        return shorter >= (2 * _LEAST_IN_A_ROW if other_speaker else _LEAST_IN_A_ROW)
    shared = len(one.grams & other.grams)
    if other_speaker:
        return shared >= 4 and likeness(one, other) >= 0.6
    return shared >= 2 and likeness(one, other) >= 0.34


def _grams(words: Sequence[str]) -> frozenset[Gram]:
    if len(words) < GRAM:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(tuple(words[index : index + GRAM]) for index in range(len(words) - GRAM + 1))


def _find(words: tuple[str, ...], stretch: tuple[str, ...], begin: int) -> int:
    """Return the index of `stretch` in `words`, at `begin` or after, or -1."""
    first, size = stretch[0], len(stretch)
    while True:
        try:
            index = words.index(first, begin)
        except ValueError:
            return -1
        if words[index : index + size] == stretch:
            return index
        begin = index + 1
