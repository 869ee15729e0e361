"""The written forms of names, and how they are compared."""

import re
from functools import lru_cache

from briefing.analysis.language.tokens import plain_word, word_set
from briefing.data.loader import word_lists
from briefing.text.letters import without_accents

_PERSONS = word_lists("actors/persons.txt")
PARTICLES = _PERSONS["particles"]
EASTERN_FAMILIES = _PERSONS["eastern family names"]
NAME_SUFFIXES = word_set("jr sr ii iii iv")
_ARTICLE = re.compile(r"^(?:the|an?) +", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_WORD = re.compile(r"[\w'.-]+")
_CAPITALISED = re.compile(r"[A-Z][\w'.]*")


@lru_cache(20_000)
def plain_form(words: str) -> str:
    """Return a name in the form that is compared: single spaces, no article before it, no possessive after it."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", plain_word(" ".join(words.split()))))


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
    return re.sub(r"^(?:al|el|ul|as|ash|ar)-", "", low)


@lru_cache(20_000)
def is_full_name(name: str) -> bool:
    """Return whether a person's name has more than a surname with its particles."""
    parts = list(name_parts(name))
    while len(parts) > 1 and parts[0].lower() in PARTICLES:
        parts.pop(0)
    return len(parts) > 1


def initials(name: str) -> str:
    """Return the first letters of the capitalised words of a name."""
    return "".join(word[0] for word in _CAPITALISED.findall(name.replace("-", " ")))
