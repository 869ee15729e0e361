"""Noun phrases: the longest one that ends or begins at a given word, and names with a nickname between marks."""

from briefing.analysis.language.lexicon import (
    MONTHS_AND_NAMES,
    PARTICLES,
    can_speak,
    is_document,
    is_own_words,
    is_time_word,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quoted_sentences import NOMINAL, VERBS, Sentence
from briefing.frozen import dataclass

_MODIFIERS = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.NUMBER, Part.POSSESSIVE})
_INNER = _MODIFIERS | {Part.DETERMINER}
_LINKS = frozenset({"of", "for", "at", "with", "from", "in", "on", "to"})
_TIME_NOUNS = frozenset(
    {"morning", "afternoon", "evening", "night", "week", "month", "year", "weekend", "summer", "winter"}
)
_BEFORE_TIMES = frozenset({"this", "last", "next", "earlier"})
_BEFORE_MONTHS = frozenset({"in", "on", "last", "next", "early", "late", "since", "until", "by", "of", "this", "mid"})
_NOT_IN_NAMES = frozenset({Part.PREPOSITION, Part.CONJUNCTION, Part.WH, Part.ADVERB, Part.PRONOUN, Part.TO})
FUNCTION_WORDS = frozenset({Part.DETERMINER, Part.PRONOUN, Part.PREPOSITION, Part.CONJUNCTION, Part.WH, Part.MARK})
_MARKS = frozenset({"“", "”", '"', "''", "``"})
_LONGEST_NICKNAME = 3
"""Words that a nickname may have."""
_QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `start` up to `end` of a sentence, as one noun phrase; `head` is the index of its head noun."""

    start: int
    end: int
    head: int


def is_time(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` is a day or month ("May" only in a date)."""
    low = sentence.low(index)
    if low in MONTHS_AND_NAMES:
        dated = sentence.part(index + 1) == Part.NUMBER or sentence.low(index - 1) in _BEFORE_MONTHS
        return sentence.capitalised(index) and dated
    return is_time_word(low) or (low in _TIME_NOUNS and _dates(sentence.low(index - 1)))


