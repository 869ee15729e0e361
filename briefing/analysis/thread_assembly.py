"""Thread assembly: clusters become threads with stable ids, reprints, a count of independent publishers and a rank."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from statistics import fmean
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from briefing.analysis.ranking import ThreadFacts, explained_score, score_threads, score_weights
from briefing.analysis.sources.independence import count_independent, find_tellings
from briefing.analysis.sources.outlets import publisher_family
from briefing.analysis.sources.reprints import DatedText, find_reprints
from briefing.analysis.threads.thread_ids import AssignedIds, assign_thread_ids
from briefing.analysis.threads.titles import clean_title
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import (
    FormerThread,
    Group,
    Membership,
    Placement,
    Reprint,
    StoredRank,
    StoryOutline,
    StoryText,
    ThreadPlacement,
    ThreadScore,
)

if TYPE_CHECKING:
    from briefing.analysis.threads.clustering import Clustering
    from briefing.analysis.threads.term_statistics import TermStatistics

RECENT = timedelta(hours=24)
NO_ACTORS: Mapping[int, tuple[str, ...]] = MappingProxyType({})
DRIFT = 0.02
"""The score of an unchanged thread may be out of date by less than this."""
NEW = "story "
"""The prefix of a key that is replaced with an id."""


@dataclass(frozen=True, slots=True)
class GroupedWindow:
    """The open window in groups of stories; each group's thread id is at the same index in `assigned.ids`."""

    groups: tuple[tuple[int, ...], ...]
    assigned: AssignedIds
    unchanged: frozenset[str] = frozenset()
    """The threads that have the same stories as before."""
    kept: frozenset[int] = frozenset()
    """The stories that stay in a thread that did not double: their stored reasons still hold."""
    leads: Mapping[int, int] = field(default_factory=dict)
    """The lead stories of the former threads, with the order of those threads."""
    clustering: "Clustering | None" = field(default=None, compare=False, repr=False)

    @property
    def share(self) -> float:
        """The share of cohesion that a merge required; 0 if nothing was grouped."""
        return self.clustering.share if self.clustering is not None else 0.0

    @property
    def changed(self) -> tuple[tuple[str, int], ...]:
        """The ids and indexes of the groups that have changed."""
        return tuple((own_id, index) for index, own_id in enumerate(self.assigned.ids) if own_id not in self.unchanged)

    @property
    def unnamed(self) -> dict[str, tuple[int, ...]]:
        """The groups without a former thread, which still need an id, by key."""
        named = zip(self.assigned.ids, self.groups, strict=True)
        return {own: stories for own, stories in named if own.startswith(NEW)}

    def describe(self, index: int, texts: Mapping[int, StoryText]) -> Group:
        """Return the group at `index` with a reason for each story that is not `kept`; `texts` has its stories."""
        if self.clustering is None or index >= len(self.clustering.clusters):
            (alone,) = self.groups[index]
            return Group((Membership(alone, 1.0),), alone, 1.0)
        return self.clustering.describe(index, texts, self.leads, self.kept)


NO_THREADS = GroupedWindow((), AssignedIds((), {}))


def assemble_threads(
    stories: Sequence[EncodedStory],
    statistics: "TermStatistics",
    former: Mapping[str, FormerThread],
    apart: frozenset[tuple[int, int]] = frozenset(),
    *,
    window: Sequence[StoryOutline] = (),
    fresh: Collection[int] = (),
    share: float = 0.0,
) -> GroupedWindow:
    """Group `stories`, all of a window or a part of `window`, and assign the ids of the `former` threads.

    `former` has the oldest thread first. `apart` are pairs of stories that the user split. If in doubt, stories of one
    former thread stay together. A new group has a key made from its oldest story instead of an id. A thread with the
    same stories as before is unchanged if none of them is `fresh`. If only a part of the window is grouped, `share` is
    the share of cohesion of the last full grouping.
    """
    from briefing.analysis.threads.clustering import cluster_stories  # slow to import, and not always needed

    if not stories:
        return NO_THREADS
    clustering = cluster_stories(
        stories,
        statistics,
        cannot_link=apart,
        former=[thread.stories for thread in former.values()],
        held=[thread.held for thread in former.values() if thread.held],
        dropped=frozenset(story for thread in former.values() if thread.dropped for story in thread.stories),
        window=window,
        share=share,
    )
    grouped = _with_ids(clustering, former)
    unchanged, kept = _unchanged(grouped, former, frozenset(fresh))
    leads = {thread.lead: order for order, thread in enumerate(former.values())}
    return replace(grouped, unchanged=unchanged, kept=kept, leads=leads)


def assemble_afresh(
    stories: Sequence[EncodedStory],
    statistics: "TermStatistics",
    former: Mapping[str, FormerThread],
    apart: frozenset[tuple[int, int]] = frozenset(),
) -> GroupedWindow:
    """Group `stories` from scratch: only they and the user's constraints count, and `former` threads give their ids."""
    from briefing.analysis.threads.clustering import cluster_stories

    if not stories:
        return NO_THREADS
    return _with_ids(cluster_stories(stories, statistics, cannot_link=apart), former)


