"""Coarse parts of speech, from a small conditional random field trained on GUM."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from briefing.analysis.language.lexicon import word_classes
from briefing.analysis.language.sentences import plain_word
from briefing.analysis.language.weights import PARTS_WEIGHTS, FeatureGroups, WordTable, load_tagger, padded

if TYPE_CHECKING:
    import numpy as np

_OWN, _BEFORE, _SECOND_BEFORE, _AFTER, _SECOND_AFTER, _CAPITAL = range(6)
"""What a word adds to its own features and to those of the words after and before it; whether it is capitalised."""
_COLUMNS = 6
_EDGE = 4
"""The place of the first and the last word of a sentence in the tables of neighbours."""


class Part:
    """The tag set; each tag covers the Penn Treebank tags named beside it.

    Tags are plain strings: rules compare them many thousand times for a text, and members of an enumeration cost more.
    """

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


def tag_parts(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the part of speech of each word of each sentence, with the tags of `Part`; no sentence is empty."""
    return load_tagger(PARTS_WEIGHTS).tag(_features().of_all(sentences), [len(words) for words in sentences])


@cache
def _features() -> "PartFeatures":
    return PartFeatures(load_tagger(PARTS_WEIGHTS).vocabulary)


class PartFeatures:
    """What the tagger sees of each word: itself, its affixes, shape and word classes, and its neighbours."""

    def __init__(self, groups: FeatureGroups) -> None:
        self._groups = groups
        self._begin()

    def _begin(self) -> None:
        import numpy as np

        groups = self._groups
        self._table = WordTable(_COLUMNS, self._read)
        after, inner, first, before, two_on, last = groups.find(
            ("after capital", "inner capital", "first", "before capital", "two capitals on", "last")
        )
        (two,) = groups.groups((("inner capital", "two capitals"),))
        self._left = np.array([0, after, inner, two, first])
        """By whether the word and the one before it are capitalised: neither, the one before, the word, both."""
        self._right = np.array([0, before, 0, two_on, last])

    def of_all(self, sentences: Sequence[Sequence[str]]) -> "np.ndarray":
        """Return the groups of features of the words of all sentences: a row for each word."""
        import numpy as np

        if self._groups.make_room():
            self._begin()
        numbers = self._table.numbers(padded(sentences))
        read = self._table.rows[numbers]
        at = np.flatnonzero(numbers)
        capital = read[:, _CAPITAL]
        return np.stack(
            [
                read[at, _OWN],
                read[at - 1, _BEFORE],
                read[at - 2, _SECOND_BEFORE],
                read[at + 1, _AFTER],
                read[at + 2, _SECOND_AFTER],
                self._left[np.where(numbers[at - 1] == 0, _EDGE, 2 * capital[at] + capital[at - 1])],
                self._right[np.where(numbers[at + 1] == 0, _EDGE, 2 * capital[at] + capital[at + 1])],
            ],
            axis=1,
        )

    def _read(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return what each word adds to its own features and to those of the words around it."""
        plain = [plain_word(word) for word in words]
        groups = iter(self._groups.groups(group for word in plain for group in _features_of(word)))
        return [(*islice(groups, _CAPITAL), int(word[:1].isupper())) for word in plain]


def _features_of(word: str) -> tuple[tuple[str, ...], ...]:
    """Return what a word adds to its own features and to those of the words after and before it."""
    low = word.lower()
    capitalised = word[:1].isupper()
    classes = word_classes(low) or ("?" if low.isalpha() else "")
    kind = ("C" if capitalised else "") + classes
    return (
        ("w=" + low, *_affixes(low, capitalised=capitalised), *_shape(word), "c=" + kind),
        ("-1=" + low, "-1c=" + kind),
        ("-2=" + low,),
        ("+1=" + low, "+1c=" + kind),
        ("+2=" + low,),
    )


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
    if not word.isalpha() and any(character.isdigit() for character in word):
        shape.append("digit")
    if "-" in word:
        shape.append("hyphen")
    return shape
