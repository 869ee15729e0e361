"""Timestamps: whole microseconds since 1970 in UTC, which sort and compare as numbers."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

AN_HOUR = 3_600_000_000
"""Microseconds in an hour."""
A_DAY = 24 * AN_HOUR
"""Microseconds in a day."""


def to_timestamp(moment: datetime) -> int:
    """Return the timestamp of an aware datetime."""
    return (moment - _EPOCH) // _MICROSECOND


def to_timestamp_or_none(moment: datetime | None) -> int | None:
    """Return the timestamp of an aware datetime, None for None."""
    return None if moment is None else to_timestamp(moment)


def from_timestamp(number: int) -> datetime:
    """Return the UTC datetime of a timestamp."""
    return _EPOCH + number * _MICROSECOND


def from_timestamp_or_none(number: int | None) -> datetime | None:
    """Return the UTC datetime of a timestamp, None for None."""
    return None if number is None else from_timestamp(number)
