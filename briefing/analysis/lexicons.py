"""Word lists of the package, each read once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


@cache
def stop_words() -> frozenset[str]:
    """Return the words that tell nothing about a matter, of all languages listed."""
    return frozenset(word for line in _lines("stopwords") for word in line.partition(":")[2].split())


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of the list `name`, which has many on a line."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def countries() -> frozenset[str]:
    """Return the names of countries, folded."""
    listed = (line.partition(":")[2] for line in _lines("places") if line.startswith("country:"))
    return frozenset(name.strip().casefold() for line in listed for name in line.split("|"))


@cache
def publisher_families() -> Mapping[str, str]:
    """Return the publisher's family by registrable domain."""
    return {
        domain: family.strip()
        for family, _, domains in (line.partition(":") for line in _lines("families"))
        for domain in domains.split()
    }


@cache
def agency_families() -> Mapping[str, str]:
    """Return the publisher family of each news agency by its names."""
    return {
        name.strip(): family.strip()
        for family, _, names in (line.partition(":") for line in _lines("agencies"))
        for name in names.split(",")
    }


@cache
def outlet_names() -> frozenset[str]:
    """Return the names of news agencies and outlets, as they write themselves."""
    return frozenset(_lines("outlets"))


@cache
def periodical_names() -> frozenset[str]:
    """Return further outlets whose names may mean something else: they count only where a text cites."""
    return frozenset(_lines("periodicals"))


@cache
def patterns(name: str) -> re.Pattern[str]:
    """Return the regular expressions of the list `name` as one, case ignored."""
    return re.compile("|".join(f"(?:{line})" for line in _lines(name)), re.IGNORECASE)


def _lines(name: str) -> Iterator[str]:
    text = files("briefing.data").joinpath("lexicons", f"{name}.txt").read_text("utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
