"""When a feed is fetched, and its state after a check."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.model.feed import Feed
from briefing.model.fetched import Failure
from briefing.services.polling import (
    INTERVAL,
    LONGEST,
    SHORTEST,
    after_failure,
    after_success,
    is_due,
    learned_interval,
    validators,
)

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
    assert (well.failures, well.reason, well.failure) == (0, "", "")
    assert well.next_check == NOW + INTERVAL


def published(*hours_ago: float) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(hours=hours) for hours in hours_ago)


def test_a_busy_feed_is_asked_often_and_a_slow_one_seldom() -> None:
    assert learned_interval(published(0.1, 1.1, 2.1, 3.1), NOW) == timedelta(minutes=30)
    assert learned_interval(published(*(n / 30 for n in range(40))), NOW) == SHORTEST
    assert learned_interval(published(5, 29, 53, 77), NOW) == LONGEST
    assert learned_interval(published(1, 5, 9), NOW) == timedelta(hours=2)


def test_a_feed_that_fell_silent_is_asked_less_often() -> None:
    busy, silent = published(0.1, 1.1, 2.1, 3.1), published(16.1, 17.1, 18.1, 19.1)
    assert learned_interval(silent, NOW) > 3 * learned_interval(busy, NOW)
    assert learned_interval(published(2_000, 2_001, 2_002), NOW) == LONGEST


def test_without_a_habit_the_usual_interval_holds() -> None:
    assert learned_interval((), NOW) == INTERVAL
    assert learned_interval(published(1, 1, 1, 1), NOW) == INTERVAL
    assert learned_interval(published(-1, -2, -3, 1), NOW) == INTERVAL


def test_a_server_that_asks_for_more_time_gets_it_within_bounds() -> None:
    def wait(max_age: float) -> timedelta:
        feed = after_success(FEED, NOW, interval=timedelta(hours=1), max_age=max_age)
        assert feed.next_check is not None
        assert is_due(feed, NOW + timedelta(minutes=1), asked=True)
        return feed.next_check - NOW

    assert wait(0) == wait(60) == timedelta(hours=1)
    assert wait(7_200) == timedelta(hours=2)
    assert wait(10**9) == LONGEST


def test_what_feed_and_server_ask_for_is_obeyed_up_to_the_longest_interval() -> None:
    def wait(pause: int, max_age: float) -> timedelta | None:
        next_check = after_success(replace(FEED, pause=pause), NOW, max_age=max_age).next_check
        return next_check - NOW if next_check else None

    assert wait(0, 0) == INTERVAL
    assert wait(3_600, 60) == wait(60, 3_600) == timedelta(hours=1)
    assert wait(10**9, 0) == wait(0, 1e12) == LONGEST
