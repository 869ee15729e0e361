"""Registrable domains: the part of a host name that someone registered, by the public suffix list."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from briefing.web.addresses import is_literal


@lru_cache(maxsize=8_192)
def registrable_domain(host: str) -> str:
    """Return "bbc.co.uk" for "www.bbc.co.uk"; "" for IP addresses, single labels and public suffixes."""
    name = host.strip().rstrip(".").lower()
    if not name or is_literal(name) or name.rpartition(".")[2].isdigit():
        return ""
    return _suffixes().privatesuffix(name) or ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
