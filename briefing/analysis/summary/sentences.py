"""The sentences of one text that a narrative may use: without datelines, and clear without their context."""

import re
from collections.abc import Iterator
from datetime import datetime

from briefing.analysis.language.lexicon import is_role, is_saying
from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.statements import Statement
from briefing.data.loader import alternatives, word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span
from briefing.text.letters import without_accents

_FEWEST_WORDS, _MOST_WORDS = 8, 45
_FEWEST_ENDED = 14
_FEWEST_LEFT = 11
"""A sentence that the feed cuts off is usable if at least this many words of whole clauses precede the cut."""
_READ_SENTENCES = 30
"""The number of sentences considered from the beginning of a text: news puts the main point first."""

_LINKS_HEADING = re.compile(rf"^\s*{alternatives('summary/links_headings.txt')}\s*:?\s*$", re.IGNORECASE | re.MULTILINE)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w. ]{1,30})?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
    r"|(?:\[[A-Z][^\[\]\n]{1,40}\]\s+)(?:[A-Z][\w .,'’/-]{1,40}\s(?:—|–|--|-)\s+)?(?=[\"“A-Z0-9])"
    r"|[A-Z][A-Z .’'-]{2,30}(?:/[A-Z .]{2,30})?:\s+(?=[A-Z0-9])"
    r"|[^\n()]{0,60}\((?:[A-Z][\w. /-]{1,30})\)\s*(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
)
_UNRESOLVED = re.compile(alternatives("summary/unresolved_openings.txt"), re.IGNORECASE)
_BOILERPLATE_OPENING = re.compile(alternatives("summary/boilerplate_openings.txt"), re.IGNORECASE)
_BOILERPLATE_PHRASE = re.compile(alternatives("summary/boilerplate_phrases.txt"))
_DROPPED = re.compile(rf",\s+(?={alternatives('summary/dropped_clauses.txt')})", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"(?:,|\s[–—-])? according to [^“”\"]*$"
    r"|, [^,“”\"]{2,80} (?:said|says|told [\w .]{2,40}|announced|reported)\b[^,“”\"]{0,60}$"
)
_ENDS = re.compile(r"[.!。！][\"”’»)]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|we['’]\w+|our|us|you|your)\b")
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True, slots=True)
class NumberedText:
    """One story's text with its number in the source list; a `reprint` repeats an earlier story.

    `persons` are the spans that name persons, with or without a title.
    """

    n: int
    title: str
    text: str
    published: datetime | None
    reprint: bool = False
    persons: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] | None = None
    """Its first sentences; None if they have not been found yet."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; `index` counts from 0, and `usable` says whether it can be understood alone."""

    n: int
    span: Span
    index: int
    statement: Statement
    usable: bool
    text: NumberedText
    full_names: frozenset[str]
    """The last words of the names of persons that it gives in full."""
    introduced: frozenset[str]
    """Those of them that have a title or role before them."""
    core: frozenset[str]
    """The stems of what it reports, without who says so: "…, the police said"."""
    ended: bool
    """Whether it ends with a full stop, as the sentence of a summary often does not."""

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of its words."""
        return self.statement.stems

    @property
    def reprint(self) -> bool:
        """Return whether its text repeats another one."""
        return self.text.reprint


def read_sentences(text: NumberedText) -> Iterator[Sentence]:
    """Yield the first sentences of a text, without datelines and without the remains of a clause that was cut off."""
    end = _LINKS_HEADING.search(text.text)
    body = text.text[: end.start()] if end else text.text
    whole_text = len(body.strip())
    sentences = sentence_spans(text.text, _READ_SENTENCES) if text.sentences is None else text.sentences
    before_links = (sentence for sentence in sentences[:_READ_SENTENCES] if sentence.end <= len(body))
    for index, whole in enumerate(before_links):
        dateline = _DATELINE.match(body, whole.start, whole.end)
        begun = Span(dateline.end(), whole.end) if dateline else whole
        span = _without_cut_end(body, begun)
        alone = whole.end - whole.start == whole_text
        unended = _FEWEST_LEFT if span != begun else _FEWEST_ENDED if alone else _MOST_WORDS + 1
        yield _sentence(text, span, index, unended)


def _sentence(text: NumberedText, span: Span, index: int, unended: int) -> Sentence:
    words = span.cut(text.text)
    usable = not _has_open_pronoun(text, span) and _stands_alone(words, text.title, unended)
    names = dict(_full_names(text, span))
    statement = Statement(words)
    attribution = _ATTRIBUTION.search(words)
    return Sentence(
        n=text.n,
        span=span,
        index=index,
        statement=statement,
        usable=usable,
        text=text,
        full_names=frozenset(names),
        introduced=frozenset(name for name, has_title in names.items() if has_title),
        core=Statement(words[: attribution.start()]).stems if attribution else statement.stems,
        ended=bool(_ENDS.search(words)),
    )


def _without_cut_end(text: str, span: Span) -> Span:
    """Return the clauses before the cut of a sentence that ends in "…"; the whole sentence if no clause is left."""
    cut = _CUT_OFF.search(text, span.start, span.end)
    if cut is None:
        return span
    head = text[span.start : cut.start()].rstrip()
    words = head.rstrip(",;:–—- ").split()
    if head[-1:] not in tuple(",;") and not (words and is_saying(words[-1].lower())):
        dropped = list(_DROPPED.finditer(head))
        head = head[: dropped[-1].start()] if dropped else ""
    kept = head.rstrip(",;:–—- ")
    return Span(span.start, span.start + len(kept)) if len(kept.split()) >= _FEWEST_LEFT else span


def _has_open_pronoun(text: NumberedText, span: Span) -> bool:
    """Return whether "he" or "she" comes before any person that the sentence names or describes.

    Return False if no person is known.
    """
    pronoun = _PRONOUN.search(text.text, span.start, span.end)
    if pronoun is None or not text.persons:
        return False
    before = text.text[span.start : pronoun.start()].casefold()
    if any(is_role(word) or word in word_list("language/generic_persons.txt") for word in _WORD.findall(before)):
        return False
    return not any(span.start <= person.start < pronoun.start() for person in text.persons)


def _full_names(text: NumberedText, span: Span) -> Iterator[tuple[str, bool]]:
    """Yield the last word of each person that the sentence names in full, and whether a title is before the name."""
    for person in text.persons:
        if span.start <= person.start and person.end <= span.end:
            words = person.cut(text.text).split()
            before = text.text[span.start : person.start].split()[-1:]
            if len(words) > 1:
                yield (
                    without_accents(words[-1]).casefold(),
                    bool(before) and before[0][:1].isalpha() and _is_title(before[0]),
                )


def _is_title(word: str) -> bool:
    return word[0].isupper() or word.casefold() in word_list("tagger/role_nouns.txt")


def _stands_alone(sentence: str, title: str, unended: int) -> bool:
    """Return whether the sentence can be understood without its context.

    Without a full stop it must have `unended` words or more: many feeds give one sentence without it, or cut it off.
    """
    words = sentence.split()
    complete = _ENDS.search(sentence) or (sentence[-1:].isalnum() and len(words) >= unended)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or not complete or _CUT_OFF.search(sentence):
        return False
    if sentence[0] in "\"“‘'(-–—•*[" or sentence[0].islower() or not _closes_quotes(sentence):
        return False
    if _UNRESOLVED.match(sentence) or sentence.rstrip(".").casefold() == title.rstrip(".").casefold():
        return False
    unquoted = QUOTED.sub(" ", sentence)
    if _FIRST_PERSON.search(unquoted) or len(unquoted.split()) < len(words) / 2:
        return False
    return not _is_boilerplate(sentence)


def _closes_quotes(sentence: str) -> bool:
    """Return whether every quotation that is opened is closed, perhaps with the other kind of mark: “so"."""
    opened, closed, straight = (sentence.count(mark) for mark in '“”"')
    return opened >= closed and (opened - closed <= straight) and (straight - (opened - closed)) % 2 == 0


def _is_boilerplate(sentence: str) -> bool:
    return bool(_BOILERPLATE_OPENING.match(sentence) or _BOILERPLATE_PHRASE.search(sentence.lower()))
