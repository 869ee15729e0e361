import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.dates import plausible, read_date

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 05 Jan 2026 10:00:00 +0100", datetime(2026, 1, 5, 9, tzinfo=UTC)),
        ("Mon, 05 Jan 2026 10:00:00 GMT", datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("2026-01-05T10:00:00Z", datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("2026-01-05T10:00:00.250+02:00", datetime(2026, 1, 5, 8, 0, 0, 250_000, tzinfo=UTC)),
        ("2026-01-05", datetime(2026, 1, 5, tzinfo=UTC)),
        ("2026/1/5 10:30", datetime(2026, 1, 5, 10, 30, tzinfo=UTC)),
        ("January 5, 2026 3:15 pm", datetime(2026, 1, 5, 15, 15, tzinfo=UTC)),
        ("5th March 2025", datetime(2025, 3, 5, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 07:00:00 EST", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("2026-11-22 01:00:00 EST", datetime(2026, 11, 22, 6, tzinfo=UTC)),
    ],
)
def test_the_forms_that_feeds_use_are_read(written: str, moment: datetime) -> None:
    assert read_date(written) == moment


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Sun, 22 Nov 2026 07:00:00 CET", 6),
        ("Sun, 22 Nov 2026 07:00:00 MSK", 4),
        ("Sun, 22 Nov 2026 17:00:00 JST", 8),
        ("Sun, 22 Nov 2026 17:00:00 AEDT", 6),
        ("Sun, 22 Nov 2026 07:00:00 GMT+0100", 6),
        ("Sun, 22 Nov 2026 07:00:00 Europe/Berlin", 6),
        ("Sun, 22 Nov 2026 07:30:00 Asia/Kolkata", 2),
        ("2026-11-22T01:00:00-05:00[America/New_York]", 6),
        ("Sun, 22 Nov 2026 01:00:00 -5:00", 6),
        ("Sun, 22 Nov 2026 07:00:00 +01:00", 6),
        ("Sun, 22 Nov 2026 1:00 PM GMT", 13),
        ("So, 22 Nov 2026 07:00:00 +0100", 6),
        ("dim., 22 nov. 2026 07:00:00 +0100", 6),
        ("22 de noviembre de 2026, 07:00", 7),
        ("Вс, 22 ноя 2026 07:00:00 +0300", 4),
        ("2026年11月22日 07:00", 7),
        ("Sun, 22 Nov 2026 07:30:00 IST", 2),
        ("Sun, 22 Nov 2026 07:00:00 (CET)", 6),
        ("Sun, 22 Nov 2026 02:00:00 -0500 EST", 7),
        ("niedz., 22 lis 2026 07:00:00 +0100", 6),
        ("22. marraskuuta 2026 07:00", 7),
        ("22 Kasım 2026 07:00 +03:00", 4),
        ("22.11.2026 07:00", 7),
        ("22/11/2026 07:00:00", 7),
        ("11/22/2026 07:00:00", 7),
        ("1795330800", 7),
        ("1795330800000", 7),
        ("Sat, 21 Nov 2026 24:00:00 GMT", 0),
    ],
)
def test_names_of_zones_and_months_are_read_in_many_languages(written: str, hour: int) -> None:
    assert read_date(written) == datetime(2026, 11, 22, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["Sun, 22 Nov 2026 07:00:00 QWT", "05/06/2026 07:00", "yesterday", "3 hours ago", "22 Nov", "Foo/Bar 2026"],
)
def test_what_is_not_certain_is_no_date(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    "written", ["", " ", "now", "1e400", "9" * 400, "-0001-01-01T00:00:00Z", "2026-W99-9", "31 Feb 2026"]
)
def test_text_that_is_not_a_date_gives_none(written: str) -> None:
    assert read_date(written) is None


def test_a_leap_second_is_read_as_the_second_before_it() -> None:
    assert read_date("Sat, 31 Dec 2016 23:59:60 GMT") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_many_dates_that_cannot_be_read_take_little_time() -> None:
    began = time.process_time()
    for number in range(3_000):
        assert read_date(f"volume {number % 28} of {2026} no {number}") is None
    assert time.process_time() - began < 5


@given(st.text(alphabet="0123456789-+:/., TZJanFebMoGT", max_size=40))
def test_no_text_raises(written: str) -> None:
    moment = read_date(written)
    assert moment is None or moment.tzinfo is not None


def test_only_plausible_dates_count() -> None:
    assert plausible(datetime(1989, 12, 31, tzinfo=UTC), NOW) is None
    assert plausible(datetime(2026, 3, 4, tzinfo=UTC), NOW) is None
    assert plausible(datetime(2026, 3, 2, tzinfo=UTC), NOW) == datetime(2026, 3, 2, tzinfo=UTC)
    assert plausible(None, NOW) is None
