"""Word lists: names, titles, organisations and places, and the classes of words that the rules ask about."""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from briefing.data.loader import list_lines, read_bytes, word_list
from briefing.frozen import dataclass

NamePaths = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word of each listed name -> the listed names, as words, longest first."""
WORD_CLASSES = "word_classes.tsv.gz"
NAMES_OF_THE_WORLD = "names_of_the_world.txt.gz"
TITLES = word_list("language/titles.txt")
"""Titles and functions written before a name, without their stop."""
FIRM_ENDINGS = frozenset({"Co.", "Corp.", "Inc.", "Ltd."})
"""Ends of firms' names; a person's name after one of them begins the next sentence."""
TIME_NAMES = word_list("language/times.txt")
MONTHS_AND_NAMES = word_list("language/months_and_names.txt")
"""Days and months that are also names of people, as in "May said"."""
MALE_WORDS = word_list("language/men.txt")
FEMALE_WORDS = word_list("language/women.txt")
"""Titles and nouns that show somebody's gender."""
SPEECH_PRONOUNS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
"""Pronouns for the writer and the reader of a text, which are never resolved."""
OBJECTS = frozenset({"him", "them", "me", "us"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PARTICLES = word_list("language/particles.txt")
"""Small words inside names: van, al, bin."""
AUXILIARIES = word_list("language/auxiliaries.txt")
SUBORDINATORS = word_list("language/subordinators.txt")
_PEOPLE = word_list("language/people.txt")
_BODIES = word_list("language/bodies.txt")
_TEXTS = word_list("language/texts.txt")
_OWN_WORDS = word_list("language/own_words.txt")
_OF_ANY_GENDER = frozenset({"spokesman", "chairman"})
"""Offices with a masculine form that women also hold."""
_FAMILY_NAMES_FIRST = word_list("language/family_names_first.txt")
_FAMILY_FIRST_LENGTH = 3
"""Words of a name such as "Kim Jo Won"."""
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists. Words are lower case unless a field says otherwise."""

    given: Mapping[str, str]
    """Given name -> "male", "female" or "any"."""
    more_given: Mapping[str, str]
    """More of them, which the name tagger does not know."""
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


@dataclass(frozen=True, slots=True)
class NamesOfTheWorld:
    """Long lists of names, many of which are common words too: only hints, for the name tagger and its corrections."""

    given: frozenset[str]
    """In lower case, like `family`."""
    family: frozenset[str]
    towns: frozenset[str]
    """Names of one word, case kept."""
    town_paths: NamePaths
    """Names of several words by first word, case kept."""
    organisation_paths: NamePaths
    """By first word, case kept."""


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    organisations = dict(_aliases("tagger/organisations.txt"))
    places = _places()
    return Lexicon(
        given=_given_names("tagger/given_names.txt"),
        more_given=_given_names("language/more_given_names.txt"),
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
    """Return a listed name as the tokens it has in a text: clitics and commas are tokens."""
    return tuple(name.replace("'s ", " 's ").replace("s' ", "s ' ").replace(",", " ,").split())


def name_paths(names: Iterable[str]) -> NamePaths:
    """Return names by their first word, as `Lexicon` holds them."""
    paths: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = name_words(name)
        paths.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in paths.items()}


@cache
def names_of_the_world() -> NamesOfTheWorld:
    """Return names of persons, towns and organisations of all countries, read once."""
    lines = gzip.decompress(read_bytes(NAMES_OF_THE_WORLD)).decode("utf-8").splitlines()

    def names(*kinds: str) -> Iterator[str]:
        for line in lines:
            kind, _, listed = line.partition(": ")
            if kind in kinds:
                yield from listed.split("|")

    return NamesOfTheWorld(
        given=frozenset(names("male", "female", "any")),
        family=frozenset(names("family")),
        towns=frozenset(name for name in names("place") if " " not in name),
        town_paths=name_paths(name for name in names("place") if " " in name),
        organisation_paths=name_paths(list_lines("tagger/more_organisations.txt")),
    )


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


def _given_names(file: str) -> dict[str, str]:
    genders: dict[str, str] = {}
    for line in list_lines(file):
        gender, _, names = line.partition(":")
        for name in names.split():
            genders[name.lower()] = gender
    return genders


def _places() -> dict[str, str]:
    """Return the places; a name with two classes gets the wider one."""
    order = ("town", "city", "region", "capital", "state", "abbreviation", "country")
    classes: dict[str, str] = {}
    for line in list_lines("tagger/places.txt"):
        kind, _, names = line.partition(":")
        for name in names.split("|"):
            low = name.strip().lower()
            if low not in classes or order.index(kind) > order.index(classes[low]):
                classes[low] = kind
    return classes


def gender_of(given: str) -> str:
    """Return "m", "f" or "" (unknown or both) for a lower-case given name."""
    if given in word_list("language/unisex_given_names.txt"):
        return ""
    for names in (lexicon().given, lexicon().more_given):
        if gender := {"male": "m", "female": "f"}.get(names.get(given, ""), ""):
            return gender
    return ""


def gender_of_name(words: Sequence[str]) -> str:
    """Return the gender that a name shows: that of its given name, unless the family name comes first."""
    return "" if has_family_name_first(words) and words[-1] not in lexicon().family else gender_of(words[0])


def has_family_name_first(words: Sequence[str]) -> bool:
    """Return whether a name is like "Kim Jo Won"."""
    return words[0] in _FAMILY_NAMES_FIRST and len(words) == _FAMILY_FIRST_LENGTH


def shows_man(low: str) -> bool:
    """Return whether a title or noun shows that somebody is a man."""
    return low in MALE_WORDS and low not in _OF_ANY_GENDER


def is_noun_for_body(low: str) -> bool:
    """Return whether a word means a body and nothing else: no office and no family name, as "cabinet"."""
    return is_body(low) and not is_role(low) and low not in lexicon().family


def is_given_name(low: str) -> bool:
    """Return whether a word is a listed given name, or begins with one before a hyphen: "eva-maria"."""
    first, _, second = low.partition("-")
    if not second:
        return low in lexicon().given
    return first in lexicon().given and first not in PARTICLES and not word_classes(second)


def word_classes(low: str) -> str:
    """Return the classes of the lower-case word `low`, joined by "+"; "" if it is not listed.

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


def is_time_word(word: str) -> bool:
    """Return whether a lower-case `word` is a day, a month or "today"."""
    return word in TIME_NAMES


@lru_cache(20_000)
def is_role(word: str) -> bool:
    """Return whether a lower-case `word` names a person by trade, office or kin."""
    word = word.rstrip(".").removeprefix("ex-").removeprefix("co-")
    return word in TITLES or _among(word, _PEOPLE)


@lru_cache(20_000)
def is_body(word: str) -> bool:
    """Return whether a lower-case `word` names a body of people."""
    return _among(word, _BODIES)


def is_document(word: str) -> bool:
    """Return whether a lower-case `word` names a text."""
    return _among(word, _TEXTS)


def is_own_words(word: str) -> bool:
    """Return whether a lower-case `word` names what one person writes, says or thinks: "letter", "remark"."""
    return _among(word, _OWN_WORDS)


def can_speak(word: str) -> bool:
    """Return whether a lower-case `word` names what may be quoted: a person, a body or a text."""
    return is_role(word) or is_body(word) or is_document(word)


def _among(word: str, nouns: frozenset[str]) -> bool:
    """Return whether `word` is one of `nouns` or its plural."""
    if word in nouns or not word.endswith("s"):
        return word in nouns
    return word[:-1] in nouns or word[:-2] in nouns or (word.endswith("ies") and word[:-3] + "y" in nouns)


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech. `strong` ones always mean speech ("say"), others only beside a quote ("blast")."""

    lemma: str
    strong: bool


def cue_verb(low: str) -> CueVerb | None:
    """Return the verb of speech of which the lower-case word `low` is a form, or None."""
    return _FORMS.get(low)


def is_saying(low: str) -> bool:
    """Return whether the lower-case word `low` is a form of a strong verb of speech."""
    verb = _FORMS.get(low)
    return verb is not None and verb.strong


def is_action_verb(low: str) -> bool:
    """Return whether the lower-case word `low` is a form of a verb that means an action more often than speech."""
    verb = _FORMS.get(low)
    return verb is not None and verb.lemma in _ACTIONS


def _forms(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb in _DOUBLING:
        return (verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (verb, verb + ("es" if verb.endswith(("sh", "ch", "ss", "x", "o")) else "s"), verb + "ed", verb + "ing")


_IRREGULAR = {line.split()[0]: tuple(line.split()[1:]) for line in list_lines("language/irregular_verbs.txt")}
_DOUBLING = word_list("language/doubling_verbs.txt")
_ACTIONS = word_list("language/action_verbs.txt")
_FORMS = {
    form: CueVerb(verb, strong=strong)
    for file, strong in (("language/judging_verbs.txt", False), ("language/saying_verbs.txt", True))
    for verb in sorted(word_list(file))
    for form in _forms(verb)
}
SAID = word_list("language/said.txt")
"""Forms that are verbs of speech whatever the tagger says."""
