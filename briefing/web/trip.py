"""One fetch on its way through redirects: what is asked next, with which headers, and where it must end."""

from base64 import b64encode
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from briefing.model.feed import Failure
from briefing.text.addresses import origin_of, safe_url
from briefing.web.failures import Refused
from briefing.web.results import Fetched, Unchanged

MOST_REDIRECTS = 5
LONGEST_ETAG = 1_024
_PERMANENT = frozenset((301, 308))


class Trip:
    """One fetch on its way through redirects."""

    def __init__(self, url: str, private_origin: str, etag: str | None, modified: str | None) -> None:
        bare, self._authorization = _without_user(url)
        self.address = safe_url(bare)
        self.url = (self.address or "").partition("#")[0]
        self.private_origin = private_origin
        self._conditions = _conditions(etag, modified)
        self._hops = 0
        self._permanent = True

    @property
    def host(self) -> str:
        """The host that is asked next, an IPv6 address without brackets."""
        return urlsplit(self.url).hostname or ""

    def headers(self) -> dict[str, str]:
        """Return the headers for the next request."""
        return {**self._conditions, **self._authorization}

    def follow(self, location: str, status: int) -> None:
        """Go on to `location`; raises Refused where the way is too long or leads somewhere we do not go."""
        self._hops += 1
        if self._hops > MOST_REDIRECTS:
            raise Refused("too many redirects", f"redirects more than {MOST_REDIRECTS} times")
        try:
            address = safe_url(urljoin(self.url, location))
        except ValueError:
            address = None
        if address is None:
            raise Refused("bad redirect", "redirects to what is no web address that can be fetched")
        if self.url.startswith("https:") and not address.startswith("https:"):
            raise Refused("insecure redirect", "redirects from a secure to an insecure address, which is not followed")
        if origin_of(address) != origin_of(self.url):
            self._authorization = {}
        self._permanent = self._permanent and status in _PERMANENT
        self.url = address.partition("#")[0]

    def unchanged(self) -> Unchanged | Failure:
        """Return what a 304 means: nothing new, or nonsense where we asked without a condition."""
        if not self._conditions:
            return Failure(
                "HTTP 304", "the server answered 304, that nothing changed, though nobody asked it that", 304
            )
        return Unchanged(self.url, self._moved())

    def arrived(self, body: bytes, status: int, headers: Mapping[str, str]) -> Fetched:
        """Return the document."""
        return Fetched(
            body=body,
            url=self.url,
            permanent_url=self._moved(),
            etag=_kept_etag(headers.get("ETag")),
            modified=_kept_date(headers.get("Last-Modified")),
            content_type=headers.get("Content-Type", "")[:200],
            status=status,
        )

    def _moved(self) -> str | None:
        return self.url if self._hops and self._permanent else None


def _without_user(url: str) -> tuple[str, dict[str, str]]:
    """Return the address without user and password, and the header that carries them."""
    try:
        parts = urlsplit(url.strip())
        if parts.username is None:
            return url, {}
    except ValueError:
        return url, {}
    secret = b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()).decode()
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=place)), {"Authorization": f"Basic {secret}"}


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    kept = {"If-None-Match": _kept_etag(etag), "If-Modified-Since": _kept_date(modified)}
    return {name: value for name, value in kept.items() if value}


def _kept_etag(etag: str | None) -> str | None:
    """Return an ETag that is short and visible ASCII, else None."""
    if etag and len(etag) <= LONGEST_ETAG and all("!" <= character <= "~" for character in etag):
        return etag
    return None


def _kept_date(written: str | None) -> str | None:
    """Return a Last-Modified that is a date, else None."""
    if not written or len(written) > 100 or not written.isascii() or not written.isprintable():
        return None
    try:
        parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return written
