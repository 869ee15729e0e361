"""Clustering the open window: encoded stories in, clusters out, with the reasons of each on demand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from types import MappingProxyType

import numpy as np

from briefing.analysis.threads.average_link import PART_SHARE, Clusters, needed_share
from briefing.analysis.threads.cannot_link_rules import CannotLinkRules, cannot_link_rules
from briefing.analysis.threads.explain import memberships
from briefing.analysis.threads.features import Features, expanded, story_features
from briefing.analysis.threads.headline import lead_story
from briefing.analysis.threads.outliers import outliers
from briefing.analysis.threads.pairs import Pairs, Times, pairs_beside, shared_columns, similar_pairs
from briefing.analysis.threads.shared_terms import similarity_to_rest
from briefing.analysis.threads.sparse import SparseMatrix
from briefing.analysis.threads.term_focus import focused
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import Group, Membership, StoryOutline, StoryText

DAYS = 1.0
"""Dated stories further apart than this are not linked directly."""
LEAST_NEIGHBOUR = 0.11
"""The least similarity of a story that is mixed into another one's vector, 0 .. 1."""
LEAST_LINK = 0.06
"""A lower similarity counts as 0."""
STABILITY = np.float32(1.2)
"""The factor for the similarity of stories that were in one thread before."""

HELD_SHARE = 1.1
"""If groups are held, merges require this many times the share of cohesion: what joins a held group wrongly stays."""

Cluster = tuple[tuple[int, ...], float]
"""The rows of a cluster in ascending order, and its cohesion, 0 .. 1."""

_NONE: Mapping[int, int] = MappingProxyType({})
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters of `stories`, the largest first; `mixed` are the expanded vectors.

    `share` is the share of cohesion that merges needed (see `average_link.needed_share`).
    """

    stories: tuple[EncodedStory, ...]
    clusters: tuple[Cluster, ...]
    features: Features
    mixed: SparseMatrix
    share: float

    def members(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Return the ids of the stories in `rows`."""
        return tuple(self.stories[row].id for row in rows)

    def describe(
        self, index: int, texts: Mapping[int, StoryText], leads: Mapping[int, int] = _NONE, known: Collection[int] = ()
    ) -> Group:
        """Return the cluster at `index` with a reason for each of its stories that is not among the `known` ones.

        `texts` has its stories. The first of the former `leads` (stories with their order) stays the lead in doubt.
        """
        rows, cohesion = self.clusters[index]
        members = [texts[story] for story in self.members(rows)]
        if len(members) == 1:
            return Group((Membership(members[0].id, 1.0),), members[0].id, cohesion)
        similarities = similarity_to_rest(self.mixed, rows)
        encoded = [self.stories[row] for row in rows]
        former = min((story.id for story in members if story.id in leads), key=leads.__getitem__, default=None)
        lead = lead_story(list(zip(members, encoded, similarities, strict=True)), former)
        return Group(memberships(rows, members, similarities, lead, self.features, known), lead, cohesion)


def cluster_stories(
    stories: Sequence[EncodedStory],
    statistics: TermStatistics,
    *,
    cannot_link: frozenset[tuple[int, int]] = frozenset(),
    former: Collection[Sequence[int]] = (),
    held: Collection[Sequence[int]] = (),
    dropped: Collection[int] = frozenset(),
    window: Sequence[StoryOutline] = (),
    share: float = 0.0,
) -> Clustering:
    """Cluster `stories`, at least one; every story is in exactly one cluster.

    The same stories give the same clusters in any order. Stories with the same `pinned` stay together (must-link), and
    pairs of ids in `cannot_link` stay apart; together wins if the two contradict each other. Columns stay alone unless
    pinned. Outliers of a thread with leads leave it unless pinned or held. Stories in two languages stay apart.

    The similarity of stories in one of the `former` groups is multiplied by `STABILITY`, so that they are separated
    only for a reason. Stories in one of the `held` groups are never separated. Others join those that the user
    `dropped` only if they are clearly about the same event. If `stories` are a part of a `window`, all its stories
    measure time and show what an outlet repeats, and merges require the `share` of the last full grouping, if known.
    """
    ordered = tuple(sorted(stories, key=_order))
    features = story_features(ordered, statistics, window)
    times = Times(np.array([_days(story) for story in ordered]), _places_in_window(ordered, window))
    rules = cannot_link_rules(ordered, frozenset(story for group in former if len(group) > 1 for story in group))
    held = _without_columns(held, ordered, rules)
    groups = _rows_of_held(ordered, held)
    mixed = _mixed(features.vectors, times, rules, groups)
    links = rules.allowed(_pairs(mixed, times, groups, least=LEAST_LINK))
    share = needed_share(links) if len(ordered) >= len(window) else share or PART_SHARE
    threads = _former_threads(ordered, former)
    links = _stabilised(links, threads)
    clusters = Clusters(links, features, threads.tolist(), share * (HELD_SHARE if groups else 1))
    clusters.mark_dropped(row for row, story in enumerate(ordered) if story.id in dropped)
    del links
    bonds = _apply_constraints(clusters, ordered, cannot_link, held)
    clusters.grow()
    kept = _without_outliers(clusters.groups(), features, frozenset(chain.from_iterable(bonds)))
    return Clustering(ordered, _largest_first(_united(kept, bonds), ordered), features, mixed, share)


