"""Average-link clustering on a sparse graph of pairs, with the rules that keep unlike groups apart."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from briefing.analysis.threads.agreement import Agreement
from briefing.analysis.threads.features import Features
from briefing.analysis.threads.pairs import Pairs
from briefing.analysis.threads.settings import GroupSettings
from briefing.analysis.threads.wording import Words

_AT_ONCE = 10_000
_SINGLE = 9.0
"""Stands for the cohesion of a single story: it never is the looser side."""


class Clusters:
    """Groups of rows that grow by merging; each merge makes a new cluster number.

    `links` keeps, for each living cluster, the sum of pair similarities to each other cluster, so that a merge only
    adds two mappings and the mean is that sum over the number of pairs.
    """

    def __init__(self, pairs: Pairs, features: Features, settings: GroupSettings) -> None:
        rows = len(features.marks)
        self._settings = settings
        width = len(features.chances)
        held = np.bincount(np.fromiter(chain.from_iterable(features.marks), np.intp), minlength=width)
        self._names = Agreement(held, rows, features.chances)
        self._words = Words(features.vectors, width)
        self._wording = Agreement(self._words.held, rows, features.chances)
        self._links = _links(pairs, rows)
        self._members: list[tuple[int, ...]] = [(row,) for row in range(rows)]
        self._inner = [0.0] * rows
        self._cohesions = [_SINGLE] * rows
        self._marks: list[Counter[int] | Iterable[int]] = list(features.marks)
        self._told = list(map(int, features.has_lead))
        self._forbidden: dict[int, set[int]] = {}
        self._heap: list[tuple[float, int, int, int]] = []
        self._refused: dict[int, set[int]] = {}
        self._bonds: list[set[int]] = []
        """Clusters that are to be one in the end."""

    def keep_apart(self, one: int, other: int) -> None:
        """Forbid that rows `one` and `other` ever stand in one cluster."""
        self._forbidden.setdefault(one, set()).add(other)
        self._forbidden.setdefault(other, set()).add(one)

    def bind(self, rows: Sequence[int]) -> None:
        """Count the clusters of `rows` as one where stories are to be kept apart; it is for the caller to unite them.

        They grow as they would without: what the user puts together draws in nothing that would have stayed
        outside, and what belongs to a part comes along.
        """
        self._bonds.append(set(rows))

    def hold(self, rows: Sequence[int]) -> None:
        """Put `rows` into one cluster at once, as they stood before."""
        joined = rows[0]
        for row in rows[1:]:
            joined = self._merge(joined, row)

    def grow(self) -> None:
        """Merge the most similar clusters until none may merge.

        Each cluster offers itself to the one that is nearest, and again when that is gone or refuses: the nearest of
        all pairs is always among what is offered.
        """
        for cluster in range(len(self._links)):
            self._offer(cluster)
        while self._heap:
            _, one, other, by = heapq.heappop(self._heap)
            if not self._members[by]:
                continue
            is_there = bool(self._members[one] and self._members[other])
            if is_there and other not in self._refused.get(one, ()) and self._agree(one, other):
                self._offer(self._merge(one, other))
            else:
                if is_there:
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
        """Offer a merge of `cluster` with the nearest that it may join: the inmost loop."""
        size, cohesion, refused = len(self._members[cluster]), self._cohesions[cluster], self._refused.get(cluster, ())
        members, cohesions, rules = self._members, self._cohesions, self._settings
        least, share = rules.join_least, rules.join_share
        best, nearest = 0.0, -1
        for neighbour, total in self._links[cluster].items():
            similarity = total / (size * len(members[neighbour]))
            if similarity < best or neighbour in refused:
                continue
            looser = min(cohesion, cohesions[neighbour])
            if similarity < (rules.found if looser == _SINGLE else max(least, share * looser)):
                continue
            if similarity > best or _ordered(cluster, neighbour) < _ordered(cluster, nearest):
                best, nearest = similarity, neighbour
        if nearest >= 0:
            heapq.heappush(self._heap, (-best, *_ordered(cluster, nearest), cluster))

    def _similarity(self, one: int, other: int) -> float:
        return self._links[one][other] / (len(self._members[one]) * len(self._members[other]))

    def _agree(self, one: int, other: int) -> bool:
        """Tell whether the user's wish allows a merge, and the names, numbers and words of both sides."""
        if self._forbidden and not self._may_meet(one, other):
            return False
        few, many = sorted((one, other), key=lambda side: len(self._members[side]))
        are_told = self._are_told(one, other)
        if len(self._members[few]) == 1:
            return not are_told or len(self._members[many]) < self._settings.defining_size or self._fits(few, many)
        likeness, sides = self._likeness(one, other), self._sides(one, other)
        if not are_told:
            return likeness * self._names.of_headlines(*sides) >= self._settings.agreement
        if likeness * self._names.of_texts(*sides) < self._settings.agreement:
            return False
        return len(self._members[few]) < self._settings.wording_size or self._word_alike(one, other)

    def _fits(self, story: int, group: int) -> bool:
        """Tell whether a single story has the names that a group is about."""
        weight = self._names.of_story(self._marks[story], self._counted(group), len(self._members[group]))
        return self._likeness(story, group) * weight >= self._settings.agreement

    def _word_alike(self, one: int, other: int) -> bool:
        """Tell whether two clusters agree in all their words: two rulings of a court on one day share its names."""
        ours, theirs = self._members[one], self._members[other]
        weight = self._wording.of_texts(self._words.of(ours), len(ours), self._words.of(theirs), len(theirs))
        return self._likeness(one, other) * weight >= self._settings.word_agreement

    def _likeness(self, one: int, other: int) -> float:
        """Return how alike two clusters are beside how alike the looser one is in itself.

        Stories that are held together may have nothing in common.
        """
        looser = min(self._cohesions[one], self._cohesions[other])
        return self._similarity(one, other) / max(self._settings.join_least, looser)

    def _are_told(self, one: int, other: int) -> bool:
        """Tell whether at least half of the stories of either side are told in more than a headline."""
        return all(2 * self._told[side] >= len(self._members[side]) for side in (one, other))

    def _sides(self, one: int, other: int) -> tuple[Counter[int], int, Counter[int], int]:
        return self._counted(one), len(self._members[one]), self._counted(other), len(self._members[other])

    def _may_meet(self, one: int, other: int) -> bool:
        """Tell whether no story that will stand with `one` is forbidden to one that will stand with `other`."""
        ours, theirs = self._bound_to(one), self._bound_to(other)
        if other in ours:
            return True
        forbidden = set[int]().union(*(self._forbidden.get(cluster, ()) for cluster in ours))
        return all(forbidden.isdisjoint(self._members[cluster]) for cluster in theirs)

    def _bound_to(self, cluster: int) -> set[int]:
        """Return the clusters that will be one with `cluster` in the end, itself among them."""
        found, more = {cluster}, {cluster}
        while more:
            bonds = [bond for bond in self._bonds if not bond.isdisjoint(more)]
            more = set[int]().union(*bonds) - found
            found |= more
        return found

    def _counted(self, cluster: int) -> Counter[int]:
        marks = self._marks[cluster]
        if not isinstance(marks, Counter):
            marks = self._marks[cluster] = Counter(marks)
        return marks

    def _merge(self, one: int, other: int) -> int:
        """Join two clusters into a new one and return its number."""
        new = len(self._members)
        links, few = self._links[one], self._links[other]
        between = links.pop(other, 0.0)
        few.pop(one, None)
        if len(links) < len(few):
            links, few = few, links
        for neighbour, total in few.items():
            links[neighbour] = links.get(neighbour, 0.0) + total
        for neighbour, total in links.items():
            theirs = self._links[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[new] = total
        self._links.append(links)
        self._links[one] = self._links[other] = {}
        self._members.append(self._members[one] + self._members[other])
        self._inner.append(self._inner[one] + self._inner[other] + between)
        self._cohesions.append(self._inner[new] / (len(self._members[new]) * (len(self._members[new]) - 1) / 2))
        self._marks.append(_added(self._counted(one), self._counted(other)))
        self._told.append(self._told[one] + self._told[other])
        for bond in self._bonds:
            if one in bond or other in bond:
                bond.difference_update((one, other))
                bond.add(new)
        if forbidden := self._forbidden.pop(one, set()) | self._forbidden.pop(other, set()):
            self._forbidden[new] = forbidden
        self._members[one] = self._members[other] = ()
        self._marks[one] = self._marks[other] = ()
        return new


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _added(one: Counter[int], other: Counter[int]) -> Counter[int]:
    """Add the smaller count to the larger one, which is not needed as it was."""
    few, many = sorted((one, other), key=len)
    many.update(few)
    return many


def _links(pairs: Pairs, rows: int) -> list[dict[int, float]]:
    """Return each row's similarity to its neighbours; the keys are shared number objects, which saves much memory."""
    number = list(range(rows))
    links: list[dict[int, float]] = [{} for _ in number]
    for start in range(0, len(pairs.first), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        columns = (pairs.first[some].tolist(), pairs.second[some].tolist(), pairs.similarity[some].tolist())
        for one, other, similarity in zip(*columns, strict=True):
            links[one][number[other]] = links[other][number[one]] = similarity
    return links
