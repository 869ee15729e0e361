"""Grouping the open window in a worker process: reads the store, runs the analysis, returns what is to be stored."""

import ctypes
import gc
import sys
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
    thread_placements,
    updated_scores,
    with_late_stories,
)
from briefing.analysis.threads.candidates import candidate_stories
from briefing.analysis.threads.encoded import WORDS_VERSION, encode_story
from briefing.analysis.threads.incremental import (
    GroupingScope,
    full_scope,
    incremental_scope,
    is_full_grouping_due,
    late_stories,
    touched_threads,
)
from briefing.analysis.threads.term_statistics import TermStatistics
from briefing.analysis.threads.thread_ids import thread_id
from briefing.frozen import dataclass
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import (
    GROUPING_RULES,
    Constraint,
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
from briefing.services.topic_job import find_stored_topics
from briefing.store import actor_overrides as override_table
from briefing.store import actor_stories as actor_table
from briefing.store import constraints as constraint_table
from briefing.store import statistics as statistics_table
from briefing.store import story_words as words_table
from briefing.store import texts as text_table
from briefing.store import thread_ids as thread_id_table
from briefing.store import window as window_table
from briefing.store.connections import ReadView, open_read_view

_THREADS_AT_ONCE = 100
"""The full texts of this many threads are held at a time."""
_STORIES_AT_ONCE = 500
"""The texts of this many stories are held at a time."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Options of `mallopt`: larger blocks are returned to the system."""
_REUSED_BYTES = 16 << 20
_RETURNED_BYTES = 128 << 10


def group_stored_window(path: Path, request: GroupingRequest) -> GroupingResult:
    """Group what is new in the open window of the store at `path`, or all of it, and return what is to be stored.

    The same stored input gives the same result.
    """
    with _without_garbage_collection(), _reusing_large_blocks(), open_read_view(path) as view:
        progress, newest = view.ask(window_table.grouped_so_far), view.ask(window_table.newest_of, request.up_to)
        families = zlib.crc32(repr(sorted(request.families.items())).encode())
        window = _read_window(view, request, progress, all_fresh=families != progress.families)
        constraints = view.ask(constraint_table.constraints)
        request = replace(request, steady=request.steady and progress.rules == GROUPING_RULES)
        is_full = not request.steady or is_full_grouping_due(window.outline, progress.whole)
        scope = _scope(window, constraints, request, is_full=is_full)
        grouped = _group(window, scope, constraints, request, share=0 if is_full else progress.share / 1_000)
        grouped = with_late_stories(grouped, late_stories(window.outline))
        ids, watched = _new_ids(view, grouped), _stories_of_watched_actors(view)
        redirects = {old: ids.get(heir, heir) for old, heir in grouped.assigned.redirects.items()}
        found = find_stored_topics(view, grouped, ids, redirects, request, is_full=is_full)
        followed = view.ask(thread_id_table.followed_threads) | found.followed(view)
        placements = _placements(view, grouped, scope, ids, watched, followed, request)
        placed = {placement.id for placement in placements}
        unchanged = {story.thread for story in window.outline} - placed - set(grouped.assigned.redirects) - {""}
        ranks = updated_scores(
            view.ask(window_table.ranks_of, unchanged, request.now),
            Counter(story.thread for story in window.outline if story.latest),
            followed,
            _by_thread(watched, window.outline),
        )
        return GroupingResult(
            placements,
            ranks,
            redirects,
            grouped=_progress(newest, progress, grouped, families, is_full=is_full),
            threads=len(placed | unchanged),
            words=tuple(window.read.values()),
            words_version=WORDS_VERSION,
            expired=window.expired() if is_full else (),
            topics=found.named(view, placements),
        )


def _progress(
    newest: GroupingProgress, before: GroupingProgress, grouped: GroupedWindow, families: int, *, is_full: bool
) -> GroupingProgress:
    return replace(
        newest,
        whole=newest.whole if is_full else before.whole,
        families=families,
        share=round(1_000 * grouped.share) or before.share,
    )


@dataclass(frozen=True, slots=True)
class _EncodedWindow:
    """The stories of the window in `outline`. Those whose words were not stored were `read` for it."""

    view: ReadView
    outline: list[StoryOutline]
    read: dict[int, EncodedStory]

    def encoded(self, story_ids: Collection[int]) -> list[EncodedStory]:
        """Return stories of the window with their words."""
        stored = self.view.ask(words_table.encoded_stories, story_ids, WORDS_VERSION)
        return [*stored, *(self.read[one] for one in story_ids if one in self.read)]

    def expired(self) -> tuple[int, ...]:
        """Return the stories whose words are stored although they have left the window."""
        held = {story.id for story in self.outline}
        return tuple(story for story in self.view.ask(words_table.stories_with_words) if story not in held)


def _read_window(
    view: ReadView, request: GroupingRequest, progress: GroupingProgress, *, all_fresh: bool
) -> _EncodedWindow:
    """Return the window, reading the words of the stories that are not stored."""
    outline = view.ask(window_table.outline, request, progress, WORDS_VERSION)
    unread = [index for index, story in enumerate(outline) if story.title is None]
    read: dict[int, EncodedStory] = {}
    for start in range(0, len(unread), _STORIES_AT_ONCE):
        some = [outline[index].id for index in unread[start : start + _STORIES_AT_ONCE]]
        read.update((text.id, encode_story(text)) for text in view.ask(window_table.story_texts, some))
    for index in unread:
        encoded = read[outline[index].id]
        outline[index] = outline[index]._replace(title=encoded.title, tail_text=encoded.tail_text)
    return _EncodedWindow(view, [story._replace(fresh=True) for story in outline] if all_fresh else outline, read)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Do not look for reference cycles: there are none here, and the search among all stories takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _reusing_large_blocks() -> Iterator[None]:
    """Let the C library of Linux (glibc) reuse blocks of some megabytes.

    Workers otherwise return each to the system, which clears it before it is used again: for matrices, which come and
    go in blocks, that is a third of the time.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    set_option, trim = getattr(library, "mallopt", None), getattr(library, "malloc_trim", None)
    if set_option is None or trim is None:  # other C libraries have none
        yield
        return
    set_option(_TRIM_THRESHOLD, _REUSED_BYTES)
    set_option(_MMAP_THRESHOLD, _REUSED_BYTES)
    try:
        yield
    finally:
        set_option(_MMAP_THRESHOLD, _RETURNED_BYTES)
        set_option(_TRIM_THRESHOLD, _RETURNED_BYTES)
        trim(0)


def _scope(
    window: _EncodedWindow, constraints: Sequence[Constraint], request: GroupingRequest, *, is_full: bool
) -> GroupingScope:
    if is_full:
        former = window.view.ask(window_table.former_threads, window.outline)
        return full_scope(window.outline, former, request.reopened)
    reopened = frozenset(request.reopened)
    fresh = [story.id for story in window.outline if story.recent and (story.fresh or story.thread in reopened)]
    near = candidate_stories(window.encoded(fresh), window.outline) if fresh else ()
    constrained = {story for each in constraints for story in (each.story_a, each.story_b)}
    touched = touched_threads(window.outline, near, reopened)
    former = window.view.ask(
        window_table.former_threads, [story for story in window.outline if story.thread in touched]
    )
    return incremental_scope(window.outline, former, near, reopened, constrained)


def _group(
    window: _EncodedWindow,
    scope: GroupingScope,
    constraints: Sequence[Constraint],
    request: GroupingRequest,
    *,
    share: float,
) -> GroupedWindow:
    if not scope.stories:
        return NO_THREADS
    stories = window.encoded(scope.stories)
    statistics = TermStatistics(window.view.ask(statistics_table.background))
    cannot_link = frozenset((each.story_a, each.story_b) for each in constraints if not each.must)
    if not request.steady:
        return assemble_afresh(stories, statistics, scope.former, cannot_link)
    fresh = [story.id for story in window.outline if story.fresh or story.thread in request.reopened]
    return assemble_threads(
        stories, statistics, scope.former, cannot_link, window=window.outline, fresh=fresh, share=share
    )


def _new_ids(view: ReadView, grouped: GroupedWindow) -> dict[str, str]:
    """Give each new thread an id that no open thread has, made from the address of its first story.

    So two machines name a thread alike, and a store that is filled again does too.
    """
    first = view.ask(thread_id_table.first_story_keys, grouped.unnamed)
    taken = set(view.ask(thread_id_table.open_ids_with_prefix, [thread_id(key) for key in first.values()]))
    ids = {}
    for group, key in sorted(first.items(), key=lambda one: one[1]):
        ids[group] = thread_id(key, taken)
        taken.add(ids[group])
    return ids


def _stories_of_watched_actors(view: ReadView) -> dict[int, tuple[str, ...]]:
    """Return the stories that name actors of the watch-list, with those names."""
    overrides = view.ask(override_table.overrides)
    keys = sorted({key for watched in overrides.watched for key in overrides.keys_of(watched)})
    return view.ask(actor_table.stories_naming, keys) if keys else {}


def _by_thread(watched: Mapping[int, tuple[str, ...]], outline: Sequence[StoryOutline]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for story in outline:
        if story.id in watched:
            named.setdefault(story.thread, []).extend(watched[story.id])
    return named


def _placements(
    view: ReadView,
    grouped: GroupedWindow,
    scope: GroupingScope,
    ids: Mapping[str, str],
    watched: Mapping[int, tuple[str, ...]],
    followed: Collection[str],
    request: GroupingRequest,
) -> tuple[ThreadPlacement, ...]:
    """Return the threads that changed, working on some at a time because their full texts are long."""
    represented = {scope.former[own_id].held[0]: stories for own_id, stories in scope.rest.items()}
    placements: list[ThreadPlacement] = []
    for start in range(0, len(grouped.changed), _THREADS_AT_ONCE):
        some = grouped.changed[start : start + _THREADS_AT_ONCE]
        members = [story for _, index in some for story in grouped.groups[index]]
        rest = [story for member in members for story in represented.get(member, ())]
        by_id = _by_id(view, [*members, *rest])
        before = view.ask(window_table.placements_of, [*rest, *grouped.kept.intersection(members)])
        order = {story: index for index, story in enumerate(by_id)}
        groups = [
            (own_id, _completed(grouped.describe(index, by_id), before, represented, order)) for own_id, index in some
        ]
        compared = [story for _, group in groups if len(group.members) > 1 for story in group.stories]
        texts = _texts(view, by_id, compared, request)
        named = [(ids.get(own_id, own_id), group) for own_id, group in groups]
        placements.extend(thread_placements(named, by_id, texts, watched, followed=followed, now=request.now))
    return tuple(placements)


def _by_id(view: ReadView, story_ids: Collection[int]) -> dict[int, StoryText]:
    return {story.id: story for story in view.ask(window_table.story_texts, story_ids)}


def _completed(
    group: Group, before: Mapping[int, Placement], represented: Mapping[int, Sequence[int]], order: Mapping[int, int]
) -> Group:
    """Return `group` with the placements of `before`, and with the stories that some of its stories represented."""
    rest = [story for member in group.stories for story in represented.get(member, ())]
    kept = [before[story] for story in (*group.stories, *rest) if story in before]
    if not kept:
        return group
    new = [member for member in group.members if member.story not in before]
    members = [*new, *(Membership(each.story, each.similarity, each.reasons) for each in kept)]
    return replace(group, members=tuple(sorted(members, key=lambda member: order[member.story])))


def _texts(
    view: ReadView, by_id: Mapping[int, StoryText], story_ids: Sequence[int], request: GroupingRequest
) -> dict[int, DatedText]:
    texts, authors = view.ask(text_table.newest_texts, story_ids), view.ask(text_table.authors_of, story_ids)
    return {
        number: DatedText(
            number,
            text,
            by_id[number].published,
            by_id[number].outlet,
            family_set_by_user(by_id[number].outlet, by_id[number].domain, request.families),
            authors[number],
        )
        for number, text in texts.items()
    }
