"""The order of the queue, where it begins again, and the user's pace."""

from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.tui.queued_threads import Pace, from_stop
from briefing.tui.screens import queue
from tests.tui.builders import NOW
from tests.tui.format.read_models import rows
from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, settle


def test_what_was_passed_over_comes_last_and_what_is_new_first() -> None:
    first, second, third, fourth, fifth = rows(5)
    passed = replace(second, looked=NOW)
    unseen = replace(first, looked=None)
    assert from_stop((unseen, passed, third, fourth, fifth), third.id) == (unseen, third, fourth, fifth, passed)


def test_a_stop_that_is_gone_changes_nothing() -> None:
    assert from_stop(rows(3), "t-gone") == rows(3)


def test_the_pace_is_that_of_the_decisions_of_this_sitting() -> None:
    pace = Pace(NOW)
    for minute in (1, 2):
        pace.decided(NOW + timedelta(minutes=minute))
        assert pace.minutes_for(10) is None
    pace.decided(NOW + timedelta(minutes=3))
    assert pace.minutes_for(10) == 10
    pace.decided(NOW + timedelta(minutes=3, seconds=20))
    assert pace.minutes_for(10) == 9


def test_a_pause_does_not_count_in_full_and_a_clock_that_goes_back_not_at_all() -> None:
    pace = Pace(NOW)
    for at in (timedelta(hours=9), timedelta(hours=9, minutes=1), timedelta(hours=8)):
        pace.decided(NOW + at)
    assert pace.minutes_for(3) == 6


async def test_the_queue_begins_again_where_it_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "LOOK_SECONDS", 0.01)
    async with program(5) as morning:
        async with opened(morning, queue=True) as pilot:
            for _ in range(2):
                await settle(pilot)  # the thread counts as looked at
                await press(pilot, "J")
            third = screen_lines(pilot.app)[3].strip()
        async with opened(morning, queue=True) as pilot:
            await settle(pilot)
            assert screen_lines(pilot.app)[3].strip() == third
            assert "1/4 " in screen_lines(pilot.app)[0]
