"""More training sentences from the same ones: other names, Title Case and UPPER CASE."""

import random
from collections.abc import Sequence

from briefing.analysis.language.lexicon import lexicon, name_words
from briefing.analysis.language.names import name_runs
from briefing.analysis.language.sentences import word_set
from briefing.data.loader import word_list
from tests.benchmarks.organisation_names import OrganisationMaker
from tests.benchmarks.tagger_corpora import TaggedWords

_CHANCE = {"PER": 0.7, "LOC": 0.6, "ORG": 0.6}
_INVENTED = 0.5
"""Share of the organisations of several words that get an invented name and not a listed one."""
_SMALL_WORDS = word_set("of the a an in on to and for at by with from as but or is")
_EAST_FAMILY = tuple("Kim Lee Park Xi Li Wang Zhang Chen Moon Liu Choi Nguyen Hu Yang Wu Han".split(" "))  # noqa: SIM905
_EAST_FIRST = tuple("Jong Jae Xiao Wei Jin Min Yong Sung Hye Yo Song Hui".split(" "))  # noqa: SIM905
_EAST_SECOND = tuple("un in ping hui ju jong ming hyun chol nam kwon".split(" "))  # noqa: SIM905
_OPENINGS = sorted(
    word_list("language/sentence_starters.txt")
    | word_list("language/subordinators.txt")
    | word_list("language/times.txt")
)
"""Words before the name that a sentence then does not begin with."""
_OFFICES = (
    "Secretary of State", "Secretary of Homeland Security", "Secretary of Health and Human Services",
    "Secretary of Defense", "Minister of Foreign Affairs", "Minister for Rural Affairs", "Minister of State for Health",
    "Attorney General", "State Attorney General", "Deputy Attorney General", "Governor", "Lieutenant Governor", "Mayor",
    "Deputy Mayor", "Police Chief", "Police Commissioner", "Fire Chief", "City Council President", "Army Secretary",
    "Defence Minister", "Foreign Minister", "Health Minister", "Prime Minister", "Home Secretary", "Treasury Secretary",
    "Chief Justice", "District Judge", "District Attorney", "County Sheriff", "Senator", "Representative",
    "Speaker", "Press Secretary", "National Security Adviser", "Chief Executive", "Head Coach",
)  # fmt: skip
_PARTICLES = ("al", "bin", "de", "van", "ben", "da", "el")


class NameReplacer:
    """Puts other names of the same kind into tagged sentences; the same seed gives the same names."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        lists = lexicon()
        self._given = [_capital(name) for name in sorted(lists.given)]
        self._family = [_capital(name) for name in sorted(lists.family)]
        self._cities = [_capital(name) for name, kind in sorted(lists.places.items()) if kind in ("city", "capital")]
        self._lands = [_capital(name) for name, kind in sorted(lists.places.items()) if kind in ("country", "region")]
        self._organisations = sorted(lists.organisations)
        self._maker = OrganisationMaker(self._chance, self._family, self._cities, self._lands)

    def replaced(self, sentences: Sequence[TaggedWords]) -> list[TaggedWords]:
        """Return the sentences in which at least one name could be replaced, with the new names."""
        return [new for words, tags in sentences if (new := self._replace(words, tags)) is not None]

    def title_case(self, sentences: Sequence[TaggedWords], share: float) -> list[TaggedWords]:
        """Return a `share` of the sentences written as headlines."""
        return [
            (
                [word if word in small and place else word[:1].upper() + word[1:] for place, word in enumerate(words)],
                tags,
            )
            for words, tags in ((words[:-1], tags[:-1]) for words, tags in sentences if 4 <= len(words) <= 22)
            if self._chance.random() < share
            for small in [_SMALL_WORDS if self._chance.random() < 0.6 else frozenset()]
        ]

    def opened(self, sentences: Sequence[TaggedWords], share: float) -> list[TaggedWords]:
        """Return a `share` of the sentences that begin with a name, with other words before it.

        They are a word that opens sentences, or before a full name of a person also an office and its place.
        """
        return [
            ([*opening, *words], [*opening_tags, *tags])
            for words, tags in sentences
            if tags[0] != "O" and self._chance.random() < share
            for opening, opening_tags in [self._opening(office=tags[:2] == ["B-PER", "I-PER"])]
        ]

    def _opening(self, *, office: bool) -> TaggedWords:
        pick = self._chance
        if not office or pick.random() < 0.4:
            return [_capital(pick.choice(_OPENINGS))], ["O"]
        words = pick.choice(_OFFICES).split()
        place: list[str] = []
        if words[1:2] != ["of"] and pick.random() < 0.6:
            place = list(name_words(pick.choice(pick.choice([self._cities, self._lands]))))
        tags = [("I-" if index else "B-") + "LOC" for index in range(len(place))]
        return [*place, *words], [*tags, *["O"] * len(words)]

    def upper_case(self, sentences: Sequence[TaggedWords], share: float) -> list[TaggedWords]:
        """Return a `share` of the short sentences in capitals."""
        return [
            ([word.upper() for word in words], tags)
            for words, tags in sentences
            if len(words) < 25 and self._chance.random() < share
        ]

    def _replace(self, words: list[str], tags: list[str]) -> TaggedWords | None:
        new_words: list[str] = []
        new_tags: list[str] = []
        chosen: dict[tuple[str, ...], list[str]] = {}
        done = 0
        for start, end, kind in name_runs(tags):
            name = tuple(words[start:end])
            if name not in chosen:
                chosen[name] = self._other_name(name, kind)
            new = chosen[name]
            new_words += words[done:start] + new
            new_tags += tags[done:start] + ["B-" + kind] + ["I-" + kind] * (len(new) - 1)
            done = end
        if all(list(name) == new for name, new in chosen.items()):
            return None
        return new_words + words[done:], new_tags + tags[done:]

    def _other_name(self, name: tuple[str, ...], kind: str) -> list[str]:
        if kind == "ORG" and len(name) > 1 and self._chance.random() < _INVENTED:
            return self._maker.make()
        if self._chance.random() >= _CHANCE[kind]:
            return list(name)
        if kind == "PER" and all(word[:1].isupper() for word in name):
            return self._person(single=len(name) == 1)
        if kind == "LOC" and len(name) <= 2:
            return list(name_words(self._chance.choice(self._chance.choice([self._cities, self._lands]))))
        if kind == "ORG":
            return list(name_words(self._chance.choice(self._organisations)))
        return list(name)

    def _person(self, *, single: bool) -> list[str]:
        pick = self._chance
        given, family = pick.choice(self._given), pick.choice(self._family)
        if single:
            return [family if pick.random() < 0.75 else given]
        share = pick.random()
        if share < 0.6:
            return [given, family]
        if share < 0.72:
            return [given, pick.choice(_PARTICLES), family]
        if share < 0.84:
            return [given, pick.choice(self._family), family]
        if share < 0.92:
            return [given, "al-" + family]
        hyphen = pick.choice(["-", ""])
        return [pick.choice(_EAST_FAMILY), pick.choice(_EAST_FIRST) + hyphen + pick.choice(_EAST_SECOND)]


def _capital(name: str) -> str:
    words = [word if word in ("of", "and", "the", "de", "do", "da") else _hyphenated(word) for word in name.split()]
    return " ".join(words)


def _hyphenated(word: str) -> str:
    if "." in word:
        return word.upper() if len(word) < 6 else word.capitalize()
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
