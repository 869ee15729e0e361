"""Placing stories: groups under stable ids, with reprints, independence and rank."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from briefing.analysis.ranking import ThreadFacts, rank
from briefing.analysis.sources.independence import count_independent, families, tellers
from briefing.analysis.sources.reprints import DatedText, find_reprints
from briefing.analysis.threads.carry import Carried, carry_ids
from briefing.model.grouping import Background, Group, Membership, Placement, Reprint, StoryText, ThreadPlacement

RECENT = timedelta(hours=24)
NOBODY: Mapping[int, tuple[str, ...]] = MappingProxyType({})
NEW = "story "
"""What a key begins with that stands for an id still to be given."""


@dataclass(frozen=True, slots=True)
class Window:
    """The open window in groups, each with its thread's id at the same place."""

    groups: tuple[Group, ...]
    carried: Carried

    @property
    def in_company(self) -> tuple[int, ...]:
        """The stories that stand in a group with another one: the only ones that can be reprints."""
        return tuple(story for group in self.groups if len(group.members) > 1 for story in group.stories)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The keys that stand where an id will: one for each group that no former thread leads to."""
        return tuple(own for own in self.carried.ids if own.startswith(NEW))


def group_window(
    stories: Sequence[StoryText],
    background: Background,
    former: Mapping[str, Sequence[int]],
    apart: frozenset[tuple[int, int]],
    since: datetime,
    reopened: frozenset[str] = frozenset(),
    *,
    steady: bool = True,
) -> Window:
    """Group the stories of the window and carry over the ids of the `former` threads (the oldest first).

    `apart` are pairs of stories that the reader parted. A story from before `since` is grouped only where its thread
    is still running or is one of those `reopened`; one that comes in late, from a feed that reaches far back, stands
    alone. A new group has a key of its oldest story for its id. Where `steady`, stories of one former thread stay
    together in doubt; else only the stories and the reader's wishes count, and the former threads lend their ids.
    """
    from briefing.analysis.threads.group import group_stories

    recent = {story.id for story in stories if story.published is None or story.published >= since}
    running = {
        thread: members for thread, members in former.items() if thread in reopened or not recent.isdisjoint(members)
    }
    live = recent.union(*running.values()) if running else recent
    placed = {story for members in former.values() for story in members}
    grouped = [story for story in stories if story.id in live]
    groups = group_stories(grouped, background, cannot_link=apart, former=tuple(running.values()) if steady else ())
    late = [_alone(story.id) for story in stories if story.id not in live and story.id not in placed]
    together = (*groups, *late)
    return Window(together, carry_ids(running, together, lambda group: f"{NEW}{min(group.stories)}"))


def _alone(story: int) -> Group:
    return Group((Membership(story, 1.0),), story, 1.0)


def place_threads(
    window: Window,
    names: Mapping[str, str],
    stories: Sequence[StoryText],
    texts: Sequence[DatedText],
    followed: Collection[str],
    now: datetime,
    watched: Mapping[int, tuple[str, ...]] = NOBODY,
) -> tuple[ThreadPlacement, ...]:
    """Return the window's threads as they are to be stored.

    `names` are the ids of the new ones by their keys; `texts` the full texts of the stories in company; `followed` the
    ids of threads that the reader follows; `watched` the actors of the watch-list by the stories that name them.
    """
    by_id = {story.id: story for story in stories}
    read = {text.story: text for text in texts}
    return tuple(
        _placed(group, names.get(own_id, own_id), by_id, read, watched, followed=own_id in followed, now=now)
        for group, own_id in zip(window.groups, window.carried.ids, strict=True)
    )


def _placed(
    group: Group,
    own_id: str,
    by_id: Mapping[int, StoryText],
    read: Mapping[int, DatedText],
    watched: Mapping[int, tuple[str, ...]],
    *,
    followed: bool,
    now: datetime,
) -> ThreadPlacement:
    stories = [by_id[story] for story in group.stories]
    texts = [_text(story, read) for story in stories] if len(stories) > 1 else []
    reprints = find_reprints(texts)
    independent = count_independent(list(tellers(texts).items()), reprints) if texts else 1
    named = tuple(dict.fromkeys(name for story in stories for name in watched.get(story.id, ())))
    score, parts = rank(_facts(stories, independent, named, followed=followed, now=now))
    return ThreadPlacement(own_id, group.lead, _placements(group, reprints), independent, score, parts)


def _text(story: StoryText, read: Mapping[int, DatedText]) -> DatedText:
    known = read.get(story.id)
    family = (known.family if known else "") or families(story.outlet, story.domain)
    return DatedText(story.id, known.text if known else "", story.published, story.outlet, family)


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
        outlets=len({story.outlet.casefold() for story in stories}),
        last_story=max(published),
        first_seen=min(published),
        now=now,
        followed=followed,
        watched=watched,
        recent_stories=sum(now - at <= RECENT for at in published),
    )
