"""Settling the open window in a worker process: out of the store, through the analysis, to what is to be stored."""

import gc
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefing.analysis.sources.outlets import family_set_by_user
from briefing.analysis.sources.reprints import DatedText
from briefing.analysis.thread_assembly import (
    NO_THREADS,
    GroupedWindow,
    assemble_afresh,
    assemble_threads,
    thread_placement,
    updated_scores,
    with_late_stories,
)
from briefing.analysis.threads.candidates import candidate_stories
from briefing.analysis.threads.encoded import WORDS_VERSION
from briefing.analysis.threads.incremental import (
    GroupingScope,
    full_scope,
    incremental_scope,
    is_full_grouping_due,
    late_stories,
)
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.thread_ids import thread_id
from briefing.model.grouping import (
    Constraint,
    FormerThread,
    Group,
    GroupingProgress,
    GroupingRequest,
    GroupingResult,
    Membership,
    Placement,
    StoryOutline,
    StoryText,
    ThreadPlacement,
)
from briefing.services.window_words import WindowWords, read_window
from briefing.store import actor_stories as actor_table
from briefing.store import actor_wishes as wish_table
from briefing.store import constraints as constraint_table
from briefing.store import evidence as text_table
from briefing.store import identities as identity_table
from briefing.store import statistics as statistics_table
from briefing.store import window as window_table
from briefing.store.looking import View, looking

_AT_ONCE = 100
"""Of so many threads the full texts are held at a time."""


def settle_window(path: Path, asked: GroupingRequest) -> GroupingResult:
    """Group what is new in the open window of the store at `path`, or all of it, and return what is to be stored.

    The same stored input gives the same answer.
    """
    with _counting_only(), looking(path) as view:
        so_far, newest = view.ask(window_table.grouped_so_far), view.ask(window_table.newest_of)
        families = zlib.crc32(repr(sorted(asked.families.items())).encode())
        words = read_window(view, asked, so_far, anew=families != so_far.families)
        former, wishes = view.ask(window_table.former_threads, words.outline), view.ask(constraint_table.constraints)
        is_whole = not asked.steady or is_full_grouping_due(words.outline, so_far.whole)
        part = full_scope(words.outline, former, asked.reopened) if is_whole else _part(words, former, wishes, asked)
        window = with_late_stories(_grouped(words, part, wishes, asked), late_stories(words.outline))
        names, watched = _new_names(view, window), _watched(view)
        placements = _placed(view, window, part, names, watched, asked)
        told = {placement.id for placement in placements}
        stays = {story.thread for story in words.outline} - told - set(window.assigned.redirects) - {""}
        ranks = updated_scores(
            view.ask(window_table.ranks_of, stays, asked.now),
            Counter(story.thread for story in words.outline if story.latest),
            view.ask(identity_table.watched_threads),
            _by_thread(watched, words.outline),
        )
        expired = words.expired() if is_whole else ()
    redirects = {old: names.get(heir, heir) for old, heir in window.assigned.redirects.items()}
    grouped = GroupingProgress(newest.snapshot, newest.whole if is_whole else so_far.whole, families)
    read = tuple(words.read.values())
    return GroupingResult(
        placements, ranks, redirects, grouped, len(told | stays), len(names), read, WORDS_VERSION, expired
    )


