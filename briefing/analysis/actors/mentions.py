"""Mentions: the names in a sentence, and the written forms under which they are compared."""

import re
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import NamedTuple

from briefing.analysis.language.lexicon import PARTICLES as _COMMON_PARTICLES
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.sentences import plain_word, word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.model.evidence import TypeRule
from briefing.text.letters import without_accents

PERSON, ORGANISATION, PLACE, OTHER = "PER", "ORG", "LOC", "MISC"
Tokens = tuple[int, int]
"""A range of tokens of a sentence: the first, and the one after the last."""
_PERSONS = word_lists("actors/persons.txt")
PARTICLES = _COMMON_PARTICLES | _PERSONS["further particles"]
EASTERN_FAMILIES = _PERSONS["eastern family names"]
POSSESSIVE_FIRMS = word_lists("actors/organisations.txt")["firms with a possessive"]
"""Names in lower case that mean a firm with "'s" after them."""
_AFTER_AL = _PERSONS["families after al"]
_GIVEN_PARTICLES = frozenset({"Ben", "ben"})
"""Particles that are given names too, as they stand first in "Ben Lomar"."""
NAME_SUFFIXES = word_set("jr sr ii iii iv")
_RANKS = word_set("king queen pope sheikh sultan emperor")
_REGNAL = word_set("i ii iii iv v vi vii viii xiv xvi")
_NUMBERS = ("II", "III", "IV")
_ARTICLE = re.compile(r"^(?:the|an?) +", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_WORD = re.compile(r"[\w'.-]+")
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ar)-")
_CAPITALISED = re.compile(r"[A-Z][\w'.]*")


class TypeGuess(NamedTuple):
    """The type of a name and the rule that gave it."""

    kind: str
    rule: TypeRule = TypeRule.TAGGED
    cue: Tokens | None = None
    """The words that the rule rests on; None if they are the name itself."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in a sentence: tokens `start` up to `end`, its type, and how sure we are of it (0 .. 1)."""

    start: int
    end: int
    kind: str
    certainty: float = 1.0
    rule: TypeRule = field(default=TypeRule.TAGGED, compare=False)
    cue: Tokens | None = field(default=None, compare=False)
    """The words that the type rests on; None if they are the name itself."""

    def overlaps(self, other: "Mention") -> bool:
        """Return whether the two share a token."""
        return self.start < other.end and other.start < self.end


def with_rank(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return "King George" and "Sheikh Velden" for a lone name: it is not that of another with this given name."""
    before = mention.start - 1
    lone = mention.end - mention.start == 1 or sentence.bare[mention.end - 1] in _REGNAL
    ranked = sentence.is_name_word(before) and sentence.low[before] in _RANKS
    whole = lone and ranked and not sentence.is_name_word(before - 1)
    return _with_number(sentence, replace(mention, start=before) if whole else mention)


def _with_number(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return "King Piet II" for "King Piet", and "Ann Lee" for "Ann Lee Ann", the beginning of a link."""
    start, end = mention.start, mention.end
    if end - start > 2 and sentence.words[end - 1] == sentence.words[start]:
        return replace(mention, end=end - 1)
    numbered = end < len(sentence) and sentence.words[end] in _NUMBERS and sentence.low[start] in _RANKS
    return replace(mention, end=end + 1) if numbered else mention


def form_of(sentence: TaggedSentence, start: int, end: int) -> str:
    """Return the name that tokens `start` up to `end` write, as it is compared."""
    tokens = sentence.tokens
    pieces: list[str] = []
    for position in range(start, end):
        if position > start and tokens[position].start > tokens[position - 1].end:
            pieces.append(" ")
        pieces.append(sentence.words[position])
    return plain_form("".join(pieces))


def free_of(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Return whether no mention covers any of the tokens `start` up to `end`."""
    return all(mention.end <= start or end <= mention.start for mention in mentions)


@lru_cache(20_000)
def plain_form(words: str) -> str:
    """Return a name in the form that is compared: single spaces, no article before it, no possessive after it."""
    name = _ARTICLE.sub("", plain_word(" ".join(words.split())))
    bare = _POSSESSIVE.sub("", name)
    return name if bare != name and bare.lower() in POSSESSIVE_FIRMS else bare


@lru_cache(20_000)
def plain_key(name: str) -> str:
    """Return the key of a name across texts: lower case, no accents, no hyphens."""
    return without_accents(name.casefold().replace("-", " "))


@lru_cache(20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without Jr. and the like."""
    return tuple(word for word in _WORD.findall(name) if word.lower().strip(".") not in NAME_SUFFIXES)


@lru_cache(20_000)
def surname(name: str) -> str:
    """Return the last word of a person's name in lower case."""
    parts = name_parts(name)
    return parts[-1].lower().strip(".") if parts else name.lower()


def bare_surname(low: str) -> str:
    """Return a lower-case surname without an Arabic article ("al-assad" is "assad")."""
    return _ARABIC_ARTICLE.sub("", low) if "-" in low else low


@lru_cache(20_000)
def is_full_name(name: str) -> bool:
    """Return whether a person's name has more than a surname with its particles."""
    parts = list(name_parts(name))
    if len(parts) > 1 and parts[0] in _GIVEN_PARTICLES:
        return True
    if len(parts) == 2 and parts[0] == "Al" and parts[1][:1].isupper():
        return parts[1].lower() not in _AFTER_AL
    while len(parts) > 1 and parts[0].lower() in PARTICLES:
        parts.pop(0)
    return len(parts) > 1


def initials(name: str) -> str:
    """Return the first letters of the capitalised words of a name."""
    return "".join(word[0] for word in _CAPITALISED.findall(name.replace("-", " ")))


def is_team(low: Sequence[str]) -> bool:
    """Return whether lower-case words are a place and a plural noun, as names of teams are: "carolina panthers"."""
    front, last = " ".join(low[:-1]), low[-1]
    lists = lexicon()
    if front not in lists.places or not last.endswith("s") or last in lists.family:
        return False
    return "N" in word_classes(last[:-1]) or front not in lists.given


def is_native(low: str) -> bool:
    """Return whether a lower-case word means somebody from a state: "arizonan"."""
    lists = lexicon()
    return (
        low.endswith("an") and lists.places.get(low[:-1]) == "state" and not (low in lists.given or low in lists.family)
    )
