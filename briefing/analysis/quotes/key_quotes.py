"""Key quotes: which utterances of a thread come first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from math import log2

from briefing.analysis.quotes.collate import CollatedQuote, QuotedText
from briefing.data.loader import list_lines, phrase_list, word_list
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span

_WORD = re.compile(r"[^\W\d_][\w'-]+|\d[\d,.]*")
_PARAGRAPH = re.compile(r"[^\n]+")
_BASE = 0.15
_SHARED = _BASE + 0.6 * 0.25
"""The weight of a word that a quarter of the titles have."""
_FEWEST_PARAGRAPHS, _MOST_TOUCHING = 6, 0.4
_FEW_WORDS, _MANY_WORDS = 8, 60
_FRAGMENT = 5
"""A part of a sentence with fewer words than this says little alone."""
_FROM_ONE_STORY = 2
_MANY_STORIES, _LEAST_CORE, _LEAST_IN_TITLE, _LEAST_SHARED = 6, 3, 2, 3
"""In a thread of many stories with such a core of words, a story whose title has fewer than so many of them is an
essay: its quotes must stand near so many."""
_PARAGRAPHS_BEFORE, _PARAGRAPHS_AFTER = 4, 2
_PAPERS_OF_A_DIGEST = 2
_PAPER_ENDINGS = ("editorial board", "editorial", "article", "newspaper")
_EMPTY_SHARE = 0.22
"""A quote says little if a smaller share of its words than this are content words."""


def key_quotes(
    collated: Sequence[CollatedQuote], texts: Sequence[QuotedText], titles: Sequence[str]
) -> tuple[CollatedQuote, ...]:
    """Return the quotes of a thread that are worth reading, the most important first.

    `titles` are those of the thread's stories. Nobody has a second quote before everybody has one, and no story a third
    before all others have two. Counted for: independent publishers; a named speaker with a role; a speaker whom titles
    or several stories name; words shared with the titles; a sensible length; a whole sentence. Counted against:
    platitudes and speakers who only comment. If there are several stories, only the best of these are returned: quotes
    of named or described speakers; sentences without a speaker; what press reviews quote. Sentences of other papers,
    short fragments and what is far from the event are never among them.
    """
    stage = _Stage.of(texts, titles)
    ranked = sorted(collated, key=lambda each: (-_weight(each, stage), each.lead, each.quote.start))
    worth = {id(each): _worth(each, stage) for each in ranked}
    if len(stage.texts) > 1:
        best = min(worth.values(), default=_Worth.NONE)
        chosen = [each for each in ranked if worth[id(each)] == best != _Worth.NONE]
    else:
        chosen = sorted(ranked, key=lambda each: worth[id(each)])
    return tuple(_by_story(_by_turns(chosen, stage.texts)))


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a thread is about and who takes part: the background against which its quotes are weighed.

    By number of a text: the texts, their paragraphs on other events, and whether they are digests of other papers.
    """

    texts: Mapping[int, str]
    centre: Mapping[str, float]
    """The weight of each word of the titles."""
    asides: Mapping[int, tuple[Span, ...]]
    digests: frozenset[int]
    core: frozenset[str]
    """The words that a quarter of the titles have."""
    central: frozenset[int]
    """The stories whose titles have several words of the core."""

    @classmethod
    def of(cls, texts: Sequence[QuotedText], titles: Sequence[str]) -> "_Stage":
        centre = _centre(titles)
        shared = frozenset(word for word, weight in centre.items() if weight >= _SHARED)
        return cls(
            texts={source.n: source.text for source in texts},
            centre=centre,
            asides={source.n: _aside(source.text, shared) for source in texts},
            digests=frozenset(source.n for source in texts if _is_digest(source)),
            core=shared,
            central=frozenset(
                source.n
                for source, title in zip(texts, titles, strict=False)
                if len(shared.intersection(_words(title))) >= _LEAST_IN_TITLE
            ),
        )


