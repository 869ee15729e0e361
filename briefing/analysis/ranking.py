"""What comes first in the inbox, with the parts of each thread's score named."""

import math
from dataclasses import dataclass
from datetime import datetime

from briefing.model.grouping import Reason

_NOVELTY, _HALF_LIFE = 2.0, 12.0
_GROWTH = 0.5
_FOLLOWED = 1.0
_MOST_NAMED = 3
_WATCHED = 1.0
WATCHED = "watched"
"""The kind of the reason that a watched actor stands in a thread."""
_KINDS = ("independence", "novelty", "growth", "followed", WATCHED)


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What ranking knows of a thread; times are aware and not after `now`."""

    independent: int
    stories: int
    last_story: datetime
    now: datetime
    followed: bool = False
    recent_stories: int = 0
    """Stories of the last 24 hours."""
    watched: tuple[str, ...] = ()
    """The actors of the watch-list that its stories name."""


def rank(facts: ThreadFacts) -> tuple[float, tuple[Reason, ...]]:
    """Return a thread's score and its parts, the weightiest first; the score is their sum.

    independence = log2(1 + independent outlets): each doubling of tellings adds one;
    novelty = 2 · 2^(-h / 12), h the hours since its last story;
    growth = log2(1 + stories of the last 24 hours) / 2, for a thread of two stories or more;
    followed = 1 where the user follows it and its last story is not older than 24 hours;
    watched = 1 where its stories name an actor of the user's watch-list.
    """
    weights = _weights(facts)
    values = (
        f"{facts.independent} of {facts.stories}",
        _age(_hours(facts)),
        f"+{facts.recent_stories} in 24 h",
        "you follow it",
        ", ".join(facts.watched[:_MOST_NAMED]),
    )
    parts = (Reason(*part) for part in zip(_KINDS, values, weights, strict=True))
    told = tuple(sorted((part for part in parts if part.weight > 0), key=lambda part: -part.weight))
    return _sum(weights), told


def score(facts: ThreadFacts) -> float:
    """Return the score that `rank` gives a thread."""
    return _sum(_weights(facts))


def _weights(facts: ThreadFacts) -> tuple[float, ...]:
    """Return the weights of the parts, in the order of `_KINDS`."""
    hours = _hours(facts)
    growing = facts.stories > 1 and facts.recent_stories > 0
    return (
        round(math.log2(1 + max(0, facts.independent)), 3),
        round(_NOVELTY * 2 ** (-hours / _HALF_LIFE), 3),
        round(_GROWTH * math.log2(1 + facts.recent_stories), 3) if growing else 0.0,
        _FOLLOWED if facts.followed and hours <= 24 else 0.0,
        _WATCHED if facts.watched else 0.0,
    )


def _sum(weights: tuple[float, ...]) -> float:
    return round(sum(weights), 3)


def _hours(facts: ThreadFacts) -> float:
    return max(0.0, (facts.now - facts.last_story).total_seconds() / 3600)


def _age(hours: float) -> str:
    if hours < 1:
        return "last story within the hour"
    return f"last story {round(hours)} h ago" if hours < 48 else f"last story {round(hours / 24)} d ago"
