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
_LOOSEST, _TIGHT, _LEAST_COUNTED = 0.2, 0.5, 0.4
_MOST_NAMED = 3
_RULES = tuple(rule for rule in RankRule if rule is not RankRule.LIFTED)
"""The parts that are computed here; the store adds the part of lifts."""


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
    cohesion: float = 1.0
    """The mean similarity of its stories to the others, 0 .. 1."""


def score_threads(threads: Sequence[ThreadFacts]) -> tuple[tuple[float, tuple[Reason, ...]], ...]:
    """Return each thread's score and its parts, the largest first; the score is their sum."""
    return tuple(map(explained_score, threads, score_weights(threads).tolist()))


def score_weights(threads: Sequence[ThreadFacts]) -> np.ndarray:
    """Return the parts of each thread's score: a row a thread, and these columns.

    independence = log2(1 + independent publishers): each doubling adds one;
    novelty = 2 · 2^(-h / 12), h the hours since its last story;
    growth = log2(1 + stories of the last 24 hours) / 2, for a thread of two stories or more;
    followed = 1 if the user follows it or its topic and its last story is not older than 24 hours;
    watched = 1 if its stories name an actor of the user's watch list;
    cohesion = what independence and growth lose if only a part of publishers and stories counts: all of them from a
    cohesion of .5, and .4 of them up to .32, so that a loose thread is below a tight one of half its size.
    """
    facts = np.array([(*one[:5], bool(one.watched), one.cohesion) for one in threads], np.float64)
    independent, stories, hours, followed, recent, watched, cohesion = facts.reshape(-1, len(ThreadFacts._fields)).T
    counted = np.where(stories > 1, np.clip((cohesion - _LOOSEST) / (_TIGHT - _LOOSEST), _LEAST_COUNTED, 1), 1)
    independence, growth = _independence(independent), _growth(stories, recent)
    parts = (
        independence,
        _NOVELTY * 2 ** (-hours / _HALF_LIFE),
        growth,
        np.where(hours <= _A_DAY, _FOLLOWED * followed, 0),
        _WATCHED * watched,
        _independence(independent * counted) - independence + _growth(stories, recent * counted) - growth,
    )
    return np.round(np.stack(parts, axis=1), 3)


def _independence(publishers: np.ndarray) -> np.ndarray:
    part: np.ndarray = np.log2(1 + np.maximum(0, publishers))
    return part


def _growth(stories: np.ndarray, recent: np.ndarray) -> np.ndarray:
    return np.where(stories > 1, _GROWTH * np.log2(1 + recent), 0)


def explained_score(facts: ThreadFacts, weights: Sequence[float]) -> tuple[float, tuple[Reason, ...]]:
    """Return the score of a thread and its parts, the largest first, given its row of `score_weights`."""
    values = (
        f"{facts.independent} of {facts.stories}",
        _age(facts.hours),
        f"+{facts.recent_stories} in 24 h",
        "you follow it or its topic",
        ", ".join(facts.watched[:_MOST_NAMED]),
        f"loses {abs(weights[-1]):.1f}: its stories share little",
    )
    parts = [Reason(*part) for part in zip(_RULES, values, weights, strict=True) if part[2]]
    return round(sum(weights), 3), tuple(sorted(parts, key=lambda part: -part.weight))


def _age(hours: float) -> str:
    if hours < 1:
        return "last story within the hour"
    return f"last story {round(hours)} h ago" if hours < 2 * _A_DAY else f"last story {round(hours / _A_DAY)} d ago"
