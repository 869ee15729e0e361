"""Incremental grouping: which stories of a window must be grouped again because some of its stories are new."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace

from briefing.frozen import dataclass
from briefing.model.grouping import FormerThread, StoryOutline

MOST_FRESH = 0.1
"""If a larger share of the window is new since the last grouping, the whole window is grouped again."""
MOST_JOINED = 0.25
"""If a larger share of the window is new since the last full grouping, the whole window is grouped again."""
LARGEST = 12
"""So many stories, evenly spread, represent a larger thread."""


@dataclass(frozen=True, slots=True)
class GroupingScope:
    """The stories to group, and the former threads they are from: whole, or represented by some of their stories.

    `rest` has, by thread, the stories that are represented by others.
    """

    stories: frozenset[int]
    former: Mapping[str, FormerThread]
    rest: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def is_full_grouping_due(window: Sequence[StoryOutline], newest_then: int) -> bool:
    """Return whether to group all of `window`; `newest_then` is the newest story of the last full grouping."""
    fresh = sum(story.fresh and story.recent for story in window)
    joined = sum(story.id > newest_then for story in window)
    return fresh > MOST_FRESH * len(window) or joined > MOST_JOINED * len(window)


def touched_threads(
    window: Sequence[StoryOutline], candidates: Collection[int], reopened: Collection[str]
) -> frozenset[str]:
    """Return the threads of `window` that fresh stories may join or leave, and those `reopened`.

    `candidates` are indexes in `window`.
    """
    running = {story.thread for story in window if story.recent}
    touched = {window[index].thread for index in candidates} | {story.thread for story in window if story.fresh}
    return frozenset(((touched & running) | set(reopened)) - {""})


def incremental_scope(
    window: Sequence[StoryOutline],
    former: Mapping[str, FormerThread],
    candidates: Collection[int],
    reopened: Collection[str],
    constrained: Collection[int],
) -> GroupingScope:
    """Return the fresh stories of `window` with the threads they may join and those `reopened`.

    `candidates` are indexes in `window`. Stories `constrained` by a merge or split of the user are always in the scope
    themselves.
    """
    touched = touched_threads(window, candidates, reopened)
    fresh = {story.id for story in window if story.fresh}
    stories = {story.id for story in window if story.fresh and story.recent and not story.thread}
    threads: dict[str, FormerThread] = {}
    rest: dict[str, tuple[int, ...]] = {}
    for name, thread in former.items():
        if name not in touched:
            continue
        chosen = thread if name in reopened else _held(thread, fresh, constrained)
        threads[name] = chosen
        stories.update(chosen.stories)
        if len(chosen.stories) < len(thread.stories):
            rest[name] = tuple(sorted(set(thread.stories).difference(chosen.stories)))
    return GroupingScope(frozenset(stories), threads, rest)


def full_scope(
    window: Sequence[StoryOutline], former: Mapping[str, FormerThread], reopened: Collection[str]
) -> GroupingScope:
    """Return all of `window` that is grouped.

    A story from before the window's days is grouped only if its thread is still running or is `reopened`. One that
    arrives late, from a feed that reaches far back, stays alone.
    """
    recent = {story.id for story in window if story.recent}
    running = {
        name: thread for name, thread in former.items() if name in reopened or not recent.isdisjoint(thread.stories)
    }
    return GroupingScope(frozenset(recent.union(*(thread.stories for thread in running.values()))), running)


def late_stories(window: Sequence[StoryOutline]) -> tuple[int, ...]:
    """Return the stories from before the window's days that are in no thread."""
    return tuple(story.id for story in window if not story.recent and not story.thread)


def _held(thread: FormerThread, fresh: Collection[int], constrained: Collection[int]) -> FormerThread:
    """Return `thread` with its `fresh` stories and, held together, at most `LARGEST` of the others.

    Its lead and stories that are `constrained` are always among them.
    """
    held = tuple(story for story in thread.stories if story not in fresh)
    if (count := len(held)) > LARGEST:
        chosen = {held[number * count // LARGEST] for number in range(LARGEST)} | {thread.lead}
        held = tuple(story for story in held if story in chosen or story in constrained)
    stories = tuple(story for story in thread.stories if story in fresh or story in held)
    return replace(thread, stories=stories, held=held)
