"""Headlines of one report: two outlets that print the same headline print the same report."""

import re
from difflib import SequenceMatcher
from functools import cache

from briefing.data.loader import list_lines
from briefing.frozen import dataclass

FEWEST_WORDS = 6
"""Shorter headlines are alike by chance."""

LEAST_ALIKE = 0.75
"""Two headlines are nearly the same if at least this part of the longer one's words is in the other, in order."""

LEAST_RUN = 6
"""They also have at least this many words in a row in common."""

_FEWEST_LETTERS = 4
_ACRONYM = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NO_WORD = re.compile(r"['’]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The words of a headline in lower case, without apostrophes and the dots of acronyms."""

    words: tuple[str, ...]
    numbers: frozenset[str] = frozenset()
    """The numbers in it, in digits or words."""

    @classmethod
    def of(cls, title: str) -> "Headline":
        """Return the headline of a story's title; no words if it is too short to be compared."""
        folded = _ACRONYM.sub(lambda found: found[0].replace(".", ""), _NO_WORD.sub("", title.casefold()))
        words = tuple(_WORD.findall(folded))
        if len(words) < FEWEST_WORDS:
            return cls(())
        return cls(words, frozenset(word for word in words if word[0].isdigit() or word in _number_words()))

    @property
    def rare_words(self) -> frozenset[str]:
        """The words by which it is looked up: those of four letters or more."""
        return frozenset(word for word in self.words if len(word) >= _FEWEST_LETTERS)


def are_same_headline(one: Headline, other: Headline, *, words_may_differ: bool) -> bool:
    """Return whether two headlines are the same, or nearly: some words were left out or added.

    Other numbers make another headline. Words may be replaced by others ("upholds" by "overturns") only if
    `words_may_differ`.
    """
    if not one.words or not other.words:
        return False
    if one.words == other.words:
        return True
    least = LEAST_ALIKE * max(len(one.words), len(other.words))
    if one.numbers != other.numbers or sum(word in other.words for word in one.words) < least:
        return False
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    blocks = matcher.get_matching_blocks()
    if sum(block.size for block in blocks) < least or max(block.size for block in blocks) < LEAST_RUN:
        return False
    return words_may_differ or all(code[0] != "replace" for code in matcher.get_opcodes())


@cache
def _number_words() -> frozenset[str]:
    return frozenset(line.split()[0] for line in list_lines("figures/number_words.txt"))
