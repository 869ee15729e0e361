"""Denials: verbs of speech that tell what somebody did not say."""

from briefing.analysis.language.parts import Part
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.words import AUXILIARIES
from briefing.analysis.quotes.cues import Cue, CueKind

_NOT = frozenset({"not", "n't", "never", "cannot"})
_REFUSES = frozenset({"declined", "declines", "refused", "refuses", "denied", "denies", "denying"})
_DENIES = frozenset({"denied", "denies", "denying", "deny"})
_NEW_CLAUSES = frozenset({",", ";", ":", "and", "but", "as"})
_BACK = 5


def is_denied(sentence: Sentence, place: int, cue: Cue) -> bool:
    """Tell whether a quotation at `place` is what, by its `cue`, nobody said: "did not call it", "denied it was"."""
    if cue.kind is not CueKind.VERB or not cue.strong or cue.place > place:
        return False
    denial = next((at for at in range(place - 1, -1, -1) if sentence.low(at) in _DENIES), None)
    if denial is not None and denial <= cue.place:
        own = sentence.low(place - 1) == "as"  # "denied the story as “...”" is in the speaker's words
        return not own and not any(sentence.low(at) in _NEW_CLAUSES for at in range(denial, place))
    return _is_negated(sentence, cue.place)


def _is_negated(sentence: Sentence, verb: int) -> bool:
    for before in range(verb - 1, max(-1, verb - 1 - _BACK), -1):
        low = sentence.low(before)
        if low in _NOT:
            return sentence.low(before + 1) not in ("only", "just")
        if low in _REFUSES:
            return sentence.low(before + 1) in ("to", "having") or sentence.low(before) in _DENIES
        if low not in AUXILIARIES and sentence.part(before) not in (Part.ADVERB, Part.TO, Part.MODAL):
            return False
    return False
