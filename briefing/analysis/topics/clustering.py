"""Topics: threads with similar terms that are near in time, found by average link (Sokal and Michener 1958).

A thread joins a topic if it is within days of the topic's latest threads and shares enough rare names and words with
them. One shared name or phrase is enough only if no other topic has it. A topic only grows, and two topics never merge.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from briefing.analysis.threads.sparse import SparseMatrix, cells_above
from briefing.analysis.topics.own_names import joined_by_name
from briefing.analysis.topics.thread_terms import TERM, unpacked, weights
from briefing.model.topic import ThreadTerms

LEAST_MEAN = 0.12
"""The least mean similarity of the threads of two clusters that are one topic, 0 .. 1."""
LEAST_PAIR = 0.28
"""The same for two single threads, which have nothing else to show that they are about one matter."""
LEAST_LINK = 0.08
"""A lower similarity of two threads counts as 0."""
LEAST_BESIDE = 0.02
"""What must be left of the similarity of two clusters without their strongest shared name or phrase."""
REACH_DAYS = 7.0
"""A topic that had no story for longer has ended."""
DAYS = 3.0
"""In how many days the similarity of two threads falls to `APART` of what it is."""
APART = 0.75
LATEST = 20
"""How many of its latest threads stand for a topic, so that it follows the matter and its cost stays bounded."""


def find_topics(threads: Sequence[ThreadTerms], fresh: Collection[str] | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the topics of two threads or more, as thread ids in order of time.

    Threads with the same `topic` stay together, and those with different ones apart. With `fresh`, only these threads
    are given to topics, or form new ones with threads that have none.
    """
    ordered = sorted(threads, key=lambda thread: (thread.first, thread.id))
    kept = _latest(ordered)
    fresh_rows = {row for row, one in enumerate(kept) if fresh is None or one.id in fresh}
    clusters = _Clusters(kept, fresh_rows)
    clusters.grow()
    groups = tuple(clusters.groups())
    joined = joined_by_name(kept, groups, fresh_rows, REACH_DAYS)
    members = {kept[row].id: joined.get(number, number) for number, rows in enumerate(groups) for row in rows}
    topics = {kept[row].topic: members[kept[row].id] for row in range(len(kept)) if kept[row].topic}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for thread in ordered:
        found[members.get(thread.id, topics.get(thread.topic, -1))].append(thread.id)
    return tuple(tuple(ids) for number, ids in found.items() if number >= 0 and len(ids) > 1)


def _latest(ordered: Sequence[ThreadTerms]) -> list[ThreadTerms]:
    """Return the threads without those that are not among the latest of their topic."""
    latest: defaultdict[str, list[ThreadTerms]] = defaultdict(list)
    for thread in ordered:
        if thread.topic:
            latest[thread.topic].append(thread)
    kept = {
        thread.id
        for members in latest.values()
        for thread in sorted(members, key=lambda one: (one.last, one.id))[-LATEST:]
    }
    return [thread for thread in ordered if not thread.topic or thread.id in kept]


