"""When a feed is asked, and what a check leaves behind on it: decided with values alone."""

from dataclasses import replace
from datetime import datetime, timedelta

from briefing.model.feed import Feed
from briefing.model.fetched import Failure

INTERVAL = timedelta(minutes=30)
LONGEST_WAIT = timedelta(hours=24)
UNCONDITIONAL_AFTER = timedelta(hours=24)
"""How often at least a feed is fetched without conditions, in case its server's validators lie."""
OBEYED = frozenset({"HTTP 429", "HTTP 503", "HTTP 410"})
"""Answers after which even a reader's own wish waits for `next_check`."""

AWAY = frozenset({"no name service", "unreachable"})
"""Failures of this machine's network and not of the feed's."""


def is_due(feed: Feed, now: datetime, *, asked: bool) -> bool:
    """Tell whether to fetch `feed` now; `asked` means that the reader wants it, not the program.

    A time further away than a day cannot have been ours, the clock was wrong then: it does not count.
    """
    if feed.next_check is None or feed.next_check <= now or feed.next_check > now + LONGEST_WAIT:
        return True
    return asked and feed.reason not in OBEYED


def validators(feed: Feed, now: datetime) -> tuple[str | None, str | None]:
    """Return the ETag and Last-Modified to send, none of them where a full fetch is due again."""
    if feed.full_fetched is None or not timedelta() <= now - feed.full_fetched < UNCONDITIONAL_AFTER:
        return None, None
    return feed.etag, feed.modified


def after_failure(feed: Feed, failure: Failure, now: datetime) -> Feed:
    """Return `feed` after a failed check: what went wrong, and when to ask again."""
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


def after_success(feed: Feed, now: datetime) -> Feed:
    """Return `feed` after a check that went well."""
    return replace(feed, checked=now, succeeded=now, failures=0, reason="", failure="", next_check=None)
