"""Fuller names: the given names before a surname that the name tagger missed, and lone names that mean no person."""

import re
from collections.abc import Iterable, Mapping, Sequence

from briefing.analysis.language.lexicon import PARTICLES, TITLES, is_body, is_role, lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import is_time
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.data.loader import word_list

Ranges = dict[tuple[int, int], int]
"""Sentence and first word of each name -> the index after its last word."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}$")
_ANIMALS = word_list("language/animals.txt")
_LONGEST_GIVEN = 4
"""Words before a surname that are taken for given names."""
_SHORTEST_VARIANT = 5
"""Letters of a surname that may be misspelled by one."""


def with_given_names(sentences: Sequence[Sentence], ranges: Ranges) -> Ranges:
    """Return `ranges` with the names in full of persons who are otherwise named by their surname alone."""
    lone = _lone_words(sentences, ranges)
    if not lone:
        return ranges
    fuller = dict(ranges)
    taken = {(number, at) for (number, start), end in ranges.items() for at in range(start, end)}
    for sentence in sentences:
        if sentence.listing:
            continue
        for index, word in enumerate(sentence.words):
            if not word.capitalised or word.low not in lone or word.is_quotation:
                continue
            start = _start_of_given_names(sentence, index, taken)
            if start < index:
                fuller.pop((sentence.number, index), None)
                fuller[sentence.number, start] = index + 1
    return fuller


def without_animals_and_firms(sentences: Sequence[Sentence], ranges: Ranges) -> Ranges:
    """Return `ranges` without lone names that are an animal's or the first word of a firm: "the gorilla Bobo"."""
    lone = _lone_words(sentences, ranges)
    if not lone:
        return ranges
    others = {low for sentence in sentences for low in _not_persons(sentence, lone)}
    return {
        (number, start): end
        for (number, start), end in ranges.items()
        if end - start > 1 or sentences[number].low(start) not in others
    }


def is_tail(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether a name of two words and more ends a longer one: "Van Bavel" in "Jay Van Bavel"."""
    return 1 < len(short) < len(long) and tuple(long[-len(short) :]) == tuple(short)


def misspelled(surname: str, wholes: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the full names whose surname has one letter more or less at its end than `surname`."""
    if len(surname) < _SHORTEST_VARIANT or surname in lexicon().given:
        return []
    return [whole for whole in wholes if whole[-1][:-1] == surname or whole[-1] == surname[:-1]]


def _lone_words(sentences: Sequence[Sentence], ranges: Mapping[tuple[int, int], int]) -> set[str]:
    """Return the lower-case names of one word that are neither the first nor the last word of a longer name."""
    alone = {sentences[number].low(start) for (number, start), end in ranges.items() if end - start == 1}
    for (number, start), end in ranges.items():
        if end - start > 1:
            alone -= {sentences[number].low(start), sentences[number].low(end - 1)}
    return alone


def _start_of_given_names(sentence: Sentence, surname: int, taken: set[tuple[int, int]]) -> int:
    """Return the index of the first given name before `surname`, or `surname` if there is none."""
    start = surname
    for index in range(surname - 1, max(-1, surname - 1 - _LONGEST_GIVEN), -1):
        if (sentence.number, index) in taken or sentence.words[index].end + 1 != sentence.words[index + 1].start:
            break
        if sentence.low(index) in PARTICLES and sentence.capitalised(index - 1):
            continue
        if not _is_given_name(sentence, index):
            break
        start = index
    return start


def _is_given_name(sentence: Sentence, index: int) -> bool:
    """Return whether a word that precedes a surname looks like a given name: listed, an initial, or no plain word."""
    word = sentence.words[index]
    if not word.capitalised or word.is_quotation or sentence.part(index) != Part.NAME:
        return False
    low = word.low.rstrip(".")
    if low in TITLES:
        return False
    if low in lexicon().given or _INITIALS.match(word.text):
        return True
    if low in lexicon().common or is_role(low) or is_body(low) or is_time(sentence, index) or word.text.isupper():
        return False
    known = low in lexicon().places or low in lexicon().demonyms or low in lexicon().organisations_low
    return not known and not word_classes(low) and low.isalpha()


def _not_persons(sentence: Sentence, lone: set[str]) -> Iterable[str]:
    """Yield the names that follow an animal or precede the noun of a firm in a sentence."""
    heads = lexicon().organisation_heads
    for index, word in enumerate(sentence.words):
        if not word.capitalised or word.low not in lone:
            continue
        following = sentence.low(index + 1)
        firm = sentence.capitalised(index + 1) and (following in heads or is_body(following))
        if sentence.low(index - 1) in _ANIMALS or (firm and word.low not in lexicon().given):
            yield word.low
