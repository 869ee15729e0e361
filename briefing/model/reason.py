"""Reasons: why a story is in its thread, and why a thread has its rank."""

from enum import StrEnum
from typing import NamedTuple


class MembershipRule(StrEnum):
    """A rule by which a story is in its thread; the value of the reason is the words it rests on."""

    SHARED_NAMES = "shared names"
    """A name that is also in other stories of the thread."""
    NUMBERS = "numbers"
    """A number that is also in other stories of the thread."""
    RARE_WORDS = "rare words"
    """Any other word that is also in other stories of the thread; the rarer it is, the more it weighs."""
    TITLE_OVERLAP = "title overlap"
    """A run of words that is also in the title of the thread."""
    TIME = "time"
    """The hours to the nearest story of the thread."""
    YOUR_MERGE = "your merge"
    """The user merged it with another story of the thread."""


class RankRule(StrEnum):
    """A part of a thread's score."""

    INDEPENDENCE = "independence"
    """How many publishers report it independently."""
    NOVELTY = "novelty"
    """How recent its last story is."""
    GROWTH = "growth"
    """How many stories it had in the last 24 hours."""
    FOLLOWED = "followed"
    """The user follows it."""
    WATCHED = "watched"
    """Its stories name an actor of the user's watch list."""
    LIFTED = "lifted"
    """A rule, a question or a topic that the user follows lifts it, or it woke."""
    COHESION = "cohesion"
    """How much its stories share: a loose thread loses points."""


class Reason(NamedTuple):
    """One reason, such as ("shared names", "Port Velmar", 0.41); `kind` is a `MembershipRule` or `RankRule`."""

    kind: str
    value: str
    weight: float
