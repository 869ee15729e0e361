"""Cues of several words: "went on", "made the point that", "was adamant that", "in the words of"."""

from briefing.analysis.language.lexicon import AUXILIARIES, is_own_words
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.data.loader import phrase_list, word_lists

_PHRASES = phrase_list("quotes/phrasal_cues.txt")
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _PHRASES)
_WORDS = word_lists("quotes/cue_words.txt")
_PAUSES = frozenset({",", ":", "."})
_AGAIN = frozenset({"back", "in", "up"})
"""Words after a verb that mean speech even if something is between them and the quotation."""
_OBJECT = frozenset({Part.DETERMINER, Part.ADJECTIVE, Part.ADVERB, Part.NOUN})
_LONGEST_OBJECT = 4
"""Words of "the very simple point"."""
_IMPERSONAL = frozenset({"it", "that", "this", "there", "what", "which", "these", "those"})
SECOND_WORDS = {
    **{word: frozenset[str]() for word in _WORDS["light verbs"] | _WORDS["adjectives"]},
    **{
        first: frozenset(phrase.split()[1] for phrase in _PHRASES if phrase.split()[0] == first)
        for first in _FIRST_WORDS
    },
}
"""The words at which a cue of several words may begin, each with those that may follow; no words: any."""


def end_of_phrase(sentence: Sentence, index: int) -> int:
    """Return the index after the cue of several words at `index`, 0 if there is none."""
    low = sentence.low(index)
    if f"{low} {sentence.low(index + 1)}" in _PHRASES and _is_spoken(sentence, index):
        return index + 2
    if low in _WORDS["light verbs"] and sentence.part(index) in FINITE | {Part.PARTICIPLE, Part.BASE}:
        return _end_of_object(sentence, index)
    if low in _WORDS["adjectives"] and sentence.low(index + 1) == "that" and _is_attitude(sentence, index):
        return index + 1
    return 0


def end_before_source(sentence: Sentence, index: int) -> int:
    """Return the index after "in the words of" at `index`, 0 if there is no such phrase."""
    noun = sentence.low(index + 2) in _WORDS["views"]
    phrase = sentence.low(index) == "in" and sentence.low(index + 1) == "the" and sentence.low(index + 3) == "of"
    return index + 4 if noun and phrase else 0


def is_per(sentence: Sentence, index: int) -> bool:
    """Return whether "per" at `index` means "according to"."""
    opens = index == 0 or sentence.low(index - 1) in (",", "as") or sentence.is_quotation(index - 1)
    return opens and sentence.part(index + 1) in (Part.DETERMINER, Part.NAME)


def _is_spoken(sentence: Sentence, index: int) -> bool:
    """Return whether "put in" or "fired back" at `index` means speech; "put in" does so only beside a quotation."""
    beside = sentence.is_quotation(index - 1) or sentence.is_quotation(index + 2) or sentence.low(index + 2) in _PAUSES
    return beside or sentence.low(index + 1) in _AGAIN


def _end_of_object(sentence: Sentence, verb: int) -> int:
    """Return the index after "the point" in "made the point that" and after "clear" in "made (it) clear that"."""
    clear = verb + 1 + (sentence.low(verb + 1) == "it")
    if sentence.low(clear) == "clear" and sentence.low(clear + 1) == "that":
        return clear + 1
    for noun in range(verb + 1, verb + 1 + _LONGEST_OBJECT):
        if sentence.part(noun) not in _OBJECT:
            return 0
        if sentence.low(noun + 1) == "that" and sentence.part(noun) == Part.NOUN:
            return noun + 1 if is_own_words(sentence.low(noun)) or sentence.low(noun) == "case" else 0
    return 0


def _is_attitude(sentence: Sentence, adjective: int) -> bool:
    """Return whether somebody "is adamant", not "it is clear"."""
    before = adjective - 1
    while sentence.part(before) == Part.ADVERB:
        before -= 1
    if sentence.low(before) not in AUXILIARIES:
        return False
    while sentence.low(before) in AUXILIARIES or sentence.part(before) in (Part.ADVERB, Part.MODAL):
        before -= 1
    return before >= 0 and sentence.low(before) not in _IMPERSONAL
