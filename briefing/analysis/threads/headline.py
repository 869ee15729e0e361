"""The story whose title names a thread."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from briefing.analysis.threads.encoded import stems_in
from briefing.analysis.threads.titles import clean_title
from briefing.analysis.threads.word_arrays import different, word_arrays
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryText

Member: TypeAlias = tuple[StoryText, EncodedStory, float]
"""A story of a thread, as told and as counted, and its similarity to the rest of the thread, 0 .. 1."""

CLEARLY = 1.25
"""By which factor another title must be better before it replaces the one shown."""

_MOST_READ = 50
_POOR = re.compile(
    r"\?\s*$|^(?:watch|live|video|photos?|listen|opinion|analysis|explain\w+|how|why|what|who|here's|meet)\b"
    r"|^['\"“‘]|…$|\.\.\.$",
    re.IGNORECASE,
)


def lead_story(members: Sequence[Member], previous: int | None = None) -> int:
    """Return the id of the story with the most central and informative title.

    A title counts the share of stories that have each of its words, less for length, questions, labels and quotes;
    `previous` stays unless clearly beaten. Of a large thread the most central stories and `previous` are read.
    """
    if len(members) > _MOST_READ:
        central = sorted(members, key=lambda member: (member[0].id != previous, -member[2], member[0].id))
        members = central[:_MOST_READ]
    spread = _spread([counted for _, counted, _ in members])
    scores = {member[0].id: _score(member, spread, len(members)) for member in members}
    best = max(members, key=lambda member: (scores[member[0].id], -member[0].id))[0].id
    if previous in scores and scores[best] < CLEARLY * scores[previous]:
        return previous
    return best


def _spread(stories: Sequence[EncodedStory]) -> dict[int, int]:
    """Count in how many stories each stem stands, by number."""
    layout = word_arrays(stories)
    _, stems = different(layout.rows[layout.is_term], layout.stems[layout.is_term])
    numbers, times = np.unique(stems, return_counts=True)
    return dict(zip(numbers.tolist(), times.tolist(), strict=True))


def _score(member: Member, spread: Mapping[int, int], stories: int) -> float:
    story, counted, similarity = member
    stems = stems_in(counted.title)
    others = max(1, stories - 1)
    central = sum(min(1.0, (spread[one] - 1) / others) for one in stems) / (len(stems) + 3)
    title = clean_title(story.title, story.outlet)
    words = len(title.split())
    fit = min(1.0, words / 6) * min(1.0, 16 / max(words, 1)) * (0.6 if _POOR.search(title) else 1.0)
    return (central + 0.5 * similarity + 0.01) * fit
