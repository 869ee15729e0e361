"""Own names of topics: rare names that only one topic has, and the threads that join it because of them.

A headline may share only one word with the rest of its topic, such as the name of a new product. Average link rejects
such a thread, as it rejects threads that share only a country; but a name that no other topic has is better evidence.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.threads.background import shipped_background
from briefing.analysis.threads.encoded import stem_number, stem_numbers
from briefing.analysis.topics.thread_terms import TERM, are_names, unpacked, weighted_stems, weights
from briefing.model.topic import ThreadTerms

LARGE = 4
"""A topic with at least this many threads can have a name of its own; a smaller group can join it."""
FEWEST_THREADS = 3
"""At least this many threads of the topic must have the name."""
LEAST_OF_TOPIC = 0.3
"""At least this share of the topic's threads must have the name, 0 .. 1."""
LEAST_OF_NAME = 0.6
"""At least this share of the name's weight in all large topics must be in one of them, 0 .. 1."""
LEAST_WEIGHT = 0.33
"""The least mean weight of a topic's own names in the threads that join it for them."""

LEAST_OF_ALL = 0.2
"""At least this share of the name's weight in all threads must be in the topic: a president is in the news anyway."""
_COMMON_TEXTS = 2
"""A word in at least this many of the bundled background texts is a common one."""


def joined_by_name(
    threads: Sequence[ThreadTerms], groups: Sequence[tuple[int, ...]], fresh: Collection[int], reach: float
) -> Mapping[int, int]:
    """Return which of `groups` (rows of `threads`) join which large one, by their indexes in `groups`.

    Only small groups with a `fresh` row and without a topic join one, at most `reach` days away.
    """
    large = [index for index, rows in enumerate(groups) if len(rows) >= LARGE]
    owners = _owners(threads, groups, large)
    found: dict[int, int] = {}
    for index, rows in enumerate(groups):
        is_small = len(rows) < LARGE and not any(threads[row].topic for row in rows)
        if not (owners and is_small and any(row in fresh for row in rows)):
            continue
        shares: dict[int, float] = {}
        for stem, weight in _terms(threads, rows):
            if stem in owners:
                shares[owners[stem]] = shares.get(owners[stem], 0.0) + weight / len(rows)
        best = max(shares, key=lambda one: (shares[one], -one), default=-1)
        if best >= 0 and shares[best] >= LEAST_WEIGHT and _days_apart(threads, rows, groups[best]) <= reach:
            found[index] = best
    return found


def _owners(
    threads: Sequence[ThreadTerms], groups: Sequence[tuple[int, ...]], large: Sequence[int]
) -> Mapping[int, int]:
    """Return the rare names that only one of the `large` groups has, each with the index of that group."""
    if not large:
        return {}
    terms = unpacked(b"".join(threads[row].terms for rows in groups for row in rows))
    lengths = [sum(len(threads[row].terms) for row in rows) // TERM.itemsize for rows in groups]
    owners = np.repeat(np.arange(len(groups)), lengths)
    named = are_names(terms) & ~np.isin(terms["stem"], _shared_names())
    terms, owners = terms[named], owners[named]
    stems, columns = np.unique(terms["stem"], return_inverse=True)
    columns = columns.ravel()
    cells, places, counts = np.unique(columns * len(groups) + owners, return_inverse=True, return_counts=True)
    inside = np.bincount(places.ravel(), weights(terms))
    in_all = np.bincount(columns, weights(terms))
    columns, owners = np.divmod(cells, len(groups))
    sizes = np.array([len(rows) for rows in groups])[owners]
    is_large = sizes >= LARGE
    in_large = np.bincount(columns, inside * is_large, len(stems))
    own = is_large & (counts >= np.maximum(FEWEST_THREADS, LEAST_OF_TOPIC * sizes))
    own &= (inside >= LEAST_OF_NAME * in_large[columns]) & (inside >= LEAST_OF_ALL * in_all[columns])
    return dict(zip(stems[columns[own]].tolist(), owners[own].tolist(), strict=True))


@cache
def _shared_names() -> np.ndarray:
    """Return the numbers of stems that many topics share: places, nationalities, given names and common words."""
    lists = lexicon()
    places = (word for place in lists.places for word in place.split())
    words = {*lists.common, *lists.demonyms, *lists.place_words, *lists.given, *lists.more_given, *places}
    common = [stem for stem, count in shipped_background().document_frequency.items() if count >= _COMMON_TEXTS]
    return np.union1d(stem_numbers(common), np.array([stem_number(word, "") for word in words], np.uint32))


def _terms(threads: Sequence[ThreadTerms], rows: Sequence[int]) -> Iterator[tuple[int, float]]:
    return chain.from_iterable(weighted_stems(threads[row].terms) for row in rows)


def _days_apart(threads: Sequence[ThreadTerms], rows: Sequence[int], others: Sequence[int]) -> float:
    """Return the days between the nearest stories of two groups, 0 or more."""
    return max(
        0.0,
        min(threads[row].first for row in rows) - max(threads[row].last for row in others),
        min(threads[row].first for row in others) - max(threads[row].last for row in rows),
    )
