"""Cues: the verbs of speech, nouns of speech and "according to" beside a quotation, and denials of them.

A postposed attribution is ", said X in The Tollen Times." or ", X said." at the end of a sentence with more in it.
"""

import re
from enum import Enum
from functools import lru_cache

from briefing.analysis.language.appositions import DASHES, is_work_inside
from briefing.analysis.language.lexicon import (
    RELATIVES,
    SAID,
    can_speak,
    cue_verb,
    is_action_verb,
    word_classes,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, is_time, phrase_ending, phrase_starting
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, VERBS, Sentence
from briefing.analysis.quotes.phrasal_cues import SECOND_WORDS, end_before_source, end_of_phrase, is_per
from briefing.data.loader import phrase_list, word_list
from briefing.frozen import dataclass

_NEVER_AFTER = frozenset({"the", "a", "an", "his", "her", "their", "this", "its", "my", "our", "your", "no"})
_NAMES = frozenset({"called", "named", "dubbed", "titled", "entitled", "labelled", "labeled"})
_CALLS = _NAMES | {"call", "calls", "calling", "dubbing", "labelling", "labeling", "branded", "branding", "deemed"}
_CALLED = 25
"""The confidence in a word that "calling" makes its object."""
_EMPHASIS = frozenset({"emphasis", "italics"})
"""Words before "added" in a note of the author."""
TO_BE = frozenset({"was", "were", "been", "is", "are", "be", "being"})
_AUXILIARY_VERBS = frozenset({"has", "had", "have", "is", "was", "are", "were", "do", "does", "did"})
_NOUN_TWINS = word_list("quotes/noun_twins.txt")
_GOES_ON = frozenset({"continue", "continues", "continued", "continuing"})
_AFTER_VERB = frozenset({Part.PREPOSITION, Part.TO, Part.ADVERB})
_JOINS = frozenset({"and", "but", "while"})
_NEW_CLAUSE = 30
"""The confidence in a verb of speech that a conjunction separates from the quotation before it."""
_FOLLOWS_ON = 80
"""The confidence in a gerund right after a quotation."""
_UNSURE = 70
"""The confidence in a verb beside a quotation that is no known verb of speech."""
_NEAR_ACTION = 5
"""Words between a verb of action and a quotation that it can lead to."""
_LOOKED_BACK = 8
"""Cues before a quotation that are compared."""
_OPENS_CLAUSE = RELATIVES | frozenset({"when", "while", "after", "before", "if", "because", "although", "where", "as"})
_LONGEST_CLAUSE = 10
"""Words before a verb that are searched for the word that opens its clause."""
_AFTER_CUE = frozenset({",", ":", "that", "."})
_STOPS = frozenset({".", ",", ";", "", "!"})
_AFTER_SPEAKER = frozenset({".", ",", ":", ""})
_TOLD = frozenset({"told", "tells"})
_PLACES = frozenset({"in", "on", "for"})
_DOMAINS = (".com", ".org", ".net", ".co.uk")
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM))?")
_REPORTS = frozenset({"report", "reports", "reported"})
_OUTLETS = word_list("quotes/outlet_nouns.txt")


