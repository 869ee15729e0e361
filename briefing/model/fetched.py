"""What fetching a web address gives: a document, the news that nothing changed, or a failure."""

from typing import TypeAlias

from briefing.frozen import dataclass

RESTING = "host asked to wait"
"""The reason of a request that was not sent, because another answer of the same host asks to be left alone."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that was read to its end."""

    body: bytes
    url: str
    """The address that answered, after redirects, without user name and password."""
    permanent_url: str | None = None
    """Where the permanent redirects (301, 308) before any other lead, or None if the first was not one."""
    etag: str | None = None
    modified: str | None = None
    content_type: str = ""
    status: int = 200
    max_age: float = 0.0
    """Seconds for which the server asks not to be asked again (Cache-Control: max-age), 0 if it does not say."""
    link: str = ""
    """The Link headers as sent, cut to 8,192 characters; they may name feeds."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the document has not changed since it was last fetched (304)."""

    url: str = ""
    permanent_url: str | None = None
    status: int = 304
    max_age: float = 0.0
    """As of a document."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address could not be read: a countable `reason` and a `sentence` in plain words.

    `reason` is a short fixed phrase such as "timed out", "too large", "not a feed", "private address", "HTTP 404".
    """

    reason: str
    sentence: str
    status: int | None = None
    retry_after: float | None = None
    """Seconds that the server asked us to wait, already limited to 60 .. 86,400."""


Outcome: TypeAlias = Fetched | Unchanged | Failure
"""What one fetch gives."""
