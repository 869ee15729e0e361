"""What the keys of a thread's actors say of each other: a nationality, an office before a name, a ministry turned."""

from collections.abc import Collection, Iterator, Mapping

from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.word_classes import word_classes

_FAR_MORE = 3
"""So many times as many stories must name one bearer of a surname in full as name the next."""
_OFFICES = ("ministry", "department")


def likeliest_bearer(bearers: Collection[str], stories: Mapping[str, Collection[int]]) -> str:
    """Return the only one of `bearers`, or the one that by far the most `stories` name in full, else ""."""
    if len(bearers) == 1:
        return next(iter(bearers))
    first, second, *_ = sorted(bearers, key=lambda key: (-len(stories.get(key, ())), key))
    times, others = len(stories.get(first, ())), len(stories.get(second, ()))
    return first if times >= _FAR_MORE * max(1, others) else ""


def is_strange(word: str) -> bool:
    """Tell whether a key is one word that no list of names or places has."""
    lists = lexicon()
    listed = word in lists.given or word in lists.family or word in lists.places or word in lists.common
    return word.isalpha() and not listed


def longer_names(keys: Collection[str], places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give key -> the key of the same actor for keys that say the same in other words."""
    for key in keys:
        for home in (_land(key, places), _without_office(key), _turned(key)):
            if home in keys and home != key:
                yield key, home


def _land(key: str, places: Collection[str]) -> str:
    """Return the place whose nationality an unknown word is: "tollenan" of "tollena"."""
    stem = key.removesuffix("s").removesuffix("n")
    return stem if is_strange(key) and stem != key and stem.endswith("a") and stem in places else ""


def _without_office(key: str) -> str:
    """Return "ossian brandt" for "harbour master ossian brandt"."""
    *front, given, family = words if len(words := key.split()) > 2 else ("", "", "")
    lists = lexicon()
    plain = all("N" in word_classes(word) and word not in lists.given for word in front)
    return f"{given} {family}" if plain else ""


def _turned(key: str) -> str:
    """Return "ministry of transport" for "transport ministry"."""
    field, _, office = key.rpartition(" ")
    return f"{office} of {field}" if field and office in _OFFICES else ""
