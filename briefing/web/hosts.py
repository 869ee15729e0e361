"""Hosts: which IP addresses are public, and which part of a host name was registered."""

from contextlib import suppress
from functools import cache, lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_NAT64 = ip_network("64:ff9b::/96")
_SHARED = ip_network("100.64.0.0/10")
_LOCAL = tuple(map(ip_network, ("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "5f00::/16")))
"""IPv6 blocks that are local by use, or that wrap an IPv4 address which we would not see."""


def is_public(address: str) -> bool:
    """Return whether an IP address, with or without a zone, belongs to the public internet.

    No feed may lead us into the user's own network. Raises ValueError if `address` is not in standard form.
    """
    literal = ip_address(address.partition("%")[0])
    if isinstance(literal, IPv6Address):
        wrapped = literal.ipv4_mapped or literal.sixtofour
        if wrapped is None and literal in _NAT64:
            wrapped = IPv4Address(int(literal) & 0xFFFFFFFF)
        if wrapped is None:
            local = literal.is_site_local or literal.teredo is not None or any(literal in block for block in _LOCAL)
            return literal.is_global and not literal.is_multicast and not local
        literal = wrapped
    return literal.is_global and not literal.is_multicast and literal not in _SHARED


def is_ip_address(host: str) -> bool:
    """Return whether `host` is an IP address, not a name."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=8_192)
def registrable_domain(host: str) -> str:
    """Return the part of a host name that someone registered, by the public suffix list.

    "www.bbc.co.uk" gives "bbc.co.uk"; IP addresses, single labels and public suffixes give "".
    """
    name = host.strip().rstrip(".").lower()
    if not name or is_ip_address(name) or name.rpartition(".")[2].isdigit():
        return ""
    return _suffixes_under(name.rpartition(".")[2]).privatesuffix(name) or ""


@cache
def _suffixes_under(last: str) -> "PublicSuffixList":
    """Return the public suffixes that end with a label. To make the whole list of them takes longer than a page."""
    from publicsuffixlist import PublicSuffixList

    if last.startswith("xn--"):
        with suppress(UnicodeError):
            last = last.encode("ascii").decode("idna")
    under = f".{last}"
    rules = [rule for rule in _rules() if rule.endswith(under) or rule == last]
    encoded = [_encoded(rule) for rule in rules if not rule.isascii()]
    return PublicSuffixList((*rules, *encoded), accept_encoded_idn=False)


def _encoded(rule: str) -> str:
    """Return a rule as host names are written in a request; "!" begins an exception."""
    return "!" * rule.startswith("!") + rule.lstrip("!").encode("idna").decode("ascii")


@cache
def _rules() -> tuple[str, ...]:
    """Return the lines of the public suffix list; what follows a rule on its line is no part of it."""
    from publicsuffixlist import PSLFILE

    lines = Path(PSLFILE).read_text(encoding="utf-8").lower().splitlines()
    return tuple(line.partition(" ")[0].rstrip() for line in lines if line and not line.startswith("//"))
