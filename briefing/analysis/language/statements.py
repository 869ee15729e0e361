"""Statements: whether two sentences or headlines report the same fact."""

import re
from functools import cache, cached_property

from briefing.analysis.language.stemming import stemmer, tokens
from briefing.data.loader import alternatives, list_lines
from briefing.frozen import dataclass
from briefing.text.letters import without_accents

LEAST_SHARED = 4
"""Two statements of one fact share at least so many stems."""

LEAST_PART = 0.7
"""They also share at least this part of the shorter one's stems."""

_NEGATION = re.compile(alternatives("language/negations.txt"), re.IGNORECASE)
_COUNT = re.compile(r"(?!19\d\d$|20\d\d$)\d[\d,]*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, eq=False)
class Statement:
    """What a sentence or headline says: its stems, its numbers, and whether it denies something.

    Each is found at first use: most sentences are compared by their stems alone.
    """

    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        words = self._words if self.text.isascii() else tokens(without_accents(self.text))
        return frozenset(map(stemmer(), words)) - {""}

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers in digits."""
        return frozenset(_NUMBER.findall(self.text))

    @cached_property
    def negated(self) -> bool:
        """Whether it denies or refuses something."""
        return _NEGATION.search(self.text) is not None

    @cached_property
    def counts(self) -> frozenset[str]:
        """Its numbers in digits or words, without years; "five" and "5" are one."""
        low = [word.casefold() for word in self._words]
        return frozenset(
            _number_words().get(word, word)
            for word in low
            if word in _number_words() or (word[0].isdecimal() and _COUNT.fullmatch(word))
        )

    @cached_property
    def _words(self) -> list[str]:
        return tokens(self.text)

    def reports_the_same(self, other: "Statement") -> bool:
        """Return whether the shorter of the two has nothing but what the longer one says too.

        One that denies and one that does not are never the same, nor are two with different numbers.
        """
        shared = len(self.stems & other.stems)
        if shared < LEAST_SHARED or shared < LEAST_PART * min(len(self.stems), len(other.stems)):
            return False
        other_numbers = self.numbers and other.numbers and not self.numbers & other.numbers
        return not other_numbers and self.negated == other.negated

    def gives_another_number(self, other: "Statement") -> bool:
        """Return whether both count the same thing, and `other` has another number for it."""
        if not self.counts or not other.counts or self.counts & other.counts:
            return False
        mine, theirs = (one.stems - one.counts - _number_words().keys() for one in (self, other))
        shared = len(mine & theirs)
        return shared >= LEAST_SHARED - 1 and 2 * shared >= min(len(mine), len(theirs))


@cache
def _number_words() -> dict[str, str]:
    pairs = (line.split() for line in list_lines("figures/number_words.txt"))
    return {word: value for word, value, *_ in pairs}
