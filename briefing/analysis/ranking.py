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


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What ranking knows of a thread; times are aware and not after `now`."""

    independent: int
    stories: int
    outlets: int
    last_story: datetime
    first_seen: datetime
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
    hours = max(0.0, (facts.now - facts.last_story).total_seconds() / 3600)
    growing = facts.stories > 1 and facts.recent_stories > 0
    parts = (
        Reason("independence", f"{facts.independent} of {facts.stories}", math.log2(1 + max(0, facts.independent))),
        Reason("novelty", _age(hours), _NOVELTY * 2 ** (-hours / _HALF_LIFE)),
        Reason(
            "growth",
            f"+{facts.recent_stories} in 24 h",
            _GROWTH * math.log2(1 + facts.recent_stories) if growing else 0.0,
        ),
        Reason("followed", "you follow it", _FOLLOWED if facts.followed and hours <= 24 else 0.0),
        Reason(WATCHED, ", ".join(facts.watched[:_MOST_NAMED]), _WATCHED if facts.watched else 0.0),
    )
    rounded = (Reason(part.kind, part.value, round(part.weight, 3)) for part in parts)
    told = tuple(sorted((part for part in rounded if part.weight > 0), key=lambda part: -part.weight))
    return round(sum(part.weight for part in told), 3), told


def _age(hours: float) -> str:
    if hours < 1:
        return "last story within the hour"
    return f"last story {round(hours)} h ago" if hours < 48 else f"last story {round(hours / 24)} d ago"
