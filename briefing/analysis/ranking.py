"""What comes first in the inbox, with the parts of each thread's score named."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from briefing.model.reason import Reason

_A_DAY = 24.0
_NOVELTY, _HALF_LIFE = 2.0, 12.0
_GROWTH = 0.5
_FOLLOWED = 1.0
_MOST_NAMED = 3
_WATCHED = 1.0
WATCHED = "watched"
"""The kind of the reason that a watched actor stands in a thread."""
_KINDS = ("independence", "novelty", "growth", "followed", WATCHED)


class ThreadFacts(NamedTuple):
    """What ranking knows of a thread; `hours` passed since its last story, 0 or more.

    A plain tuple, for all threads of a window are ranked anew as time passes.
    """

    independent: int
    stories: int
    hours: float
    followed: bool = False
    recent_stories: int = 0
    """Stories of the last 24 hours."""
    watched: tuple[str, ...] = ()
    """The actors of the watch-list that its stories name."""


def score_thread(facts: ThreadFacts) -> tuple[float, tuple[Reason, ...]]:
    """Return a thread's score and its parts, the weightiest first; the score is their sum."""
    return explained_score(facts, score_weights((facts,))[0].tolist())


def score_weights(threads: Sequence[ThreadFacts]) -> np.ndarray:
    """Return the weights of the parts of each thread's score: a row a thread, a column for each of these.

    independence = log2(1 + independent outlets): each doubling of tellings adds one;
    novelty = 2 · 2^(-h / 12), h the hours since its last story;
    growth = log2(1 + stories of the last 24 hours) / 2, for a thread of two stories or more;
    followed = 1 where the user follows it and its last story is not older than 24 hours;
    watched = 1 where its stories name an actor of the user's watch-list.
    """
    told = np.array([(*one[:-1], bool(one.watched)) for one in threads], np.float64)
    independent, stories, hours, followed, recent, watched = told.reshape(-1, len(ThreadFacts._fields)).T
    parts = (
        np.log2(1 + np.maximum(0, independent)),
        _NOVELTY * 2 ** (-hours / _HALF_LIFE),
        np.where(stories > 1, _GROWTH * np.log2(1 + recent), 0),
        np.where(hours <= _A_DAY, _FOLLOWED * followed, 0),
        _WATCHED * watched,
    )
    return np.round(np.stack(parts, axis=1), 3)


def explained_score(facts: ThreadFacts, weights_of: Sequence[float]) -> tuple[float, tuple[Reason, ...]]:
    """Return the score and its parts, the weightiest first, of a thread whose row of `score_weights` is known."""
    values = (
        f"{facts.independent} of {facts.stories}",
        _age(facts.hours),
        f"+{facts.recent_stories} in 24 h",
        "you follow it",
        ", ".join(facts.watched[:_MOST_NAMED]),
    )
    parts = [Reason(*part) for part in zip(_KINDS, values, weights_of, strict=True) if part[2] > 0]
    return round(sum(weights_of), 3), tuple(sorted(parts, key=lambda part: -part.weight))


def _age(hours: float) -> str:
    if hours < 1:
        return "last story within the hour"
    return f"last story {round(hours)} h ago" if hours < 2 * _A_DAY else f"last story {round(hours / _A_DAY)} d ago"
