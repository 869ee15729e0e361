"""Why a thread is in its topic: the terms that it shares with the other threads, in the words of its titles."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from briefing.analysis.language.stemming import written_words
from briefing.analysis.threads.encoded import STOP_WORD, stem_number
from briefing.analysis.topics.thread_terms import unpacked, weighted_stems
from briefing.model.topic import TopicReason

MOST_TERMS = 4
MOST_PHRASES = 3
LEAST_SHARE = 0.05
"""A term that makes up less than this share of the similarity, 0 .. 1, is not a reason."""


def topic_reason(titles: Sequence[tuple[str, str]], own: bytes, others: Sequence[bytes]) -> TopicReason | None:
    """Return what a thread with these terms shares with the other threads; None if none of its titles has it.

    `titles` are pairs of title and language, the most important one first.
    """
    mine = dict(weighted_stems(own))
    shared: defaultdict[int, float] = defaultdict(float)
    for packed in others:
        for stem, weight in weighted_stems(packed):
            if stem in mine:
                shared[stem] += mine[stem] * weight
    whole = sum(shared.values())
    heaviest = sorted(shared, key=lambda stem: (-shared[stem], stem))[:MOST_TERMS]
    phrases = _phrases(titles, {stem for stem in heaviest if shared[stem] >= LEAST_SHARE * whole})
    chosen = sorted(phrases, key=lambda words: -sum(shared[stem] for stem in phrases[words]))[:MOST_PHRASES]
    stems = frozenset().union(*(phrases[words] for words in chosen))
    sharing = sum(not stems.isdisjoint(unpacked(packed)["stem"].tolist()) for packed in others)
    return TopicReason(tuple(chosen), sharing, len(others)) if chosen else None


def _phrases(titles: Sequence[tuple[str, str]], stems: Collection[int]) -> dict[str, frozenset[int]]:
    """Return the runs of words in `titles` that have these stems, each stem in one of them, the first title first."""
    found: dict[str, frozenset[int]] = {}
    missing = set(stems)
    for title, language in titles:
        for words, held in _runs(title, language, stems):
            if not missing.isdisjoint(held):
                found[words] = held
                missing -= held
    return found


def _runs(title: str, language: str, stems: Collection[int]) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield each run of adjacent words of `title` that have one of these stems, with its stems."""
    start = end = 0
    held = frozenset[int]()
    for word in written_words(title):
        own = {stem_number(part, language) for part in word.parts} - {STOP_WORD}
        if held and (own.isdisjoint(stems) or title[end : word.start] != " "):
            yield title[start:end], held
            held = frozenset()
        if not own.isdisjoint(stems):
            start, end, held = (word.start if not held else start), word.end, held.union(own.intersection(stems))
    if held:
        yield title[start:end], held
