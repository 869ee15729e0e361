"""When to fetch a feed, and its state after a check: computed from values alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from briefing.model.feed import Feed
from briefing.model.fetched import Failure

INTERVAL = timedelta(minutes=30)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=6)
"""The bounds of the interval of a feed that answers."""
FEW = 3
"""With fewer dated stories than this, nothing can be learned."""
LONGEST_WAIT = timedelta(hours=24)
UNCONDITIONAL_AFTER = timedelta(hours=24)
"""A feed is fetched without conditions at least this often, in case the validators of its server are wrong."""
OBEYED = frozenset({"HTTP 429", "HTTP 503", "HTTP 410"})
"""After these answers even a refresh that the user asked for waits until `next_check`."""

AWAY = frozenset({"no name service", "unreachable"})
"""Failures of the network of this machine, not of the feed."""


def is_due(feed: Feed, now: datetime, *, asked: bool) -> bool:
    """Return whether to fetch `feed` now; `asked` means that the user wants it, not the program.

    A `next_check` more than a day ahead comes from a wrong clock and is ignored.
    """
    if feed.next_check is None or feed.next_check <= now or feed.next_check > now + LONGEST_WAIT:
        return True
    return asked and feed.reason not in OBEYED


def validators(feed: Feed, now: datetime) -> tuple[str | None, str | None]:
    """Return the ETag and Last-Modified to send; neither if a full fetch is due again."""
    if feed.full_fetched is None or not timedelta() <= now - feed.full_fetched < UNCONDITIONAL_AFTER:
        return None, None
    return feed.etag, feed.modified


def learned_interval(published: Sequence[datetime], now: datetime) -> timedelta:
    """Return how often to ask a feed, learned from when its latest stories were published.

    It is asked twice in the usual time between two stories, less often while it is silent.
    """
    times = sorted({each for each in published if each <= now})
    if len(times) < FEW:
        return INTERVAL
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    wait = max(gaps[len(gaps) // 2] / 2, (now - times[-1]) / 8)
    return max(SHORTEST, min(wait, LONGEST))


def after_failure(feed: Feed, failure: Failure, now: datetime) -> Feed:
    """Return `feed` after a failed check, with the failure and the time of the next check."""
    failures = feed.failures + 1
    wait = min(INTERVAL * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    if failure.retry_after is not None:
        wait = timedelta(seconds=failure.retry_after)
    if failure.status == 410:
        wait = LONGEST_WAIT
    return replace(
        feed,
        checked=now,
        failures=failures,
        reason=failure.reason,
        failure=failure.sentence,
        next_check=now + wait,
    )


def after_success(feed: Feed, now: datetime, *, interval: timedelta = INTERVAL, max_age: float = 0.0) -> Feed:
    """Return `feed` after a successful check; it is due after `interval`, or later if its server asks for that.

    `max_age` is what the server asks for, in seconds; it is obeyed up to the longest interval.
    """
    wait = max(interval, timedelta(seconds=min(max_age, LONGEST.total_seconds())))
    return replace(feed, checked=now, succeeded=now, failures=0, reason="", failure="", next_check=now + wait)
