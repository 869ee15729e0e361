"""Thread ids: made once, and carried over when the window is grouped anew."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

_SHORTEST, _LONGEST = 4, 64


@dataclass(frozen=True, slots=True)
class AssignedIds:
    """The ids of the groups, in their order; `redirects` lead from ids that are gone to those that took their place."""

    ids: tuple[str, ...]
    redirects: Mapping[str, str]


def thread_id(group_first_story_key: str, in_use: Collection[str] = frozenset()) -> str:
    """Return "t-" and 4 or more hex digits of the key's sha256: as many as part it from the ids `in_use`.

    A key that names the same story always gives the same digits.
    """
    digits = hashlib.sha256(group_first_story_key.encode()).hexdigest()
    lengths = range(_SHORTEST, _LONGEST + 1)
    return next((made for length in lengths if (made := f"t-{digits[:length]}") not in in_use), f"t-{digits}")


def assign_thread_ids(
    old: Mapping[str, Sequence[int]], groups: Sequence[Sequence[int]], fresh: Callable[[Sequence[int]], str]
) -> AssignedIds:
    """Give each group of stories the id of the old thread with which it shares most stories, or a `fresh` one.

    `old` maps thread ids to their stories, the oldest thread first. An id goes to one group only. Where threads
    merge, the older id wins and the other one leads there; where a thread parts, its largest part keeps the id.
    """
    age = {thread: place for place, thread in enumerate(old)}
    home = {story: thread for thread, stories in old.items() for story in stories}
    shared = _shared(home, groups)
    claims_on: dict[int, list[str]] = {}
    for thread, heir in _largest_parts(shared, age).items():
        claims_on.setdefault(heir, []).append(thread)
    ids: list[str] = []
    redirects: dict[str, str] = {}
    for place, group in enumerate(groups):
        claims = claims_on.get(place, [])
        own = claims[0] if claims else fresh(group)
        ids.append(own)
        redirects.update(dict.fromkeys(claims[1:], own))
    return AssignedIds(tuple(ids), redirects)


def _shared(home: Mapping[int, str], groups: Sequence[Sequence[int]]) -> dict[str, dict[int, int]]:
    """Count for each old thread how many of its stories stand in each group (by place)."""
    shared: dict[str, dict[int, int]] = {}
    for place, group in enumerate(groups):
        for story in group:
            if story in home:
                places = shared.setdefault(home[story], {})
                places[place] = places.get(place, 0) + 1
    return shared


def _largest_parts(shared: Mapping[str, Mapping[int, int]], age: Mapping[str, int]) -> dict[str, int]:
    """Return the place of the group that holds most of each old thread, the oldest thread first.

    Equal parts go to the first group.
    """
    return {
        thread: min(shared[thread], key=lambda place: (-shared[thread][place], place))
        for thread in sorted(shared, key=age.__getitem__)
    }
