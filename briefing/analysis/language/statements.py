"""Statements: whether two sentences or headlines report the same fact."""

import re
from functools import cache

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


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence or headline says: its stems, its numbers, and whether it denies something."""

    stems: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    counts: frozenset[str] = frozenset()
    """Its numbers in digits or words, without years."""

    @classmethod
    def of(cls, text: str) -> "Statement":
        """Return the statement of a sentence or headline."""
        stem, number_words = stemmer(), _number_words()
        words = tokens(text)
        plain = words if text.isascii() else tokens(without_accents(text))
        stems = frozenset(map(stem, plain)) - {""}
        low = [word.casefold() for word in words]
        counts = frozenset(
            [word for word in low if word in number_words or (word[0].isdecimal() and _COUNT.fullmatch(word))]
        )
        return cls(stems, frozenset(_NUMBER.findall(text)), bool(_NEGATION.search(text)), counts)

    def reports_the_same(self, other: "Statement") -> bool:
        """Return whether the shorter of the two has nothing but what the longer one says too.

        One that denies and one that does not are never the same, nor are two with different numbers.
        """
        if self.negated != other.negated or (self.numbers and other.numbers and not self.numbers & other.numbers):
            return False
        shared = len(self.stems & other.stems)
        return shared >= LEAST_SHARED and shared >= LEAST_PART * min(len(self.stems), len(other.stems))

    def gives_another_number(self, other: "Statement") -> bool:
        """Return whether both count the same thing, and `other` has another number for it."""
        if not self.counts or not other.counts or self.counts & other.counts:
            return False
        mine, theirs = (one.stems - one.counts for one in (self, other))
        shared = len(mine & theirs)
        return shared >= LEAST_SHARED - 1 and 2 * shared >= min(len(mine), len(theirs))


@cache
def _number_words() -> frozenset[str]:
    return frozenset(line.split()[0] for line in list_lines("figures/number_words.txt"))
