"""Groups stories as they come, step by step, as refreshes do, and counts how many leave their thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.analysis.placing import group_window
from briefing.analysis.threads.background import count_words, merged
from briefing.model.grouping import Background, StoryText

WINDOW = timedelta(days=3)
SETTLED = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Rolled:
    """`threads` maps each story to its last thread. The counts are of stories that changed thread.

    `moved` at any time, `moved_late` more than `SETTLED` after they came in, `parted_late` those of them whose thread
    went on without them: the others' thread was merged into another, and its id leads there.
    """

    threads: dict[int, str]
    moved: int
    moved_late: int
    parted_late: int


def roll(stories: Sequence[StoryText], hours: float) -> Rolled:
    """Group dated `stories` in steps of so many hours; each step sees only what was published by then."""
    waiting = sorted(stories, key=_published)
    step, now = timedelta(hours=hours), _published(waiting[0])
    came: dict[int, datetime] = {}
    seen: list[StoryText] = []
    background, threads = Background(), dict[int, str]()
    moved, moved_late, parted_late = set[int](), set[int](), set[int]()
    while waiting:
        now += step
        new = [story for story in waiting if _published(story) <= now]
        waiting = waiting[len(new) :]
        if not new:
            continue
        seen = _open([*seen, *new], threads, now - WINDOW)
        came.update({story.id: now for story in new})
        background = merged(background, count_words((story.title, story.lead) for story in new))
        placed, redirects = _placed(seen, background, threads, now - WINDOW)
        for story, thread in placed.items():
            if (before := threads.get(story, thread)) != thread:
                moved.add(story)
                if now - came[story] > SETTLED:
                    moved_late.add(story)
                    if redirects.get(before) != thread:
                        parted_late.add(story)
        threads.update(placed)
    return Rolled(threads, len(moved), len(moved_late), len(parted_late))


def _placed(
    stories: Sequence[StoryText], background: Background, threads: dict[int, str], since: datetime
) -> tuple[dict[int, str], dict[str, str]]:
    """Group the window once; return the thread of each of its stories and where merged threads lead."""
    former: dict[str, list[int]] = {}
    for story in stories:
        if story.id in threads:
            former.setdefault(threads[story.id], []).append(story.id)
    window = group_window(stories, background, former, frozenset(), since)
    names = {key: f"t{len(threads)} {key}" for key in window.unnamed}
    placed = {
        story: names.get(thread, thread)
        for group, thread in zip(window.groups, window.carried.ids, strict=True)
        for story in group.stories
    }
    return placed, {old: names.get(heir, heir) for old, heir in window.carried.redirects.items()}


def _open(stories: Sequence[StoryText], threads: dict[int, str], since: datetime) -> list[StoryText]:
    """Keep the stories of the window, and the older ones of threads that still run."""
    running = {threads.get(story.id) for story in stories if _published(story) >= since} - {None}
    return [story for story in stories if _published(story) >= since or threads.get(story.id) in running]


def _published(story: StoryText) -> datetime:
    if story.published is None:
        raise ValueError("only dated stories can be fed by time")
    return story.published
