"""Which IP addresses are public, so that no feed can lead us into the reader's own network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NAT64 = ip_network("64:ff9b::/96")
_SHARED = ip_network("100.64.0.0/10")
_INNER = tuple(map(ip_network, ("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "5f00::/16")))
"""IPv6 blocks that are local by use, or wrap an IPv4 address that we would not see."""


def is_public(address: str) -> bool:
    """Tell whether `address` (a literal, with or without a zone) belongs to the public internet.

    Raises ValueError where it is no address in standard form.
    """
    literal = ip_address(address.partition("%")[0])
    if isinstance(literal, IPv6Address):
        inner = literal.ipv4_mapped or literal.sixtofour
        if inner is None and literal in _NAT64:
            inner = IPv4Address(int(literal) & 0xFFFFFFFF)
        if inner is None:
            local = literal.is_site_local or literal.teredo is not None or any(literal in block for block in _INNER)
            return literal.is_global and not literal.is_multicast and not local
        literal = inner
    return literal.is_global and not literal.is_multicast and literal not in _SHARED


def is_literal(host: str) -> bool:
    """Tell whether `host` is an IP address and not a name."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True
