"""What wakes a deferred thread: a time, or something that happens to the thread."""

from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias

from briefing.frozen import dataclass

CLOCK_ERROR = timedelta(days=1)
"""A decision this far in the future was made while the clock was wrong."""
EARLY = timedelta(hours=1)
"""A thread that woke by a time sleeps again if the clock says that this much or more is left."""


@dataclass(frozen=True, slots=True)
class AtTime:
    """A time has been reached."""

    at: datetime


@dataclass(frozen=True, slots=True)
class MoreIndependent:
    """The thread has `more` independent outlets than when it was deferred."""

    more: int


@dataclass(frozen=True, slots=True)
class QuoteBy:
    """A story of the thread quotes a speaker whose name has these words, and did not when the thread was deferred."""

    name: str


@dataclass(frozen=True, slots=True)
class StoryMatches:
    """A story of the thread matches a query, and did not when the thread was deferred."""

    query: str


@dataclass(frozen=True, slots=True)
class TopicMoves:
    """The topic of the thread has a new thread."""


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """A rule that wakes threads matches; only the program gives this condition."""

    rule: str


WakeCondition: TypeAlias = AtTime | MoreIndependent | QuoteBy | StoryMatches | TopicMoves | RuleMatches
WakeConditions: TypeAlias = tuple[WakeCondition, ...]
"""The thread wakes as soon as one of them holds; if there is none, it sleeps until the user decides again."""


@dataclass(frozen=True, slots=True)
class Woken:
    """Why a thread woke: the condition that held, how many more independent outlets it had then."""

    condition: WakeCondition
    more: int = 0
    wrong_clock: bool = False
    """The thread was deferred at a time that has not come yet, so the clock was wrong then or is wrong now."""


def time_has_come(at: datetime, given: datetime, now: datetime) -> bool:
    """Return whether a thread that was deferred at `given` until `at` is awake by its time.

    It depends on nothing else, so that a clock that was wrong for a while has no lasting effect.
    """
    return now >= at or given_by_wrong_clock(given, now)


def given_by_wrong_clock(given: datetime, now: datetime) -> bool:
    """Return whether a decision lies so far in the future that the clock was wrong then, or is wrong now."""
    return given - now > CLOCK_ERROR


def woke_too_early(at: datetime, given: datetime, now: datetime) -> bool:
    """Return whether a thread that woke by its time should sleep again, because the clock was wrong then."""
    return at - now >= EARLY and not given_by_wrong_clock(given, now)


def typed(conditions: WakeConditions, zone: tzinfo | None = None) -> str:
    """Return the conditions as the user may type them; times are in `zone`, that of this machine if None."""
    return " or ".join(_typed(condition, zone) for condition in conditions)


def _typed(condition: WakeCondition, zone: tzinfo | None) -> str:
    match condition:
        case AtTime(at):
            return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
        case MoreIndependent(more):
            return f"+{more}"
        case QuoteBy(name):
            return f"by {name}"
        case StoryMatches(query):
            return query
        case TopicMoves():
            return "topic"
        case RuleMatches(rule):
            return f"rule {rule}"


def waits_for(conditions: WakeConditions, now: datetime, zone: tzinfo | None = None) -> str:
    """Return what a thread waits for, after "until"; "" if it waits for nothing."""
    return " or ".join(_waits_for(condition, now, zone) for condition in conditions)


def _waits_for(condition: WakeCondition, now: datetime, zone: tzinfo | None) -> str:
    match condition:
        case AtTime(at):
            return day_and_time(at, now, zone)
        case MoreIndependent(more):
            return f"{more} more independent"
        case QuoteBy(name):
            return f"a quote by {name}"
        case StoryMatches(query):
            return f"a story with {query}"
        case TopicMoves():
            return "its topic moves"
        case RuleMatches(rule):
            return f"rule {rule} matches"


def why_woken(woken: Woken, now: datetime, zone: tzinfo | None = None) -> str:
    """Return why a thread woke, in a few words: "woke: 3 new independent"."""
    return f"woke: {_why(woken, now, zone)}"


def _why(woken: Woken, now: datetime, zone: tzinfo | None) -> str:
    match woken.condition:
        case AtTime(at):
            return "the clock was wrong" if woken.wrong_clock else day_and_time(at, now, zone)
        case MoreIndependent():
            return f"{woken.more} new independent"
        case QuoteBy(name):
            return f"quote by {name}"
        case StoryMatches(query):
            return f"story with {query}"
        case TopicMoves():
            return "new thread in its topic"
        case RuleMatches(rule):
            return f"rule {rule}"


def day_and_time(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Return a moment with its weekday, such as Mon 30 Nov 06:00; with its year if that is not the present one."""
    local = at.astimezone(zone)
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"