def with_late_stories(window: GroupedWindow, late: Sequence[int]) -> GroupedWindow:
    """Return `window` with each of the stories `late` in a group of its own."""
    groups = [(story,) for story in late]
    assigned = AssignedIds((*window.assigned.ids, *map(_key_of_new, groups)), window.assigned.redirects)
    return replace(window, groups=(*window.groups, *groups), assigned=assigned)


def _with_ids(clustering: "Clustering", former: Mapping[str, FormerThread]) -> GroupedWindow:
    groups = tuple(clustering.members(rows) for rows, _ in clustering.clusters)
    threads = {own_id: thread.stories for own_id, thread in former.items()}
    return GroupedWindow(groups, assign_thread_ids(threads, groups, _key_of_new), clustering=clustering)


def _unchanged(
    window: GroupedWindow, former: Mapping[str, FormerThread], fresh: frozenset[int]
) -> tuple[frozenset[str], frozenset[int]]:
    """Return the unchanged threads, and the stories that stay in a thread that did not double."""
    unchanged, kept = set[str](), set[int]()
    for own_id, stories in zip(window.assigned.ids, window.groups, strict=True):
        before = former[own_id].stories if own_id in former else ()
        stays = frozenset(before).intersection(stories).difference(fresh)
        if len(stays) == len(before) == len(stories):
            unchanged.add(own_id)
        elif 2 <= len(before) >= len(stories) / 2:
            kept |= stays
    return frozenset(unchanged), frozenset(kept)


def _key_of_new(stories: Sequence[int]) -> str:
    return f"{NEW}{min(stories)}"


def thread_placements(
    threads: Sequence[tuple[str, Group]],
    by_id: Mapping[int, StoryText],
    texts: Mapping[int, DatedText],
    watched: Mapping[int, tuple[str, ...]] = NO_ACTORS,
    *,
    followed: Collection[str] = (),
    now: datetime,
) -> tuple[ThreadPlacement, ...]:
    """Return threads, pairs of id and group, as they are stored.

    `by_id` has their stories, `texts` their full texts by story, and `watched` the actors of the watch list by the
    stories that name them. The user follows the threads `followed`.
    """
    placed: list[tuple[ThreadPlacement, ThreadFacts]] = []
    for own_id, group in threads:
        stories = [by_id[story] for story in group.stories]
        dated = [_text(story, texts) for story in stories] if len(stories) > 1 else []
        reprints = find_reprints(dated)
        independent = count_independent(find_tellings(dated, reprints)) if dated else 1
        named = tuple(dict.fromkeys(name for story in stories for name in watched.get(story.id, ())))
        facts = _facts(group, stories, independent, named, followed=own_id in followed, now=now)
        placed.append((ThreadPlacement(own_id, group.lead, _placements(group, reprints), independent), facts))
    scores = score_threads([facts for _, facts in placed])
    return tuple(
        replace(placement, score=score, score_parts=parts)
        for (placement, _), (score, parts) in zip(placed, scores, strict=True)
    )


def updated_scores(
    threads: Iterable[StoredRank],
    recent: Mapping[str, int],
    followed: Collection[str],
    watched: Mapping[str, Sequence[str]],
) -> tuple[ThreadScore, ...]:
    """Return the scores of the threads whose score has changed by `DRIFT` or more.

    By thread, `recent` counts the stories of the last day, and `watched` are the actors of the watch list.
    """
    known = list(threads)
    facts = [
        ThreadFacts(
            thread.independent,
            thread.stories,
            thread.hours,
            thread.id in followed,
            recent.get(thread.id, 0),
            tuple(dict.fromkeys(watched.get(thread.id, ()))),
            thread.cohesion,
        )
        for thread in known
    ]
    weights = score_weights(facts)
    drifted = np.abs(weights.sum(axis=1) - [thread.score for thread in known]) >= DRIFT
    return tuple(
        ThreadScore(known[index].id, *explained_score(facts[index], weights[index].tolist()))
        for index in np.flatnonzero(drifted).tolist()
    )


def _text(story: StoryText, texts: Mapping[int, DatedText]) -> DatedText:
    known = texts.get(story.id)
    family = (known.family if known else "") or publisher_family(story.outlet, story.domain)
    text, author = (known.text, known.author) if known else ("", "")
    title = clean_title(story.title, story.outlet)
    return DatedText(story.id, text, story.published, story.outlet, family, author, title)


def _placements(group: Group, reprints: Sequence[Reprint]) -> tuple[Placement, ...]:
    by_story = {reprint.story: reprint for reprint in reprints}
    placements = []
    for member in group.members:
        reprint = by_story.get(member.story)
        original, share = (reprint.original, reprint.share) if reprint else (0, 0.0)
        placements.append(Placement(member.story, member.similarity, member.reasons, original, share))
    return tuple(placements)


def _facts(
    group: Group,
    stories: Sequence[StoryText],
    independent: int,
    watched: tuple[str, ...],
    *,
    followed: bool,
    now: datetime,
) -> ThreadFacts:
    published = [min(story.published or now, now) for story in stories]
    return ThreadFacts(
        independent=independent,
        stories=len(stories),
        hours=(now - max(published)) / timedelta(hours=1),
        followed=followed,
        watched=watched,
        recent_stories=sum(now - at <= RECENT for at in published),
        cohesion=fmean(member.similarity for member in group.members),
    )
