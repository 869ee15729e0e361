"""Average-link clustering (Sokal and Michener 1958) on a sparse graph of pairs, with rules that keep groups apart.

Two clusters merge if the mean similarity of their pairs is high enough (a pair that is not in the graph counts as 0)
and the names and words of both sides agree.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from itertools import chain

import numpy as np

from briefing.analysis.threads.agreement import Agreement, WordCounts
from briefing.analysis.threads.common_name import SimilarityBeyondName
from briefing.analysis.threads.features import Features
from briefing.analysis.threads.pairs import Pairs

LEAST_PAIR = 0.42
"""The least similarity at which two single stories form a cluster, 0 .. 1."""
LEAST_PAIR_OF_OUTLET = 0.6
"""Like `LEAST_PAIR`, for two stories of one outlet, which seldom tells one event twice at a time."""
LEAST_MEAN = 0.05
"""The least mean similarity at which clusters merge, 0 .. 1."""
LEAST_SHARE = 0.28
"""The mean similarity of two clusters must reach at least this share of the cohesion of the looser one.

In a dense window it must reach more, see `needed_share`.
"""
DENSITY_SHARE = 0.04
"""What is added to that share for each weak link that comes with a strong one, on average over the window."""
LARGEST_SHARE = 0.6
PART_SHARE = 0.43
"""The share for a part of a window, which does not show how dense the window is."""
LEAST_BEYOND_NAME = 0.02
"""The least similarity of two clusters without the one name or word that is common in the window."""
SAME_WORDING = 0.65
"""Clusters at least this similar say the same in the same words."""
DROPPED_SHARE = 0.8
"""The share of cohesion required to merge stories into a thread that the user dropped: the merge would hide them."""
STRONG_LINK = 0.2
"""A less similar pair is a weak link."""
LARGE_MEAN = 0.28
"""The least mean similarity at which clusters merge into one of `LARGE_SIZE` stories or more, 0 .. 1.

For fewer stories it is less, in proportion to the logarithm of their number. A country or a person that many stories
name holds them together more and more loosely; an event does not.
"""
LARGE_SIZE = 32
DEFINING_SIZE = 4
"""A cluster of at least this many stories defines its event: a single story with a lead must agree with it to join."""
LEAST_AGREEMENT = 0.5
"""The least ratio of evidence in the names and numbers of two clusters for one event to the evidence against it.

It is multiplied by the mean similarity of the clusters over the cohesion of the looser one.
"""
LEAST_HEADLINE_AGREEMENT = 0.1
"""Like `LEAST_AGREEMENT`, for a single story if it or the cluster has little more than headlines.

