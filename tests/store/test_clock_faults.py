"""What a wrong clock left in the store is mended once it is right, and nothing else is changed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from briefing.store import stories
from briefing.store.clock_faults import mend_times
from briefing.store.database import Database
from briefing.text.dates import plausible, too_far_ahead
from tests.store.builders import NOW, a_feed, a_filing, ask, tell

YEAR = timedelta(days=365)
AN_HOUR = timedelta(hours=1)


def file_at(store: Database, clock: datetime, *dates: datetime | None) -> None:
    """File one entry for each date, as a machine does whose clock says `clock`."""
    feed = a_feed(store)
    filings = [
        replace(a_filing(number, published=plausible(date, clock)), ahead=too_far_ahead(date, clock))
        for number, date in enumerate(dates, 1)
    ]
    tell(store, stories.file_feed, feed, filings, at=clock)


def dates_of(store: Database) -> list[tuple[datetime, bool]]:
    """Return when each story was published, and whether its feed says so."""
    rows = ask(store, lambda connection: connection.execute("SELECT id FROM stories ORDER BY id").fetchall())
    found = [ask(store, stories.story, row["id"]) for row in rows]
    return [(each.published, each.dated) for each in found]


def first_seen_of(store: Database, story_id: int = 1) -> datetime:
    first_seen: datetime = ask(store, stories.story, story_id).first_seen
    return first_seen


@pytest.mark.parametrize("behind", [timedelta(days=3), YEAR, 7 * YEAR])
def test_a_date_that_lay_ahead_of_the_clock_is_taken_when_the_clock_is_right(
    store: Database, behind: timedelta
) -> None:
    file_at(store, NOW - behind, NOW - AN_HOUR)
    assert dates_of(store) == [(NOW - behind, False)]
    tell(store, mend_times, NOW)
    assert dates_of(store) == [(NOW - AN_HOUR, True)]


def test_a_date_that_still_lies_ahead_waits(store: Database) -> None:
    file_at(store, NOW, NOW + 30 * timedelta(days=1), NOW - AN_HOUR)
    tell(store, mend_times, NOW + timedelta(days=20))
    assert dates_of(store)[0] == (NOW, False)
    tell(store, mend_times, NOW + timedelta(days=29))
    assert dates_of(store)[0] == (NOW + timedelta(days=30), True)


def test_a_date_from_another_source_goes_before_the_claimed_one(store: Database) -> None:
    file_at(store, NOW - YEAR, NOW)
    file_at(store, NOW - YEAR, NOW - YEAR - AN_HOUR)
    tell(store, mend_times, NOW)
    assert dates_of(store) == [(NOW - YEAR - AN_HOUR, True)]


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=1), YEAR])
def test_stories_that_came_while_the_clock_was_ahead_are_not_of_the_future(store: Database, ahead: timedelta) -> None:
    file_at(store, NOW + ahead, NOW - AN_HOUR, None)
    tell(store, mend_times, NOW)
    assert dates_of(store) == [(NOW - AN_HOUR, True), (NOW, False)]
    assert first_seen_of(store, 1) == first_seen_of(store, 2) == NOW


def test_a_clock_that_is_wrong_now_changes_nothing(store: Database) -> None:
    file_at(store, NOW, *(NOW - number * AN_HOUR for number in range(5)), None)
    before = dates_of(store)
    tell(store, mend_times, NOW - 6 * YEAR)
    assert dates_of(store) == before
    assert first_seen_of(store) == NOW


def test_without_any_dated_story_no_clock_is_judged(store: Database) -> None:
    file_at(store, NOW, None)
    tell(store, mend_times, NOW - YEAR)
    assert dates_of(store) == [(NOW, False)]


def test_a_right_clock_changes_nothing(store: Database) -> None:
    file_at(store, NOW, NOW - AN_HOUR, None)
    before = dates_of(store)
    assert tell(store, mend_times, NOW + AN_HOUR) == ()
    assert dates_of(store) == before
