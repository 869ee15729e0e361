"""Agreement: how much what two groups of stories hold speaks for one matter, over what speaks against it."""

import math
from collections.abc import Iterable, Mapping

import numpy as np
from scipy.special import gammaln

_PRIOR = 2.0
"""How many stories the general frequency of a mark counts as."""
_TEXTS = 500.0
"""How many texts of other matters in the window its frequency among all texts counts as."""
_COMMONEST = 0.5
_REPEATED = 2
"""The headlines of a matter repeat one another: they testify as so many at most."""


class Agreement:
    """Weighs the marks of groups of stories; above 1, more speaks for one matter than against it.

    A group is a mapping from each mark (a name or number, or any word) to how many of its stories hold it, and how many
    they are. The evidence of a mark is the logarithm of a Bayes factor: the chance of its counts if both groups hold it
    equally often over that if each has a frequency of its own (beta-binomial). What stands once tells nothing, and
    little what other matters hold as well: a mark is expected as often as all texts, and the stories of neither group,
    hold it.
    """

    def __init__(self, held: np.ndarray, stories: int, chances: np.ndarray) -> None:
        """Take by mark how many `stories` of the window hold it, and the share of all texts, 0 .. 1, that do."""
        self._held = held
        self._stories = stories
        self._expected = _TEXTS * chances

    def of_texts(self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int) -> float:
        """Return the agreement of groups whose stories tell enough for what they leave out to count."""
        evidence, _ = self._evidence(first, size, second, other, math.inf)
        return _over(float(evidence[evidence > 0].sum()), -float(evidence[evidence < 0].sum()))

    def of_headlines(self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int) -> float:
        """Return the agreement of groups of which one at least is known by headlines.

        A headline leaves much out: only where both sides have marks of their own, these speak against one matter.
        """
        if not (_has_own(first, size, second, other) and _has_own(second, other, first, size)):
            return math.inf
        evidence, is_ours = self._evidence(first, size, second, other, _REPEATED)
        against = np.minimum(evidence, 0)
        weaker = min(-float(against[is_ours].sum()), -float(against[~is_ours].sum()))
        return _over(float(evidence[evidence > 0].sum()), 2 * weaker)

    def of_story(self, story: Iterable[int], group: Mapping[int, int], size: int) -> float:
        """Return the agreement of a story that is told with a group, of which a mark must stand twice to miss it."""
        marks = set(story)
        favour = against = 0.0
        for mark, times in group.items():
            holds = mark in marks
            if times + holds < 2:
                continue
            expected = self._chance(mark, times + holds, size + 1)
            found = (_PRIOR * expected + times) / (_PRIOR + size)
            evidence = math.log(found / expected) if holds else math.log((1 - found) / (1 - expected))
            favour, against = (favour + evidence, against) if evidence > 0 else (favour, against - evidence)
        return _over(favour, against)

    def _chance(self, mark: int, inside: int, size: int) -> float:
        """Return how likely a text of another matter holds `mark`, which `inside` of `size` stories hold."""
        share = (self._expected[mark] + self._held[mark] - inside) / (_TEXTS + self._stories - size)
        return min(_COMMONEST, float(share))

    def _evidence(
        self, first: Mapping[int, int], size: int, second: Mapping[int, int], other: int, most: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the evidence of each mark, and which of them `first` holds more often.

        Each side testifies as `most` stories at most.
        """
        marks = [mark for mark in {**first, **second} if first.get(mark, 0) + second.get(mark, 0) > 1]
        ours = np.array([first.get(mark, 0) for mark in marks], np.float64)
        theirs = np.array([second.get(mark, 0) for mark in marks], np.float64)
        places = np.array(marks, np.intp)
        outside = self._expected[places] + self._held[places] - ours - theirs
        hits = _PRIOR * np.minimum(_COMMONEST, outside / (_TEXTS + self._stories - size - other))
        is_ours = ours * other > theirs * size
        heard, others_heard = min(size, most), min(other, most)
        ours, theirs = ours * (heard / size), theirs * (others_heard / other)
        misses = _PRIOR - hits
        # log B(a, b) = lnΓ(a) + lnΓ(b) - lnΓ(a + b); the last is the same for all marks.
        as_one = hits + ours + theirs, misses + heard + others_heard - ours - theirs, hits, misses
        apart = hits + ours, misses + heard - ours, hits + theirs, misses + others_heard - theirs
        one, two = gammaln((as_one, apart)).sum(axis=1)
        sizes = (math.lgamma(_PRIOR + held) for held in (heard, others_heard))
        return one - two + sum(sizes) - math.lgamma(_PRIOR + heard + others_heard) - math.lgamma(_PRIOR), is_ours


def _over(favour: float, against: float) -> float:
    return favour / against if against > 0 else math.inf


def _has_own(marks: Mapping[int, int], size: int, others: Mapping[int, int], other: int) -> bool:
    """Tell whether a side holds some mark twice that the other holds less often."""
    return any(times > 1 and times * other > others.get(mark, 0) * size for mark, times in marks.items())
