"""Thread ids: made from a thread's first story, and assigned again when the window is regrouped."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from briefing.frozen import dataclass

Member = TypeVar("Member", int, str)
"""A story of a thread, or a thread of a topic."""

_SHORTEST, _LONGEST = 8, 64
"""Hex digits of an id. Among fifty thousand threads hardly one needs a ninth, which depends on the ids in use."""


@dataclass(frozen=True, slots=True)
class AssignedIds:
    """The ids of the groups, in their order; `redirects` map ids that are gone to the ids that replaced them."""

    ids: tuple[str, ...]
    redirects: Mapping[str, str]


def thread_id(first_story_key: str, in_use: Collection[str] = frozenset()) -> str:
    """Return "t-" and the first 8 or more hex digits of the key's SHA-256, enough to differ from the ids `in_use`.

    The same key always gives the same digits.
    """
    digits = hashlib.sha256(first_story_key.encode()).hexdigest()
    lengths = range(_SHORTEST, _LONGEST + 1)
    return next((made for length in lengths if (made := f"t-{digits[:length]}") not in in_use), f"t-{digits}")


def assign_thread_ids(
    old: Mapping[str, Sequence[Member]],
    groups: Sequence[Sequence[Member]],
    new_id: Callable[[Sequence[Member]], str],
) -> AssignedIds:
    """Give each group of stories the id of the old thread that shares most stories with it, else a `new_id`.

    `old` maps thread ids to their stories, the oldest thread first. An id goes to one group only. If threads merge, the
    oldest id wins and the others redirect to it. If a thread splits, its largest part keeps the id.
    """
    age = {thread: order for order, thread in enumerate(old)}
    thread_of = {story: thread for thread, stories in old.items() for story in stories}
    heirs: dict[int, list[str]] = {}
    for thread, index in _largest_parts(_shared_stories(thread_of, groups), age).items():
        heirs.setdefault(index, []).append(thread)
    ids: list[str] = []
    redirects: dict[str, str] = {}
    for index, group in enumerate(groups):
        threads = heirs.get(index, [])
        own = threads[0] if threads else new_id(group)
        ids.append(own)
        redirects.update(dict.fromkeys(threads[1:], own))
    return AssignedIds(tuple(ids), redirects)


def _shared_stories(thread_of: Mapping[Member, str], groups: Sequence[Sequence[Member]]) -> dict[str, dict[int, int]]:
    """Count for each old thread how many of its stories are in each group (by index)."""
    shared: dict[str, dict[int, int]] = {}
    for index, group in enumerate(groups):
        for story in group:
            if story in thread_of:
                counts = shared.setdefault(thread_of[story], {})
                counts[index] = counts.get(index, 0) + 1
    return shared


def _largest_parts(shared: Mapping[str, Mapping[int, int]], age: Mapping[str, int]) -> dict[str, int]:
    """Return the index of the group that has most of each old thread, the oldest thread first.

    Equal parts go to the first group.
    """
    return {
        thread: min(shared[thread], key=lambda index: (-shared[thread][index], index))
        for thread in sorted(shared, key=age.__getitem__)
    }
