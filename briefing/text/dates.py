"""Reads dates as feeds and web pages write them, and never raises."""

import re
from datetime import UTC, datetime, timedelta
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
_YEAR_ZERO = re.compile(r"^0000\b|[a-z][ -]0000\b", re.IGNORECASE)
"""The rules for mail read the year 0000 as 2000; here it means that there is no date."""
_ZONE_IN_BRACKETS = re.compile(r"(?<=[\dZ])\s*\[[A-Za-z_/+-]+\]$")
"""The zone that Java writes after the offset."""
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC))?([+-])(\d{1,2}):?(\d{2})$")
_ZONE_ID = re.compile(r"\s([A-Z][A-Za-z]+/[A-Za-z_/-]+)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_date(text: str) -> datetime | None:
    """Return the time in UTC that `text` names, or None; without a time zone, UTC is assumed.

    Names of zones and months are read in the languages that most feeds are written in. A zone that is not known makes
    the whole date unknown, and so do days and months that cannot be told apart.
    """
    text = " ".join(text.split())[:_LONGEST]
    if _YEAR_ZERO.search(text):
        return None
    text = _ZONE_IN_BRACKETS.sub("", text)
    for read in (_mail, _iso, _numbered, _in_named_zone, _worded):
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


def _in_named_zone(text: str) -> datetime | None:
    """Read a date whose zone is named after a city, such as "Sun, 22 Nov 2026 07:00:00 Europe/Berlin"."""
    found = _ZONE_ID.search(text)
    if found is None:
        return None
    try:
        zone = ZoneInfo(found[1])
    except (ZoneInfoNotFoundError, OSError):
        return None
    moment = read_date(text[: found.start()])
    return moment.replace(tzinfo=zone) if moment else None


@lru_cache(maxsize=1_024)
def _worded(text: str) -> datetime | None:
    """Read a date with the names of months, days and zones in any of the languages."""
    if not _YEAR.search(text) or not any(letter.isalpha() for letter in text):
        return None
    text = _OFFSET.sub(lambda found: f" {found[1]}{found[2]:0>2}{found[3]}", text)
    moment: datetime | None = _parser().get_date_data(text).date_obj
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