class CueKind(Enum):
    """How a cue names the speaker."""

    VERB = "verb"
    ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `index` up to `end` of a sentence that introduce a quotation; `strong` if they always mean speech."""

    index: int
    end: int
    kind: CueKind
    strong: bool


@lru_cache(64)
def find_cues(sentence: Sentence) -> tuple[Cue, ...]:
    """Return the verbs of speech and "according to" of a sentence, in order."""
    cues = []
    for index, word in enumerate(sentence.words):
        if word.low == "according" and sentence.low(index + 1) == "to":
            cues.append(Cue(index, index + 2, CueKind.ACCORDING, strong=True))
        elif word.low == "per" and is_per(sentence, index):
            cues.append(Cue(index, index + 1, CueKind.ACCORDING, strong=True))
        elif _may_be_phrasal(sentence, index) and (end := end_of_phrase(sentence, index)):
            cues.append(Cue(index, end, CueKind.VERB, strong=True))
        elif word.low == "in" and sentence.low(index + 3) == "of" and (end := end_before_source(sentence, index)):
            cues.append(Cue(index, end, CueKind.ACCORDING, strong=True))
        elif (verb := cue_verb(word.low)) and _is_verb_here(sentence, index):
            cues.append(Cue(index, index + 1, CueKind.VERB, strong=verb.strong))
    return tuple(cues)


def _may_be_phrasal(sentence: Sentence, index: int) -> bool:
    """Return whether a cue of several words may begin at `index`, which few words can."""
    seconds = SECOND_WORDS.get(sentence.words[index].low)
    return seconds is not None and (not seconds or sentence.low(index + 1) in seconds)


def _is_verb_here(sentence: Sentence, index: int) -> bool:
    """Return whether a word that can be a verb of speech is one here, whatever its tag."""
    low = sentence.low(index)
    if low in _GOES_ON and sentence.part(index + 1) == Part.TO and sentence.part(index + 2) == Part.BASE:
        return False
    if sentence.capitalised(index) and index > 0 and not sentence.words[index].text.isupper():
        return False
    before = sentence.low(index - 1)
    if (before in _NEVER_AFTER and not low.endswith("ing")) or before in _EMPHASIS or _is_demanded(sentence, index):
        return False
    if low == "asked" and sentence.low(index + 1) == "of" and sentence.part(index - 1) == Part.NOUN:
        return False  # "the question asked of the court"
    if low in _NAMES and sentence.is_quotation(index + 1) and sentence.part(index - 1) == Part.NOUN:
        return can_speak(before)  # "a thing called “X”"
    compound = "-" in before and before.islower() and before[-1].isalpha()
    named = sentence.capitalised(index - 1) and sentence.part(index - 1) == Part.ADJECTIVE  # "Stern recalls"
    described = sentence.part(index - 1) in (Part.ADJECTIVE, Part.POSSESSIVE) and not named
    after_noun = compound or described or before in ("'s", "'")
    if after_noun and low.endswith("s") and (low not in SAID or low == "tweets"):
        return False
    if sentence.part(index) in VERBS or low in SAID or (low == "say" and sentence.low(index + 1) in (",", ":")):
        return True
    leads = sentence.low(index + 1) == "that" or (sentence.low(index + 1) == ":" and before in _OUTLETS)
    if leads and low.endswith("s") and sentence.part(index - 1) == Part.NOUN:
        return not before.endswith("s")  # "the campaign states that", "the paper reports:"
    if sentence.part(index) not in (Part.NOUN, Part.NAME, Part.ADJECTIVE):
        return False
    if low.endswith("ed"):
        named = sentence.is_quotation(index - 1) and sentence.capitalised(index + 1)  # "“...,” noted Musk."
        named = named or (index == 1 and sentence.capitalised(0) and sentence.part(0) in (Part.NAME, Part.BASE))
        return named or sentence.part(index) != Part.ADJECTIVE or sentence.part(index + 1) not in NOMINAL
    if (
        low.endswith("ing")
        and before == ","
        and sentence.is_quotation(index + 1 + (sentence.low(index + 1) in (",", ":")))
    ):
        return True  # "he thanked them, writing, “...”"
    if sentence.is_quotation(index + 1):
        return low.endswith(("s", "ing")) and sentence.part(index - 1) in (Part.NAME, Part.NOUN, Part.PRONOUN)
    return low.endswith("s") and _closes_clause(sentence, index)


def _closes_clause(sentence: Sentence, index: int) -> bool:
    """Return whether a form in -s after a subject ends its clause, as in "Velden recalls," or "the minister jokes."."""
    if sentence.low(index + 1) not in _AFTER_CUE and index + 1 < len(sentence):
        return False
    if sentence.is_quotation(0) and _is_only_verb(sentence, index):
        return True
    part = sentence.part(index - 1)
    return part in (Part.NAME, Part.PRONOUN) or (part == Part.NOUN and sentence.low(index) not in _NOUN_TWINS)


def _is_demanded(sentence: Sentence, verb: int) -> bool:
    """Return whether somebody only wants it said: "demanding (that) the director explain"."""
    if sentence.part(verb) != Part.BASE:
        return False
    before = range(verb - 1, max(-1, verb - 1 - _LONGEST_CLAUSE), -1)
    opening = next((at for at in before if sentence.part(at) in VERBS or sentence.part(at) == Part.TO), -1)
    return sentence.low(opening).startswith("demand")


def _is_only_verb(sentence: Sentence, index: int) -> bool:
    return index > 1 and not any(sentence.part(at) in FINITE for at in range(index))


def best_cue(sentence: Sentence, index: int, quoted: Quoted, text: str) -> tuple[int, Cue | None]:
    """Return (confidence 0..100, cue) for the quotation at `index`: the cue that fits best, not only the nearest."""
    scored = [
        (_confidence(sentence, index, cue, quoted, text), -abs(cue.index - index), cue)
        for cue in _cues_around(sentence, index)
    ]
    best = max(scored, key=lambda each: each[:2], default=None)
    if (best is None or best[0] < _UNSURE) and (other := _any_verb(sentence, index, quoted.last(text))):
        return _UNSURE, other
    return (best[0], best[2]) if best and best[0] > 20 else (0, None)


def cue_before(sentence: Sentence, index: int, quoted: Quoted, text: str) -> tuple[int, Cue | None]:
    """Return (confidence, cue) for the quotation at `index`, of the strong cues before it alone."""
    before = [cue for cue in find_cues(sentence) if cue.strong and cue.index < index][-_LOOKED_BACK:]
    scored = [(_confidence(sentence, index, cue, quoted, text), cue.index, cue) for cue in before]
    best = max(scored, key=lambda each: each[:2], default=None)
    return (best[0], best[2]) if best else (0, None)


def _cues_around(sentence: Sentence, index: int) -> list[Cue]:
    """Return the last cues before a quotation and those between it and the next one."""
    after = (at for at in sentence.quotations if at > index and not is_work_inside(sentence, index, at))
    following = next(after, len(sentence))
    before = [cue for cue in find_cues(sentence) if cue.index < index]
    return before[-_LOOKED_BACK:] + [cue for cue in find_cues(sentence) if index < cue.index < following]


def _any_verb(sentence: Sentence, index: int, last: str) -> Cue | None:
    """Return the verb of "“Come in,” the old man beamed.": any verb beside a quotation may be a cue."""
    clause = index > 2 and sentence.low(0) in _OPENS_CLAUSE  # "As X gave a “...,” Y met"
    if last not in ",?!" or sentence.low(index + 1) in (",", "and", "but") or clause:
        return None
    verb = _verb_beside(sentence, index)
    if not verb or sentence.part(verb) != Part.PAST or sentence.low(verb) in _AUXILIARY_VERBS | TO_BE:
        return None
    closes = verb + 1 == len(sentence) or sentence.low(verb + 1) in (".", ",")
    return Cue(verb, verb + 1, CueKind.VERB, strong=False) if closes or sentence.part(verb + 1) in _AFTER_VERB else None


def _confidence(sentence: Sentence, index: int, cue: Cue, quoted: Quoted, text: str) -> int:
    if cue.index > index:
        confidence = _after_quotation(sentence, index, cue, quoted.last(text))
    else:
        confidence = _before_quotation(sentence, index, cue)
    relative = sentence.low(cue.index - 1) in ("who", "that", "which")
    if relative and (sentence.low(cue.index - 2) != "," or not cue.strong):
        confidence -= 22
    active = sentence.low(cue.index + 1) != "by"
    if active and sentence.low(cue.index - 1) in TO_BE and sentence.part(cue.index) in (Part.PARTICIPLE, Part.PAST):
        confidence -= 15 if cue.strong else 35
    return confidence


def _after_quotation(sentence: Sentence, index: int, cue: Cue, last: str) -> int:
    between = range(index + 1, cue.index)
    remarks = [at for at in between if sentence.is_quotation(at) and not is_work_inside(sentence, index, at)]
    if remarks or any(_leads_away(sentence, inner) for inner in between):
        return 0
    words = sum(sentence.words[inner].text[0].isalnum() for inner in between)
    ends_like_speech = last in ",?!." or sentence.low(index + 1) == ","
    if cue.kind is CueKind.ACCORDING:
        return 96 - words
    clause = sentence.low(index + 1) in _JOINS and sentence.low(cue.index - 1) != ","
    if clause and index > 0 and not (sentence.low(cue.end) in (".", "") and cue.end + 1 >= len(sentence)):
        return _NEW_CLAUSE
    if not words:
        follows_on = sentence.low(cue.index).endswith("ing")  # "X fired back: “...,” referring to it"
        return 45 if not ends_like_speech else _FOLLOWS_ON if follows_on else 100
    beside = ends_like_speech and sentence.part(cue.index) == Part.PAST and _verb_beside(sentence, index) == cue.index
    beside = beside and sentence.low(index - 1) not in TO_BE  # "after X said it was “...,” Y left"
    confidence = (95 if cue.strong else 85 if beside else 60) - words
    closes = index == 0 and sentence.low(cue.index) in SAID and sentence.low(cue.index - 1) == ","
    if not (ends_like_speech or last in "…—-" or closes):
        confidence -= 50
    if sentence.low(cue.index).endswith("ing"):
        confidence -= 25
    if any(sentence.part(inner) in FINITE and sentence.low(inner) not in _AUXILIARY_VERBS for inner in between):
        confidence -= 12
    return confidence


def _leads_away(sentence: Sentence, index: int) -> bool:
    """Return whether what follows belongs to the next quotation: "“...,” to which X replied, “...”"."""
    answers = sentence.low(index) in ("which", "whom") and sentence.low(index - 1) == "to"
    joined = sentence.low(index + 1) in ("and", "but")
    return answers or sentence.low(index) == ";" or (joined and sentence.low(index) in DASHES)


def _verb_beside(sentence: Sentence, index: int) -> int:
    """Return the index of a verb that only its subject separates from the quotation at `index`, or 0."""
    first = index + 1 + (sentence.low(index + 1) == ",")
    found = phrase_starting(sentence, first)
    if found is None or found.start != first:
        return 0
    verb = found.end
    while sentence.part(verb) == Part.ADVERB:
        verb += 1
    return verb if sentence.part(verb) in FINITE else 0


def _before_quotation(sentence: Sentence, index: int, cue: Cue) -> int:
    between = range(cue.end, index)
    penalty = 18 if any(sentence.is_quotation(inner) for inner in between) else 0
    words = sum(sentence.words[inner].text[0].isalnum() for inner in between)
    if cue.kind is CueKind.ACCORDING:
        return 55 - words - penalty
    pause = sentence.low(index - 1) in (":", ",")
    if _is_called(sentence, cue.index):
        return _CALLED
    if not words:
        return 92 + 3 * pause - penalty
    if not cue.strong and _is_beyond(sentence, index, cue, words):
        return 0
    confidence = (84 if cue.strong else 66) + 5 * pause - round(0.8 * words) - penalty
    confidence += 10 * (cue.strong and sentence.low(index - 1) == "that")
    if not cue.strong and any(sentence.part(inner) in FINITE for inner in between):
        confidence -= 20
    if _is_inserted(sentence, index, cue) or _is_in_description(sentence, index, cue):
        confidence -= 30
    return confidence - 10 if sentence.low(cue.index).endswith("ing") and not cue.strong else confidence


def _is_beyond(sentence: Sentence, index: int, cue: Cue, words: int) -> bool:
    """Return whether a quotation is too far from a verb of action, or opens a new clause with "but"."""
    far = words > _NEAR_ACTION and is_action_verb(sentence.low(cue.index)) and sentence.low(index - 1) != ":"
    far = far and not any(sentence.low(at) == "that" for at in range(cue.end, index))
    return far or (sentence.low(index - 1) in _JOINS and sentence.low(index - 2) == ",")


def _is_called(sentence: Sentence, index: int) -> bool:
    """Return whether a word that can be a noun too is the object of a verb before it: "calling postal voting “...”"."""
    if not (sentence.low(index).endswith("ing") or "N" in word_classes(sentence.low(index)).split("+")):
        return False
    for before in range(index - 1, max(-1, index - _LONGEST_CLAUSE), -1):
        if sentence.part(before) in (Part.MARK, Part.PRONOUN) or sentence.low(before) in RELATIVES:
            return False
        if sentence.low(before) in _CALLS and before < index - 1:
            return True
    return False


def _is_inserted(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether a cue is in a clause that ends before the quotation: "said that when X spoke, “...”"."""
    first = max(0, cue.index - _LONGEST_CLAUSE)
    opening = next((at for at in range(cue.index - 1, first, -1) if sentence.low(at) in _OPENS_CLAUSE), None)
    comma = next((at for at in range(cue.end, index) if sentence.low(at) == ","), None)
    if opening is None or comma is None:
        return False
    return sentence.low(opening - 1) == "that" or (sentence.low(opening - 1) == "," and comma < index - 1)


def _is_in_description(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether a gerund only describes the subject: "X's note suggesting that he had left was “...”"."""
    if sentence.part(cue.index) != Part.GERUND or sentence.part(cue.index - 1) != Part.NOUN:
        return False
    verbs = [at for at in range(cue.end, index) if sentence.part(at) in FINITE]
    return len(verbs) > 1 and sentence.low(verbs[-1]) in TO_BE


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
    """Return whether the sentence ends at `index`, or after "on Friday" or "in The Tollen Times"."""
    day = index + (sentence.low(index) in ("on", "late", "early"))
    index = day + 1 if is_time(sentence, day) else index
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
    if name.endswith(_DOMAINS):
        return True
    listed = phrase_list("sources/periodicals.txt")
    if according and (name in listed or name.removeprefix("The ") in listed or _CALL_SIGN.fullmatch(name)):
        return True
    return name in phrase_list("outlets.txt") or (
        sentence.low(cue.index) in _REPORTS and sentence.capitalised(speaker.head)
    )
