"""Page addresses: which of them lead to the same page, and what of an address only measures who follows it."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from briefing.data.loader import sections, word_lists
from briefing.text.addresses import safe_url

_TRACKING = "addresses/tracking_parameters.txt"
_SESSIONS = re.compile(r"(?:jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken)$", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/;]*", re.IGNORECASE)
_VERSION = re.compile(r"(?:amp|outputtype|output)$", re.IGNORECASE)
_VERSION_VALUES = ("", "1", "true", "amp")
_VERSION_HOST = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.[^.])")
_VERSION_PATH = re.compile(r"^/amp(?=/[^/])|(?:/amp|\.amp)(?:\.html)?/?$|/index\.html?$", re.IGNORECASE)
_ROUTE = re.compile(r"[!/].")
"""The beginning of a fragment that a page reads as its path."""
_WORD = re.compile(r"[^\W\d_]+")
_FEW_DIGITS = 2


def canonical_url(address: str) -> str:
    """Return a form of `address` that all copies of one article share, or "" if it is not safe.

    It has no tracking parameters, session, position in the page or trailing slash, and no mark of a version for
    telephones; http becomes https and the parameters are sorted. The result is a key for comparison, not an address to
    fetch.
    """
    safe = safe_url(address)
    if safe is None:
        return ""
    parts = urlsplit(safe)
    fields = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (_is_tracking(name, value, parts.netloc) or _SESSIONS.match(name) or _is_version(name, value))
    ]
    host = _VERSION_HOST.sub("", parts.netloc, count=1) if not parts.netloc.startswith("[") else parts.netloc
    path = _VERSION_PATH.sub("", _SESSION_IN_PATH.sub("", parts.path)).rstrip("/") or "/"
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    return urlunsplit(("https", host, path, urlencode(sorted(fields)), route))


def without_tracking(address: str) -> str:
    """Return `address` as `safe_url` does, without what only measures who follows it; "" if it is not safe.

    Removed are tracking parameters, and a fragment of the form name=value, which is not a position in a page.
    """
    safe = safe_url(address)
    if safe is None:
        return ""
    parts = urlsplit(safe)
    kept = [each for each in parts.query.split("&") if not _is_tracking_field(each, parts.netloc)]
    fragment = "" if "=" in parts.fragment and not _ROUTE.match(parts.fragment) else parts.fragment
    return urlunsplit(parts._replace(query="&".join(kept), fragment=fragment))


def is_front_page(canonical: str) -> bool:
    """Return whether a canonical address is that of a whole site."""
    parts = urlsplit(canonical)
    return parts.path == "/" and not parts.query and not parts.fragment


def _is_tracking_field(field: str, host: str) -> bool:
    pairs = parse_qsl(field, keep_blank_values=True)
    return bool(pairs) and _is_tracking(*pairs[0], host)


def _is_tracking(name: str, value: str, host: str) -> bool:
    sections = _parameters()
    if sections["always"](name):
        return True
    if sections["channels"](name) and _is_channel(value):
        return True
    labels = host.partition(":")[0].split(".")
    sites = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return any(_sites()[site](name) for site in sites if site in _sites())


def _is_channel(value: str) -> bool:
    """Return whether a value names channels, such as "rss" or "twitter_share", and not an article."""
    if sum(map(str.isdigit, value)) > _FEW_DIGITS:
        return False
    words = _WORD.findall(value.lower())
    return not value or (bool(words) and all(map(word_lists(_TRACKING)["words"].__contains__, words)))


def _is_version(name: str, value: str) -> bool:
    return _VERSION.match(name) is not None and value.lower() in _VERSION_VALUES


@cache
def _parameters() -> dict[str, Callable[[str], bool]]:
    return {name: _any_of(word_lists(_TRACKING)[name]) for name in ("always", "channels")}


@cache
def _sites() -> dict[str, Callable[[str], bool]]:
    pairs = (line.partition(":") for line in sections(_TRACKING)["sites"])
    return {site: _any_of(names.split()) for site, _, names in pairs}


def _any_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Return the condition that a name is one of these in any case; "*" at the end of one stands for any ending."""
    listed = [name.lower() for name in names]
    whole = frozenset(listed)
    beginnings = tuple(name.removesuffix("*") for name in listed if name.endswith("*"))
    return lambda name: name.lower() in whole or name.lower().startswith(beginnings)
