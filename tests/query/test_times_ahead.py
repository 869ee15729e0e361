"""Times to come, read from words: each is read as people mean it, or asked about."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.errors import UsageError
from briefing.query.times_ahead import time_ahead

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)  # Wednesday, 10:30 in Berlin


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("tonight", "2026-11-25 20:00"),
        ("this evening", "2026-11-25 18:00"),
        ("this afternoon", "2026-11-25 14:00"),
        ("tonight at 23:15", "2026-11-25 23:15"),
        ("tomorrow", "2026-11-26 06:00"),
        ("Tomorrow Morning", "2026-11-26 06:00"),
        ("until tomorrow at 6pm", "2026-11-26 18:00"),
        ("tomorrow noon", "2026-11-26 12:00"),
        ("day after tomorrow", "2026-11-27 06:00"),
        ("Monday", "2026-11-30 06:00"),
        ("on mon", "2026-11-30 06:00"),
        ("Wednesday", "2026-12-02 06:00"),
        ("thu 18:00", "2026-11-26 18:00"),
        ("next Monday", "2026-11-30 06:00"),
        ("next week", "2026-11-30 06:00"),
        ("weekend", "2026-11-28 06:00"),
        ("next month", "2026-12-01 06:00"),
        ("in 3 days", "2026-11-28 06:00"),
        ("3d", "2026-11-28 06:00"),
        ("in a week", "2026-12-02 06:00"),
        ("two weeks", "2026-12-09 06:00"),
        ("in 3 months", "2026-02-25 06:00"),
        ("2h", "2026-11-25 12:30"),
        ("in 45 min", "2026-11-25 11:15"),
        ("4 Dec", "2026-12-04 06:00"),
        ("4dec 18:30", "2026-12-04 18:30"),
        ("December 4th, 2027", "2027-12-04 06:00"),
        ("4 March", "2027-03-04 06:00"),
        ("2026-12-04", "2026-12-04 06:00"),
        ("2026-12-04 07:45", "2026-12-04 07:45"),
        ("24.12.", "2026-12-24 06:00"),
        ("24/12", "2026-12-24 06:00"),
        ("29 feb", "2028-02-29 06:00"),
        ("18:00", "2026-11-25 18:00"),
        ("at 7", "2026-11-26 07:00"),
        ("7am", "2026-11-26 07:00"),
        ("12am", "2026-11-26 00:00"),
        ("noon", "2026-11-25 12:00"),
    ],
)
def test_words_are_read_as_local_time(words: str, local: str) -> None:
    read = time_ahead(words, NOW, BERLIN)
    year = "2027" if words == "in 3 months" else local[:4]
    assert read is not None
    assert f"{read.astimezone(BERLIN):%Y-%m-%d %H:%M}" == year + local[4:]
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "words", ["grain terminal", "march", "may", "3 dogs", "strike 2026", "monday protest", "next talks", "4 x"]
)
def test_other_words_are_no_time(words: str) -> None:
    assert time_ahead(words, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("next Friday", "“next Friday” may be 27 Nov or 4 Dec"),
        ("04/12", "may be 4 Dec or 12 Apr"),
        ("3m", "minutes or months"),
        ("today", "is past: Wed 25 Nov 06:00"),
        ("2026-11-24", "is past"),
        ("today 9:00", "is past"),
        ("2026-02-30", "not a valid date"),
        ("0001-01-01", "not a valid date"),
        ("9999-12-31 23:59", "not a valid date"),
        ("31 April", "not a valid date"),
        ("25:00", "not a time of day"),
        ("13pm", "not a time of day"),
        ("20 years", "ten years"),
    ],
)
def test_doubtful_words_are_asked_about(words: str, question: str) -> None:
    with pytest.raises(UsageError, match=question):
        time_ahead(words, NOW, BERLIN)


def test_a_morning_is_a_morning_after_the_clocks_change() -> None:
    before_the_change = datetime(2026, 10, 24, 12, tzinfo=UTC)
    read = time_ahead("in 2 days", before_the_change, BERLIN)
    assert read == datetime(2026, 10, 26, 5, tzinfo=UTC)


@given(st.text(alphabet="0123456789 .:/-adhimnoprstuwy", max_size=24))
def test_no_words_break_the_reading(words: str) -> None:
    try:
        read = time_ahead(words, NOW, BERLIN)
    except UsageError:
        return
    assert read is None or read > NOW
