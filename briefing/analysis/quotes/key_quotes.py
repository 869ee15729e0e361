"""Key quotes: which utterances of a thread come first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log2

from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.data.loader import list_lines
from briefing.model.quote import QuoteKind
from briefing.model.spans import Span

_WORD = re.compile(r"[^\W\d_][\w'-]+|\d[\d,.]*")
_PARAGRAPH = re.compile(r"[^\n]+")
_BASE = 0.15
_SHARED = _BASE + 0.6 * 0.25
"""The weight of a word that a quarter of the titles have."""
_FEWEST_PARAGRAPHS, _MOST_TOUCHING = 6, 0.4
_FEW_WORDS, _MANY_WORDS = 8, 60
_EMPTY_SHARE = 0.22
"""A quote says little if a smaller share of its words than this are content words."""


def key_quotes(
    collated: Sequence[CollatedQuote], texts: Sequence[QuotedText], titles: Sequence[str]
) -> tuple[CollatedQuote, ...]:
    """Return all of `collated`, the most important first; nobody has a second quote before everybody has one.

    Quotes from the parts of a digest that are about other events come last. Counted for:
    independent publishers, a named speaker with a role, words shared with the `titles` of the thread's stories, a
    sensible length, a whole sentence. Counted against: platitudes.
    """
    by_number = {source.n: source.text for source in texts}
    centre = _centre(titles)
    ranked = sorted(
        collated,
        key=lambda each: (-quote_weight(each, by_number[each.lead], centre), each.lead, each.quote.start),
    )
    shared = frozenset(word for word, weight in centre.items() if weight >= _SHARED)
    digests = {source.n: _aside(source.text, shared) for source in texts}
    central: list[CollatedQuote] = []
    aside: list[CollatedQuote] = []
    for each in ranked:
        strays = each.independent == 1 and _stands_in(each, digests[each.lead])
        (aside if strays else central).append(each)
    return (*_by_turns(central, by_number), *_by_turns(aside, by_number))


def quote_weight(collated: CollatedQuote, text: str, centre: Mapping[str, float]) -> float:
    """Return how important a quote of `text` is; `centre` has the weight of each word of the titles."""
    said = " ".join(span.cut(text) for span in collated.quote.spans)
    words = _words(said)
    return (
        1.2 * log2(collated.independent)
        + _speaker_weight(collated)
        + _closeness(words, centre)
        + _length_weight(len(said.split()))
        + (0.3 if collated.quote.kind is QuoteKind.DIRECT else 0.0)
        - _platitude_weight(said, words)
    )


def _speaker_weight(collated: CollatedQuote) -> float:
    quote = collated.quote
    if quote.name is None:
        return 0.0
    if quote.unnamed:
        return 0.5
    return 1.2 if quote.role is not None else 0.8


def _closeness(words: Iterable[str], centre: Mapping[str, float]) -> float:
    return min(1.5, sum(centre.get(word, 0.0) for word in set(words)))


def _length_weight(count: int) -> float:
    if count < _FEW_WORDS:
        return -0.12 * (_FEW_WORDS - count)
    return -0.01 * max(0, min(count, 160) - _MANY_WORDS)


def _platitude_weight(said: str, words: Sequence[str]) -> float:
    low = said.lower().replace("’", "'")
    trite = sum(phrase in low for phrase in _platitudes())
    heavy = sum(word not in _stopwords() for word in words)
    empty = bool(words) and heavy / len(words) < _EMPTY_SHARE
    return 0.8 * min(trite, 2) + 0.6 * empty


def _centre(titles: Sequence[str]) -> dict[str, float]:
    """Return the weight of each content word of the titles, which rises with its share of them, up to 0.6."""
    counts: Counter[str] = Counter()
    for title in titles:
        counts.update({word for word in _words(title) if word not in _stopwords()})
    return {word: min(0.6, _BASE + 0.6 * count / len(titles)) for word, count in counts.items()}


def _aside(text: str, shared: frozenset[str]) -> tuple[Span, ...]:
    """Return the paragraphs of a digest that are about other events; none of a text that is no digest.

    In a digest few paragraphs have a word of `shared`, which many titles of the thread have; a paragraph is on the
    thread's matter where it or one of the two before it has one.
    """
    paragraphs = [Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
    touching = [not shared.isdisjoint(_words(paragraph.cut(text))) for paragraph in paragraphs]
    if len(paragraphs) < _FEWEST_PARAGRAPHS or sum(touching) >= _MOST_TOUCHING * len(paragraphs):
        return ()
    return tuple(
        paragraph for index, paragraph in enumerate(paragraphs) if not any(touching[max(0, index - 2) : index + 1])
    )


def _stands_in(collated: CollatedQuote, paragraphs: Iterable[Span]) -> bool:
    return any(paragraph.start <= collated.quote.start < paragraph.end for paragraph in paragraphs)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


@cache
def _stopwords() -> frozenset[str]:
    english = (line for line in list_lines("stopwords.txt") if line.startswith("en:"))
    return frozenset(word for line in english for word in line.removeprefix("en:").split())


@cache
def _platitudes() -> tuple[str, ...]:
    return list_lines("quotes/platitudes.txt")


def _by_turns(ranked: Sequence[CollatedQuote], texts: Mapping[int, str]) -> list[CollatedQuote]:
    """Order `ranked` so that each speaker's first quote comes before anybody's second, and so on."""
    turns: dict[int, list[CollatedQuote]] = defaultdict(list)
    spoken: Counter[str] = Counter()
    for collated in ranked:
        speaker = _speaker_key(collated, texts[collated.lead])
        turns[spoken[speaker]].append(collated)
        spoken[speaker] += 1
    return [collated for turn in sorted(turns) for collated in turns[turn]]


def _speaker_key(collated: CollatedQuote, text: str) -> str:
    if collated.quote.name is None:
        return ""
    name = collated.quote.name.cut(text).lower().replace("’", "'").removesuffix("'s")
    return name if collated.quote.unnamed else name.split()[-1]
