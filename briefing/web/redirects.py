"""A request and the redirects it follows: the next address, its headers and cookies, and where to stop."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from aiohttp import CookieJar
from yarl import URL

from briefing.model.fetched import Failure, Fetched, Unchanged
from briefing.text.addresses import origin_of, resolve_url, safe_url
from briefing.web.failures import Refused

MOST_REDIRECTS = 5
LONGEST_ETAG = 1_024
LONGEST_LINK = 8_192
"""Characters."""
_PERMANENT = frozenset((301, 308))
_ASCII = bytes(range(0x80))
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=\"?(\d{1,9})", re.IGNORECASE)


class RedirectedRequest:
    """A request and the redirects it has followed so far; `address` is None if the first is not a safe web address."""

    def __init__(self, url: str, private_origin: str, etag: str | None, modified: str | None) -> None:
        bare, self._authorization = _split_credentials(url)
        self.address = safe_url(bare)
        self.url = (self.address or "").partition("#")[0]
        self.private_origin = private_origin
        self._conditions = _conditions(etag, modified)
        self._cookies = CookieJar(unsafe=True, quote_cookie=False)
        self._hops = 0
        self._permanent = True
        self._moved_to: str | None = None

    @property
    def host(self) -> str:
        """The host of the next request, an IPv6 address without brackets."""
        return urlsplit(self.url).hostname or ""

    def headers(self) -> dict[str, str]:
        """Return the headers for the next request."""
        kept = self._cookies.filter_cookies(URL(self.url)).output(header="", sep=";").strip() if self._hops else ""
        return {**self._conditions, **self._authorization, **({"Cookie": kept} if kept else {})}

    def keep_cookies(self, written: Sequence[str]) -> None:
        """Keep the cookies of Set-Cookie headers for the next addresses of this request, and no longer."""
        if written:
            self._cookies.update_cookies_from_headers(written, URL(self.url))

    def follow(self, location: str, status: int) -> None:
        """Go on to `location`; raises Refused after too many redirects, or if it is no address that may be fetched."""
        self._hops += 1
        if self._hops > MOST_REDIRECTS:
            raise Refused("too many redirects", f"redirects more than {MOST_REDIRECTS} times")
        address = safe_url(resolve_url(self.url, _as_ascii(location)))
        if address is None:
            raise Refused("bad redirect", "redirects to something that is not a web address")
        if self.url.startswith("https:") and not address.startswith("https:"):
            raise Refused("insecure redirect", "redirects from a secure to an insecure address, which is not followed")
        if origin_of(address) != origin_of(self.url):
            self._authorization = {}
        self._permanent = self._permanent and status in _PERMANENT
        self.url = address.partition("#")[0]
        self._moved_to = self.url if self._permanent else self._moved_to

    def not_modified(self, headers: Mapping[str, str]) -> Unchanged | Failure:
        """Return what a 304 means: nothing new, or a failure if we asked without a condition."""
        if not self._conditions:
            return Failure("HTTP 304", "the server answered 304 (not modified) to an unconditional request", 304)
        return Unchanged(self.url, self._moved_to, max_age=_max_age(headers.get("Cache-Control", "")))

    def fetched(self, body: bytes, status: int, headers: Mapping[str, str], links: Sequence[str]) -> Fetched:
        """Return the document that the last address sent, with its `Link` headers."""
        return Fetched(
            body=body,
            url=self.url,
            permanent_url=self._moved_to,
            etag=_valid_etag(headers.get("ETag")),
            modified=_valid_date(headers.get("Last-Modified")),
            content_type=headers.get("Content-Type", "")[:200],
            status=status,
            max_age=_max_age(headers.get("Cache-Control", "")),
            link=", ".join(links)[:LONGEST_LINK],
        )


def _as_ascii(location: str) -> str:
    """Return a Location header with the bytes beyond ASCII percent-encoded, whatever encoding they are in."""
    return quote(location.encode("utf-8", "surrogateescape"), safe=_ASCII)


def _max_age(cache_control: str) -> float:
    """Return the seconds of max-age in a Cache-Control header, 0 if there are none."""
    found = _MAX_AGE.search(cache_control[:500])
    return float(found[1]) if found else 0.0


def _split_credentials(url: str) -> tuple[str, dict[str, str]]:
    """Return the address without user name and password, and the header that sends them."""
    try:
        parts = urlsplit(url.strip())
        if parts.username is None:
            return url, {}
    except ValueError:
        return url, {}
    secret = b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()).decode()
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host)), {"Authorization": f"Basic {secret}"}


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    headers = {"If-None-Match": _valid_etag(etag), "If-Modified-Since": _valid_date(modified)}
    return {name: value for name, value in headers.items() if value}


def _valid_etag(etag: str | None) -> str | None:
    """Return the ETag if it is short and visible ASCII, else None."""
    if etag and len(etag) <= LONGEST_ETAG and all("!" <= character <= "~" for character in etag):
        return etag
    return None


def _valid_date(written: str | None) -> str | None:
    """Return the Last-Modified date as written if it is a date, else None."""
    if not written or len(written) > 100 or not written.isascii() or not written.isprintable():
        return None
    try:
        parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return written
