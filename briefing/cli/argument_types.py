"""Conversions of arguments that are no plain words: folders, times, spans of time, numbers."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

_MOST_DIGITS = 5
"""Longer numbers are refused: they would leave the range of the calendar."""
_YEARS = range(1990, 3000)
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def folder(words: str) -> Path:
    """Return the folder that `words` name."""
    if not words:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(words)


def moment(words: str) -> datetime:
    """Return the time that ISO 8601 words name, in UTC; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words[:40]!r} is not a time such as 2026-11-22T07:48Z") from error
    if at.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"the year of {words[:40]!r} is not from {_YEARS[0]} to {_YEARS[-1]}")
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def hours(words: str) -> int:
    """Return the hours in a span such as "24h" or "3d"."""
    number, unit = words[:-1], words[-1:]
    if number.isdecimal() and len(number) <= _MOST_DIGITS and unit in ("h", "d"):
        return int(number) * (24 if unit == "d" else 1)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a span of time such as 24h or 3d")


def days(words: str) -> int:
    """Return the days in a span such as "90d"."""
    number, unit = words[:-1], words[-1:]
    if number.isdecimal() and len(number) <= _MOST_DIGITS and unit == "d":
        return int(number)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a number of days such as 90d")


def seconds(words: str) -> int:
    """Return the seconds in a span such as "30s", "10m" or "2h", one second or more."""
    number, unit = words[:-1], words[-1:]
    if number.isdecimal() and len(number) <= _MOST_DIGITS and int(number) and unit in _SECONDS:
        return int(number) * _SECONDS[unit]
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a span of time such as 30s, 10m or 2h")


def count(words: str) -> int:
    """Return a number of things, 1 or more."""
    if words.isdecimal() and len(words) <= _MOST_DIGITS and int(words):
        return int(words)
    raise argparse.ArgumentTypeError(f"{words[:20]!r} is not a number from 1 to {10**_MOST_DIGITS - 1}")
