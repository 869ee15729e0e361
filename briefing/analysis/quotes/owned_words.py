"""Owned words: quotations that a noun introduces ("X's remark that"), or "So wrote X" after them."""

from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.words import is_own_words
from briefing.analysis.quotes.cues import find_cues

_BACK = 12
_LEADS = frozenset({"that", ":", ","})
_OWNERS = frozenset({"his", "her", "their"})
_SO = frozenset({"so", "thus"})


def remark_before(sentence: Sentence, place: int) -> Phrase | None:
    """Return "X's remark" where it leads to the quotation at `place`, by "that" or at once."""
    for noun in range(place - 1, max(0, place - _BACK), -1):
        if sentence.is_quotation(noun):
            return None
        if not is_own_words(sentence.low(noun)) or sentence.part(noun) != Part.NOUN:
            continue
        if noun + 1 < place and sentence.low(noun + 1) not in _LEADS:
            return None
        if any(cue.strong and cue.place < noun for cue in find_cues(sentence)):
            return None
        found = phrase_ending(sentence, noun)
        return found if found and _is_owned(sentence, found) else None
    return None


def _is_owned(sentence: Sentence, phrase: Phrase) -> bool:
    owned = any(sentence.part(place) == Part.POSSESSIVE for place in range(phrase.start, phrase.head))
    return owned or sentence.low(phrase.start) in _OWNERS


def so_said(following: Sentence) -> Phrase | None:
    """Return X of "So wrote X, a clerk," which follows a quotation."""
    cue = next(iter(find_cues(following)), None)
    if following.low(0) not in _SO or cue is None or cue.place != 1 or following.part(1) not in FINITE:
        return None
    return phrase_starting(following, 2)
