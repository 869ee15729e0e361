from datetime import UTC, datetime

from briefing.tui.format.times import citation_day, day_number, moment, today
from tests.tui.format.read_models import NOW, hours_ago


def test_today_is_a_time_and_before_is_a_date() -> None:
    assert moment(hours_ago(2), NOW) == "05:48"
    assert moment(hours_ago(72), NOW) == "19 Nov"
    assert moment(datetime(2025, 3, 4, 12, tzinfo=UTC), NOW) == "4 Mar 2025"


def test_a_citation_without_a_readable_date_has_none() -> None:
    assert citation_day("2026-11-18", NOW) == "18 Nov"
    assert citation_day("last week", NOW) == ""


def test_the_first_day_is_day_one() -> None:
    assert day_number(NOW, NOW) == 1
    assert day_number(hours_ago(49), NOW) == 3


def test_the_header_date_is_full_if_there_is_room() -> None:
    assert today(NOW, full=True) == "Sun 22 Nov 2026, 07:48"
    assert today(NOW, full=False) == "Sun 22 Nov"
