"""Evidence in the names and words of two groups of stories that they are about one event, or about two.

The evidence of a term is the logarithm of a Bayes factor in a beta-binomial model (Good 1965; for word counts see
Madsen, Kauchak and Elkan 2005): the probability of its counts if both groups share one frequency, over that if each has
a frequency of its own. The prior mean is the term's frequency in the texts of other events.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix

_PRIOR = 2.0
"""How many stories the prior frequency of a term counts as."""
_BACKGROUND_TEXTS = 500.0
"""How many texts of other events in the window the frequency of a term among all texts counts as."""
_LARGEST_PRIOR = 0.5
_HEADLINES = 2
"""The headlines of an event repeat one another, so a group of them counts as this many at most."""


class Agreement:
    """Weighs the terms of groups of stories; a ratio above 1 says that more speaks for one event than against it.

    A group is a mapping from each term to the number of its stories that have the term, and its number of stories.
    A term that occurs once says nothing, and one that is common in other stories says little.
    """

    def __init__(self, story_counts: np.ndarray, stories: int, frequencies: np.ndarray) -> None:
        """Take, by term, in how many `stories` of the window it occurs, and its frequency in all texts (0 .. 1)."""
        self._story_counts = story_counts
        self._stories = stories
        self._expected = _BACKGROUND_TEXTS * frequencies

    def of_texts(self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int) -> float:
        """Return the agreement of groups whose stories have enough text for missing terms to count."""
        evidence, _ = self._evidence(first, size, second, other, math.inf)
        return _ratio(float(evidence[evidence > 0].sum()), -float(evidence[evidence < 0].sum()))

    def of_headlines(self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int) -> float:
        """Return the agreement of two groups, at least one of which has little more than headlines.

        A headline leaves much out. Evidence against one event therefore needs terms of their own on both sides.
        """
        if not (_has_own(first, size, second, other) and _has_own(second, other, first, size)):
            return math.inf
        evidence, is_ours = self._evidence(first, size, second, other, _HEADLINES)
        against = np.minimum(evidence, 0)
        weaker = min(-float(against[is_ours].sum()), -float(against[~is_ours].sum()))
        return _ratio(float(evidence[evidence > 0].sum()), 2 * weaker)

    def of_story(self, story: Iterable[int], group: Mapping[int, int], size: int) -> float:
        """Return the agreement of one story that has a lead with a group; terms that occur only once do not count."""
        terms = set(story)
        favour = against = 0.0
        for term, count in group.items():
            has_it = term in terms
            if count + has_it < 2:
                continue
            expected = self._prior(term, count + has_it, size + 1)
            found = (_PRIOR * expected + count) / (_PRIOR + size)
            evidence = math.log(found / expected) if has_it else math.log((1 - found) / (1 - expected))
            favour, against = (favour + evidence, against) if evidence > 0 else (favour, against - evidence)
        return _ratio(favour, against)

    def _prior(self, term: int, inside: int, size: int) -> float:
        """Return the frequency of `term` in other events, given that `inside` of `size` stories have it here."""
        share = (self._expected[term] + self._story_counts[term] - inside) / (_BACKGROUND_TEXTS + self._stories - size)
        return min(_LARGEST_PRIOR, float(share))

    def _evidence(
        self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int, most: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the evidence of each term, and which terms are more frequent in `first`.

        Each side counts as `most` stories at most.
        """
        terms = [term for term in {**first, **second} if first.get(term, 0) + second.get(term, 0) > 1]
        ours = np.array([first.get(term, 0) for term in terms], np.float64)
        theirs = np.array([second.get(term, 0) for term in terms], np.float64)
        columns = np.array(terms, np.intp)
        outside = self._expected[columns] + self._story_counts[columns] - ours - theirs
        hits = _PRIOR * np.minimum(_LARGEST_PRIOR, outside / (_BACKGROUND_TEXTS + self._stories - size - other))
        is_ours = ours * other > theirs * size
        heard, others_heard = min(size, most), min(other, most)
        ours, theirs = ours * (heard / size), theirs * (others_heard / other)
        misses = _PRIOR - hits
        # ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b); the last term is the same for all terms.
        as_one = hits + ours + theirs, misses + heard + others_heard - ours - theirs, hits, misses
        apart = hits + ours, misses + heard - ours, hits + theirs, misses + others_heard - theirs
        one, two = _log_gamma((as_one, apart)).sum(axis=1)
        sizes = (math.lgamma(_PRIOR + count) for count in (heard, others_heard))
        return one - two + sum(sizes) - math.lgamma(_PRIOR + heard + others_heard) - math.lgamma(_PRIOR), is_ours


class WordCounts:
    """Counts in how many stories of a group each word occurs.

    `story_counts` has the same by column for all stories. The first `width` columns of `vectors` are single words.
    """

    def __init__(self, vectors: SparseMatrix, width: int) -> None:
        self._vectors = vectors
        self._width = width
        self.story_counts = np.bincount(vectors.columns[vectors.columns < width], minlength=width)

    def of(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Return the words of the stories in `rows`, each with the number of these stories that have it."""
        starts, columns = self._vectors.starts, self._vectors.columns
        found = np.concatenate([columns[starts[row] : starts[row + 1]] for row in rows])
        words, counts = np.unique(found[found < self._width], return_counts=True)
        return dict(zip(words.tolist(), counts.tolist(), strict=True))


def _log_gamma(values: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """Return ln Γ of values above 0, in an array of their shape; they are too few for a vectorised form to pay."""
    array = np.array(values)
    return np.fromiter(map(math.lgamma, array.ravel().tolist()), np.float64, array.size).reshape(array.shape)


def _ratio(favour: float, against: float) -> float:
    return favour / against if against > 0 else math.inf


def _has_own(counts: Mapping[int, int], size: int, others: Mapping[int, int], other: int) -> bool:
    """Return whether some term occurs twice on this side and is rarer on the other."""
    return any(count > 1 and count * other > others.get(term, 0) * size for term, count in counts.items())