They leave names out, but one that has none of the names that a cluster repeats is about something else.
"""
WORDING_SIZE = 3
"""A smaller cluster has too few words for missing words to mean anything."""
LEAST_WORD_AGREEMENT = 0.7
"""Like `LEAST_AGREEMENT`, for all words of clusters that have more than headlines."""

_AT_ONCE = 10_000
_LEVELS = 4096
_SINGLE = 9.0
"""The cohesion of a single story: it is never the looser side."""


class Clusters:
    """Clusters of rows that grow by merging; each merge makes a new cluster number.

    `_links` has, for each living cluster, the sum of pair similarities with each other cluster. A merge therefore only
    adds two mappings, and the mean is that sum over the number of pairs.
    """

    def __init__(self, pairs: Pairs, features: Features, former: Sequence[int], share: float) -> None:
        """Take the links of the stories, and the share of cohesion that a merge needs (see `needed_share`).

        Stories with the same number in `former` were in one thread before.
        """
        rows = len(features.marks)
        self._former = former
        self._share = share
        width = len(features.frequencies)
        counts = np.bincount(np.fromiter(chain.from_iterable(features.marks), np.intp), minlength=width)
        self._names = Agreement(counts, rows, features.frequencies)
        self._words = WordCounts(features.vectors, width)
        self._wording = Agreement(self._words.story_counts, rows, features.frequencies)
        self._links = _links(pairs, rows)
        self._members: list[tuple[int, ...]] = [(row,) for row in range(rows)]
        self._inner = [0.0] * rows
        self._cohesions = [_SINGLE] * rows
        self._marks: list[Counter[int] | Iterable[int]] = list(features.marks)
        self._leads = list(map(int, features.has_lead))
        self._outlets = features.outlets
        self._beyond_name = SimilarityBeyondName(features.vectors, features.bigrams)
        self._forbidden: dict[int, set[int]] = {}
        self._heap: list[tuple[float, int, int, int]] = []
        self._refused: dict[int, set[int]] = {}
        self._dropped = [False] * rows
        self._bonds: list[set[int]] = []
        """Sets of clusters that will be united in the end."""

    def mark_dropped(self, rows: Iterable[int]) -> None:
        """Note that the user dropped the stories in `rows`."""
        for row in rows:
            self._dropped[row] = True

    def keep_apart(self, one: int, other: int) -> None:
        """Forbid that rows `one` and `other` are ever in one cluster (cannot-link)."""
        self._forbidden.setdefault(one, set()).add(other)
        self._forbidden.setdefault(other, set()).add(one)

    def bind(self, rows: Sequence[int]) -> None:
        """Treat the clusters of `rows` as one where stories must be kept apart (must-link); the caller unites them.

        They grow as they would without this: a merge by the user draws in nothing that would have stayed outside, and
        what belongs to a part comes along.
        """
        self._bonds.append(set(rows))

    def hold(self, rows: Sequence[int]) -> None:
        """Put `rows` into one cluster at once, as they were before."""
        if len(rows) > 1:
            self._add_merged(rows, self._links_of_all(rows, new=len(self._members)))

    def grow(self) -> None:
        """Merge the most similar clusters until none may merge.

        Each cluster is offered to its nearest one, and again when that is gone or refuses. The nearest pair of all is
        therefore always among the offers.
        """
        for cluster in range(len(self._links)):
            self._offer(cluster)
        while self._heap:
            _, one, other, by = heapq.heappop(self._heap)
            if not self._members[by]:
                continue
            both_alive = bool(self._members[one] and self._members[other])
            if both_alive and other not in self._refused.get(one, ()) and self._may_merge(one, other):
                self._offer(self._merge(one, other))
            else:
                if both_alive:
                    self._refused.setdefault(one, set()).add(other)
                    self._refused.setdefault(other, set()).add(one)
                self._offer(by)

    def groups(self) -> list[tuple[tuple[int, ...], float]]:
        """Return each cluster's rows in ascending order, and its cohesion (1 for a single row)."""
        return [
            (tuple(sorted(rows)), min(1.0, self._cohesions[cluster]))
            for cluster, rows in enumerate(self._members)
            if rows
        ]

    def _offer(self, cluster: int) -> None:
        """Offer a merge of `cluster` with the nearest one it may join; this is the innermost loop."""
        size, cohesion, refused = len(self._members[cluster]), self._cohesions[cluster], self._refused.get(cluster, ())
        members, cohesions = self._members, self._cohesions
        share = self._share
        best, nearest = 0.0, -1
        for neighbour, total in self._links[cluster].items():
            other = len(members[neighbour])
            similarity = total / (size * other)
            if similarity < best or neighbour in refused:
                continue
            looser = min(cohesion, cohesions[neighbour])
            if similarity < (LEAST_PAIR if looser == _SINGLE else max(_least_mean(size + other), share * looser)):
                continue
            if similarity > best or _ordered(cluster, neighbour) < _ordered(cluster, nearest):
                best, nearest = similarity, neighbour
        if nearest >= 0:
            heapq.heappush(self._heap, (-best, *_ordered(cluster, nearest), cluster))

    def _similarity(self, one: int, other: int) -> float:
        return self._links[one][other] / (len(self._members[one]) * len(self._members[other]))

    def _may_merge(self, one: int, other: int) -> bool:
        """Return whether the user's constraints and the names, numbers and words of both sides allow a merge."""
        if self._forbidden and not self._may_link(one, other):
            return False
        if self._dropped[one] != self._dropped[other] and not self._is_clear(one, other):
            return False
        few, many = sorted((one, other), key=lambda side: len(self._members[side]))
        if len(self._members[many]) == 1:
            return self._similarity(one, other) >= LEAST_PAIR_OF_OUTLET or not self._share_outlet(one, other)
        if not self._share_more_than_a_name(one, other):
            return False
        have_leads = self._have_leads(one, other)
        if len(self._members[few]) == 1:
            return self._story_agrees(few, many, have_leads=have_leads)
        closeness, sides = self._closeness(one, other), self._sides(one, other)
        if not have_leads:
            return closeness * self._names.of_headlines(*sides) >= LEAST_AGREEMENT
        if closeness * self._names.of_texts(*sides) < LEAST_AGREEMENT:
            return False
        return len(self._members[few]) < WORDING_SIZE or self._words_agree(one, other)

    def _is_clear(self, one: int, other: int) -> bool:
        """Return whether two clusters, one of which the user dropped, are clearly about one event."""
        if len(self._members[one]) == len(self._members[other]) == 1:
            return self._similarity(one, other) >= LEAST_PAIR_OF_OUTLET
        return self._closeness(one, other) >= DROPPED_SHARE

    def _share_more_than_a_name(self, one: int, other: int) -> bool:
        """Return whether two clusters are similar apart from one common name, or were in one thread before.

        Stories in the same words share more than a name, even if each of the words is common in a small window.
        """
        ours, theirs = self._members[one], self._members[other]
        if self._former[ours[0]] == self._former[theirs[0]] or self._similarity(one, other) >= SAME_WORDING:
            return True
        return self._beyond_name.of(ours, theirs) >= LEAST_BEYOND_NAME

    def _share_outlet(self, story: int, other: int) -> bool:
        outlet = self._outlets[self._members[story][0]]
        return bool(outlet) and outlet == self._outlets[self._members[other][0]]

    def _story_agrees(self, story: int, cluster: int, *, have_leads: bool) -> bool:
        """Return whether a single story has the names that a cluster is about."""
        size = len(self._members[cluster])
        if have_leads and size < DEFINING_SIZE:
            return True
        agreement = self._names.of_story(self._marks[story], self._counted_marks(cluster), size)
        least = LEAST_AGREEMENT if have_leads else LEAST_HEADLINE_AGREEMENT
        return self._closeness(story, cluster) * agreement >= least

    def _words_agree(self, one: int, other: int) -> bool:
        """Return whether two clusters agree in all their words: two rulings of a court on one day share its names."""
        ours, theirs = self._members[one], self._members[other]
        agreement = self._wording.of_texts(self._words.of(ours), len(ours), self._words.of(theirs), len(theirs))
        return self._closeness(one, other) * agreement >= LEAST_WORD_AGREEMENT

    def _closeness(self, one: int, other: int) -> float:
        """Return the similarity of two clusters relative to the cohesion of the looser one.

        Stories that are held together may have nothing in common.
        """
        looser = min(self._cohesions[one], self._cohesions[other])
        return self._similarity(one, other) / max(LEAST_MEAN, looser)

    def _have_leads(self, one: int, other: int) -> bool:
        """Return whether at least half of the stories on either side have more than a headline."""
        return all(2 * self._leads[side] >= len(self._members[side]) for side in (one, other))

    def _sides(self, one: int, other: int) -> tuple[Counter[int], int, Counter[int], int]:
        return self._counted_marks(one), len(self._members[one]), self._counted_marks(other), len(self._members[other])

    def _may_link(self, one: int, other: int) -> bool:
        """Return whether no story that will be with `one` is forbidden to one that will be with `other`."""
        ours, theirs = self._bound_to(one), self._bound_to(other)
        if other in ours:
            return True
        forbidden = set[int]().union(*(self._forbidden.get(cluster, ()) for cluster in ours))
        return all(forbidden.isdisjoint(self._members[cluster]) for cluster in theirs)

    def _bound_to(self, cluster: int) -> set[int]:
        """Return the clusters that will be united with `cluster` in the end, including itself."""
        found, more = {cluster}, {cluster}
        while more:
            bonds = [bond for bond in self._bonds if not bond.isdisjoint(more)]
            more = set[int]().union(*bonds) - found
            found |= more
        return found

    def _counted_marks(self, cluster: int) -> Counter[int]:
        marks = self._marks[cluster]
        if not isinstance(marks, Counter):
            marks = self._marks[cluster] = Counter(marks)
        return marks

    def _merge(self, one: int, other: int) -> int:
        """Merge two clusters into a new one and return its number."""
        between = self._merge_links(one, other, new=len(self._members))
        return self._add_merged((one, other), between)

    def _add_merged(self, parts: Sequence[int], between: float) -> int:
        """Add the cluster of all `parts`, whose links are merged, and return its number.

        `between` is the sum of the similarities between the parts.
        """
        new = len(self._members)
        rows = tuple(chain.from_iterable(self._members[part] for part in parts))
        self._members.append(rows)
        self._inner.append(sum(self._inner[part] for part in parts) + between)
        self._cohesions.append(self._inner[new] / (len(rows) * (len(rows) - 1) / 2))
        self._marks.append(reduce(_added, map(self._counted_marks, parts)))
        self._leads.append(sum(self._leads[part] for part in parts))
        self._dropped.append(any(self._dropped[part] for part in parts))
        for bond in self._bonds:
            if not bond.isdisjoint(parts):
                bond.difference_update(parts)
                bond.add(new)
        if forbidden := set[int]().union(*(self._forbidden.pop(part, ()) for part in parts)):
            self._forbidden[new] = forbidden
        for part in parts:
            self._members[part] = self._marks[part] = ()
        return new

    def _links_of_all(self, parts: Sequence[int], new: int) -> float:
        """Give `new` the links of all `parts`, and return the sum of the similarities between them."""
        all_links, inside, between = self._links, frozenset(parts), 0.0
        links: dict[int, float] = {}
        for part in parts:
            for neighbour, total in all_links[part].items():
                if neighbour in inside:
                    between += total / 2
                else:
                    links[neighbour] = links.get(neighbour, 0.0) + total
                    del all_links[neighbour][part]
            all_links[part] = {}
        for neighbour, total in links.items():
            all_links[neighbour][new] = total
        all_links.append(links)
        return between

    def _merge_links(self, one: int, other: int, new: int) -> float:
        """Give `new` the links of both clusters, and return the sum of the similarities between them."""
        all_links = self._links
        if len(all_links[one]) - (other in all_links[one]) < len(all_links[other]) - (one in all_links[other]):
            one, other = other, one
        links, few = all_links[one], all_links[other]
        between = links.pop(other, 0.0)
        few.pop(one, None)
        for neighbour, total in few.items():
            links[neighbour] = links.get(neighbour, 0.0) + total
            del all_links[neighbour][other]
        for neighbour, total in links.items():
            theirs = all_links[neighbour]
            theirs.pop(one, None)
            theirs[new] = total
        self._links.append(links)
        self._links[one] = self._links[other] = {}
        return between


