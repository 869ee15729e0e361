"""True addresses: the article to which a search, an alert or a redirecting link leads."""

import binascii
import re
from base64 import urlsafe_b64decode
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

from briefing.data.loader import list_lines
from briefing.text.addresses import safe_url

_DEEPEST = 3
"""So many redirecting links inside each other are followed."""

_WRAPPED = re.compile(rb"https?://[\x21-\x7e]+")
_ENCODED_PATH = re.compile(r"/(?:rss/)?articles/([\w-]{20,})")
_IN_PATH = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]{2,6}/amp/|[\w-]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?bing-amp\.com/c/)(s/)?(.+)"
)
"""Host and path of copies of pages for telephones, with the address of the page in the path."""
_RU_IN_PATH = re.compile(r"/RU=([^/]+)/")
"""The way in which Yahoo gives an address."""
_ENCODED_HOST = "news.google.com"
"""This host has the address in older paths, encoded; newer ones say nothing."""


def true_address(address: str) -> str:
    """Return the address to which `address` leads, if it contains that; else `address` itself."""
    for _ in range(_DEEPEST):
        inner = _inner_address(address)
        if not inner:
            break
        address = inner
    return address


def _inner_address(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if host == _ENCODED_HOST and (encoded := _ENCODED_PATH.match(parts.path)):
        return _decoded(encoded[1])
    if copied := _IN_PATH.fullmatch(f"{host}{parts.path}"):
        return safe_url(f"http{'s' if copied[1] else ''}://{copied[2]}") or ""
    if host.endswith("yahoo.com") and (named := _RU_IN_PATH.search(parts.path)):
        return safe_url(unquote(named[1])) or ""
    fields = parse_qs(parts.query) if parts.query else {}
    for place, names in _redirectors():
        if fields and place.fullmatch(f"{host}{parts.path}"):
            given = (value for name in names for value in fields.get(name, ()))
            return next((safe for value in given if (safe := safe_url(value))), "")
    return ""


def _decoded(words: str) -> str:
    try:
        found = _WRAPPED.search(urlsafe_b64decode(words + "=" * (-len(words) % 4)))
    except (binascii.Error, ValueError):
        return ""
    return safe_url(found[0].decode("ascii")) or "" if found else ""


@cache
def _redirectors() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return pairs of a pattern for host and path, and the parameters that have the address."""
    lines = (line.split() for line in list_lines("feeds/redirectors.txt"))
    return tuple(
        (re.compile(re.escape(place).replace(r"\*", r"[a-z]{2,3}(?:\.[a-z]{2})?")), tuple(names))
        for place, *names in lines
    )
