"""Reads dates as feeds and web pages write them, and never raises."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=48)
"""How far in the future a date may be and still count."""

_LONGEST = 80
_LANGUAGES = (
    "en de fr es it pt nl pl cs sk sv da nb fi ru uk tr el ro hu "
    "bg hr sr sl ja zh ko ar fa he id vi hi bn ur ca lt lv et is"
)
"""ISO 639-1 codes; the more there are, the longer an unreadable date takes."""
_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-]+[A-Za-z]{3}[\s-]+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s*(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T))?"
)
_NUMBERED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
"""Seconds or milliseconds since 1970."""
_WORDS = re.compile(
    r"(\D*?)(\d{1,2})(?:\.?,?\s+|-)([^\W\d_]+\.?)(?:,?\s+|-)(\d{4})"
    r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*Uhr)?)?(?:\s*(?:GMT|UTC)?([+-]\d{1,2}):?(\d{2}))?"
)
"""Day, month in letters, year, time and offset: the usual order in most languages."""
_NO_TIME = re.compile(r"(?<=:)60(?=\D|$)|(?<=\s)24(?=:00)")
"""The second and the hour that only clocks know which count one further."""
_YEAR_ZERO = re.compile(r"^0000\b|[a-z][ -]0000\b", re.IGNORECASE)
"""The rules for mail read the year 0000 as 2000; here it means that there is no date."""
_ZONE_IN_BRACKETS = re.compile(r"(?<=[\dZ])\s*\[[A-Za-z_/+-]+\]$")
"""The zone that Java writes after the offset."""
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC))?([+-])(\d{1,2}):?(\d{2})$")
_ZONE = re.compile(r"\s*\(?\b([A-Z]{2,5})\)?$")
_INDIA = 19_800
"""Seconds; feeds with "IST" are Indian far more often than Israeli or Irish."""
_ZONE_ID = re.compile(r"\s([A-Z][A-Za-z]+/[A-Za-z_/-]+)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_DIGIT = re.compile(r"\d")
_TRIED, _MOST_UNREAD = 3, 1_000
_unread: Counter[str] = Counter()
"""How often a form of dates, with its digits as zeros, could not be read: after three times it is not tried again."""


def read_date(text: str) -> datetime | None:
    """Return the time in UTC that `text` names, or None; without a time zone, UTC is assumed.

    Names of zones and months are read in the languages that most feeds are written in. A zone that is not known makes
    the whole date unknown, and so do days and months that cannot be told apart.
    """
    text = " ".join(text.split())[:_LONGEST]
    if _YEAR_ZERO.search(text):
        return None
    text = _ZONE_IN_BRACKETS.sub("", text)
    for read in (_mail, _iso, _numbered, _day_first, _since_1970, _beyond_midnight, _in_named_zone, _in_words, _worded):
        try:
            moment = read(text)
            if moment is not None:
                return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
            continue
    return None


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """Return `moment` if it is between 1990 and 48 hours after `now`, else None."""
    return moment if moment is not None and EARLIEST <= moment <= now + AHEAD else None


def too_far_ahead(moment: datetime | None, now: datetime) -> datetime | None:
    """Return `moment` if it is more than 48 hours after `now`, else None."""
    return moment if moment is not None and moment > now + AHEAD else None


def _mail(text: str) -> datetime | None:
    return parsedate_to_datetime(text) if _MAIL.fullmatch(text) else None


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text)


def _numbered(text: str) -> datetime | None:
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _day_first(text: str) -> datetime | None:
    """Read a date in numbers that ends with the year, if day and month can be told apart; before a dot is the day."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    one, mark, other, year, *clock = found.groups()
    day, month = int(one), int(other)
    if month > 12:
        day, month = month, day
    elif mark != "." and day <= 12 and day != month:
        return None
    hour, minute, second = (int(part or 0) for part in clock)
    return datetime(int(year), month, day, hour, minute, second, tzinfo=UTC)


def _since_1970(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _SECONDS.fullmatch(text) else None


def _beyond_midnight(text: str) -> datetime | None:
    """Read a leap second as the second before it, and the hour 24 as the first one of the next day."""
    found = _NO_TIME.search(text)
    if found is None:
        return None
    is_hour = found[0] == "24"
    moment = read_date(text[: found.start()] + ("00" if is_hour else "59") + text[found.end() :])
    return moment + timedelta(days=1) if moment and is_hour else moment


def _in_named_zone(text: str) -> datetime | None:
    """Read a date whose zone is named after a city, or shortened: "Sun, 22 Nov 2026 07:00:00 CET"."""
    city = _ZONE_ID.search(text)
    short = _ZONE.search(text)
    zone: tzinfo
    if city is not None:
        before = text[: city.start()]
        try:
            zone = ZoneInfo(city[1])
        except (ZoneInfoNotFoundError, OSError):
            return None
    elif short is not None and short[1] in _zones():
        before = text[: short.start()]
        zone = timezone(timedelta(seconds=_zones()[short[1]]))
    else:
        return None
    moment = read_date(before)
    return moment.replace(tzinfo=zone) if moment and _OFFSET.search(before) is None else moment


@cache
def _zones() -> dict[str, int]:
    """Return the offsets in seconds of shortened names of time zones."""
    from dateparser.timezones import timezone_info_list

    named: dict[str, int] = {"IST": _INDIA}
    for group in timezone_info_list:
        for name, offset in group["timezones"]:
            named.setdefault(name, offset)
    return named


def _in_words(text: str) -> datetime | None:
    """Read a date in the usual order whose month is a word, asking for each word only once, because that takes long."""
    found = _WORDS.fullmatch(text)
    if found is None:
        return None
    before, day, month, year, hour, minute, second, zone, minutes = found.groups()
    number = _month(before, month)
    if number is None:
        return None
    moment = datetime(int(year), number, int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
    if not zone:
        return moment
    east = timedelta(hours=int(zone), minutes=int(minutes) * (-1 if zone.startswith("-") else 1))
    return moment.replace(tzinfo=timezone(east))


@lru_cache(maxsize=1_024)
def _month(before: str, name: str) -> int | None:
    """Return the number of a month; the words before the day may show its language."""
    moments = (_worded(f"{words}15 {name} 2020") for words in dict.fromkeys((before, "")))
    return next((moment.month for moment in moments if moment and (moment.year, moment.day) == (2020, 15)), None)


@lru_cache(maxsize=1_024)
def _worded(text: str) -> datetime | None:
    """Read a date with the names of months, days and zones in any of the languages."""
    form = _DIGIT.sub("0", text)
    if not _YEAR.search(text) or not any(letter.isalpha() for letter in text) or _unread[form] >= _TRIED:
        return None
    text = _OFFSET.sub(lambda found: f" {found[1]}{found[2]:0>2}{found[3]}", text)
    moment: datetime | None = _parser().get_date_data(text).date_obj
    if moment is None and len(_unread) < _MOST_UNREAD:
        _unread[form] += 1
    return moment


@cache
def _parser() -> "DateDataParser":
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=_LANGUAGES.split(),
        settings={
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
            "TIMEZONE": "UTC",
            "TO_TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
