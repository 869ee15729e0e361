"""Closed and half-closed word classes that the rules ask about."""

from functools import lru_cache

from briefing.data.loader import word_list

TITLES = word_list("quotes/titles.txt")
"""Titles and functions written before a name, without their stop."""
TIME_NAMES = word_list("quotes/times.txt")
MONTHS_AND_NAMES = word_list("quotes/months_and_names.txt")
"""Days and months; months that are names of people too ("May said") stand apart."""
MALE_WORDS = word_list("quotes/men.txt")
FEMALE_WORDS = word_list("quotes/women.txt")
"""Titles and nouns that tell somebody's gender."""
SPEECH_PRONOUNS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
"""Pronouns of whoever writes or reads: never resolved."""
OBJECTS = frozenset({"him", "them", "me", "us"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PARTICLES = word_list("quotes/particles.txt")
"""Small words inside names: van, al, bin."""
AUXILIARIES = word_list("quotes/auxiliaries.txt")
SUBORDINATORS = word_list("quotes/subordinators.txt")
_PEOPLE = word_list("quotes/people.txt")
_BODIES = word_list("quotes/bodies.txt")
_TEXTS = word_list("quotes/texts.txt")
_OWN_WORDS = word_list("quotes/own_words.txt")


def is_time_word(word: str) -> bool:
    """Tell whether a lower-case `word` is a day, a month or "today"."""
    return word in TIME_NAMES


@lru_cache(20_000)
def is_role(word: str) -> bool:
    """Tell whether a lower-case `word` names a person by trade, office or kin."""
    word = word.rstrip(".").removeprefix("ex-")
    return word in TITLES or _among(word, _PEOPLE)


@lru_cache(20_000)
def is_body(word: str) -> bool:
    """Tell whether a lower-case `word` names a body of people."""
    return _among(word, _BODIES)


def is_document(word: str) -> bool:
    """Tell whether a lower-case `word` names a text."""
    return _among(word, _TEXTS)


def is_own_words(word: str) -> bool:
    """Tell whether a lower-case `word` names what one person writes, says or thinks: whose it is, speaks."""
    return _among(word, _OWN_WORDS)


def can_speak(word: str) -> bool:
    """Tell whether a lower-case `word` names what may be quoted: a person, a body or a text."""
    return is_role(word) or is_body(word) or is_document(word)


def _among(word: str, nouns: frozenset[str]) -> bool:
    """Tell whether `word` is one of `nouns` or its plural."""
    if word in nouns or not word.endswith("s"):
        return word in nouns
    return word[:-1] in nouns or word[:-2] in nouns or (word.endswith("ies") and word[:-3] + "y" in nouns)