def _is_digest(source: QuotedText) -> bool:
    """Return whether a text quotes several other papers, as press reviews do."""
    return sum(_is_outlet(_speaker(quote, source.text)) for quote in source.quotes) >= _PAPERS_OF_A_DIGEST


class _Worth(IntEnum):
    """Whether a quote is worth reading beside others, the best first."""

    FULL = 0
    NO_SPEAKER = 1
    PRESS_REVIEW = 2
    NONE = 3


def _worth(collated: CollatedQuote, stage: _Stage) -> _Worth:
    text, quote = stage.texts[collated.lead], collated.quote
    partial = quote.kind is QuoteKind.PARTIAL
    fragment = partial and sum(len(span.cut(text).split()) for span in quote.spans) < _FRAGMENT
    alone = collated.independent == 1
    if _is_stray(collated, stage) or (alone and (fragment or _is_outlet(_speaker(quote, text)))):
        return _Worth.NONE
    if quote.name is None:
        return _Worth.NO_SPEAKER
    return _Worth.PRESS_REVIEW if alone and partial and collated.lead in stage.digests else _Worth.FULL


def _is_stray(collated: CollatedQuote, stage: _Stage) -> bool:
    """Return whether a quote is about another event: part of a digest, or in an essay that only touches on this one."""
    if collated.independent > 1:
        return False
    text, quote = stage.texts[collated.lead], collated.quote
    if _stands_in(collated, stage.asides[collated.lead]):
        return True
    if len(stage.texts) < _MANY_STORIES or len(stage.core) < _LEAST_CORE or collated.lead in stage.central:
        return False
    before = "\n".join(text[: quote.start].split("\n")[-_PARAGRAPHS_BEFORE:])
    after = "\n".join(text[quote.start :].split("\n")[:_PARAGRAPHS_AFTER])
    return len(stage.core.intersection(_words(before + after))) < _LEAST_SHARED


def _weight(collated: CollatedQuote, stage: _Stage) -> float:
    return quote_weight(collated, stage.texts[collated.lead], stage.centre) + _part_weight(collated, stage)


def _part_weight(collated: CollatedQuote, stage: _Stage) -> float:
    """Return how much a speaker takes part in the event: titles and stories name participants, others comment."""
    text, quote = stage.texts[collated.lead], collated.quote
    if quote.name is None:
        return 0.0
    words = _words(_speaker(quote, text))
    role = set(_words(quote.role.cut(text))) if quote.role else set()
    comments = not _commentators().isdisjoint(role or words)
    naming = 0
    if words and not quote.unnamed:
        naming = sum(words[-1] in each.lower() for each in stage.texts.values())
    named = 0.3 * min(2, max(0, naming - 1)) + (0.5 if words and words[-1] in stage.centre else 0.0)
    return named - (0.8 if comments else 0.0)


def _by_story(ranked: Sequence[CollatedQuote]) -> list[CollatedQuote]:
    """Order `ranked` so that a story's third quote comes after the first two of all others, and so on."""
    taken: Counter[int] = Counter()
    rounds: dict[int, list[CollatedQuote]] = defaultdict(list)
    for collated in ranked:
        rounds[taken[collated.lead] // _FROM_ONE_STORY].append(collated)
        taken[collated.lead] += 1
    return [collated for number in sorted(rounds) for collated in rounds[number]]


def _speaker(quote: Quote, text: str) -> str:
    return quote.name.cut(text) if quote.name else ""


def _is_outlet(speaker: str) -> bool:
    name = " ".join(speaker.replace("’s", "").replace("'s", "").split()).casefold().removeprefix("the ")
    return name in _outlets() or name.endswith(_PAPER_ENDINGS)


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
def _commentators() -> frozenset[str]:
    return word_list("quotes/commentators.txt")


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name.casefold().removeprefix("the ") for name in phrase_list("outlets.txt"))


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
    name = collated.quote.name.cut(text).lower().replace("’", "'").removesuffix("'s").removeprefix("the ")
    return name if collated.quote.unnamed else name.split()[-1]
