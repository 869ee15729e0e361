"""When to fetch a feed, and its state after a check: computed from values alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from briefing.model.feed import Feed, Move
from briefing.model.fetched import RESTING, Failure
from briefing.text.addresses import origin_of

INTERVAL = timedelta(minutes=30)
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=6)
"""The bounds of the interval of a feed that answers."""
FEW = 3
"""With fewer dated stories than this, nothing can be learned."""
LONGEST_WAIT = timedelta(hours=24)
UNCONDITIONAL_AFTER = timedelta(hours=24)
"""A feed is fetched without conditions at least this often, in case the validators of its server are wrong."""
OBEYED = frozenset({"HTTP 429", "HTTP 503", RESTING})
"""After these answers even a refresh that the user asked for waits until `next_check`."""
GONE = "HTTP 410"
"""After this answer a feed is asked only if the user names it."""
MOVED = "moved"
"""The reason of a failure of the old address of a feed; the new one has not been asked yet."""
MOVED_TIMES, MOVED_FOR = 3, timedelta(hours=24)
"""A feed moves once this many answers in a row, over at least this time, redirect to one address for good."""

AWAY = frozenset({"no name service", "unreachable"})
"""Failures of the network of this machine, not of the feed."""


def is_due(feed: Feed, now: datetime, *, asked: bool, named: bool = False) -> bool:
    """Return whether to fetch `feed` now; `asked` means that the user wants it, `named` that it is this feed alone.

    A `next_check` more than a day ahead comes from a wrong clock and is ignored.
    """
    if feed.reason == GONE:
        return named
    if feed.next_check is None or feed.next_check <= now or feed.next_check > now + LONGEST_WAIT:
        return True
    return asked and feed.reason not in OBEYED


def in_turn(feeds: Sequence[Feed]) -> list[Feed]:
    """Return feeds in the order in which they are asked: those that failed last time are last.

    Otherwise one feed whose server always asks to wait could keep the others of its host from ever being asked.
    """
    return sorted(feeds, key=lambda feed: feed.failures > 0)


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
    """Return `feed` after a failed check, with the failure and the time of the next check.

    A feed that could not be asked, because its host asked to be left alone, did not fail once more. A feed that was
    redirected for good before its address died is asked at the new address next.
    """
    if failure.reason == RESTING:
        until = now + timedelta(seconds=failure.retry_after or 0.0)
        return replace(feed, reason=failure.reason, failure=failure.sentence, next_check=until)
    failures = feed.failures + 1
    wait = min(INTERVAL * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    if failure.retry_after is not None:
        wait = timedelta(seconds=failure.retry_after)
    failed = replace(
        feed,
        checked=now,
        failures=failures,
        reason=failure.reason,
        failure=failure.sentence,
        next_check=now + wait,
    )
    is_dead = failure.status == 410 or failures >= MOVED_TIMES
    return replace(_moved(failed, feed.move.url), reason=MOVED) if feed.move is not None and is_dead else failed


def after_success(feed: Feed, now: datetime, *, interval: timedelta = INTERVAL, max_age: float = 0.0) -> Feed:
    """Return `feed` after a successful check; it is due after `interval`, or later if it or its server asks for that.

    `max_age` is what the server asks for, in seconds. Both are obeyed up to the longest interval.
    """
    wait = max(interval, timedelta(seconds=min(max(max_age, feed.pause), LONGEST.total_seconds())))
    return replace(feed, checked=now, succeeded=now, failures=0, reason="", failure="", next_check=now + wait)


def after_redirect(feed: Feed, permanent_url: str | None, now: datetime) -> Feed:
    """Return `feed` after an answer whose permanent redirects lead to `permanent_url`; None means that it has none.

    The address changes only if enough answers agree: a redirect may be a mistake, or a network that asks for a login.
    """
    if not permanent_url or permanent_url == feed.url:
        return replace(feed, move=None)
    former = feed.move
    if former is None or former.url != permanent_url or former.since > now:
        return replace(feed, move=Move(permanent_url, now, 1))
    times = former.times + 1
    if times < MOVED_TIMES or now - former.since < MOVED_FOR:
        return replace(feed, move=Move(permanent_url, former.since, times))
    return _moved(feed, permanent_url)


def _moved(feed: Feed, url: str) -> Feed:
    """Return `feed` at its new address; a private address stays allowed only where the user typed it."""
    return replace(feed, url=url, typed=feed.typed and origin_of(url) == origin_of(feed.url), move=None)
