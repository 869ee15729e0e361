"""Grouping the open window: stories in, clusters out, and the reasons of each where they are asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from types import MappingProxyType

import numpy as np
from scipy import sparse

from briefing.analysis.threads.average_link import Clusters
from briefing.analysis.threads.cannot_link_rules import CannotLinkRules, cannot_link_rules
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.expand import expanded
from briefing.analysis.threads.explain import memberships
from briefing.analysis.threads.features import Features, story_features
from briefing.analysis.threads.headline import lead_story
from briefing.analysis.threads.outliers import outliers
from briefing.analysis.threads.pairs import Pairs, Times, shared_columns, similar_pairs
from briefing.analysis.threads.settings import GroupSettings
from briefing.analysis.threads.shared_terms import similarity_to_rest
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import Background, Group, Membership, StoryOutline, StoryText

KEPT = np.float32(1.2)
"""What the similarity of stories that stood together before counts."""

Grown = tuple[tuple[int, ...], float]
"""The rows of a cluster in ascending order, and its cohesion, 0 .. 1."""

_NONE: Mapping[int, int] = MappingProxyType({})
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters of `stories` as rows in ascending order, each with its cohesion: their reasons are told on demand."""

    stories: tuple[EncodedStory, ...]
    clusters: tuple[Grown, ...]
    features: Features
    mixed: sparse.csr_matrix

    def members(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Return the ids of the stories in `rows`."""
        return tuple(self.stories[row].id for row in rows)

    def describe(
        self, place: int, texts: Mapping[int, StoryText], leads: Mapping[int, int] = _NONE, told: Collection[int] = ()
    ) -> Group:
        """Return the cluster at `place` with its reasons, but for the stories whose reasons were `told` before.

        `texts` has its stories. In doubt the first of the former `leads`, stories with their order, names it.
        """
        rows, cohesion = self.clusters[place]
        members = [texts[story] for story in self.members(rows)]
        if len(members) == 1:
            return Group((Membership(members[0].id, 1.0),), members[0].id, cohesion)
        similarities = similarity_to_rest(self.mixed, rows)
        counted = [self.stories[row] for row in rows]
        before = min((story.id for story in members if story.id in leads), key=leads.__getitem__, default=None)
        lead = lead_story(list(zip(members, counted, similarities, strict=True)), before)
        return Group(memberships(rows, members, similarities, lead, self.features, told), lead, cohesion)


def group_stories(
    stories: Sequence[StoryText],
    background: Background,
    *,
    settings: GroupSettings = GroupSettings(),  # noqa: B008 - frozen
    cannot_link: frozenset[tuple[int, int]] = frozenset(),
    former: Collection[Sequence[int]] = (),
) -> tuple[Group, ...]:
    """Return the groups of `stories`, the largest first; every story stands in exactly one. See `cluster_stories`.

    `background` is what the store counted; the shipped statistics are added to it.
    """
    if not stories:
        return ()
    counted = [encode_story(story) for story in stories]
    clustering = cluster_stories(
        counted, TermStatistics(background), settings=settings, cannot_link=cannot_link, former=former
    )
    texts = {story.id: story for story in stories}
    return tuple(clustering.describe(place, texts) for place in range(len(clustering.clusters)))


def cluster_stories(
    stories: Sequence[EncodedStory],
    statistics: TermStatistics,
    *,
    settings: GroupSettings = GroupSettings(),  # noqa: B008 - frozen
    cannot_link: frozenset[tuple[int, int]] = frozenset(),
    former: Collection[Sequence[int]] = (),
    held: Collection[Sequence[int]] = (),
    window: Sequence[StoryOutline] = (),
) -> Clustering:
    """Cluster `stories`, at least one, the largest cluster first; every story stands in exactly one.

    The same stories give the same clusters in whatever order they come. Stories with the same `pinned` stay together,
    pairs of ids in `cannot_link` apart; where the two contradict one another, together wins. Columns and listings stay
    alone unless pinned, and so does a story that is told, in a group of such, where it shares little but one common
    word with it and is neither pinned nor held. Stories of two languages stay apart. Stories that stood in one of the
    `former` groups leave each other only for a reason: their similarity counts `KEPT`; those of one of the `held`
    groups do not leave each other. Where `stories` are a part of a `window`, time passes with all its stories, and its
    titles tell what an outlet puts into all of its own.
    """
    ordered = tuple(sorted(stories, key=_order))
    features = story_features(ordered, statistics, window)
    days = np.array([_days(story) for story in ordered])
    spots = {story.id: place for place, story in enumerate(window)}
    times = Times(days, np.array([spots.get(story.id, row) for row, story in enumerate(ordered)]))
    rules = cannot_link_rules(ordered, frozenset(story for group in former if len(group) > 1 for story in group))
    mixed = _mixed(features.vectors, times, rules, settings)
    near = rules.allowed(similar_pairs(mixed, times, least=settings.pair_least, reach=settings.days))
    clusters = Clusters(_steadied(near, ordered, former), features, settings)
    del near
    bonds = _apply_wishes(clusters, ordered, cannot_link, held)
    clusters.grow()
    parted = _without_strays(clusters.groups(), features, frozenset(chain.from_iterable(bonds)))
    found = sorted(_united(parted, bonds), key=lambda group: (-len(group[0]), [ordered[row].id for row in group[0]]))
    return Clustering(ordered, tuple(found), features, mixed)


def _mixed(
    vectors: sparse.csr_matrix, times: Times, rules: CannotLinkRules, settings: GroupSettings
) -> sparse.csr_matrix:
    near = similar_pairs(shared_columns(vectors), times, least=settings.neighbour_least, reach=settings.days)
    return shared_columns(expanded(vectors, rules.allowed(near), settings))


def _without_strays(groups: Iterable[Grown], features: Features, bound: Collection[int]) -> Iterator[Grown]:
    """Part from each group of stories that are told those that stray; the `bound` ones stay."""
    for rows, cohesion in groups:
        told = [row for row in rows if features.has_lead[row]]
        left = outliers(rows, features.vectors, set(told).difference(bound)) if 2 * len(told) >= len(rows) else ()
        yield tuple(row for row in rows if row not in left), cohesion
        yield from (((row,), 1.0) for row in left)


def _united(groups: Iterable[Grown], bonds: Sequence[Sequence[int]]) -> list[Grown]:
    """Join the groups that the rows of a bond stand in; joined, they cohere as the loosest of them."""
    home = {row: (rows, cohesion) for rows, cohesion in groups for row in rows}
    for bond in bonds:
        parts = {home[row] for row in bond}
        rows = tuple(sorted(chain.from_iterable(rows for rows, _ in parts)))
        joined = rows, min(cohesion for _, cohesion in parts)
        home.update(dict.fromkeys(rows, joined))
    return list(dict.fromkeys(home.values()))


def _steadied(pairs: Pairs, stories: Sequence[EncodedStory], former: Collection[Sequence[int]]) -> Pairs:
    """Raise the similarity of pairs that stood together before, so that a doubt moves no story to and fro."""
    homes = {story: home for home, members in enumerate(former) for story in members}
    home = np.array([homes.get(story.id, -1 - row) for row, story in enumerate(stories)])
    together = home[pairs.first] == home[pairs.second]
    return Pairs(pairs.first, pairs.second, np.where(together, np.fmin(1, pairs.similarity * KEPT), pairs.similarity))


def _apply_wishes(
    clusters: Clusters,
    stories: Sequence[EncodedStory],
    cannot_link: frozenset[tuple[int, int]],
    held: Collection[Sequence[int]],
) -> list[Sequence[int]]:
    """Tell `clusters` what the reader wishes, and return the rows that are to stand together."""
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
    standing = [[rows[story] for story in group] for group in held]
    for group in standing:
        clusters.hold(group)
    return [*pinned.values(), *standing]


def _order(story: EncodedStory) -> tuple[datetime, int]:
    return story.published or _UNDATED, story.id


def _days(story: EncodedStory) -> float:
    return story.published.timestamp() / 86_400 if story.published else float("nan")
