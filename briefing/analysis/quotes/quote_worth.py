"""The worth of a quote among those of its thread: whether to show it, its weight, and what puts it forward or back."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from math import log2

from briefing.analysis.language.lexicon import AUXILIARIES
from briefing.analysis.quotes.collate import CollatedQuote
from briefing.analysis.quotes.thread_focus import (
    Focus,
    is_outlet_name,
    signed_for,
    speaker_of,
    stop_words,
    words_of,
)
from briefing.data.loader import list_lines, word_list
from briefing.model.quote import Ground, Quote, QuoteKind

_FEWEST_WORDS, _FRAGMENT, _SHORT_SENTENCE = 3, 8, 4
"""A part of a sentence with fewer words than the second says little alone, with fewer than the first nothing. So does a
whole sentence of at most so many words as the third."""
_CLAUSE = 20
"""A part of a sentence that begins with a conjunction or preposition must have so many words to be understood."""
_SENTENCE = 5
"""A sentence without a speaker must have so many words."""
_FEWEST_CONTENT_WORDS, _ENOUGH_CONTENT_WORDS = 2, 3
"""A sentence with fewer content words than the first number says nothing alone, with fewer than the second little, and
nothing if it points back, speaks to somebody or asks. Words of the titles count twice."""
_ADDRESSED = frozenset({"you", "your"})
_BEFORE = 30
"""Characters before a quote that hold the last word before it."""
_SHORT_TEXT = 2000
"""Characters of a text in which the position of a quote says little."""
_EARLY, _LATE, _FEWEST_SHARED = 0.2, 0.35, 2
"""Before the first share of its text a quote is early; after the second it needs so many words of the titles around."""
_SHORT_DESCRIPTOR = 2
"""A descriptor of so many words does not say whose spokesman or which letter it is."""
_LONG = 45
"""A quote of more words leaves no room for others."""
_FEW_WORDS, _MANY_WORDS = 7, 16
_LONGEST = 80
_MOST_CLOSENESS = 1.0
_CLOSE = 0.3
"""A quote with words of the titles that weigh so much is close to the event."""
_MOST_LATE = 1.5
"""What a quote loses at the end of its text; news puts first what matters most."""
_UNCLEAR_ALONE = 0.4
"""What a quote loses that begins with a word that points back or with a verb that lacks its subject."""
_EMPTY_SHARE = 0.22
"""A quote says little if a smaller share of its words than this are content words."""
_BACK = {Ground.COMMENTATOR: 2}
"""Points by which a ground puts a quote back, if not one."""


class Worth(IntEnum):
    """Whether a quote is worth reading beside others, the best first."""

    FULL = 0
    SLIGHT = 1
    """A part of a sentence, or a sentence with few content words."""
    ASIDE = 2
    """It stands late in its text, and nothing around it has words of the titles."""
    FRAGMENT = 3
    NO_SPEAKER = 4
    PRESS_REVIEW = 5
    EMPTY = 6
    """A sentence that says nothing without the words before it."""
    NONE = 7


def said_in(quote: Quote, text: str) -> str:
    """Return the quoted words."""
    return " ".join(span.cut(text) for span in quote.spans)


def content_words(words: Iterable[str]) -> list[str]:
    """Return the words that say something about an event; a contraction counts as its first part."""
    light = _light_words()
    return [word for word in words if word not in light and word.partition("'")[0] not in light]


def is_trite(quote: Quote, text: str) -> bool:
    """Return whether a quote has a platitude."""
    return _platitudes_in(said_in(quote, text)) > 0


def worth_of(collated: CollatedQuote, focus: Focus) -> Worth:
    """Return whether a quote is worth reading among those of its thread."""
    text, quote = focus.texts[collated.lead], collated.quote
    if focus.is_stray(collated) or _only_reports(collated, text):
        return Worth.NONE
    if quote.name is None:
        return Worth.NO_SPEAKER if _is_sentence(quote, text) else Worth.NONE
    if collated.independent > 1:
        return Worth.FULL
    said = said_in(quote, text)
    words = words_of(said)
    if len(words) < _FEWEST_WORDS or (_needs_the_words_before(quote, text) and len(words) < _CLAUSE):
        return Worth.NONE
    partial = quote.kind is QuoteKind.PARTIAL
    if not partial and (_is_empty(said, focus) or _asks_back(words)):
        return Worth.NONE if quote.unnamed else Worth.EMPTY
    if _is_fragment(quote, text):
        return Worth.NONE if quote.unnamed else Worth.FRAGMENT
    if collated.lead in focus.digests and (partial or signed_for(quote, text)):
        return Worth.PRESS_REVIEW
    if _is_aside(quote, text, focus):
        return Worth.NONE if _comments_only(quote, text, focus) else Worth.ASIDE
    slight = _is_part(quote, text) or _content_of(said, focus) < _ENOUGH_CONTENT_WORDS
    return Worth.SLIGHT if slight else Worth.FULL


def weight_of(collated: CollatedQuote, focus: Focus) -> float:
    """Return how important a quote is among those of its thread."""
    text, quote = focus.texts[collated.lead], collated.quote
    said = said_in(quote, text)
    words = words_of(said)
    return (
        1.2 * log2(collated.independent)
        + _speaker_weight(quote)
        + _part_weight(quote, text, focus)
        + min(_MOST_CLOSENESS, _closeness(words, focus))
        + _length_weight(len(said.split()))
        + (0.4 if quote.kind is QuoteKind.DIRECT else 0.0)
        - _platitude_weight(said, words)
        - (_UNCLEAR_ALONE if words and words[0] in _linking_openings() else 0.0)
        - _MOST_LATE * _lateness(quote, text)
    )


def merits_of(collated: CollatedQuote, focus: Focus) -> Iterator[Ground]:
    """Yield what puts a quote forward."""
    text, quote = focus.texts[collated.lead], collated.quote
    if collated.independent > 1:
        yield Ground.SEVERAL_OUTLETS
    if quote.name is not None and not quote.unnamed:
        yield Ground.ROLE if quote.role is not None else Ground.NAME
        if _is_in_titles(words_of(speaker_of(quote, text)), focus):
            yield Ground.SPEAKER_IN_TITLE
    if _closeness(words_of(said_in(quote, text)), focus) >= _CLOSE:
        yield Ground.TITLE_WORDS
    if len(text) >= _SHORT_TEXT and _lateness(quote, text) < _EARLY:
        yield Ground.EARLY


def setbacks_of(collated: CollatedQuote, focus: Focus) -> Iterator[Ground]:
    """Yield what puts a quote back among the first quotes of speakers, and among their second ones and so on."""
    text, quote = focus.texts[collated.lead], collated.quote
    if _comments_only(quote, text, focus):
        yield Ground.COMMENTATOR
    if is_trite(quote, text):
        yield Ground.PLATITUDE
    alone, count = collated.independent == 1, len(words_of(said_in(quote, text)))
    if alone and count > _LONG:
        yield Ground.LONG
    if collated.lead in focus.digests:
        yield Ground.PRESS_REVIEW
    if (alone or count < _FRAGMENT) and _is_part(quote, text):
        yield Ground.PART
    if quote.unnamed and (quote.kind is QuoteKind.PARTIAL or _says_little_of_the_speaker(collated, text)):
        yield Ground.NO_NAME


def delay_of(setbacks: Iterable[Ground]) -> int:
    """Return by how many points grounds put a quote back."""
    return sum(_BACK.get(ground, 1) for ground in setbacks)


def _only_reports(collated: CollatedQuote, text: str) -> bool:
    """Return whether the speaker is an outlet that says it alone, or that another text does not name as the speaker."""
    if not is_outlet_name(speaker_of(collated.quote, text)):
        return False
    return collated.independent == 1 or any(copy.quote.name is None for copy in collated.copies)


def _is_sentence(quote: Quote, text: str) -> bool:
    return quote.kind is QuoteKind.DIRECT and len(said_in(quote, text).split()) >= _SENTENCE


def _is_part(quote: Quote, text: str) -> bool:
    return quote.kind is QuoteKind.PARTIAL or quote.spans[0].cut(text)[:1].islower()


def _needs_the_words_before(quote: Quote, text: str) -> bool:
    """Return whether a part of a sentence begins with a conjunction, a relative pronoun or a preposition."""
    words = words_of(said_in(quote, text))
    return _is_part(quote, text) and words[0] in word_list("quotes/dependent_openings.txt")


def _is_fragment(quote: Quote, text: str) -> bool:
    """Return whether a part of a sentence lacks its subject or is short, or a sentence is very short or full of
    platitudes.
    """
    said = said_in(quote, text)
    count = len(words_of(said))
    if quote.kind is QuoteKind.PARTIAL:
        return count < _FRAGMENT or _platitudes_in(said) > 0 or _lacks_subject(quote, text)
    return count <= _SHORT_SENTENCE or _platitudes_in(said) > 1


def _lacks_subject(quote: Quote, text: str) -> bool:
    """Return whether a part of a sentence begins with its verb."""
    before = words_of(text[max(0, quote.start - _BEFORE) : quote.start])[-1:]
    first = words_of(quote.spans[0].cut(text))[:1]
    verbs = word_list("quotes/before_a_verb.txt")
    return not (AUXILIARIES.isdisjoint(first) and verbs.isdisjoint((*before, *first)))


def _content_of(said: str, focus: Focus) -> int:
    """Return the number of content words of a sentence, platitudes left out."""
    low = said.lower().replace("’", "'")
    for phrase in _platitudes():
        low = low.replace(phrase, " ")
    words = words_of(low)
    return len(content_words(words)) + sum(word in focus.centre for word in words)


def _is_empty(said: str, focus: Focus) -> bool:
    """Return whether a sentence says nothing without the words before it."""
    first = words_of(said)[0].partition("'")[0]
    dependent = first in _linking_openings() or first in _ADDRESSED or said.rstrip().endswith("?")
    return _content_of(said, focus) < (_ENOUGH_CONTENT_WORDS if dependent else _FEWEST_CONTENT_WORDS)


def _asks_back(words: Sequence[str]) -> bool:
    """Return whether a quote is a question to the person spoken to."""
    return words[0] in AUXILIARIES and not _ADDRESSED.isdisjoint(words)


def _lateness(quote: Quote, text: str) -> float:
    """Return how late a quote stands in its text, 0 to 1; in a short text nothing is late."""
    return quote.start / max(_SHORT_TEXT, len(text))


def _is_aside(quote: Quote, text: str, focus: Focus) -> bool:
    """Return whether a quote stands late in its text, and what is around it has few words of the titles."""
    if _lateness(quote, text) < _LATE:
        return False
    before = [line for line in text[: quote.start].split("\n") if line.strip()][-2:]
    around = " ".join((*before, text[quote.start : quote.end], text[quote.end :].partition("\n")[0]))
    return len(focus.centre.keys() & set(words_of(around))) < _FEWEST_SHARED


def _says_little_of_the_speaker(collated: CollatedQuote, text: str) -> bool:
    return collated.independent == 1 and len(words_of(speaker_of(collated.quote, text))) <= _SHORT_DESCRIPTOR


def _comments_only(quote: Quote, text: str, focus: Focus) -> bool:
    """Return whether the speaker comments on the event without taking part: an analyst whom no title names."""
    if quote.name is None:
        return False
    name = words_of(speaker_of(quote, text))
    role = set(words_of(quote.role.cut(text))) if quote.role else set()
    return not word_list("quotes/commentators.txt").isdisjoint(role or name) and not _is_in_titles(name, focus)


def _is_in_titles(name: Sequence[str], focus: Focus) -> bool:
    return bool(name) and name[-1] in focus.centre


def _closeness(words: Iterable[str], focus: Focus) -> float:
    return sum(focus.centre.get(word, 0.0) for word in set(words))


def _speaker_weight(quote: Quote) -> float:
    if quote.name is None:
        return 0.0
    if quote.unnamed:
        return 0.5
    return 1.2 if quote.role is not None else 0.8


def _part_weight(quote: Quote, text: str, focus: Focus) -> float:
    """Return how much a speaker takes part in the event: titles and stories name participants."""
    if quote.name is None:
        return 0.0
    name = words_of(speaker_of(quote, text))
    naming = 0
    if name and not quote.unnamed:
        naming = sum(name[-1] in each.lower() for each in focus.texts.values())
    return 0.3 * min(2, max(0, naming - 1)) + (0.5 if _is_in_titles(name, focus) else 0.0)


def _length_weight(count: int) -> float:
    if count < _FEW_WORDS:
        return -0.12 * (_FEW_WORDS - count)
    return -0.03 * max(0, min(count, _LONGEST) - _MANY_WORDS)


def _platitude_weight(said: str, words: Sequence[str]) -> float:
    heavy = sum(word not in stop_words() for word in words)
    empty = bool(words) and heavy / len(words) < _EMPTY_SHARE
    return 0.8 * min(_platitudes_in(said), 2) + 0.6 * empty


@lru_cache(1_000)
def _platitudes_in(said: str) -> int:
    low = said.lower().replace("’", "'")
    return sum(phrase in low for phrase in _platitudes())


@cache
def _light_words() -> frozenset[str]:
    return stop_words() | word_list("quotes/light_words.txt")


@cache
def _linking_openings() -> frozenset[str]:
    return AUXILIARIES | word_list("quotes/linking_openings.txt")


@cache
def _platitudes() -> tuple[str, ...]:
    return list_lines("quotes/platitudes.txt")