def is_until_time(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` is the "until" of "until March", "until last year" or "until 2019"."""
    times = (at for at in (index + 1, index + 2) if is_time(sentence, at) or sentence.part(at) == Part.NUMBER)
    return sentence.low(index) == "until" and any(times)


def _dates(before: str) -> bool:
    return before in _BEFORE_TIMES or is_time_word(before)


def phrase_ending(sentence: Sentence, last: int, first: int = 0) -> Phrase | None:
    """Return the longest noun phrase that ends with the word at `last` and begins at `first` or later, or None."""
    last = _before_bracket(sentence, last, first)
    if last < first or sentence.is_quotation(last):
        return None
    if sentence.part(last) == Part.PRONOUN:
        return Phrase(last, last + 1, last)
    if not _may_end(sentence, last):
        return None
    start, head = _base_before(sentence, last, first)
    if start > last:
        return None
    while (link := start - 1) > first and _links(sentence, link):
        further, earlier_head = _base_before(sentence, link - 1, first)
        if further >= link:
            break
        start, head = further, earlier_head
    return Phrase(start, last + 1, head)


def phrase_starting(sentence: Sentence, first: int, end: int | None = None) -> Phrase | None:
    """Return the longest noun phrase that begins at `first`, leading adverbs and days skipped, or None."""
    end = len(sentence) if end is None else end
    while first < end and (is_time(sentence, first) or sentence.part(first) == Part.ADVERB):
        first += 1
    if first >= end or sentence.is_quotation(first):
        return None
    if sentence.part(first) == Part.PRONOUN:
        return Phrase(first, first + 1, first)
    after, head = _base_after(sentence, first, end)
    if after == first:
        return None
    while after + 1 < end and _links_on(sentence, after, head):
        further, _ = _base_after(sentence, after + 1, end)
        if further == after + 1:
            break
        after = further
    return Phrase(first, after, head)


def _before_bracket(sentence: Sentence, last: int, first: int) -> int:
    if sentence.low(last) != ")":
        return last
    while last > first and sentence.low(last) != "(":
        last -= 1
    return last - 1


def _may_end(sentence: Sentence, last: int) -> bool:
    part = sentence.part(last)
    return (part in _INNER and part != Part.POSSESSIVE) or (sentence.capitalised(last) and part not in _NOT_IN_NAMES)


def _is_inner(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` may stand inside a noun phrase."""
    if sentence.is_quotation(index) or is_time(sentence, index):
        return False
    part = sentence.part(index)
    if part in _INNER:
        return True
    if sentence.low(index) in PARTICLES and sentence.capitalised(index - 1) and sentence.capitalised(index + 1):
        return True
    if part in (Part.PARTICIPLE, Part.GERUND):
        return sentence.part(index - 1) in _INNER and sentence.part(index + 1) in _INNER
    return part not in _NOT_IN_NAMES and part not in VERBS and part != Part.MARK and sentence.capitalised(index)


def _joins(sentence: Sentence, index: int) -> bool:
    """Return whether "and" at `index` joins two capitalised names."""
    return sentence.low(index) in ("and", "&") and sentence.capitalised(index - 1) and sentence.capitalised(index + 1)


def _base_before(sentence: Sentence, last: int, first: int) -> tuple[int, int]:
    """Return (start, head) of the phrase without links that ends at `last`; start > last if there is none."""
    index = last
    while index >= first:
        if _joins(sentence, index) and index < last:
            index -= 1
        elif not (
            _is_inner(sentence, index) or (index == last and _may_end(sentence, index) and not is_time(sentence, index))
        ):
            break
        elif sentence.part(index) == Part.DETERMINER:
            index -= 1
            break
        else:
            index -= 1
    start = index + 1
    while start < last and sentence.part(start) in (Part.POSSESSIVE, Part.CONJUNCTION):
        start += 1
    return start, _head(sentence, start, last + 1)


def _base_after(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    """Return (end, head) of the phrase without links that begins at `first`; end == first if there is none."""
    index = first
    while index < end:
        if index > first and _joins(sentence, index):
            index += 1
            continue
        if not _is_inner(sentence, index) and not (
            index == first and sentence.part(index) in (Part.PARTICIPLE, Part.GERUND)
        ):
            break
        if index > first and sentence.part(index) == Part.DETERMINER and sentence.part(index - 1) != Part.DETERMINER:
            break
        index += 1
    if index < end and index > first and sentence.part(index - 1) == Part.DETERMINER and index - first == 1:
        return index, first
    return index, _head(sentence, first, index)


def _head(sentence: Sentence, start: int, end: int) -> int:
    for index in range(end - 1, start - 1, -1):
        if sentence.part(index) in NOMINAL:
            return index
    return end - 1


def _links(sentence: Sentence, link: int) -> bool:
    """Return whether the preposition at `link` ties a phrase to the noun before it: any "of", others after a role."""
    before = sentence.part(link - 1) in NOMINAL
    if sentence.low(link) == "for" and sentence.part(link - 1) == sentence.part(link + 1) == Part.NAME:
        return any(start < link < end for start, end in sentence.bodies)  # "Doctors for Tollen"
    if _leads_to_text(sentence, link):
        return False
    return before and (
        sentence.low(link) == "of" or (sentence.low(link) in _LINKS and can_speak(sentence.low(link - 1)))
    )


def _links_on(sentence: Sentence, link: int, head: int) -> bool:
    low = sentence.low(link)
    if is_time(sentence, link + 1) or sentence.is_quotation(link + 1):
        return False
    if low == "of":
        return True
    if _leads_to_text(sentence, link):
        return False
    return (
        low in ("for", "at", "with", "from", "in")
        and sentence.part(head) == Part.NOUN
        and can_speak(sentence.low(head))
    )


def _leads_to_text(sentence: Sentence, link: int) -> bool:
    """Return whether "in" at `link` says where somebody spoke: "the army in a statement"."""
    text = sentence.part(link + 1) == Part.DETERMINER and is_document(sentence.low(link + 2))
    return text and sentence.low(link) == "in"


def is_inverted(sentence: Sentence, index: int) -> bool:
    """Return whether the verb at `index` follows a quotation directly, so that its subject may follow it."""
    before = index - 1
    return (
        index == 0
        or sentence.is_quotation(before)
        or (sentence.low(before) == "," and sentence.is_quotation(before - 1))
    )


def document_of_others(sentence: Sentence, noun: int) -> Phrase | None:
    """Return the document with its `noun` in "he cited a Tollen Post article calling them": it is not the subject's."""
    found = phrase_ending(sentence, noun)
    if found is None or sentence.part(noun) != Part.NOUN:
        return None
    named = any(sentence.capitalised(at) for at in range(found.start + 1, noun))
    return found if named or sentence.low(found.start - 1) in _QUOTES else None


def quoted_person(sentence: Sentence, verb: int) -> Phrase | None:
    """Return X of "the agency quoted X as saying", with either verb at `verb`."""
    if sentence.low(verb - 1) == "as" and sentence.part(verb) == Part.GERUND:
        found = phrase_ending(sentence, verb - 2)
        return found if found and sentence.low(found.start - 1) in _QUOTES else None
    if sentence.low(verb) not in _QUOTES:
        return None
    found = phrase_starting(sentence, verb + 1)
    if found is not None and found.start == verb + 1 and sentence.low(found.end) == ",":
        apposed = phrase_starting(sentence, found.end + 1)  # "quoted the governor, X, as saying"
        closed = apposed is not None and sentence.low(apposed.end) == "," and sentence.capitalised(apposed.head)
        return apposed if apposed and closed and sentence.low(apposed.end + 1) == "as" else None
    return found if found and found.start == verb + 1 and sentence.low(found.end) == "as" else None


def sender_before(sentence: Sentence, last: int) -> Phrase | None:
    """Return the council of "an email from the council", which ends with the word at `last`."""
    found = phrase_ending(sentence, last)
    if found is None:
        return None
    links = (at for at in range(last - 1, found.start - 2, -1) if sentence.low(at) == "from")
    link = next((at for at in links if is_own_words(sentence.low(at - 1))), None)
    return Phrase(link + 1, last + 1, last) if link is not None else None


def over_nickname(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the range of a name with the nickname beside it and the name on the other side of that."""
    closing = _mark_after(sentence, end)
    if closing and sentence.capitalised(closing + 1):
        return start, closing + 2
    opening = _mark_before(sentence, start - 1)
    if opening and sentence.capitalised(opening - 1) and sentence.part(opening - 1) not in FUNCTION_WORDS:
        return opening - 1, end
    return start, end


def _mark_after(sentence: Sentence, opening: int) -> int:
    """Return the index of the mark that closes the one at `opening`, or 0."""
    if not _is_mark(sentence, opening):
        return 0
    return next((at for at in range(opening + 2, opening + _LONGEST_NICKNAME + 2) if _is_mark(sentence, at)), 0)


def _mark_before(sentence: Sentence, closing: int) -> int:
    """Return the index of the mark that opens the one at `closing`, or 0."""
    if closing < 2 or not _is_mark(sentence, closing):
        return 0
    first = max(0, closing - _LONGEST_NICKNAME - 1)
    return next((at for at in range(closing - 2, first - 1, -1) if _is_mark(sentence, at)), 0)


def _is_mark(sentence: Sentence, index: int) -> bool:
    """Return whether there is a mark at `index` that belongs to no quotation."""
    return sentence.low(index) in _MARKS and not sentence.is_quotation(index)
