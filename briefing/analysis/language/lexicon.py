"""Word lists: names, titles, organisations, places and what belongs to them, and the classes of English words."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefing.data.loader import list_lines, read_bytes

NamePaths = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word of each listed name -> the listed names, as words, longest first."""
WORD_CLASSES = "word_classes.tsv.gz"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists. Words are lower case unless a field says otherwise."""

    given: Mapping[str, str]
    """Given name -> "male", "female" or "any"."""
    family: frozenset[str]
    titles: frozenset[str]
    """Without their stops: "mr", "sen"."""
    roles: frozenset[str]
    organisation_heads: frozenset[str]
    place_words: frozenset[str]
    saying: frozenset[str]
    common: frozenset[str]
    """Words that are often written in lower case."""
    organisations: Mapping[str, str]
    """Each written form (case kept) -> the form to show."""
    organisations_low: Mapping[str, str]
    """The same by lower-case form."""
    places: Mapping[str, str]
    """Place -> country, state, abbreviation, region, capital, city or town."""
    place_names: Mapping[str, str]
    """Each form of a place with several names -> the form to show."""
    demonyms: Mapping[str, str]
    """"afghans" -> "Afghanistan"."""
    organisation_paths: NamePaths
    """By first word, case kept."""
    place_paths: NamePaths
    """By first word, lower case."""


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    organisations = dict(_aliases("tagger/organisations.txt"))
    places = _places()
    return Lexicon(
        given=_given_names(),
        family=frozenset(word.lower() for word in _words("tagger/family_names.txt")),
        titles=frozenset(_words("tagger/titles.txt")),
        roles=frozenset(_words("tagger/role_nouns.txt")),
        organisation_heads=frozenset(_words("tagger/organisation_heads.txt")),
        place_words=frozenset(_words("tagger/place_words.txt")),
        saying=frozenset(_words("tagger/saying_verbs.txt")),
        common=frozenset(_words("tagger/common_words.txt")),
        organisations=organisations,
        organisations_low={form.lower(): name for form, name in organisations.items()},
        places=places,
        place_names={form.lower(): name for form, name in _aliases("language/place_aliases.txt")},
        demonyms={word.lower(): country for words, country in _pairs("tagger/demonyms.txt") for word in words.split()},
        organisation_paths=name_paths(organisations),
        place_paths=name_paths(places),
    )


def name_words(name: str) -> tuple[str, ...]:
    """Return a listed name as the tokens it has in a text: clitics and commas stand alone."""
    return tuple(name.replace("'s ", " 's ").replace("s' ", "s ' ").replace(",", " ,").split())


def name_paths(names: Iterable[str]) -> NamePaths:
    """Return names by their first word, as `Lexicon` holds them."""
    paths: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = name_words(name)
        paths.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in paths.items()}


def _words(file: str) -> Iterator[str]:
    for line in list_lines(file):
        yield from line.split()


def _pairs(file: str) -> Iterator[tuple[str, str]]:
    for line in list_lines(file):
        left, _, right = line.partition("|")
        yield left.strip(), right.strip()


def _aliases(file: str) -> Iterator[tuple[str, str]]:
    for line in list_lines(file):
        forms = [form.strip() for form in line.split("|")]
        for form in forms:
            yield form, forms[0]


def _given_names() -> dict[str, str]:
    genders: dict[str, str] = {}
    for line in list_lines("tagger/given_names.txt"):
        gender, _, names = line.partition(":")
        for name in names.split():
            genders[name.lower()] = gender
    return genders


def _places() -> dict[str, str]:
    """Return the places; the wider class wins where a name has two."""
    order = ("town", "city", "region", "capital", "state", "abbreviation", "country")
    classes: dict[str, str] = {}
    for line in list_lines("tagger/places.txt"):
        kind, _, names = line.partition(":")
        for name in names.split("|"):
            low = name.strip().lower()
            if low not in classes or order.index(kind) > order.index(classes[low]):
                classes[low] = kind
    return classes


def word_classes(low: str) -> str:
    """Return the classes of the lower-case word `low`, joined by "+"; "" where the list does not have it.

    They are N noun, NS plural, A adjective, R adverb, V verb, VZ -s form, VD past tense, VN participle, VG -ing form. A
    word with a hyphen has the classes of its last part, with "-" before them.
    """
    found = _classes().get(low)
    if found is None and "-" in low:
        last = _classes().get(low.rpartition("-")[2], "")
        return "-" + last
    return found or ""


@cache
def _classes() -> dict[str, str]:
    lines = gzip.decompress(read_bytes(WORD_CLASSES)).decode("utf-8").splitlines()
    return {word: classes for line in lines for classes, _, words in [line.partition("\t")] for word in words.split()}