def _places_in_window(stories: Sequence[EncodedStory], window: Sequence[StoryOutline]) -> np.ndarray:
    places = {story.id: place for place, story in enumerate(window)}
    return np.array([places.get(story.id, row) for row, story in enumerate(stories)])


def _without_columns(
    held: Collection[Sequence[int]], stories: Sequence[EncodedStory], rules: CannotLinkRules
) -> list[list[int]]:
    """Return the groups without stories that later ones have shown to be columns: those leave their threads."""
    columns = {stories[row].id for row in np.flatnonzero(rules.is_column).tolist()}
    kept = ([story for story in group if story not in columns] for group in held)
    return [group for group in kept if group]


def _rows_of_held(stories: Sequence[EncodedStory], held: Collection[Sequence[int]]) -> list[np.ndarray]:
    rows = {story.id: row for row, story in enumerate(stories)}
    return [np.array(sorted(rows[story] for story in group)) for group in held if len(group) > 1]


def _pairs(vectors: SparseMatrix, times: Times, held: Sequence[np.ndarray], *, least: float) -> Pairs:
    """Return the similar pairs; those of two held groups are not looked at, since nothing new came between them."""
    if held:
        return pairs_beside(vectors, times, held, least=least, reach=DAYS)
    return similar_pairs(vectors, times, least=least, reach=DAYS)


def _mixed(vectors: SparseMatrix, times: Times, rules: CannotLinkRules, held: Sequence[np.ndarray]) -> SparseMatrix:
    neighbours = _pairs(shared_columns(focused(vectors)), times, held, least=LEAST_NEIGHBOUR)
    return shared_columns(expanded(vectors, rules.allowed(neighbours)))


def _without_outliers(clusters: Iterable[Cluster], features: Features, bound: Collection[int]) -> Iterator[Cluster]:
    """Split the outliers off each cluster in which at least half of the stories have leads; `bound` rows stay."""
    for rows, cohesion in clusters:
        with_lead = [row for row in rows if features.has_lead[row]]
        may_leave = set(with_lead).difference(bound)
        left = outliers(rows, features.vectors, may_leave) if 2 * len(with_lead) >= len(rows) else ()
        yield tuple(row for row in rows if row not in left), cohesion
        yield from (((row,), 1.0) for row in left)


def _united(clusters: Iterable[Cluster], bonds: Sequence[Sequence[int]]) -> list[Cluster]:
    """Unite the clusters of the rows of each bond; the result has the cohesion of the loosest of them."""
    cluster_of = {row: (rows, cohesion) for rows, cohesion in clusters for row in rows}
    for bond in bonds:
        parts = {cluster_of[row] for row in bond}
        rows = tuple(sorted(chain.from_iterable(rows for rows, _ in parts)))
        united = rows, min(cohesion for _, cohesion in parts)
        cluster_of.update(dict.fromkeys(rows, united))
    return list(dict.fromkeys(cluster_of.values()))


def _largest_first(clusters: Iterable[Cluster], stories: Sequence[EncodedStory]) -> tuple[Cluster, ...]:
    return tuple(sorted(clusters, key=lambda cluster: (-len(cluster[0]), [stories[row].id for row in cluster[0]])))


def _former_threads(stories: Sequence[EncodedStory], former: Collection[Sequence[int]]) -> np.ndarray:
    """Return a number for the former thread of each story, and a negative one of its own for each other story."""
    numbers = {story: number for number, members in enumerate(former) for story in members}
    return np.array([numbers.get(story.id, -1 - row) for row, story in enumerate(stories)])


def _stabilised(pairs: Pairs, threads: np.ndarray) -> Pairs:
    """Raise the similarity of stories that were together before, so that doubt does not move them back and forth."""
    together = threads[pairs.first] == threads[pairs.second]
    raised = np.fmin(1, pairs.similarity * STABILITY)
    return Pairs(pairs.first, pairs.second, np.where(together, raised, pairs.similarity))


def _apply_constraints(
    clusters: Clusters,
    stories: Sequence[EncodedStory],
    cannot_link: frozenset[tuple[int, int]],
    held: Collection[Sequence[int]],
) -> list[Sequence[int]]:
    """Give `clusters` the user's constraints and the `held` groups, and return the rows that must be together."""
    rows = {story.id: row for row, story in enumerate(stories)}
    for one, other in sorted(cannot_link):
        if one in rows and other in rows:
            clusters.keep_apart(rows[one], rows[other])
    pinned: dict[str, list[int]] = {}
    for row, story in enumerate(stories):
        if story.pinned:
            pinned.setdefault(story.pinned, []).append(row)
    for together in pinned.values():
        clusters.bind(together)
    held_rows = [[rows[story] for story in group] for group in held]
    for group in held_rows:
        clusters.hold(group)
    return [*pinned.values(), *held_rows]


def _order(story: EncodedStory) -> tuple[datetime, int]:
    return story.published or _UNDATED, story.id


def _days(story: EncodedStory) -> float:
    return story.published.timestamp() / 86_400 if story.published else float("nan")
