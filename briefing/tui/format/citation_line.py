"""The citation of a story that is put on the clipboard."""

from datetime import datetime


def citation_line(title: str, outlet: str, published: datetime | None, url: str) -> str:
    """Return title, outlet, day and address in one line."""
    day = f", {published:%Y-%m-%d}" if published is not None else ""
    return f"“{title}”, {outlet}{day}, {url}"
