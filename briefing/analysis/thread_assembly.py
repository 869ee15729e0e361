"""Placing stories: groups under stable ids, with reprints, independence and rank."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from briefing.analysis.ranking import ThreadFacts, explained_score, score_thread, score_weights
from briefing.analysis.sources.independence import count_independent, publisher_family, text_publishers
from briefing.analysis.sources.reprints import DatedText, find_reprints
from briefing.analysis.threads.thread_ids import AssignedIds, assign_thread_ids
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
NOBODY: Mapping[int, tuple[str, ...]] = MappingProxyType({})
DRIFT = 0.02
"""By how much the score of a thread that nothing happened to may be out of date."""
NEW = "story "
"""What a key begins with that stands for an id still to be given."""


@dataclass(frozen=True, slots=True)
class GroupedWindow:
    """The open window in groups of stories, each with its thread's id at the same place."""

    groups: tuple[tuple[int, ...], ...]
    assigned: AssignedIds
    unchanged: frozenset[str] = frozenset()
    """The threads that are as they were before."""
    kept: frozenset[int] = frozenset()
    """The stories that stay in a thread that did not double: what was told of them before holds."""
    leads: Mapping[int, int] = field(default_factory=dict)
    """The stories that named the former threads, with the order of these."""
    clustering: "Clustering | None" = field(default=None, compare=False, repr=False)

    @property
    def changed(self) -> tuple[tuple[str, int], ...]:
        """The ids and places of the groups that are not as they were before."""
        return tuple((own_id, place) for place, own_id in enumerate(self.assigned.ids) if own_id not in self.unchanged)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The keys that stand where an id will: one for each group that no former thread leads to."""
        return tuple(own for own in self.assigned.ids if own.startswith(NEW))

    def describe(self, place: int, texts: Mapping[int, StoryText]) -> Group:
        """Return the group at `place` with the reasons of the stories that are not `kept`; `texts` has its stories."""
        if self.clustering is None or place >= len(self.clustering.clusters):
            (alone,) = self.groups[place]
            return Group((Membership(alone, 1.0),), alone, 1.0)
        return self.clustering.describe(place, texts, self.leads, self.kept)


NO_THREADS = GroupedWindow((), AssignedIds((), {}))


def assemble_threads(
    stories: Sequence[EncodedStory],
    statistics: "TermStatistics",
    former: Mapping[str, FormerThread],
    apart: frozenset[tuple[int, int]] = frozenset(),
    *,
    window: Sequence[StoryOutline] = (),
    fresh: Collection[int] = (),
) -> GroupedWindow:
    """Group `stories`, all of a window or a part of `window`, and carry over the ids of the `former` threads.

    `former` has the oldest thread first. `apart` are pairs of stories that the reader parted. Stories of one former
    thread stay together in doubt. A new group has a key of its oldest story for its id. A thread that has the stories
    it had is settled, if none of them is `fresh`.
    """
    from briefing.analysis.threads.clustering import cluster_stories

    if not stories:
        return NO_THREADS
    clustering = cluster_stories(
        stories,
        statistics,
        cannot_link=apart,
        former=[thread.stories for thread in former.values()],
        held=[thread.stories for thread in former.values() if thread.held],
        window=window,
    )
    drawn = _drawn(clustering, former)
    settled, kept = _unchanged(drawn, former, frozenset(fresh))
    leads = {thread.lead: place for place, thread in enumerate(former.values())}
    return replace(drawn, unchanged=settled, kept=kept, leads=leads)


def assemble_afresh(
    stories: Sequence[EncodedStory],
    statistics: "TermStatistics",
    former: Mapping[str, FormerThread],
    apart: frozenset[tuple[int, int]] = frozenset(),
) -> GroupedWindow:
    """Group `stories` as if never before: only they and the wishes count, and `former` threads lend their ids."""
    from briefing.analysis.threads.clustering import cluster_stories

    if not stories:
        return NO_THREADS
    return _drawn(cluster_stories(stories, statistics, cannot_link=apart), former)


def with_late_stories(window: GroupedWindow, late: Sequence[int]) -> GroupedWindow:
    """Return `window` with each of the stories `late` alone."""
    groups = [(story,) for story in late]
    assigned = AssignedIds((*window.assigned.ids, *map(_fresh_key, groups)), window.assigned.redirects)
    return replace(window, groups=(*window.groups, *groups), assigned=assigned)


def _drawn(clustering: "Clustering", former: Mapping[str, FormerThread]) -> GroupedWindow:
    groups = tuple(clustering.members(rows) for rows, _ in clustering.clusters)
    threads = {own_id: thread.stories for own_id, thread in former.items()}
    return GroupedWindow(groups, assign_thread_ids(threads, groups, _fresh_key), clustering=clustering)


def _unchanged(
    window: GroupedWindow, former: Mapping[str, FormerThread], fresh: frozenset[int]
) -> tuple[frozenset[str], frozenset[int]]:
    """Return the threads that are as they were, and the stories that stay in one that did not double."""
    settled, kept = set[str](), set[int]()
    for own_id, stories in zip(window.assigned.ids, window.groups, strict=True):
        before = former[own_id].stories if own_id in former else ()
        stays = frozenset(before).intersection(stories).difference(fresh)
        if len(stays) == len(before) == len(stories):
            settled.add(own_id)
        elif 2 <= len(before) >= len(stories) / 2:
            kept |= stays
    return frozenset(settled), frozenset(kept)


def _fresh_key(stories: Sequence[int]) -> str:
    return f"{NEW}{min(stories)}"


def thread_placement(
    own_id: str,
    group: Group,
    by_id: Mapping[int, StoryText],
    texts: Mapping[int, DatedText],
    watched: Mapping[int, tuple[str, ...]] = NOBODY,
    *,
    followed: bool,
    now: datetime,
) -> ThreadPlacement:
    """Return a thread as it is to be stored.

    `by_id` has its stories, `texts` their full texts by story, `watched` the actors of the watch-list by the stories
    that name them; `followed` tells that the reader follows it.
    """
    stories = [by_id[story] for story in group.stories]
    told = [_text(story, texts) for story in stories] if len(stories) > 1 else []
    reprints = find_reprints(told)
    independent = count_independent(list(text_publishers(told).items()), reprints) if told else 1
    named = tuple(dict.fromkeys(name for story in stories for name in watched.get(story.id, ())))
    total, parts = score_thread(_facts(stories, independent, named, followed=followed, now=now))
    return ThreadPlacement(own_id, group.lead, _placements(group, reprints), independent, total, parts)


def updated_scores(
    threads: Iterable[StoredRank],
    recent: Mapping[str, int],
    followed: Collection[str],
    watched: Mapping[str, Sequence[str]],
) -> tuple[ThreadScore, ...]:
    """Return the ranks of those threads whose score is `DRIFT` or more from what it was.

    By thread, `recent` counts the stories of the last day and `watched` are the actors of the watch-list.
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
        )
        for thread in known
    ]
    weighed = score_weights(facts)
    drifted = np.abs(weighed.sum(axis=1) - [thread.score for thread in known]) >= DRIFT
    return tuple(
        ThreadScore(known[place].id, *explained_score(facts[place], weighed[place].tolist()))
        for place in np.flatnonzero(drifted).tolist()
    )


def _text(story: StoryText, texts: Mapping[int, DatedText]) -> DatedText:
    known = texts.get(story.id)
    family = (known.family if known else "") or publisher_family(story.outlet, story.domain)
    text, author = (known.text, known.author) if known else ("", "")
    return DatedText(story.id, text, story.published, story.outlet, family, author)


def _placements(group: Group, reprints: Sequence[Reprint]) -> tuple[Placement, ...]:
    of: defaultdict[int, Reprint | None] = defaultdict(lambda: None)
    of.update({reprint.story: reprint for reprint in reprints})
    placements = []
    for member in group.members:
        reprint = of[member.story]
        original, share = (reprint.original, reprint.share) if reprint else (0, 0.0)
        placements.append(Placement(member.story, member.similarity, member.reasons, original, share))
    return tuple(placements)


def _facts(
    stories: Sequence[StoryText], independent: int, watched: tuple[str, ...], *, followed: bool, now: datetime
) -> ThreadFacts:
    published = [min(story.published or now, now) for story in stories]
    return ThreadFacts(
        independent=independent,
        stories=len(stories),
        hours=(now - max(published)) / timedelta(hours=1),
        followed=followed,
        watched=watched,
        recent_stories=sum(now - at <= RECENT for at in published),
    )
