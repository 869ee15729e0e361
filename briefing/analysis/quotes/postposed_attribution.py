"""Postposed attribution: ", said X in The Tollen Times." and ", X said." at the end of a sentence with more in it."""

from functools import lru_cache

from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.analysis.quotes.cues import Cue, CueKind, find_cues
from briefing.data.loader import phrase_list, word_list

_STOPS = frozenset({".", ",", ";", "", "!"})
_AFTER_SPEAKER = frozenset({".", ",", ":", ""})
_TOLD = frozenset({"told", "tells"})
_PLACES = frozenset({"in", "on", "for"})
_REPORTS = frozenset({"report", "reports", "reported"})
_OUTLETS = word_list("quotes/outlet_nouns.txt")


@lru_cache(64)
def postposed_attribution(sentence: Sentence) -> tuple[Cue, Phrase] | None:
    """Return the cue and the speaker after the sentence's last comma, or None."""
    cue = next(reversed(find_cues(sentence)), None)
    if cue is None or not cue.strong or not cue.index or not _is_past(sentence, cue.index):
        return None
    if sentence.low(cue.index - 1) == "," or sentence.is_quotation(cue.index - 1):
        speaker = speaker_after(sentence, cue.index)
        return (cue, speaker) if speaker is not None else None
    found = phrase_ending(sentence, cue.index - 1)
    if found is None or sentence.low(found.start - 1) != "," or not _ends(sentence, cue.end):
        return None
    return cue, found


def speaker_after(sentence: Sentence, verb: int) -> Phrase | None:
    """Return X of ", said X" and of ", said X in The Tollen Times", with the verb of speech at `verb`."""
    if not (sentence.low(verb - 1) == "," or sentence.is_quotation(verb - 1)) or sentence.low(verb) in _TOLD:
        return None
    found = phrase_starting(sentence, verb + 1)
    if found is None or found.start != verb + 1:
        return None
    if sentence.low(found.end) not in _AFTER_SPEAKER and not _ends(sentence, found.end):
        return None
    speaker = _speaker_in(sentence, found)
    return speaker if sentence.capitalised(speaker.head) else None


def _is_past(sentence: Sentence, verb: int) -> bool:
    """Return whether a verb has a subject; the tagger marks "reported" after a name as a participle."""
    part = sentence.part(verb)
    return part in FINITE or (part == Part.PARTICIPLE and sentence.part(verb - 1) in NOMINAL)


def _ends(sentence: Sentence, index: int) -> bool:
    """Return whether the sentence ends at `index` or after an outlet: "in The Tollen Times"."""
    if sentence.low(index) in _STOPS and index + 1 >= len(sentence):
        return True
    outlet = phrase_starting(sentence, index + 1) if sentence.low(index) in _PLACES else None
    return outlet is not None and outlet.end + 1 >= len(sentence)


def _speaker_in(sentence: Sentence, found: Phrase) -> Phrase:
    """Return X of "X in The Tollen Times", which the phrase finder takes as one phrase."""
    for index in range(found.start + 1, found.end - 1):
        if sentence.low(index) in _PLACES and sentence.capitalised(index - 1):
            return Phrase(found.start, index, index - 1)
    return found


def is_report(sentence: Sentence, cue: Cue, speaker: Phrase) -> bool:
    """Return whether an outlet only passes on what somebody else said: "..., the Tollen Post reported"."""
    according = cue.kind is CueKind.ACCORDING
    if sentence.part(speaker.start) == Part.PRONOUN or not (according or _is_past(sentence, cue.index)):
        return False
    words = range(speaker.start, speaker.end)
    if sentence.low(speaker.head) in _OUTLETS or any(sentence.low(index) in _OUTLETS for index in words[-2:]):
        return True
    name = " ".join(sentence.words[index].text for index in words if sentence.capitalised(index))
    return name in phrase_list("outlets.txt") or (
        sentence.low(cue.index) in _REPORTS and sentence.capitalised(speaker.head)
    )
