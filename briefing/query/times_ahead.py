"""Reads times in the future as people write them: tomorrow, Monday 18:00, 4 Dec, in 3 days.

Words with two meanings raise an error that names both, so that the user can choose.
"""

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo

from briefing.model.errors import UsageError
from briefing.model.wake import day_and_time

MORNING = time(6)
"""When a day begins for what is deferred until it."""
_PARTS = {"morning": MORNING, "noon": time(12), "afternoon": time(14), "evening": time(18), "night": time(21)}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_UNITS = {
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "minute"),
    **dict.fromkeys(("h", "hour", "hours"), "hour"),
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "week", "weeks"), "week"),
    **dict.fromkeys(("month", "months"), "month"),
    **dict.fromkeys(("year", "years"), "year"),
}
_FURTHEST = timedelta(days=3_660)
_NAMED = frozenset({*_DAYS, "today", "tonight", "tomorrow", "weekend"}) | frozenset(_MONTHS) - {"march", "may"}
"""Words that name a time in any position."""
_NEXT = {"next", "coming"}

_CLOCK = re.compile(r"(?:^|\s)(?:at\s+)?(\d{1,2})(?::(\d{2}))\s*(am|pm)?$|(?:^|\s)(?:at\s+)?(\d{1,2})\s*(am|pm)$")
_HOUR = re.compile(r"(?:^|\s)at\s+(\d{1,2})$")
_PART = re.compile(rf"(?:^|\s)(?:in the |at )?({'|'.join(_PARTS)})$")
_SPAN = re.compile(r"(?:in\s+)?(\d{1,4}|an?|one|two|three|four|five|six|seven)\s*([a-z]+)(?:\s+from now)?")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([a-z]{3,9})\.?,?\s*(\d{4})?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")


def time_ahead(text: str, now: datetime, zone: tzinfo | None = None) -> datetime | None:
    """Return the future time that `text` names, in UTC; None if it names none. `zone` None is that of this machine.

    Raises UsageError for a time that is past, ambiguous or impossible.
    """
    words = _without_openings(" ".join(text.lower().split()))
    span = _span(words, now, zone)
    if span is not None:
        return _checked(text, span, now, zone)
    named, clock = _split(words)
    today = now.astimezone(zone).date()
    if not named and clock is not None:
        return _checked(text, _next_at(clock, now, zone), now, zone)
    day = _day(text, named, today)
    if day is None:
        return None
    if named == "tonight":
        clock = clock or time(20)
    return _checked(text, _moment(day, clock or MORNING, zone), now, zone)


def names_a_time(text: str) -> bool:
    """Return whether one of the words names a time, so that a text that cannot be read may be a misspelt time."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return not _NAMED.isdisjoint(words) or (any(map(str.isdigit, text)) and not set(_UNITS).isdisjoint(words))


def time_words(*, counted: bool) -> tuple[str, ...]:
    """Return the words for times that a misspelt word may mean; those for spans only if something is `counted`."""
    units = [unit for unit in _UNITS if len(unit) > 3] if counted else []
    return (*sorted(word for word in _NAMED if len(word) > 4), *units)


def _without_openings(words: str) -> str:
    for opening in ("until ", "till ", "on ", "this "):
        words = words.removeprefix(opening)
    return words


def _split(words: str) -> tuple[str, time | None]:
    """Return the words for the day, and the time of day if one follows them."""
    if found := _CLOCK.search(words):
        hour, minute, half = (found[1], found[2], found[3]) if found[1] else (found[4], "0", found[5])
        return words[: found.start()].removesuffix(","), _clock(int(hour), int(minute), half, found[0].strip())
    if found := _HOUR.search(words):
        return words[: found.start()], _clock(int(found[1]), 0, None, found[0].strip())
    if found := _PART.search(words):
        return words[: found.start()], _PARTS[found[1]]
    return words, None


def _clock(hour: int, minute: int, half: str | None, words: str) -> time:
    if half and not 1 <= hour <= 12:
        raise UsageError(f"“{words}” is not a time of day.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise UsageError(f"“{words}” is not a time of day.")
    return time(hour, minute)


def _day(text: str, named: str, today: date) -> date | None:
    simple = {"today": 0, "tonight": 0, "": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2}
    if named in simple:
        return today + timedelta(days=simple[named])
    if named in ("weekend", "the weekend"):
        return _coming(5, today)
    if named == "next week":
        return _coming(0, today)
    if named == "next month":
        return _add_months(today.replace(day=1), 1)
    first, _, rest = named.partition(" ")
    if first in _NEXT and (number := _number_of(rest, _DAYS)) is not None:
        return _next_weekday(text, number, today)
    if (number := _number_of(named, _DAYS)) is not None:
        return _coming(number, today)
    return _calendar_day(text, named, today)


def _next_weekday(text: str, number: int, today: date) -> date:
    """Return the day that "next Friday" means if that is clear: it is not while this week's is still to come."""
    coming = _coming(number, today)
    if coming.isocalendar()[:2] == today.isocalendar()[:2]:
        week_later = coming + timedelta(days=7)
        raise UsageError(f"“{text}” may be {_short(coming)} or {_short(week_later)}: type one of them.")
    return coming


