"""Coarse parts of speech, from a small conditional random field trained on GUM."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from briefing.analysis.language.lexicon import word_classes
from briefing.analysis.language.tokens import plain_word
from briefing.analysis.language.weights import PARTS_WEIGHTS, Vocabulary, load_tagger


class Part(StrEnum):
    """The tag set; each tag stands for the Penn Treebank tags named beside it."""

    NOUN = "NOUN"
    """Common noun (NN, NNS)."""
    NAME = "NAME"
    """Proper noun (NNP, NNPS)."""
    PAST = "PAST"
    """Verb, past tense (VBD)."""
    PRESENT_S = "PRESENT_S"
    """Verb, third person singular present: says (VBZ)."""
    PRESENT = "PRESENT"
    """Verb, other present: say (VBP)."""
    BASE = "BASE"
    """Verb, base form: to say, can say (VB)."""
    PARTICIPLE = "PARTICIPLE"
    """Verb, past participle (VBN)."""
    GERUND = "GERUND"
    """Verb, -ing form (VBG)."""
    MODAL = "MODAL"
    """Modal: will, can (MD)."""
    ADJECTIVE = "ADJECTIVE"
    """Adjective (JJ, JJR, JJS)."""
    ADVERB = "ADVERB"
    """Adverb or particle (RB, RBR, RBS, RP)."""
    DETERMINER = "DETERMINER"
    """Article, determiner, possessive pronoun: the, this, his (DT, PDT, PRP$)."""
    PRONOUN = "PRONOUN"
    """Personal pronoun: he, them (PRP)."""
    PREPOSITION = "PREPOSITION"
    """Preposition or subordinating conjunction (IN)."""
    TO = "TO"
    """The word to (TO)."""
    CONJUNCTION = "CONJUNCTION"
    """Coordinating conjunction (CC)."""
    NUMBER = "NUMBER"
    """Cardinal number (CD)."""
    WH = "WH"
    """Question and relative words: who, which, where (WP, WDT, WRB, WP$)."""
    POSSESSIVE = "POSSESSIVE"
    """The clitic 's of possession (POS)."""
    MARK = "MARK"
    """Punctuation and symbols."""
    OTHER = "OTHER"
    """Foreign words, interjections, list marks."""


def tag_parts(words: Sequence[str]) -> list[str]:
    """Return the part of speech of each word of one sentence, as values of `Part`."""
    return load_tagger(PARTS_WEIGHTS).tag(_features().of(words)) if words else []


@cache
def _features() -> "PartFeatures":
    return PartFeatures(load_tagger(PARTS_WEIGHTS).vocabulary)


class PartFeatures:
    """What the tagger sees of each word: itself, its affixes, shape and word classes, and its neighbours."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._word = lru_cache(100_000)(self._read)

    def of(self, words: Sequence[str]) -> list[list[bytes]]:
        """Return the known features of each word of one sentence."""
        read = [self._word(word) for word in words]
        last = len(read) - 1
        features: list[list[bytes]] = []
        for position, word in enumerate(read):
            seen = list(word.own)
            if position:
                before = read[position - 1]
                seen += before.before
                if word.capitalised:
                    seen.append(b"inner capital")
                if before.capitalised:
                    seen.append(b"two capitals" if word.capitalised else b"after capital")
                if position > 1:
                    seen += read[position - 2].second_before
            else:
                seen.append(b"first")
            if position < last:
                after = read[position + 1]
                seen += after.after
                if after.capitalised:
                    seen.append(b"two capitals on" if word.capitalised else b"before capital")
                if position + 1 < last:
                    seen += read[position + 2].second_after
            else:
                seen.append(b"last")
            features.append(seen)
        return features

    def _read(self, word: str) -> "_WordFeatures":
        known = self._vocabulary.known
        word = plain_word(word)
        low = word.lower()
        capitalised = word[:1].isupper()
        classes = word_classes(low) or ("?" if low.isalpha() else "")
        kind = ("C" if capitalised else "") + classes
        return _WordFeatures(
            own=known(("w=" + low, *_affixes(low, capitalised=capitalised), *_shape(word), "c=" + kind)),
            before=known(("-1=" + low, "-1c=" + kind)),
            after=known(("+1=" + low, "+1c=" + kind)),
            second_before=known(("-2=" + low,)),
            second_after=known(("+2=" + low,)),
            capitalised=capitalised,
        )


@dataclass(frozen=True, slots=True)
class _WordFeatures:
    """What a word adds to its own features and to those of the words around it."""

    own: tuple[bytes, ...]
    before: tuple[bytes, ...]
    """For the word after it."""
    after: tuple[bytes, ...]
    """For the word before it."""
    second_before: tuple[bytes, ...]
    second_after: tuple[bytes, ...]
    capitalised: bool


def _affixes(low: str, *, capitalised: bool) -> list[str]:
    """Return the ends and beginning of a word; a capitalised word has features of its own: "Kelly" is no adverb."""
    mark = "C" if capitalised else ""
    return [f"{mark}p3={low[:3]}", *(f"{mark}x{size}={low[-size:]}" for size in (2, 3, 4))]


def _shape(word: str) -> list[str]:
    shape = []
    if word[:1].isupper():
        shape.append("capital")
    if word.isupper():
        shape.append("all capitals")
    if any(character.isdigit() for character in word):
        shape.append("digit")
    if "-" in word:
        shape.append("hyphen")
    return shape