class _Clusters:
    """Clusters of threads that grow by merging; each merge makes a new cluster number."""

    def __init__(self, threads: Sequence[ThreadTerms], fresh: Collection[int]) -> None:
        """Begin with a cluster for each existing topic and one for each thread without a topic."""
        by_topic: defaultdict[str | int, list[int]] = defaultdict(list)
        for row, thread in enumerate(threads):
            by_topic[thread.topic or row].append(row)
        self._packed = [thread.terms for thread in threads]
        self._terms: dict[int, dict[int, float]] = {}
        self._followers: dict[int, dict[int, int]] = {}
        self._members = [tuple(rows) for rows in by_topic.values()]
        self._topics = [threads[rows[0]].topic for rows in self._members]
        self._links: list[dict[int, float]] = [{} for _ in self._members]
        cluster_of = {row: cluster for cluster, rows in enumerate(self._members) for row in rows}
        for row, near, similarity in _similar_pairs(threads, fresh):
            one, other = cluster_of[row], cluster_of[near]
            if one != other:
                self._links[one][other] = self._links[other][one] = self._links[one].get(other, 0.0) + similarity
        self._refused: defaultdict[int, set[int]] = defaultdict(set)
        self._heap: list[tuple[float, int, int, int]] = []

    def grow(self) -> None:
        """Merge the most similar clusters until none may merge."""
        for cluster in range(len(self._links)):
            self._offer(cluster)
        while self._heap:
            _, one, other, by = heapq.heappop(self._heap)
            if not self._members[by]:
                continue
            both_alive = bool(self._members[one] and self._members[other])
            if both_alive and other not in self._refused[one] and self._may_merge(one, other):
                self._offer(self._merge(one, other))
                continue
            if both_alive:
                self._refused[one].add(other)
                self._refused[other].add(one)
            self._offer(by)

    def groups(self) -> Iterator[tuple[int, ...]]:
        """Yield the rows of each cluster."""
        return (rows for rows in self._members if rows)

    def _offer(self, cluster: int) -> None:
        """Offer a merge of `cluster` with the nearest one that is near enough; this is the innermost loop."""
        members, refused = self._members, self._refused[cluster]
        size, best, nearest = len(members[cluster]), LEAST_MEAN, -1
        for neighbour, total in self._links[cluster].items():
            other = len(members[neighbour])
            similarity = total / (size * other)
            if similarity < best or (similarity == best and neighbour > nearest >= 0) or neighbour in refused:
                continue
            if similarity >= LEAST_PAIR or size + other > 2:
                best, nearest = similarity, neighbour
        if nearest >= 0:
            heapq.heappush(self._heap, (-best, *_ordered(cluster, nearest), cluster))

    def _may_merge(self, one: int, other: int) -> bool:
        """Return whether the clusters are not two former topics, and share more than one name or phrase."""
        if self._topics[one] and self._topics[other]:
            return False
        ours, theirs = self._terms_of(one), self._terms_of(other)
        sizes = len(self._members[one]) * len(self._members[other])
        shared = {stem: weight * theirs[stem] / sizes for stem, weight in ours.items() if stem in theirs}
        if not shared:
            return False
        strongest = max(shared, key=lambda stem: (shared[stem], stem))
        phrase = self._phrase(strongest, one) | self._phrase(strongest, other)
        beside: float = sum(share for stem, share in shared.items() if stem not in phrase)
        return beside >= LEAST_BESIDE

    def _phrase(self, stem: int, cluster: int) -> set[int]:
        """Return the stems beside `stem` in one name or phrase, with itself."""
        self._terms_of(cluster)
        followers = self._followers[cluster]
        return {stem, followers.get(stem, 0), *(before for before, after in followers.items() if after == stem)}

    def _terms_of(self, cluster: int) -> dict[int, float]:
        """Return the summed terms of a cluster, computed on first use because most are never needed."""
        if cluster not in self._terms:
            terms = unpacked(b"".join(self._packed[row] for row in self._members[cluster]))
            stems, columns = np.unique(terms["stem"], return_inverse=True)
            sums = np.bincount(columns.ravel(), weights(terms))
            self._terms[cluster] = dict(zip(stems.tolist(), sums.tolist(), strict=True))
            self._followers[cluster] = dict(zip(terms["stem"].tolist(), terms["next"].tolist(), strict=True))
        return self._terms[cluster]

    def _merge(self, one: int, other: int) -> int:
        """Merge two clusters into a new one and return its number."""
        new = len(self._members)
        links, few = sorted((self._links[one], self._links[other]), key=len, reverse=True)
        for neighbour, total in few.items():
            links[neighbour] = links.get(neighbour, 0.0) + total
        links.pop(one, None)
        links.pop(other, None)
        for neighbour, total in links.items():
            theirs = self._links[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[new] = total
        self._links.append(links)
        self._links[one] = self._links[other] = {}
        self._members.append(self._members[one] + self._members[other])
        for gone in (one, other):
            self._terms.pop(gone, None)
            self._followers.pop(gone, None)
        self._topics.append(self._topics[one] or self._topics[other])
        self._members[one] = self._members[other] = ()
        return new


def _similar_pairs(threads: Sequence[ThreadTerms], fresh: Collection[int]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of rows, of which at least one is `fresh`, with their similarity if it counts."""
    if not fresh:
        return
    rows = np.array(sorted(fresh), np.intp)
    terms = unpacked(b"".join(thread.terms for thread in threads))
    stems, uses = np.unique(terms["stem"], return_counts=True)
    stems = stems[uses > 1]  # the others add nothing to a product
    ends = np.cumsum([0, *(len(thread.terms) // TERM.itemsize for thread in threads)])
    shared = np.flatnonzero(np.isin(terms["stem"], stems))
    columns = np.searchsorted(stems, terms["stem"][shared]).astype(np.int32)
    starts = np.searchsorted(shared, ends).astype(np.int32)
    vectors = SparseMatrix(weights(terms)[shared], columns, starts, len(stems))
    index, is_fresh = vectors.transposed(), np.zeros(len(threads), bool)
    del terms, shared, columns
    is_fresh[rows] = True
    first = np.array([thread.first for thread in threads])
    last = np.array([thread.last for thread in threads])
    for row, other, similarity in cells_above(vectors.take_rows(rows), index, LEAST_LINK):
        one = rows[row]
        counted = ((one < other) | ~is_fresh[other]) & (one != other)
        one, other, similarity = one[counted], other[counted], similarity[counted]
        gap = np.maximum(0, np.maximum(first[one] - last[other], first[other] - last[one]))
        similarity = similarity * (1 - (1 - APART) * np.minimum(1, gap / DAYS))
        near = (similarity > LEAST_LINK) & (gap <= REACH_DAYS)
        yield from zip(one[near].tolist(), other[near].tolist(), similarity[near].tolist(), strict=True)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