def _calendar_day(text: str, named: str, today: date) -> date | None:
    if found := _ISO.fullmatch(named):
        return _date(text, int(found[1]), int(found[2]), int(found[3]))
    if (found := _DAY_MONTH.fullmatch(named)) and (month := _number_of(found[2], _MONTHS)) is not None:
        return _in_year(text, found[3], month + 1, int(found[1]), today)
    if (found := _MONTH_DAY.fullmatch(named)) and (month := _number_of(found[1], _MONTHS)) is not None:
        return _in_year(text, found[3], month + 1, int(found[2]), today)
    if found := _DOTTED.fullmatch(named):
        return _in_year(text, found[3], int(found[2]), int(found[1]), today)
    if found := _SLASHED.fullmatch(named):
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            one, other = f"{first} {_MONTHS[second - 1][:3].title()}", f"{second} {_MONTHS[first - 1][:3].title()}"
            raise UsageError(f"“{text}” may be {one} or {other}: type one of them.")
        day, month = (first, second) if first > 12 else (second, first)
        return _in_year(text, found[3], month, day, today)
    return None


def _in_year(text: str, year: str | None, month: int, day: int, today: date) -> date:
    """Return a day of a year, or if that is not given, the next such day."""
    if year:
        return _date(text, int(year), month, day)
    for candidate in range(today.year, today.year + 9):  # 29 February comes every eight years at least
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise UsageError(f"“{text}” is not a valid date.")


def _date(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise UsageError(f"“{text}” is not a valid date.") from None
    if year in (MINYEAR, MAXYEAR):  # some of its times of day have no equivalent in UTC
        raise UsageError(f"“{text}” is not a valid date.")
    return found


def _span(words: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    found = _SPAN.fullmatch(words)
    if found is None:
        return None
    if found[2] == "m":
        raise UsageError(f"“{words}” may be minutes or months: type {found[1]} min or {found[1]} months.")
    unit = _UNITS.get(found[2])
    if unit is None:
        return None
    count = _NUMBERS.get(found[1]) or int(found[1])
    if unit in ("minute", "hour"):
        return now + timedelta(**{f"{unit}s": count})
    today = now.astimezone(zone).date()
    if unit in ("day", "week"):
        day = today + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        day = _add_months(today, count * (12 if unit == "year" else 1))
    return _moment(day, MORNING, zone)


def _add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it has fewer."""
    years, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            continue
    return date(min(day.year + years, 9998), month + 1, min(day.day, 27))


def _coming(number: int, today: date) -> date:
    """Return the next day with this number of the week, after today."""
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _number_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return the number of a name, given whole or by its first letters, at least three."""
    word = word.removesuffix(".")
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(names) if name.startswith(word)), None)


def _next_at(clock: time, now: datetime, zone: tzinfo | None) -> datetime:
    today = now.astimezone(zone).date()
    moment = _moment(today, clock, zone)
    return moment if moment > now else _moment(today + timedelta(days=1), clock, zone)


def _moment(day: date, clock: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _checked(text: str, moment: datetime, now: datetime, zone: tzinfo | None) -> datetime:
    if moment <= now:
        raise UsageError(f"“{text}” is past: {day_and_time(moment, now, zone)}.")
    if moment - now > _FURTHEST:
        raise UsageError(f"“{text}” is more than ten years ahead.")
    return moment


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
