"""Dates and times of day on the screen. Only here are times made local."""

from datetime import datetime, timedelta


def moment(at: datetime, now: datetime) -> str:
    """Return a time of today as 05:40, a date of this year as 19 Nov, an older one as 4 Mar 2025."""
    local, today = at.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return day(at, now)


def day(at: datetime, now: datetime) -> str:
    """Return a date as 19 Nov, with its year if that is not the present one."""
    local = at.astimezone()
    words = f"{local.day} {local:%b}"
    return words if local.year == now.astimezone().year else f"{words} {local.year}"


def day_and_hour(at: datetime, now: datetime) -> str:
    """Return a date with its time: 18 Nov 06:12."""
    return f"{day(at, now)} {hour(at)}"


def hour(at: datetime) -> str:
    """Return the local time of day: 07:41."""
    return f"{at.astimezone():%H:%M}"


def citation_day(date: str, now: datetime) -> str:
    """Return the YYYY-MM-DD date of a citation in our form, "" if it is not a date."""
    try:
        year, month, number = (int(part) for part in date.split("-"))
        named = datetime(year, month, number, 12, tzinfo=now.astimezone().tzinfo)
    except ValueError:
        return ""
    return day(named, now)


def today(now: datetime, *, full: bool) -> str:
    """Return the header's date: Sun 22 Nov, or in full Sun 22 Nov 2026, 07:48."""
    local = now.astimezone()
    words = f"{local:%a} {local.day} {local:%b}"
    return f"{words} {local.year}, {local:%H:%M}" if full else words


def day_number(first_seen: datetime, now: datetime) -> int:
    """Return the number of the day of a thread: 1 on the day on which it was first seen."""
    span: timedelta = now.astimezone().date() - first_seen.astimezone().date()
    return max(1, span.days + 1)
