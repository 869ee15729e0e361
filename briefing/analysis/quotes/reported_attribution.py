"""Tellers: who says a quotation whose nearest verb only passes it on, or tells a deed of somebody else."""

from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.words import is_deed, is_document
from briefing.analysis.quotes.cues import Cue, CueKind, cue_before
from briefing.analysis.quotes.postposed_attribution import is_report
from briefing.analysis.quotes.subjects import find_subject, may_speak

_REPORTED = 50
"""What a cue before a quotation must be worth to outdo ", the Post reported" behind it."""


def find_reporting_cue(
    sentence: Sentence, people: People, index: int, cue: Cue, subject: Phrase | None, quoted: Quoted, text: str
) -> tuple[int, Cue, Phrase] | None:
    """Return (confidence, cue, speaker) of the verb before the quotation at `index` that outdoes `cue`, or None."""
    if subject is None:
        return None
    behind = cue.index > index and _passes_on(sentence, cue, subject)
    if not behind and not _is_told_of(sentence, people, index, cue, subject):
        return None
    earlier, told = cue_before(sentence, index, quoted, text)
    if told is None or earlier < _REPORTED or (not behind and not _leads_to(sentence, told, subject)):
        return None
    teller = find_subject(sentence, people, told)
    return (earlier, told, teller) if teller is not None else None


def _passes_on(sentence: Sentence, cue: Cue, subject: Phrase) -> bool:
    """Return whether an outlet or a paper behind the quotation only reports: "according to a statement"."""
    paper = cue.kind is CueKind.ACCORDING and is_document(sentence.low(subject.head))
    return paper or is_report(sentence, cue, subject)


def _is_told_of(sentence: Sentence, people: People, index: int, cue: Cue, subject: Phrase) -> bool:
    """Return whether the verb before a quotation says nothing: a deed, or what has no voice does it."""
    if cue.strong or cue.index > index:
        return False
    return is_deed(sentence.low(cue.index)) or not may_speak(sentence, people, subject)


def _leads_to(sentence: Sentence, told: Cue, subject: Phrase) -> bool:
    """Return whether a clause that begins with `subject` is what `told` tells: "says (that) the council has made"."""
    first = told.end + (sentence.low(told.end) == "that")
    return first == subject.start
