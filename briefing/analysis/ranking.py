"""The rank of a thread in the inbox, as a sum of parts that each have a name."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from briefing.model.reason import RankRule, Reason

_A_DAY = 24.0
_NOVELTY, _HALF_LIFE = 2.0, 12.0
_GROWTH = 0.5
_FOLLOWED = 1.0
_WATCHED = 1.0
_MOST_NAMED = 3
_RULES = tuple(RankRule)


class ThreadFacts(NamedTuple):
    """What a thread's rank depends on; `hours` is the time since its last story, 0 or more.

    A plain tuple, because all threads of a window are ranked again as time passes.
    """

    independent: int
    stories: int
    hours: float
    followed: bool = False
    recent_stories: int = 0
    """Stories of the last 24 hours."""
    watched: tuple[str, ...] = ()
    """The actors of the watch list that its stories name."""


def score_thread(facts: ThreadFacts) -> tuple[float, tuple[Reason, ...]]:
    """Return a thread's score and its parts, the largest first; the score is their sum."""
    return explained_score(facts, score_weights((facts,))[0].tolist())


def score_weights(threads: Sequence[ThreadFacts]) -> np.ndarray:
    """Return the parts of each thread's score: a row a thread, and these columns.

    independence = log2(1 + independent publishers): each doubling adds one;
    novelty = 2 · 2^(-h / 12), h the hours since its last story;
    growth = log2(1 + stories of the last 24 hours) / 2, for a thread of two stories or more;
    followed = 1 if the user follows it and its last story is not older than 24 hours;
    watched = 1 if its stories name an actor of the user's watch list.
    """
    facts = np.array([(*one[:-1], bool(one.watched)) for one in threads], np.float64)
    independent, stories, hours, followed, recent, watched = facts.reshape(-1, len(ThreadFacts._fields)).T
    parts = (
        np.log2(1 + np.maximum(0, independent)),
        _NOVELTY * 2 ** (-hours / _HALF_LIFE),
        np.where(stories > 1, _GROWTH * np.log2(1 + recent), 0),
        np.where(hours <= _A_DAY, _FOLLOWED * followed, 0),
        _WATCHED * watched,
    )
    return np.round(np.stack(parts, axis=1), 3)


def explained_score(facts: ThreadFacts, weights: Sequence[float]) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of a thread and its parts, the largest first, given its row of `score_weights`."""
    values = (
        f"{facts.independent} of {facts.stories}",
        _age(facts.hours),
        f"+{facts.recent_stories} in 24 h",
        "you follow it",
        ", ".join(facts.watched[:_MOST_NAMED]),
    )
    parts = [Reason(*part) for part in zip(_RULES, values, weights, strict=True) if part[2] > 0]
    return round(sum(weights), 3), tuple(sorted(parts, key=lambda part: -part.weight))


def _age(hours: float) -> str:
    if hours < 1:
        return "last story within the hour"
    return f"last story {round(hours)} h ago" if hours < 2 * _A_DAY else f"last story {round(hours / _A_DAY)} d ago"
