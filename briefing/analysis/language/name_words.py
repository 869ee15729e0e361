"""What the name tagger sees of one word apart from its sentence: its form, its affixes and the word lists."""

import re
from dataclasses import dataclass

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tokens import plain_word
from briefing.analysis.language.vocabulary import Vocabulary

_UPPER = re.compile("[A-ZÀ-Þ]")
_LOWER = re.compile("[a-zß-ÿ]")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"[^Xxd.\-']")
_LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word, and the known features that it adds to its own and to those of the words around it."""

    plain: str
    low: str
    capitalised: bool
    is_word: bool
    """It begins with a letter."""
    starts_place: bool
    starts_organisation: bool
    """It is capitalised and listed names begin with it."""
    shape: str
    classes: tuple[str, ...]
    own: tuple[bytes, ...]
    before: tuple[bytes, ...]
    """For the word after it."""
    after: tuple[bytes, ...]
    """For the word before it."""
    second_before: tuple[bytes, ...]
    second_after: tuple[bytes, ...]


def read_name_word(word: str, vocabulary: Vocabulary) -> NameWord:
    """Return `word` as the name tagger knows it."""
    known = vocabulary.known
    plain = plain_word(word)
    low, shape = plain.lower(), _shape(plain)
    capitalised = plain[:1].isupper()
    classes = tuple(_classes(plain, low))
    ends = (f"p3={plain[:3]}", f"x2={low[-2:]}", f"x3={low[-3:]}", f"x4={low[-4:]}")
    view = (f"w={low}", f"s={shape}", f"x3={low[-3:]}", *classes)
    return NameWord(
        plain=plain,
        low=low,
        capitalised=capitalised,
        is_word=low[:1].isalpha(),
        starts_place=capitalised and low in lexicon().place_paths,
        starts_organisation=capitalised and plain in lexicon().organisation_paths,
        shape=shape,
        classes=classes,
        own=known(("b", f"w={low}", f"s={shape}", *ends, *classes)),
        before=known(["-1" + feature for feature in view]),
        after=known(["+1" + feature for feature in view]),
        second_before=known(("-2w=" + low,)),
        second_after=known(("+2w=" + low,)),
    )


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
    if low.endswith(("stan", "land", "burg", "ville", "ton", "shire", "grad", "abad")):
        classes.append("plx")
    return classes


def _shape(word: str) -> str:
    shape = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
    if not shape.isascii():
        shape = _OTHER.sub("p", shape)
    return shape if len(shape) <= 4 else _LONG_RUN.sub(r"\1\1", shape)
