"""Web addresses as text: which may be opened, and what of them may be shown."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2_048
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f-\x9f\\<>"`{}|^]')
_HOST = re.compile(r"[a-z0-9]([a-z0-9_.-]{0,251}[a-z0-9.])?")
_PORTS = {"http": 80, "https": 443}
_LINE_END = re.compile(r"[ \t]*[\t\r\n]+[ \t]*")
_SLASHES = re.compile(r"(https?):/(?:/{2,})?(?=[^/])", re.IGNORECASE)
"""The start of a web address with one slash, or with three and more."""
_AFTER_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_USUAL = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::(?:[1-9]\d{3}|[1-5]\d{4}))?(?:/[\w/%:@!$&*+,=~.-]*)?"
    r"(?:\?[\w/%:@!$&*+,=~.?-]+)?(?:#[\w/%:@!$&*+,=~.?-]+)?",
    re.ASCII,
)
"""An address that is safe, whole and written as `safe_url` would write it."""
_USUAL_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=(?::[0-9]{4,5})?(?:[/?#]|$))")
_ENCODED = re.compile(r'[ "<>`{}|^\\]')


def safe_url(address: str) -> str | None:
    """Return `address` in a form that may be opened or written into a link, or None if it may not.

    Safe are http and https addresses with a host and at most 2,048 characters, without user name, password, control
    characters, spaces or quoting characters. The host is returned in its ASCII form.
    """
    address = address.strip(" \t\r\n")
    if len(address) > LONGEST:
        return None
    if _USUAL.fullmatch(address):
        return address
    if _FORBIDDEN.search(address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in _PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    authority = host if port is None or port == _PORTS[parts.scheme.lower()] else f"{host}:{port}"
    unquoted = "/%:@!$&*+,;=~-._"
    query, fragment = quote(parts.query, unquoted + "?"), quote(parts.fragment, unquoted + "?")
    written = urlunsplit((parts.scheme.lower(), authority, quote(parts.path, unquoted), query, fragment))
    return written if len(written) <= LONGEST else None


def repair_url(address: str) -> str:
    """Return a web address as browsers read it: without line breaks, and with spaces and odd characters encoded.

    Scheme and host are left as they are, except for the number of slashes between them. The result may be unsafe.
    """
    address = _SLASHES.sub(r"\1://", _LINE_END.sub("", address.strip(" \t\r\n")), count=1)
    if _ENCODED.search(address) is None:
        return address
    host = _AFTER_HOST.match(address)
    start = host.end() if host else 0
    path, mark, query = address[start:].partition("?")
    rest = path.replace("\\", "/") + mark + query
    return address[:start] + _ENCODED.sub(lambda odd: f"%{ord(odd[0]):02X}", rest)


def resolve_url(base: str, written: str) -> str:
    """Return the address that `written` means on a page at `base`, repaired; "" if that is no address."""
    if _USUAL.fullmatch(written) and written.count(":/") == 1:
        return written
    repaired = repair_url(written)
    try:
        return urljoin(base, repaired) if repaired else ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """Return the lower-case host of `address` without "www.", or ""."""
    if usual := _USUAL_HOST.match(address):
        return usual[1].removeprefix("www.")
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def origin_of(address: str) -> str:
    """Return `scheme://host:port` of `address`, always with the port, or "" if it has no host."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname else ""


def home_of(address: str) -> str:
    """Return the front page of the site of `address`, or "" if that may not be opened."""
    safe = safe_url(address)
    return urlunsplit((*urlsplit(safe)[:2], "/", "", "")) if safe else ""


@lru_cache(maxsize=4_000)
def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.split('%')[0]).compressed}]"
    ascii_host = (host if host.isascii() else _encode_host(host)).lower()
    return ascii_host if _HOST.fullmatch(ascii_host) else ""


def _encode_host(host: str) -> str:
    """Return a host name by the rules of 2008, which browsers follow; by those of 2003 if it is not valid in them.

    Only the former keep "straße" and "strasse" apart; only the latter know symbols such as "☃".
    """
    import idna  # reads large tables, and most hosts are ASCII

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host.encode("idna").decode("ascii")
