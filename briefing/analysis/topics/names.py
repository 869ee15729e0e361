"""The name of a topic: the words that its threads share, as their headlines write them ("Iran war, Hormuz")."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.analysis.language.stemming import tokens
from briefing.analysis.threads.encoded import STOP_WORD, stem_number
from briefing.analysis.topics.thread_terms import weighted_stems

LONGEST_PART = 4
"""Words of one part of a name."""
MOST_LETTERS = 36
LEAST_SHARE = 0.3
"""A term names a topic only if this share of its threads, and two of them, have it."""


class _Part(NamedTuple):
    """Some words of a headline, and the stems among them that the topic is about."""

    words: str
    stems: frozenset[int]


def name_topic(headlines: Sequence[str], terms: Sequence[bytes]) -> str:
    """Return the name of a topic, given the headlines and the terms of its threads; at worst one of the headlines."""
    core = core_terms(terms)
    uses: Counter[str] = Counter()
    parts: dict[str, _Part] = {}
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for headline in headlines:
        for part in {each.words.casefold(): each for each in _parts(headline, core)}.values():
            key = part.words.casefold()
            uses[key] += 1
            parts.setdefault(key, part)
            written[key][part.words] += 1
    scores = {key: math.sqrt(uses[key]) * sum(core[stem] for stem in part.stems) for key, part in sorted(parts.items())}
    repeated = {key: score for key, score in scores.items() if uses[key] > 1}
    scores = repeated or scores
    best = max(scores, key=lambda key: scores[key], default="")
    if not best:
        return headlines[0]
    beside = {key: score for key, score in scores.items() if parts[key].stems.isdisjoint(parts[best].stems)}
    names = [best, max(beside, key=lambda key: beside[key])] if beside else [best]
    shown = [max(sorted(written[key]), key=lambda words: written[key][words]) for key in names]
    return ", ".join(shown) if len(", ".join(shown)) <= MOST_LETTERS else shown[0]


def core_terms(terms: Sequence[bytes]) -> Mapping[int, float]:
    """Return the stems that enough of these threads have, each with its mean weight in all of them."""
    sums: defaultdict[int, float] = defaultdict(float)
    holding: Counter[int] = Counter()
    for packed in terms:
        for stem, weight in weighted_stems(packed):
            sums[stem] += weight
            holding[stem] += 1
    least = max(2, LEAST_SHARE * len(terms))
    return {stem: weight / len(terms) for stem, weight in sums.items() if holding[stem] >= least}


def _parts(headline: str, core: Mapping[int, float]) -> Iterator[_Part]:
    """Yield the runs of words that begin and end with a term of the topic, and have only stop words between terms."""
    words = tokens(headline)
    stems = [stem_number(word, "") for word in words]
    for start, first in enumerate(stems):
        held = set[int]()
        for end in range(start, min(start + LONGEST_PART, len(words))):
            if first not in core or not (stems[end] in core or stems[end] == STOP_WORD):
                break
            if stems[end] in core:
                held.add(stems[end])
                yield _Part(" ".join(words[start : end + 1]), frozenset(held))
