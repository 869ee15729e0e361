"""Spelling variants of personal names: transliterations, initials, middle names and shorter forms."""

import re
from functools import cache, lru_cache

from briefing.data.loader import word_list
from briefing.text.letters import without_accents

_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OTHERS_OF_LATIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SOUNDS = (
    ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("sh", "S"), ("ch", "C"), ("dj", "J"), ("zh", "J"), ("j", "J"),
    ("ph", "f"), ("kh", "k"), ("gh", "k"), ("q", "k"), ("ck", "k"), ("g", "k"), ("x", "ks"), ("c", "k"),
    ("w", "v"), ("th", "t"), ("dh", "d"), ("ts", "s"), ("z", "s"),
)  # fmt: skip
"""Letters that different transliterations write for similar sounds, and one letter for all of them."""
_VOWELS = re.compile("[aeiouyh]+")
_DOUBLED = re.compile(r"(.)\1+")
_FEW_CONSONANTS = 3
"""Words with fewer consonants than this must also have nearly the same letters."""
_MOST_EDITS = 3


@lru_cache(20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a personal name in lower case, without accents, titles, particles and "Jr"."""
    words = (word.replace("’", "'").removesuffix("'s").strip(".") for word in _WORD.findall(without_accents(name)))
    return tuple(word for word in map(str.lower, words) if word and word not in _ignored())


def is_full_personal_name(name: str) -> bool:
    """Return whether the form of `name` is that of a given name and a surname: two capitalised words or more."""
    words = [word for word in name.split() if word.strip(".,").lower() not in _ignored()]
    return len(words) > 1 and all(word[:1].isupper() for word in words) and len(name_words(name)) > 1


@lru_cache(20_000)
def spells_alike(one: str, other: str) -> bool:
    """Return whether two words may be one name in two spellings: "araghchi" and "araqchi"."""
    if one == other:
        return True
    first, second = _sounds(one), _sounds(other)
    if first != second:
        return False
    return len(first) >= _FEW_CONSONANTS + 1 or _edits(one, other) <= (
        1 if len(first) < _FEW_CONSONANTS else _MOST_EDITS
    )


def may_be_one_person(one: str, other: str) -> bool:
    """Return whether two names may mean one person.

    They may if the surname of one is among the words of the other, in any spelling, as in "Lee", "Ann Marie Lee" and
    "A. Lee"; or if the names differ in one short word only, as "Kim Yong Nam" and "Kim Jong Nam".
    """
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return True
    if _has(second, first[-1]) or _has(first, second[-1]):
        return True
    if _has(second, first[0]) and _edits(first[-1], second[-1]) <= 1:
        return True
    return all(_has(second, word) for word in first) or all(_has(first, word) for word in second)


def is_spelling_variant(one: str, other: str) -> bool:
    """Return whether two full names share a word and the words beside each other are spelled alike."""
    first, second = name_words(one), name_words(other)
    if len(first) != len(second) or len(first) < 2 or first == second:
        return False
    pairs = list(zip(first, second, strict=True))
    return any(word == beside for word, beside in pairs) and all(
        spells_alike(word, beside) and _edits(word, beside) <= _MOST_EDITS for word, beside in pairs
    )


def _has(words: tuple[str, ...], wanted: str) -> bool:
    return any(spells_alike(word, wanted) for word in words)


@cache
def _ignored() -> frozenset[str]:
    return _SUFFIXES | word_list("language/honorifics.txt") | word_list("language/particles.txt")


@lru_cache(20_000)
def _sounds(word: str) -> str:
    """Return the consonants of a word, with one letter for all that are written for similar sounds."""
    plain = _DOUBLED.sub(
        r"\1", without_accents(word).lower().translate(_OTHERS_OF_LATIN).replace("'", "").replace("-", "")
    )
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    initial = "h" if plain.startswith("h") else "a" if plain.lstrip("y")[:1] in "aeiou" else ""
    return initial + _VOWELS.sub("", plain)


def _edits(one: str, other: str) -> int:
    """Return the Levenshtein distance of two words."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], index
        for at, beside in enumerate(other, 1):
            diagonal, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, diagonal + (letter != beside))
    return row[-1]