def needed_share(pairs: Pairs) -> float:
    """Return the share of the looser side's cohesion that clusters need to merge in a window with these links.

    Where many stories share a country or a person, most links are weak ones by chance. Clusters then need a larger
    share, since chance also links the stories of different events.
    """
    strong = int(np.count_nonzero(pairs.similarity >= STRONG_LINK))
    return min(LARGEST_SHARE, LEAST_SHARE + DENSITY_SHARE * len(pairs.first) / max(1, strong))


@cache
def _least_mean(size: int) -> float:
    """Return the least mean similarity at which clusters merge into one of `size` stories."""
    return max(LEAST_MEAN, LARGE_MEAN * min(1.0, math.log(size) / math.log(LARGE_SIZE)))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _added(one: Counter[int], other: Counter[int]) -> Counter[int]:
    """Return the sum of both counts; the larger one is changed in place, for it is not needed any more."""
    few, many = sorted((one, other), key=len)
    many.update(few)
    return many


def _links(pairs: Pairs, rows: int) -> list[dict[int, float]]:
    """Return each row's similarity to its neighbours.

    Keys and values are shared number objects, which saves much memory; similarities are therefore rounded.
    """
    number, level = list(range(rows)), [step / _LEVELS for step in range(_LEVELS + 1)]
    links: list[dict[int, float]] = [{} for _ in number]
    for start in range(0, len(pairs.first), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        steps = np.rint(np.fmin(1, pairs.similarity[some]) * _LEVELS).astype(np.int32)
        for one, other, step in zip(
            pairs.first[some].tolist(), pairs.second[some].tolist(), steps.tolist(), strict=True
        ):
            links[one][number[other]] = links[other][number[one]] = level[step]
    return links
