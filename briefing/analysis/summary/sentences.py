"""The sentences of one text that may tell a thread: without datelines, and understandable without their context."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.statements import Statement
from briefing.data.loader import alternatives, word_list
from briefing.model.spans import Span
from briefing.text.letters import without_accents

_FEWEST_WORDS, _MOST_WORDS = 8, 45
_FEWEST_ENDED = 14
_READ_SENTENCES = 30
"""So many sentences from the beginning of a text are considered: news puts the main point first."""

_LINKS_HEADING = re.compile(rf"^\s*{alternatives('summary/links_headings.txt')}\s*:?\s*$", re.IGNORECASE | re.MULTILINE)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w. ]{1,30})?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
    r"|(?:\[[A-Z][^\[\]\n]{1,40}\]\s+)(?:[A-Z][\w .,'’/-]{1,40}\s(?:—|–|--|-)\s+)?(?=[\"“A-Z0-9])"
    r"|[A-Z][A-Z .’'-]{2,30}(?:/[A-Z .]{2,30})?:\s+(?=[A-Z0-9])"
    r"|[^\n()]{0,60}\((?:[A-Z][\w. /-]{1,30})\)\s*(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
)
_UNRESOLVED = re.compile(alternatives("summary/unresolved_openings.txt"), re.IGNORECASE)
_BOILERPLATE_OPENING = re.compile(alternatives("summary/boilerplate_openings.txt"), re.IGNORECASE)
_BOILERPLATE_PHRASE = re.compile(alternatives("summary/boilerplate_phrases.txt"), re.IGNORECASE)
_ENDS = re.compile(r"[.!。！][\"”’»)]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|we['’]\w+|our|us|you|your)\b")
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
    """Its first sentences; None if they are to be found."""


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

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of its words."""
        return self.statement.stems

    @property
    def reprint(self) -> bool:
        """Return whether its text repeats another one."""
        return self.text.reprint


def read_sentences(text: NumberedText) -> Iterator[Sentence]:
    """Yield the first sentences of a text, without datelines."""
    end = _LINKS_HEADING.search(text.text)
    body = text.text[: end.start()] if end else text.text
    whole_text = len(body.strip())
    sentences = sentence_spans(text.text, _READ_SENTENCES) if text.sentences is None else text.sentences
    before_links = (sentence for sentence in sentences[:_READ_SENTENCES] if sentence.end <= len(body))
    for index, whole in enumerate(before_links):
        dateline = _DATELINE.match(body, whole.start, whole.end)
        span = Span(dateline.end(), whole.end) if dateline else whole
        sentence = span.cut(body)
        alone = whole.end - whole.start == whole_text
        usable = _stands_alone(sentence, text.title, ended=alone) and not _has_open_pronoun(text, span)
        names = dict(_full_names(text, span))
        introduced = frozenset(name for name, has_title in names.items() if has_title)
        yield Sentence(text.n, span, index, Statement.of(sentence), usable, text, frozenset(names), introduced)


def _has_open_pronoun(text: NumberedText, span: Span) -> bool:
    """Return whether "he" or "she" comes before any person that the sentence names; False if no person is known."""
    pronoun = _PRONOUN.search(text.text, span.start, span.end)
    if pronoun is None or not text.persons:
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


def _stands_alone(sentence: str, title: str, *, ended: bool = False) -> bool:
    """Return whether the sentence can be understood without its context.

    `ended` says that it is the whole text: many feeds give one sentence without its full stop.
    """
    words = sentence.split()
    complete = _ENDS.search(sentence) or (ended and sentence[-1:].isalnum() and len(words) >= _FEWEST_ENDED)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or not complete or _CUT_OFF.search(sentence):
        return False
    if sentence[0] in "\"“‘'(-–—•*[" or sentence[0].islower() or sentence.count("“") != sentence.count("”"):
        return False
    if sentence.count('"') % 2 or _UNRESOLVED.match(sentence) or _is_boilerplate(sentence):
        return False
    unquoted = QUOTED.sub(" ", sentence)
    if _FIRST_PERSON.search(unquoted) or len(unquoted.split()) < len(words) / 2:
        return False
    return sentence.rstrip(".").casefold() != title.rstrip(".").casefold()


def _is_boilerplate(sentence: str) -> bool:
    return bool(_BOILERPLATE_OPENING.match(sentence) or _BOILERPLATE_PHRASE.search(sentence))
