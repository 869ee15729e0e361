"""Days as a query writes them: 2026-11-18, 18nov, today, yesterday, 3d."""

import re
from datetime import UTC, datetime, timedelta

_SHORT = re.compile(r"(\d{1,2})\s*([a-z]{3})[a-z]*\s*(\d{4})?", re.IGNORECASE)
_AGO = re.compile(r"(\d{1,4})([dh])", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_DAY = timedelta(days=1) - timedelta(microseconds=1)
_YEARS = range(1, 9999)


def span_of(text: str, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the first and last moment of the day, or the moment, that `text` names; None if it names none.

    A day without a year is the last such day up to `now`.
    """
    ago = _AGO.fullmatch(text)
    if ago is not None:
        hours = int(ago[1]) * (24 if ago[2].lower() == "d" else 1)
        return now - timedelta(hours=hours), now - timedelta(hours=hours)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day = _named_day(text.lower(), now)
        return None if day is None else (day, day + _WHOLE_DAY)
    if moment.year not in _YEARS:
        return None
    whole = len(text) <= len("2026-11-18")
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # at the edge of the calendar
        return None
    return moment, moment + _WHOLE_DAY if whole else moment


def _named_day(text: str, now: datetime) -> datetime | None:
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if text in ("today", "yesterday"):
        return midnight - timedelta(days=text == "yesterday")
    short = _SHORT.fullmatch(text)
    if short is None or short[2] not in _MONTHS:
        return None
    month, year = _MONTHS.index(short[2]) + 1, int(short[3] or now.year)
    for candidate in (year,) if short[3] else range(year, year - 9, -1):  # 29 February comes every eight years at least
        try:
            day = datetime(candidate, month, int(short[1]), tzinfo=UTC)
        except ValueError:
            continue
        if day.year in _YEARS and (short[3] or day <= now):
            return day
    return None
