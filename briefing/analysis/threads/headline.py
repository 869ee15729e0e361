"""The story whose title names a thread."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

import numpy as np

from briefing.analysis.language.statements import Statement
from briefing.analysis.threads.encoded import stems_in
from briefing.analysis.threads.titles import clean_title
from briefing.analysis.threads.word_arrays import distinct_pairs, word_arrays
from briefing.data.loader import alternatives
from briefing.model.encoded import EncodedStory
from briefing.model.grouping import StoryText

Member: TypeAlias = tuple[StoryText, EncodedStory, float]
"""A story of a thread, its encoding, and its similarity to the rest of the thread, 0 .. 1."""

CLEARLY = 1.25
"""Another title must score higher by this factor before it replaces the one shown."""

_MOST_READ = 50
_AGE = timedelta(hours=24)
_OLD = 0.15
"""How much of its score a title loses if it is a day older than the newest one."""
_NEARLY_BEST = 0.6
_POOR = re.compile(rf"{alternatives('summary/no_reports.txt')}|^['\"“‘]|…$|\.\.\.$", re.IGNORECASE)
_POOR_PART = 0.5


def lead_story(members: Sequence[Member], previous: int | None = None) -> int:
    """Return the id of the story with the most central, informative and recent title.

    A title scores by the share of stories that have each of its words, and less if it is old, very short or long, an
    analysis, a question, a label or a quote. `previous` stays unless another title is clearly better, or is newer and
    gives another number for the same. In a large thread only the most central stories and `previous` are compared.
    """
    if len(members) > _MOST_READ:
        central = sorted(members, key=lambda member: (member[0].id != previous, -member[2], member[0].id))
        members = central[:_MOST_READ]
    counts = _story_counts([encoded for _, encoded, _ in members])
    newest = max((story.published for story, _, _ in members if story.published), default=None)
    scores = {
        member[0].id: _score(member, counts, len(members)) * _freshness(member[0].published, newest)
        for member in members
    }
    best = max(members, key=lambda member: (scores[member[0].id], -member[0].id))[0].id
    shown = previous if previous in scores and scores[best] < CLEARLY * scores[previous] else best
    return _latest_count(shown, [story for story, _, _ in members], scores)


def _latest_count(shown: int, stories: Sequence[StoryText], scores: Mapping[int, float]) -> int:
    """Return the newest story whose title gives another number than `shown` for the same, or `shown`."""
    by_id = {story.id: story for story in stories}
    old, since = _statement(by_id[shown]), by_id[shown].published
    if not old.counts or since is None:
        return shown
    newer = [
        (story.published, story.id)
        for story in stories
        if story.published is not None
        and story.published > since
        and scores[story.id] >= _NEARLY_BEST * scores[shown]
        and old.gives_another_number(_statement(story))
    ]
    return max(newer)[1] if newer else shown


def _statement(story: StoryText) -> Statement:
    return Statement(clean_title(story.title, story.outlet))


def _freshness(at: datetime | None, newest: datetime | None) -> float:
    return 1.0 - _OLD * min(1.0, (newest - at) / _AGE) if at and newest else 1.0


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
    fit = (
        min(1.0, words / 6)
        * min(1.0, 16 / max(words, 1))
        * (_POOR_PART if _POOR.search(title) or _POOR.search(story.title) else 1.0)
    )
    return (central + 0.5 * similarity + 0.01) * fit
