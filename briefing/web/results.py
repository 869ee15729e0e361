"""What a fetch gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that was read whole."""

    body: bytes
    url: str
    """The address that answered, after redirects, without user and password."""
    permanent_url: str | None = None
    """The same address where every redirect on the way was permanent (301, 308) and there was one."""
    etag: str | None = None
    modified: str | None = None
    content_type: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the document is the one we have (304)."""

    url: str = ""
    permanent_url: str | None = None
    status: int = 304
