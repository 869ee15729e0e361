"""Nominal cues: nouns that introduce a quotation ("X's remark that", "a statement by X"), and "So wrote X"."""

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.words import is_document, is_own_words
from briefing.analysis.quotes.cues import find_cues

_BACK = 12
_LEADS = frozenset({"that", ":", ","})
_OWNERS = frozenset({"his", "her", "their"})
_SO = frozenset({"so", "thus"})
_BY = frozenset({"by", "from"})


def remark_before(sentence: Sentence, index: int) -> Phrase | None:
    """Return "X's remark" where it leads to the quotation at `index`, by "that" or at once."""
    for noun in range(index - 1, max(0, index - _BACK), -1):
        if sentence.is_quotation(noun):
            return None
        if not is_own_words(sentence.low(noun)) or sentence.part(noun) != Part.NOUN:
            continue
        if noun + 1 < index and sentence.low(noun + 1) not in _LEADS:
            return None
        if any(cue.strong and cue.index < noun for cue in find_cues(sentence)):
            return None
        found = phrase_ending(sentence, noun)
        return found if found and _is_owned(sentence, found) else None
    return None


def _is_owned(sentence: Sentence, phrase: Phrase) -> bool:
    owned = any(sentence.part(index) == Part.POSSESSIVE for index in range(phrase.start, phrase.head))
    return owned or sentence.low(phrase.start) in _OWNERS


def so_said(following: Sentence) -> Phrase | None:
    """Return X of "So wrote X, a clerk," which follows a quotation."""
    cue = next(iter(find_cues(following)), None)
    if following.low(0) not in _SO or cue is None or cue.index != 1 or following.part(1) not in FINITE:
        return None
    return phrase_starting(following, 2)


def author_of(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Return X where `phrase` is "a statement", or all, of "a statement (issued) by X", and X is a name."""
    noun = next((index for index in range(phrase.start, phrase.end) if is_document(sentence.low(index))), None)
    if noun is None:
        return None
    link = noun + 1 + (sentence.part(noun + 1) in (Part.PARTICIPLE, Part.PAST))
    if sentence.low(link) not in _BY:
        return None
    author = phrase_starting(sentence, link + 1)
    if author is None or author.start != link + 1 or not sentence.capitalised(author.head):
        return None
    return author if sentence.low(author.head) not in lexicon().places else None
