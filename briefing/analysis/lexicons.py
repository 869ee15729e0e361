"""Word lists of the package, each read once."""

import re
from collections.abc import Mapping
from functools import cache

from briefing.data.loader import list_lines


@cache
def stop_words() -> frozenset[str]:
    """Return the words that tell nothing about a matter, of all languages listed."""
    return frozenset(word for line in list_lines("stopwords.txt") for word in line.partition(":")[2].split())


@cache
def countries() -> frozenset[str]:
    """Return the names of countries, folded."""
    listed = (line.partition(":")[2] for line in list_lines("places.txt") if line.startswith("country:"))
    return frozenset(name.strip().casefold() for line in listed for name in line.split("|"))


@cache
def publisher_families() -> Mapping[str, str]:
    """Return the publisher's family by registrable domain."""
    return {
        domain: family.strip()
        for family, _, domains in (line.partition(":") for line in list_lines("families.txt"))
        for domain in domains.split()
    }


@cache
def agency_families() -> Mapping[str, str]:
    """Return the publisher family of each news agency by its names."""
    return {
        name.strip(): family.strip()
        for family, _, names in (line.partition(":") for line in list_lines("agencies.txt"))
        for name in names.split(",")
    }


@cache
def outlet_names() -> frozenset[str]:
    """Return the names of news agencies and outlets, as they write themselves."""
    return frozenset(list_lines("outlets.txt"))


@cache
def periodical_names() -> frozenset[str]:
    """Return further outlets whose names may mean something else: they count only where a text cites."""
    return frozenset(list_lines("periodicals.txt"))


@cache
def patterns(name: str) -> re.Pattern[str]:
    """Return the regular expressions of the list `name` as one, case ignored."""
    return re.compile("|".join(f"(?:{line})" for line in list_lines(f"{name}.txt")), re.IGNORECASE)
