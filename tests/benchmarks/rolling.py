"""Groups stories step by step as refreshes do, and counts how many change thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from briefing.analysis.thread_assembly import GroupedWindow, assemble_threads
from briefing.analysis.threads.background import count_terms, merge_backgrounds
from briefing.analysis.threads.candidates import candidate_stories
from briefing.analysis.threads.encoded import encode_story
from briefing.analysis.threads.incremental import GroupingScope, full_scope, incremental_scope, is_full_grouping_due
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import Background, FormerThread, StoryOutline, StoryText

WINDOW = timedelta(days=3)
SETTLED = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Rolled:
    """`threads` maps each story to its last thread; the other fields count stories that changed thread.

    `moved` counts changes at any time, and `moved_late` those more than `SETTLED` after the story arrived. `split_late`
    counts those of the latter whose former thread continued without them and was not merged into another.
    """

    threads: dict[int, str]
    moved: int
    moved_late: int
    split_late: int


def roll(stories: Sequence[StoryText], hours: float) -> Rolled:
    """Group dated `stories` in steps of so many hours; each step has only what was published by then."""
    ordered = [replace(story, id=place) for place, story in enumerate(sorted(stories, key=_published), 1)]
    names = {place: story.id for place, story in enumerate(sorted(stories, key=_published), 1)}
    step, now = timedelta(hours=hours), _published(ordered[0])
    arrived: dict[int, datetime] = {}
    store = _Store()
    moved, moved_late, split_late = set[int](), set[int](), set[int]()
    while ordered:
        now += step
        new = [story for story in ordered if _published(story) <= now]
        ordered = ordered[len(new) :]
        if not new:
            continue
        arrived.update({story.id: now for story in new})
        before = dict(store.threads)
        redirects = store.group(new, now)
        for story, thread in store.threads.items():
            if (former := before.get(story, thread)) != thread:
                moved.add(story)
                if now - arrived[story] > SETTLED:
                    moved_late.add(story)
                    if redirects.get(former) != thread:
                        split_late.add(story)
    threads = {names[story]: thread for story, thread in store.threads.items()}
    return Rolled(threads, len(moved), len(moved_late), len(split_late))


@dataclass
class _Store:
    """What the store would have: the stories so far, in order of time, and their threads."""

    stories: dict[int, StoryText] = field(default_factory=dict)
    counted: dict[int, EncodedStory] = field(default_factory=dict)
    threads: dict[int, str] = field(default_factory=dict)
    leads: dict[str, int] = field(default_factory=dict)
    background: Background = field(default_factory=Background)
    whole: int = 0
    share: float = 0.0

    def group(self, new: Sequence[StoryText], now: datetime) -> dict[str, str]:
        """Group the new stories as the program does, and return the redirects of merged threads."""
        self.stories.update({story.id: story for story in new})
        self.counted.update({story.id: encode_story(story) for story in new})
        self.background = merge_backgrounds(self.background, count_terms((story.title, story.lead) for story in new))
        outline = self._outline(now)
        former = self._former(outline)
        if is_full_grouping_due(outline, self.whole):
            part, self.whole = full_scope(outline, former, ()), max(self.stories)
        else:
            part = incremental_scope(
                outline, former, candidate_stories([self.counted[story.id] for story in new], outline), (), ()
            )
        window = assemble_threads(
            [self.counted[story] for story in sorted(part.stories)],
            TermStatistics(self.background),
            part.former,
            window=outline,
            fresh=[story.id for story in new],
            share=self.share,
        )
        self.share = window.share or self.share
        return self._placed(window, part)

    def _placed(self, window: GroupedWindow, part: GroupingScope) -> dict[str, str]:
        names = {key: f"t{len(self.threads)} {key}" for key in window.unnamed}
        for place, (key, stories) in enumerate(zip(window.assigned.ids, window.groups, strict=True)):
            thread = names.get(key, key)
            self.threads.update(dict.fromkeys(stories, thread))
            if key not in window.unchanged:
                self.leads[thread] = window.describe(place, self.stories).lead
        redirects = {old: names.get(heir, heir) for old, heir in window.assigned.redirects.items()}
        for thread, rest in part.rest.items():
            self.threads.update(dict.fromkeys(rest, redirects.get(thread, thread)))
        return redirects

    def _outline(self, now: datetime) -> list[StoryOutline]:
        """Return the stories of the window, and the older ones of threads with a story in it."""
        since = now - WINDOW
        running = {self.threads.get(story.id, "") for story in self.stories.values() if _published(story) >= since}
        outline = []
        for story in self.stories.values():
            recent, thread = _published(story) >= since, self.threads.get(story.id, "")
            if recent or (thread and thread in running):
                counted = self.counted[story.id]
                outline.append(
                    StoryOutline(
                        story.id, recent, thread, not thread, recent, story.outlet, counted.title, counted.tail_text
                    )
                )
        return outline

    def _former(self, outline: Sequence[StoryOutline]) -> dict[str, FormerThread]:
        members: dict[str, list[int]] = {}
        for story in outline:
            if story.thread:
                members.setdefault(story.thread, []).append(story.id)
        return {thread: FormerThread(tuple(held), self.leads[thread]) for thread, held in members.items()}


def _published(story: StoryText) -> datetime:
    if story.published is None:
        raise ValueError("only dated stories can be fed by time")
    return story.published
