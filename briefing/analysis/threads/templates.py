"""Templated items and daily columns: stories that share wording because of their form, not because of an event.

Both are found from structure alone, in any language: earthquake lists, status pages, obituaries and warnings fill one
template; a forecast, a price or a police log has the same headline every day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from briefing.analysis.threads.encoded import CAPITAL, KIND_BITS, NUMBER, STOP_WORD, WORD
from briefing.model.encoded import EncodedStory

COMPARED = 6
"""How many of the next stories of its outlet each story is compared with."""
FEWEST_WORDS = 4
"""Texts that share fewer words than this show no template."""
FIRST_WORDS = 12
"""How many words from its beginning show whether a text is from a template; a channel's imprint follows later."""
LEAST_SHARED = 0.5
"""Two texts are from one template if they share at least this part of their words (Jaccard index, 0 .. 1)."""
MOST_IN_TITLES = 0.6
"""Two titles are about different things if they share at most this part of their words (Jaccard index, 0 .. 1)."""
LEAST_HOURS = 18.0
"""Two stories with the same headline are a daily column only if they are at least this far apart."""
HOURS_OFF = 3.0
"""The most that the publication times of a daily column differ, by the clock."""


class _Words(NamedTuple):
    row: int
    title: frozenset[int]
    names: frozenset[int]
    """The words of the title with a capital."""
    first: frozenset[int]
    """The first words of the text."""
    lead: frozenset[int]
    text: bytes
    """The whole text with its numbers."""
    hours: float | None
    """The time of publication."""


def is_templated(stories: Sequence[EncodedStory]) -> np.ndarray:
    """Return, by row, whether each of `stories` is an item made from a template or one of a daily column.

    Two items of an outlet are from one template if their titles differ and their texts share most of their words from
    the beginning on, none of which is what sets the titles apart or a name in them. Stories are a daily column if they
    have the same title apart from numbers, at about the same time of different days, over texts that differ.
    """
    found = np.zeros(len(stories), bool)
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for row, story in enumerate(stories):
        if story.outlet:
            by_outlet[story.outlet].append(row)
    for rows in by_outlet.values():
        if len(rows) > 1:
            words = [_words(row, stories[row]) for row in rows]
            found[list(_from_template(words))] = True
            found[list(_daily(words))] = True
    return found


def _from_template(stories: Sequence[_Words]) -> Iterator[int]:
    for index, one in enumerate(stories):
        if len(one.lead) < FEWEST_WORDS:
            continue
        for other in stories[index + 1 : index + 1 + COMPARED]:
            shared = one.lead & other.lead
            if (
                len(shared) >= max(FEWEST_WORDS, LEAST_SHARED * len(one.lead | other.lead))
                and _shared_part(one.first, other.first) >= LEAST_SHARED
                and _shared_part(one.title, other.title) <= MOST_IN_TITLES
                and shared.isdisjoint(one.title ^ other.title)
                and shared.isdisjoint(one.names | other.names)
            ):
                yield one.row
                yield other.row


def _daily(stories: Iterable[_Words]) -> Iterator[int]:
    by_title: dict[frozenset[int], list[_Words]] = defaultdict(list)
    for story in stories:
        if story.title and story.hours is not None and len(story.lead) >= FEWEST_WORDS:
            by_title[story.title].append(story)
    for same in by_title.values():
        for one, other in pairwise(same):
            if _on_another_day(one.hours, other.hours) and one.text != other.text:
                yield one.row
                yield other.row


def _on_another_day(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    apart = abs(one - other)
    off = apart % 24
    return apart >= LEAST_HOURS and min(off, 24 - off) <= HOURS_OFF


def _shared_part(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _words(row: int, story: EncodedStory) -> _Words:
    title, title_kinds = _without_numbers(story.title)
    lead, _ = _without_numbers(story.lead)
    return _Words(
        row,
        title=frozenset(title.tolist()),
        names=frozenset(title[title_kinds == CAPITAL].tolist()),
        first=frozenset(lead[:FIRST_WORDS].tolist()),
        lead=frozenset(lead.tolist()),
        text=story.lead,
        hours=story.published.timestamp() / 3600 if story.published else None,
    )


def _without_numbers(words: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Return the stems and kinds of packed words, in order, without stop words and numbers."""
    packed = np.frombuffer(words, WORD)
    kinds = packed["form"] & KIND_BITS
    kept = (packed["stem"] != STOP_WORD) & (kinds != NUMBER)
    return packed["stem"][kept], kinds[kept]
