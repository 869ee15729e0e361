"""The story whose title names a thread."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from briefing.analysis.threads.encoded import stems_in
from briefing.analysis.threads.titles import clean_title
from briefing.analysis.threads.word_arrays import distinct_pairs, word_arrays
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryText

Member: TypeAlias = tuple[StoryText, EncodedStory, float]
"""A story of a thread, its encoding, and its similarity to the rest of the thread, 0 .. 1."""

CLEARLY = 1.25
"""Another title must score higher by this factor before it replaces the one shown."""

_MOST_READ = 50
_POOR = re.compile(
    r"\?\s*$|^(?:watch|live|video|photos?|listen|opinion|analysis|explain\w+|how|why|what|who|here's|meet)\b"
    r"|^['\"“‘]|…$|\.\.\.$",
    re.IGNORECASE,
)


def lead_story(members: Sequence[Member], previous: int | None = None) -> int:
    """Return the id of the story with the most central and informative title.

    A title scores by the share of stories that have each of its words, and less if it is very short or long, a
    question, a label or a quote. `previous` stays unless another title is clearly better. In a large thread only the
    most central stories and `previous` are compared.
    """
    if len(members) > _MOST_READ:
        central = sorted(members, key=lambda member: (member[0].id != previous, -member[2], member[0].id))
        members = central[:_MOST_READ]
    counts = _story_counts([encoded for _, encoded, _ in members])
    scores = {member[0].id: _score(member, counts, len(members)) for member in members}
    best = max(members, key=lambda member: (scores[member[0].id], -member[0].id))[0].id
    if previous in scores and scores[best] < CLEARLY * scores[previous]:
        return previous
    return best


def _story_counts(stories: Sequence[EncodedStory]) -> dict[int, int]:
    """Count by stem number how many stories have the stem."""
    words = word_arrays(stories)
    _, stems = distinct_pairs(words.rows[words.is_term], words.stems[words.is_term])
    numbers, counts = np.unique(stems, return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _score(member: Member, counts: Mapping[int, int], stories: int) -> float:
    story, encoded, similarity = member
    stems = stems_in(encoded.title)
    others = max(1, stories - 1)
    central = sum(min(1.0, (counts[one] - 1) / others) for one in stems) / (len(stems) + 3)
    title = clean_title(story.title, story.outlet)
    words = len(title.split())
    fit = min(1.0, words / 6) * min(1.0, 16 / max(words, 1)) * (0.6 if _POOR.search(title) else 1.0)
    return (central + 0.5 * similarity + 0.01) * fit
