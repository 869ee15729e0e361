"""Which part of a window must be grouped again when some stories of it are new."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.model.grouping import FormerThread, StoryOutline

MOST_FRESH = 0.1
MOST_JOINED = 0.25
"""From these shares of new stories on, since last time and since all was grouped, all of a window is grouped again.

In between only the threads near to what is new are grouped: the rest stays as it is.
"""
LARGEST = 40
"""Of a thread with more stories so many, evenly spread, stand for all of them."""


@dataclass(frozen=True, slots=True)
class GroupingScope:
    """The stories that are grouped, and the former threads in which they stand: whole, or some stories that are held.

    `rest` are the stories of the held threads that the others stand for.
    """

    stories: frozenset[int]
    former: Mapping[str, FormerThread]
    rest: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def is_full_grouping_due(window: Sequence[StoryOutline], whole: int) -> bool:
    """Tell whether all of `window` is to be grouped; `whole` is the latest story of when that was done last."""
    fresh = sum(story.fresh and story.recent for story in window)
    joined = sum(story.id > whole for story in window)
    return fresh > MOST_FRESH * len(window) or joined > MOST_JOINED * len(window)


def incremental_scope(
    window: Sequence[StoryOutline],
    former: Mapping[str, FormerThread],
    near: Collection[int],
    reopened: Collection[str],
    named: Collection[int],
) -> GroupingScope:
    """Return the part of `window` around its fresh stories, the threads `reopened`, and what is at the places `near`.

    The stories `named` in the reader's wishes stand for themselves.
    """
    running = {story.thread for story in window if story.recent} | set(reopened)
    loose = {story.id for story in window if story.fresh}
    touched = {window[place].thread for place in near} | {story.thread for story in window if story.fresh}
    touched = ((touched & running) | set(reopened)) - {""}
    stories = {story.id for story in window if story.fresh and story.recent and not story.thread}
    threads: dict[str, FormerThread] = {}
    rest: dict[str, tuple[int, ...]] = {}
    for thread, stood in former.items():
        if thread not in touched:
            continue
        chosen = stood if thread in reopened else _standing_for(stood, loose.union(named))
        threads[thread] = chosen
        stories.update(chosen.stories)
        if chosen.held:
            rest[thread] = tuple(sorted(set(stood.stories).difference(chosen.stories)))
    return GroupingScope(frozenset(stories), threads, rest)


def full_scope(
    window: Sequence[StoryOutline], former: Mapping[str, FormerThread], reopened: Collection[str]
) -> GroupingScope:
    """Return all of `window` that is grouped.

    A story from before the window's days is grouped only where its thread is still running or is one of those
    `reopened`; one that comes in late, from a feed that reaches far back, stands alone.
    """
    recent = {story.id for story in window if story.recent}
    running = {
        thread: stood for thread, stood in former.items() if thread in reopened or not recent.isdisjoint(stood.stories)
    }
    return GroupingScope(frozenset(recent.union(*(stood.stories for stood in running.values()))), running)


def late_stories(window: Sequence[StoryOutline]) -> tuple[int, ...]:
    """Return the stories from before the window's days that stand in no thread."""
    return tuple(story.id for story in window if not story.recent and not story.thread)


def _standing_for(thread: FormerThread, always: Collection[int]) -> FormerThread:
    """Return a thread with no more than `LARGEST` of its stories, and those that must `always` be there."""
    count = len(thread.stories)
    if count <= LARGEST:
        return thread
    chosen = {thread.stories[place * count // LARGEST] for place in range(LARGEST)} | {thread.lead}
    kept = tuple(story for story in thread.stories if story in chosen or story in always)
    return replace(thread, stories=kept, held=len(kept) < count)
