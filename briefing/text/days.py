"""The days of this machine's time zone."""

from datetime import datetime, timedelta


def start_of_day(now: datetime) -> datetime:
    """Return when the local day of `now` began."""
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight <= now else midnight - timedelta(days=1)
