"""The words of a text in a form in which two texts can be compared, in any script."""

import re

_WORD = re.compile(r"[\w\u0900-\u0dff\u0e00-\u0fff]+")
"""Words, with the vowel signs of Indian and Southeast Asian scripts."""
_BEGINNING = 6
_SHORTEST = 4
LEAST_SHARED = 1 / 3
"""Titles of one article share at least this part of the words of the shorter one."""


def word_beginnings(text: str) -> frozenset[str]:
    """Return the first six letters of the words of `text` that have four or more, in lower case.

    In scripts without spaces, every two characters are a word.
    """
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if word.isascii() or len(word) < _SHORTEST or not _is_unspaced(word[0]):
            found.update([word[:_BEGINNING]] if len(word) >= _SHORTEST else [])
        else:
            found.update(word[index : index + 2] for index in range(len(word) - 1))
    return frozenset(found)


def share_words(one: str, other: str) -> bool:
    """Return whether two titles are equal but for case and spaces, or share a third of the words of the shorter one."""
    if one.casefold().split() == other.casefold().split():
        return True
    shorter, longer = sorted((word_beginnings(one), word_beginnings(other)), key=len)
    return bool(shorter) and len(shorter & longer) >= LEAST_SHARED * len(shorter)


def _is_unspaced(character: str) -> bool:
    """Return whether the script of `character` is written without spaces: Chinese, Japanese or Thai."""
    return "\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0e7f"