@contextmanager
def _counting_only() -> Iterator[None]:
    """Leave cycles uncollected: there are none here, and looking for them among so many stories takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _part(
    words: WindowWords, former: Mapping[str, FormerThread], wishes: Sequence[Constraint], asked: GroupingRequest
) -> GroupingScope:
    reopened = frozenset(asked.reopened)
    fresh = [story.id for story in words.outline if story.recent and (story.fresh or story.thread in reopened)]
    near = candidate_stories(words.encoded(fresh), words.outline) if fresh else ()
    named = {story for wish in wishes for story in (wish.story_a, wish.story_b)}
    return incremental_scope(words.outline, former, near, reopened, named)


def _grouped(
    words: WindowWords, part: GroupingScope, wishes: Sequence[Constraint], asked: GroupingRequest
) -> GroupedWindow:
    if not part.stories:
        return NO_THREADS
    stories = words.encoded(part.stories)
    statistics = TermStatistics(words.view.ask(statistics_table.background))
    apart = frozenset((wish.story_a, wish.story_b) for wish in wishes if not wish.must)
    if not asked.steady:
        return assemble_afresh(stories, statistics, part.former, apart)
    fresh = [story.id for story in words.outline if story.fresh or story.thread in asked.reopened]
    return assemble_threads(stories, statistics, part.former, apart, window=words.outline, fresh=fresh)


def _new_names(view: View, window: GroupedWindow) -> dict[str, str]:
    """Give each new thread an id that no thread ever had."""
    keys = window.unnamed
    taken = set(view.ask(identity_table.ids_beginning, [thread_id(key) for key in keys]))
    names = {}
    for key in keys:
        names[key] = thread_id(key, taken)
        taken.add(names[key])
    return names


def _watched(view: View) -> dict[int, tuple[str, ...]]:
    """Return the stories that name actors of the watch-list, and how."""
    wishes = view.ask(wish_table.wishes)
    keys = sorted({key for watched in wishes.watched for key in wishes.keys_of(watched)})
    return view.ask(actor_table.stories_naming, keys) if keys else {}


def _by_thread(watched: Mapping[int, tuple[str, ...]], outline: Sequence[StoryOutline]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for story in outline:
        if story.id in watched:
            named.setdefault(story.thread, []).extend(watched[story.id])
    return named


def _placed(
    view: View,
    window: GroupedWindow,
    part: GroupingScope,
    names: Mapping[str, str],
    watched: Mapping[int, tuple[str, ...]],
    asked: GroupingRequest,
) -> tuple[ThreadPlacement, ...]:
    """Place the threads that are not as they were, some at a time, for their full texts are long."""
    followed = view.ask(identity_table.watched_threads)
    beside = {thread.stories[0]: part.rest[own_id] for own_id, thread in part.former.items() if thread.held}
    placements: list[ThreadPlacement] = []
    for start in range(0, len(window.changed), _AT_ONCE):
        some = window.changed[start : start + _AT_ONCE]
        members = [story for _, place in some for story in window.groups[place]]
        rest = [story for member in members for story in beside.get(member, ())]
        by_id = _by_id(view, [*members, *rest])
        before = view.ask(window_table.placements_of, [*rest, *window.kept.intersection(members)])
        order = {story: place for place, story in enumerate(by_id)}
        groups = [(own_id, _completed(window.describe(place, by_id), before, beside, order)) for own_id, place in some]
        texts = _texts(
            view, by_id, [one for _, group in groups if len(group.members) > 1 for one in group.stories], asked
        )
        placements.extend(
            thread_placement(
                names.get(own_id, own_id), group, by_id, texts, watched, followed=own_id in followed, now=asked.now
            )
            for own_id, group in groups
        )
    return tuple(placements)


def _by_id(view: View, story_ids: Collection[int]) -> dict[int, StoryText]:
    return {story.id: story for story in view.ask(window_table.story_texts, story_ids)}


def _completed(
    group: Group, before: Mapping[int, Placement], beside: Mapping[int, Sequence[int]], order: Mapping[int, int]
) -> Group:
    """Add to `group` what was told `before` of its stories, and the stories for which some of its own stood."""
    rest = [story for member in group.stories for story in beside.get(member, ())]
    kept = [before[story] for story in (*group.stories, *rest) if story in before]
    if not kept:
        return group
    anew = [member for member in group.members if member.story not in before]
    members = [*anew, *(Membership(place.story, place.similarity, place.reasons) for place in kept)]
    return replace(group, members=tuple(sorted(members, key=lambda member: order[member.story])))


def _texts(
    view: View, by_id: Mapping[int, StoryText], story_ids: Sequence[int], asked: GroupingRequest
) -> dict[int, DatedText]:
    texts, authors = view.ask(text_table.newest_texts, story_ids), view.ask(text_table.authors_of, story_ids)
    return {
        number: DatedText(
            number,
            text,
            by_id[number].published,
            by_id[number].outlet,
            family_set_by_user(by_id[number].outlet, by_id[number].domain, asked.families),
            authors[number],
        )
        for number, text in texts.items()
    }
