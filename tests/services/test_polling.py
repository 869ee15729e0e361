"""When a feed is fetched, and its state after a check."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.model.feed import Feed
from briefing.model.fetched import Failure
from briefing.services.polling import after_failure, after_success, is_due, validators

NOW = datetime(2026, 11, 22, 7, 48, tzinfo=UTC)
FEED = Feed(1, "https://wire.example/feed", etag='"a"', modified="Sun, 22 Nov 2026 07:00:00 GMT", full_fetched=NOW)


def test_a_failing_feed_is_fetched_ever_less_often_but_at_least_once_a_day() -> None:
    waits = []
    feed = FEED
    for _ in range(12):
        feed = after_failure(feed, Failure("HTTP 500", "it broke", 500), NOW)
        assert feed.next_check is not None
        waits.append(feed.next_check - NOW)
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == timedelta(hours=24)


def test_a_refresh_by_the_user_ignores_our_own_delay_but_not_the_servers() -> None:
    broken = after_failure(FEED, Failure("HTTP 500", "it broke", 500), NOW)
    busy = after_failure(FEED, Failure("HTTP 429", "asked too often", 429, retry_after=600), NOW)
    assert is_due(broken, NOW, asked=True)
    assert not is_due(broken, NOW, asked=False)
    assert not is_due(busy, NOW + timedelta(seconds=599), asked=True)
    assert is_due(busy, NOW + timedelta(seconds=600), asked=True)


def test_a_clock_that_was_wrong_does_not_silence_a_feed() -> None:
    assert is_due(replace(FEED, next_check=NOW + timedelta(days=400)), NOW, asked=False)


def test_once_a_day_a_feed_is_fetched_without_conditions() -> None:
    assert validators(FEED, NOW + timedelta(hours=23)) == (FEED.etag, FEED.modified)
    assert validators(FEED, NOW + timedelta(hours=24)) == (None, None)
    assert validators(FEED, NOW - timedelta(days=300)) == (None, None)


def test_a_success_clears_the_failure() -> None:
    well = after_success(after_failure(FEED, Failure("timed out", "too slow"), NOW), NOW)
    assert (well.failures, well.reason, well.failure, well.next_check) == (0, "", "", None)
