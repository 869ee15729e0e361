"""Grouping the open window: stories in, groups with reasons out."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import numpy as np
from scipy import sparse

from briefing.analysis.threads.background import merged, shipped
from briefing.analysis.threads.columns import is_column
from briefing.analysis.threads.expand import expanded
from briefing.analysis.threads.explain import memberships, similarity_to_rest
from briefing.analysis.threads.features import Features, story_features
from briefing.analysis.threads.headline import lead_story
from briefing.analysis.threads.merging import Clusters
from briefing.analysis.threads.pairs import Pairs, similar_pairs
from briefing.analysis.threads.settings import GroupSettings
from briefing.model.grouping import Background, Group, Membership, StoryText

KEPT = np.float32(1.2)
"""What the similarity of stories that stood together before counts."""

_UNDATED = datetime.max.replace(tzinfo=UTC)


def group_stories(
    stories: Sequence[StoryText],
    background: Background,
    *,
    settings: GroupSettings = GroupSettings(),  # noqa: B008 - frozen
    cannot_link: frozenset[tuple[int, int]] = frozenset(),
    former: Collection[Sequence[int]] = (),
) -> tuple[Group, ...]:
    """Return the groups of `stories`, the largest first; every story stands in exactly one.

    The same stories give the same groups in whatever order they come. `background` is what the store counted; the
    shipped statistics are added to it. Stories with the same `pinned` stay together, pairs of ids in `cannot_link`
    apart; where the two contradict one another, together wins. Columns and listings stay alone unless pinned. Stories
    that stood in one of the `former` groups leave each other only for a reason: their similarity counts `KEPT`.
    """
    ordered = sorted(stories, key=_order)
    if not ordered:
        return ()
    features = story_features(ordered, merged(shipped(), background))
    days = np.array([_days(story) for story in ordered])
    mixed = _mixed(features.vectors, days, settings)
    pairs = _steadied(_linked(mixed, days, ordered, settings), ordered, former)
    clusters = Clusters(pairs, features.marks, settings)
    _apply_wishes(clusters, ordered, cannot_link)
    clusters.grow()
    groups = [_described(rows, cohesion, ordered, features, mixed) for rows, cohesion in clusters.groups()]
    return tuple(sorted(groups, key=lambda group: (-len(group.members), group.stories)))


def _mixed(vectors: sparse.csr_matrix, days: np.ndarray, settings: GroupSettings) -> sparse.csr_matrix:
    near = similar_pairs(vectors, days, least=settings.neighbour_least, reach=settings.days)
    return expanded(vectors, near, settings)


def _linked(
    vectors: sparse.csr_matrix, days: np.ndarray, stories: Sequence[StoryText], settings: GroupSettings
) -> Pairs:
    pairs = similar_pairs(vectors, days, least=settings.pair_least, reach=settings.days)
    return _without_columns(pairs, stories)


def _steadied(pairs: Pairs, stories: Sequence[StoryText], former: Collection[Sequence[int]]) -> Pairs:
    """Raise the similarity of pairs that stood together before, so that a doubt moves no story to and fro."""
    homes = {story: home for home, members in enumerate(former) for story in members}
    home = np.array([homes.get(story.id, -1 - row) for row, story in enumerate(stories)])
    together = home[pairs.first] == home[pairs.second]
    return Pairs(pairs.first, pairs.second, np.where(together, np.fmin(1, pairs.similarity * KEPT), pairs.similarity))


def _described(
    rows: tuple[int, ...],
    cohesion: float,
    stories: Sequence[StoryText],
    features: Features,
    mixed: sparse.csr_matrix,
) -> Group:
    members = [stories[row] for row in rows]
    if len(members) == 1:
        return Group((Membership(members[0].id, 1.0),), members[0].id, cohesion)
    similarities = similarity_to_rest(mixed, rows)
    lead = lead_story(list(zip(members, similarities, strict=True)))
    return Group(memberships(rows, members, similarities, lead, features), lead, cohesion)


def _without_columns(pairs: Pairs, stories: Sequence[StoryText]) -> Pairs:
    """Leave out the pairs of stories that are no story about one matter."""
    columns = np.array([is_column(story.title, story.lead) for story in stories])
    kept = ~(columns[pairs.first] | columns[pairs.second])
    return Pairs(pairs.first[kept], pairs.second[kept], pairs.similarity[kept])


def _apply_wishes(clusters: Clusters, stories: Sequence[StoryText], cannot_link: frozenset[tuple[int, int]]) -> None:
    rows = {story.id: row for row, story in enumerate(stories)}
    for one, other in sorted(cannot_link):
        if one in rows and other in rows:
            clusters.keep_apart(rows[one], rows[other])
    pinned: dict[str, list[int]] = {}
    for row, story in enumerate(stories):
        if story.pinned:
            pinned.setdefault(story.pinned, []).append(row)
    for together in pinned.values():
        clusters.force(together)


def _order(story: StoryText) -> tuple[datetime, int]:
    return story.published or _UNDATED, story.id


def _days(story: StoryText) -> float:
    return story.published.timestamp() / 86_400 if story.published else float("nan")
