"""Word classes that the rules ask about: roles, bodies, texts, times and verbs of speech."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.data.loader import list_lines, word_list

TITLES = word_list("language/titles.txt")
"""Titles and functions written before a name, without their stop."""
TIME_NAMES = word_list("language/times.txt")
MONTHS_AND_NAMES = word_list("language/months_and_names.txt")
"""Days and months; months that are names of people too ("May said") stand apart."""
MALE_WORDS = word_list("language/men.txt")
FEMALE_WORDS = word_list("language/women.txt")
"""Titles and nouns that tell somebody's gender."""
SPEECH_PRONOUNS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
"""Pronouns of whoever writes or reads: never resolved."""
OBJECTS = frozenset({"him", "them", "me", "us"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PARTICLES = word_list("language/particles.txt")
"""Small words inside names: van, al, bin."""
AUXILIARIES = word_list("language/auxiliaries.txt")
SUBORDINATORS = word_list("language/subordinators.txt")
_PEOPLE = word_list("language/people.txt")
_BODIES = word_list("language/bodies.txt")
_TEXTS = word_list("language/texts.txt")
_OWN_WORDS = word_list("language/own_words.txt")
_VOWELS = "aeiou"


def is_time_word(word: str) -> bool:
    """Return whether a lower-case `word` is a day, a month or "today"."""
    return word in TIME_NAMES


@lru_cache(20_000)
def is_role(word: str) -> bool:
    """Return whether a lower-case `word` names a person by trade, office or kin."""
    word = word.rstrip(".").removeprefix("ex-")
    return word in TITLES or _among(word, _PEOPLE)


@lru_cache(20_000)
def is_body(word: str) -> bool:
    """Return whether a lower-case `word` names a body of people."""
    return _among(word, _BODIES)


def is_document(word: str) -> bool:
    """Return whether a lower-case `word` names a text."""
    return _among(word, _TEXTS)


def is_own_words(word: str) -> bool:
    """Return whether a lower-case `word` names what one person writes, says or thinks: whose it is, speaks."""
    return _among(word, _OWN_WORDS)


def can_speak(word: str) -> bool:
    """Return whether a lower-case `word` names what may be quoted: a person, a body or a text."""
    return is_role(word) or is_body(word) or is_document(word)


def _among(word: str, nouns: frozenset[str]) -> bool:
    """Return whether `word` is one of `nouns` or its plural."""
    if word in nouns or not word.endswith("s"):
        return word in nouns
    return word[:-1] in nouns or word[:-2] in nouns or (word.endswith("ies") and word[:-3] + "y" in nouns)


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech: `strong` ones speak by themselves ("say"), others only beside a quote ("blast")."""

    lemma: str
    strong: bool


def cue_verb(low: str) -> CueVerb | None:
    """Return the verb of speech that the lower-case word `low` is a form of, or None."""
    return _FORMS.get(low)


def is_saying(low: str) -> bool:
    """Return whether the lower-case word `low` is a form of a strong verb of speech."""
    verb = _FORMS.get(low)
    return verb is not None and verb.strong


def is_deed(low: str) -> bool:
    """Return whether the lower-case word `low` is a form of a verb that tells a deed more often than a word."""
    verb = _FORMS.get(low)
    return verb is not None and verb.lemma in _DEEDS


def _forms(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb in _DOUBLING:
        return (verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (verb, verb + ("es" if verb.endswith(("sh", "ch", "ss", "x", "o")) else "s"), verb + "ed", verb + "ing")


_IRREGULAR = {line.split()[0]: tuple(line.split()[1:]) for line in list_lines("language/irregular_verbs.txt")}
_DOUBLING = word_list("language/doubling_verbs.txt")
_DEEDS = word_list("language/deed_verbs.txt")
_FORMS = {
    form: CueVerb(verb, strong=strong)
    for file, strong in (("language/judging_verbs.txt", False), ("language/saying_verbs.txt", True))
    for verb in sorted(word_list(file))
    for form in _forms(verb)
}
SAID = word_list("language/said.txt")
"""Forms that are verbs of speech whatever the tagger says."""
