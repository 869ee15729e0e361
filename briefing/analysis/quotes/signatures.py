"""Signatures: names that are the source of a quotation without a verb of speech beside it."""

from briefing.analysis.language.appositions import DASHES
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.persons import Mention
from briefing.analysis.language.phrases import Phrase, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.quotes.cues import Cue, CueKind, find_cues
from briefing.analysis.quotes.subjects import sentence_subject

_SO = frozenset({"so", "thus"})
_THINGS = frozenset({"this", "that", "these", "those", "which"})
_LONGEST = 14
"""Words of a sentence that ends with a dash and the name of the source."""


def signature_after(sentence: Sentence, index: int) -> Phrase | None:
    """Return X of "“...” – X" at the end of a sentence, with the quotation at `index`."""
    if sentence.low(index + 1) not in DASHES or len(sentence) - index > _LONGEST:
        return None
    return _signature(sentence, index + 2)


def signed_by_person(sentence: Sentence, people: People, index: int) -> Phrase | None:
    """Return X of "“...” – X, manager": a quotation that a person signs, with more after the name."""
    if sentence.low(index + 1) not in DASHES or sentence.low(index - 1) in (":", ","):
        return None
    named = people.at(sentence.number, index + 2)
    if named is None or named[1].start != index + 2 or sentence.part(named[1].end) in FINITE:
        return None
    signed = phrase_starting(sentence, index + 2)
    end = people.within(sentence.number, index + 2, signed.end)[-1][1].end if signed else named[1].end
    return Phrase(named[1].start, end, end - 1)


def signature_below(sentence: Sentence, following: Sentence, people: People) -> Phrase | None:
    """Return the name after a dash, or below a pull quote, in the sentence `following` a quotation."""
    if len(following) > _LONGEST:
        return None
    if following.low(0) in DASHES:
        return _signature(following, 1)
    named = people.at(following.number, 0)  # a pull quote: "Ann Lee, Northwire" in the line after it
    if named is None or following.paragraph == sentence.paragraph or named[1].end - named[1].start == 1:
        return None
    plain = following.low(named[1].end) in (",", "") and not any(part in FINITE for part in following.parts)
    return _signature(following, 0) if plain and not following.quotations else None


def named_before_dash(sentence: Sentence, people: People, index: int) -> Phrase | None:
    """Return X of "many have said so, including X -- “...” -- and Y"."""
    if sentence.low(index - 1) not in DASHES or sentence.low(index + 1) not in DASHES:
        return None
    named = people.at(sentence.number, index - 2)
    return _whole(named[1]) if named is not None and named[1].end == index - 1 else None


def so_said(following: Sentence, people: People) -> Phrase | None:
    """Return X of "So wrote X, a clerk," and of "With these words, X left," which follow a quotation."""
    if following.low(0) in ("with", "in") and following.low(1) == "these" and following.low(2) == "words":
        return sentence_subject(following, people)
    cue = next(iter(find_cues(following)), None)
    if following.low(0) not in _SO or cue is None or cue.index != 1 or following.part(1) not in FINITE:
        return None
    return phrase_starting(following, 2)


def named_on_subject(sentence: Sentence, people: People, index: int) -> Phrase | None:
    """Return X of "X on the plan: “...”", with the quotation at `index`."""
    named = people.at(sentence.number, 0)
    if named is None or sentence.low(named[1].end + (sentence.low(named[1].end) == ",")) != "on":
        return None
    verbs = any(sentence.part(at) in FINITE for at in range(named[1].end, index))
    return None if verbs else _whole(named[1])


def according_before(sentence: Sentence, subject: Phrase) -> Cue | None:
    """Return the cue of "according to X, Y is considering it", with the `subject` Y."""
    before = [each for each in find_cues(sentence) if each.index < subject.start]
    return before[-1] if before and before[-1].kind is CueKind.ACCORDING else None


def is_outweighed(sentence: Sentence, cue: Cue) -> bool:
    """Return whether ", X said" at the end outweighs the verb before a quotation: it is unsure, or "this" does it."""
    subject = cue.index - 1
    while sentence.part(subject) in (Part.ADVERB, Part.MODAL):
        subject -= 1
    return not cue.strong or sentence.low(subject) in _THINGS


def _whole(mention: Mention) -> Phrase:
    return Phrase(mention.start, mention.end, mention.end - 1)


def _signature(sentence: Sentence, first: int) -> Phrase | None:
    name = phrase_starting(sentence, first)
    if name is None or not sentence.capitalised(name.start) or sentence.part(name.start) == Part.DETERMINER:
        return None
    return name
