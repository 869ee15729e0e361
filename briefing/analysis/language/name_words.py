"""What the name tagger knows about a word by itself: its form, and the word lists that have it."""

import re
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

from briefing.analysis.language.lexicon import lexicon, names_of_the_world, word_classes

_UPPER = re.compile("[A-ZÀ-Þ]")
_LOWER = re.compile("[a-zß-ÿ]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[^Xxd.\-']")
_ASCII_SHAPES = str.maketrans(
    ascii_uppercase + ascii_lowercase + digits,
    "X" * len(ascii_uppercase) + "x" * len(ascii_lowercase) + "d" * len(digits),
)
_LONG_RUN = re.compile(r"(.)\1{2,}")


class NameWord(NamedTuple):
    """One word as the name tagger knows it."""

    plain: str
    low: str
    shape: str
    classes: tuple[str, ...]
    head: str
    """What the word says of a run of capitalised words that ends with it."""
    opens_sentences: bool
    """Whether it is a common word and no name, so that a capital says nothing at the beginning of a sentence."""

    @classmethod
    def of(cls, plain: str) -> "NameWord":
        """Return a word from its form with plain apostrophes and hyphens."""
        low = plain.lower()
        classes = tuple(_classes(plain, low))
        head = "".join([kind for kind in ("gOc", "gWc", "dem", "gL") if kind in classes]) if classes else ""
        opens = plain[1:].islower() and low in lexicon().common and low not in lexicon().given
        return cls(plain, low, _shape(plain), classes, head or "-", opens)

    def features(self) -> tuple[tuple[str, ...], ...]:
        """Return what it adds to its own features and to those of the words after and before it."""
        plain, low, shape, classes, *_ = self
        word, shape, end = f"w={low}", f"s={shape}", f"x3={low[-3:]}"
        view = (word, shape, end, *classes)
        return (
            ("b", word, shape, f"p3={plain[:3]}", f"x2={low[-2:]}", end, f"x4={low[-4:]}", *classes),
            tuple(["-1" + feature for feature in view]),
            ("-2" + word,),
            tuple(["+1" + feature for feature in view]),
            ("+2" + word,),
        )


NO_WORD = NameWord("", "", "", (), "", opens_sentences=False)


def _classes(word: str, low: str) -> list[str]:
    lists = lexicon()
    bare = low.strip(".")
    capital = "c" if word[:1].isupper() else ""
    classes: list[str] = []
    if capital:
        classes += _name_classes(word, low)
    for name, members in (("T", lists.titles), ("O", lists.organisation_heads), ("W", lists.place_words)):
        if bare in members:
            classes.append("g" + name + capital)
    if bare in lists.roles:
        classes.append("role" + capital)
    if low in lists.saying:
        classes.append("say")
    return classes


def _name_classes(word: str, low: str) -> list[str]:
    lists = lexicon()
    classes: list[str] = []
    if len(word) > 1 and word.isupper():
        classes.append("AC")
    if low in lists.given:
        classes.append("gF" if lists.given[low] != "any" else "hF")
    if low in lists.family:
        classes.append("gL")
    if low in lists.demonyms:
        classes.append("dem")
    if low in lists.common:
        classes.append("com")
    if not classes and low not in lists.places:
        classes.append("unk")
    classes += _world_classes(word, low)
    if low.endswith(("stan", "land", "burg", "ville", "ton", "shire", "grad", "abad")):
        classes.append("plx")
    return classes


def _world_classes(word: str, low: str) -> list[str]:
    """Return whether a word is a given name, a family name or a town anywhere, and a word of the dictionary."""
    world = names_of_the_world()
    parts = low.split("-")
    classes = []
    if not world.given.isdisjoint(parts):
        classes.append("wF")
    if not world.family.isdisjoint(parts):
        classes.append("wL")
    if word in world.towns:
        classes.append("wP")
    known = word_classes(low)
    if known and not known.startswith("-"):
        classes = [each + "w" for each in classes] or ["dic"]
    return classes or ["new"]


def _shape(word: str) -> str:
    if len(word) > 4 and word.isascii() and word.isalpha():
        if word.islower():
            return "xx"
        if word.istitle():
            return "Xxx"
    if word.isascii():
        shape = word.translate(_ASCII_SHAPES)
    else:
        shape = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
        shape = shape if shape.isascii() else _OTHER.sub("p", shape)
    return shape if len(shape) <= 4 else _LONG_RUN.sub(r"\1\1", shape)
