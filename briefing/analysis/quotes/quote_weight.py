"""The weight of a quote: how much it says about a thread's event, and how much its speaker takes part in it."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import log2

from briefing.analysis.language.lexicon import AUXILIARIES
from briefing.analysis.quotes.collate import CollatedQuote
from briefing.analysis.quotes.thread_focus import Focus, speaker_of, stop_words, words_of
from briefing.data.loader import list_lines, word_list
from briefing.model.quote import Quote, QuoteKind

_FEW_WORDS, _MANY_WORDS = 7, 16
_LONGEST = 80
_MOST_CLOSENESS = 1.0
_UNCLEAR_ALONE = 0.4
"""What a quote loses that begins with a word that points back or with a verb that lacks its subject."""
_EMPTY_SHARE = 0.22
"""A quote says little if a smaller share of its words than this are content words."""


def quote_weight(collated: CollatedQuote, focus: Focus) -> float:
    """Return how important a quote is among those of its thread."""
    text, quote = focus.texts[collated.lead], collated.quote
    said = " ".join(span.cut(text) for span in quote.spans)
    words = words_of(said)
    return (
        1.2 * log2(collated.independent)
        + _speaker_weight(quote)
        + _part_weight(quote, text, focus)
        + min(_MOST_CLOSENESS, sum(focus.centre.get(word, 0.0) for word in set(words)))
        + _length_weight(len(said.split()))
        + (0.4 if quote.kind is QuoteKind.DIRECT else 0.0)
        - _platitude_weight(said, words)
        - (_UNCLEAR_ALONE if words and words[0] in _linking_openings() else 0.0)
    )


def is_trite(quote: Quote, text: str) -> bool:
    """Return whether a quote has a platitude."""
    return _platitudes_in(" ".join(span.cut(text) for span in quote.spans)) > 0


def comments_only(quote: Quote, text: str, focus: Focus) -> bool:
    """Return whether the speaker comments on the event without taking part: an analyst whom no title names."""
    if quote.name is None:
        return False
    name = words_of(speaker_of(quote, text))
    role = set(words_of(quote.role.cut(text))) if quote.role else set()
    return not _commentators().isdisjoint(role or name) and not _is_in_titles(name, focus)


def _is_in_titles(name: Sequence[str], focus: Focus) -> bool:
    return bool(name) and name[-1] in focus.centre


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


def _platitude_weight(said: str, words: Iterable[str]) -> float:
    every = list(words)
    heavy = sum(word not in stop_words() for word in every)
    empty = bool(every) and heavy / len(every) < _EMPTY_SHARE
    return 0.8 * min(_platitudes_in(said), 2) + 0.6 * empty


def _platitudes_in(said: str) -> int:
    low = said.lower().replace("’", "'")
    return sum(phrase in low for phrase in _platitudes())


@cache
def _commentators() -> frozenset[str]:
    return word_list("quotes/commentators.txt")


@cache
def _linking_openings() -> frozenset[str]:
    return AUXILIARIES | word_list("quotes/linking_openings.txt")


@cache
def _platitudes() -> tuple[str, ...]:
    return list_lines("quotes/platitudes.txt")
