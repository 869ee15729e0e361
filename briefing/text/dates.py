"""Reads dates as feeds and web pages write them, and never raises."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=48)
"""How far in the future a date may be and still count."""

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_WORDED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<m1>[a-z]{3,9})\.?|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r",?[\s-]+(?P<y>\d{4}),?(?:\s+(?:at\s+)?(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2}))?\s*(?P<ap>[ap]m)?)?",
    re.IGNORECASE,
)
_YEAR_ZERO = re.compile(r"^0000\b|[a-z][ -]0000\b", re.IGNORECASE)
"""The rules for mail read the year 0000 as 2000; here it means that there is no date."""
_NUMBERED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def read_date(text: str) -> datetime | None:
    """Return the time in UTC that `text` names, or None; without a time zone, UTC is assumed."""
    text = text.strip()[:80]
    if _YEAR_ZERO.search(text):
        return None
    for read in (_rfc822, _iso, _worded, _numbered):
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


def _rfc822(text: str) -> datetime | None:
    if text[:4].isdigit() or not text[:1].isalnum() or text[-2:].lower() in ("am", "pm"):
        return None
    return parsedate_to_datetime(text)


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text)


def _worded(text: str) -> datetime | None:
    found = _WORDED.search(text)
    if found is None:
        return None
    month = _MONTHS.find((found["m1"] or found["m2"])[:3].lower()) // 3 + 1
    hour = int(found["h"] or 0)
    if found["ap"]:
        hour = hour % 12 + (12 if found["ap"].lower() == "pm" else 0)
    day = int(found["d1"] or found["d2"])
    return datetime(int(found["y"]), month, day, hour, int(found["i"] or 0), int(found["s"] or 0), tzinfo=UTC)


def _numbered(text: str) -> datetime | None:
    found = _NUMBERED.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
