"""Names written in full or in part: what belongs to a name, which names are one person's, and whom a surname means."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from briefing.analysis.language.lexicon import (
    AUXILIARIES,
    FEMALE_WORDS,
    FIRM_ENDINGS,
    MALE_WORDS,
    PARTICLES,
    SAID,
    TITLES,
    cue_verb,
    gender_of_name,
    has_family_name_first,
    is_body,
    is_given_name,
    is_role,
    lexicon,
    shows_man,
    word_classes,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import is_time
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.data.loader import list_lines, word_list
from briefing.frozen import dataclass

Name = tuple[str, ...]
"""The lower-case words of a name. In a full name, "jr" and "sr" follow the given name, so that the surname is last."""

Ranges = dict[tuple[int, int], int]
"""Sentence and first word of each name -> the index after its last word."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}$")
_ANIMALS = word_list("language/animals.txt")
_LONGEST_GIVEN = 4
"""Words before a surname that are taken for given names."""
_SHORTEST_VARIANT = 5
"""Letters of a surname that may be misspelled by one."""
NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_GENERATIONS = frozenset({"jr", "sr"})
_RIVAL_SHARE = 0.4
"""A namesake is compared only if named at least this often relative to the one named most."""
_LEAD_PARAGRAPHS = 2
"""Paragraphs, the title included, that introduce whom the text is about."""
_SHORT_FORMS = {
    short: frozenset(names.split())
    for short, _, names in (line.partition(":") for line in list_lines("language/short_given_names.txt"))
}
_SHORTEST_ABBREVIATION = 3
"""Letters of the abbreviation of a title: "sen", "gov"."""


def with_given_names(sentences: Sequence[Sentence], ranges: Ranges) -> Ranges:
    """Return `ranges` with the names in full of persons whose surname alone, or that of a namesake, was found."""
    lone = _lone_words(sentences, ranges)
    taken = {(number, at) for (number, start), end in ranges.items() for at in range(start, end)}
    surnames = {sentences[number].low(end - 1) for (number, start), end in ranges.items() if end - start > 1}
    if not lone and not surnames:
        return ranges
    fuller = dict(ranges)
    for sentence in sentences:
        if sentence.listing:
            continue
        for index, word in enumerate(sentence.words):
            found = word.low in lone or (word.low in surnames and (sentence.number, index) not in taken)
            if not word.capitalised or not found or word.is_quotation:
                continue
            start = _start_of_given_names(sentence, index, taken)
            if start < index or (word.low in surnames and _is_alone(sentence, index)):
                fuller.pop((sentence.number, index), None)
                fuller[sentence.number, start] = index + 1
    return fuller


def without_animals_and_firms(sentences: Sequence[Sentence], ranges: Ranges) -> Ranges:
    """Return `ranges` without lone names that are an animal's ("the gorilla Bobo"), a firm's or a plain word."""
    lone = _lone_words(sentences, ranges)
    if not lone:
        return ranges
    others = {low for sentence in sentences for low in _not_persons(sentence, lone)} | _openings(sentences, lone)
    others -= {
        sentences[number].low(start)
        for number, start in ranges
        if sentences[number].low(start - 1).rstrip(".") in TITLES
    }
    return {
        (number, start): end
        for (number, start), end in ranges.items()
        if end - start > 1 or sentences[number].low(start) not in others
    }


def _lone_words(sentences: Sequence[Sentence], ranges: Mapping[tuple[int, int], int]) -> set[str]:
    """Return the lower-case names of one word that are neither the first nor the last word of a longer name."""
    alone = {sentences[number].low(start) for (number, start), end in ranges.items() if end - start == 1}
    for (number, start), end in ranges.items():
        if end - start > 1:
            alone -= {sentences[number].low(start), sentences[number].low(end - 1)}
    return alone


def _start_of_given_names(sentence: Sentence, surname: int, taken: set[tuple[int, int]]) -> int:
    """Return the index of the first given name before `surname`, or `surname` if there is none."""
    start = surname
    for index in range(surname - 1, max(-1, surname - 1 - _LONGEST_GIVEN), -1):
        if (sentence.number, index) in taken or sentence.words[index].end + 1 != sentence.words[index + 1].start:
            break
        if sentence.low(index) in PARTICLES and sentence.capitalised(index - 1):
            continue
        if not _is_given_name(sentence, index):
            break
        start = index
    return start


def _is_alone(sentence: Sentence, index: int) -> bool:
    """Return whether a capitalised word is tagged as a name, and no other one but a day is beside it."""
    before = not sentence.capitalised(index - 1) or is_time(sentence, index - 1)
    low = sentence.low(index)
    plain = word_classes(low) or low in lexicon().places or low.rstrip(".") in NAME_SUFFIXES
    alone = before and not sentence.capitalised(index + 1) and sentence.part(index) == Part.NAME
    return alone and index > 1 and not plain and not is_body(sentence.low(index + 1))


def _is_given_name(sentence: Sentence, index: int) -> bool:
    """Return whether a word that precedes a surname looks like a given name: listed, an initial, or no plain word."""
    word = sentence.words[index]
    if not word.capitalised or word.is_quotation or word.text in FIRM_ENDINGS or sentence.part(index) != Part.NAME:
        return False
    low = word.low.rstrip(".")
    short = sentence.low(index - 1) in SAID and index > 1 and word.text.istitle() and len(low) < 4  # "says Or Velden"
    if low not in TITLES and (short or is_given_name(low) or _INITIALS.match(word.text)):
        return True
    lists = lexicon()
    known = any(low in words for words in (TITLES, lists.common, lists.places, lists.demonyms, lists.organisations_low))
    return not (known or is_role(low) or is_body(low) or is_time(sentence, index) or word.text.isupper()) and (
        not word_classes(low) and low.isalpha()
    )


def _not_persons(sentence: Sentence, lone: set[str]) -> Iterable[str]:
    """Yield the names that follow an animal or precede the noun of a firm in a sentence."""
    heads = lexicon().organisation_heads
    for index, word in enumerate(sentence.words):
        if not word.capitalised or word.low not in lone:
            continue
        following = sentence.low(index + 1)
        firm = sentence.capitalised(index + 1) and (following in heads or is_body(following))
        tagged = any(start == index and end > index + 1 for start, end in sentence.bodies)
        if sentence.low(index - 1) in _ANIMALS or ((firm or tagged) and word.low not in lexicon().given):
            yield word.low


def _openings(sentences: Sequence[Sentence], lone: set[str]) -> set[str]:
    """Return the lone names that the text has in lower case elsewhere, and capitalised only to open a sentence."""
    small = {word.low for sentence in sentences for word in sentence.words if not word.capitalised} & lone
    large = {
        word.low
        for sentence in sentences
        for index, word in enumerate(sentence.words)
        if word.capitalised and index > 0 and word.low in small and not sentence.is_quotation(index - 1)
    }
    return small - large


def name_form(sentence: Sentence, start: int, end: int) -> Name:
    """Return the words of the name `start` up to `end` in the form in which names are compared."""
    lows = (sentence.low(index).rstrip(".") for index in range(start, end))
    words = tuple(low for low in lows if low and low not in NAME_SUFFIXES)
    born = _generation(sentence, start, end)
    return (words[0], born, *words[1:]) if born and len(words) > 1 else words


def _generation(sentence: Sentence, start: int, end: int) -> str:
    """Return "jr" or "sr" if the name ends with it or it follows, perhaps after a comma."""
    after = end + (sentence.low(end) == ",")
    for index in (*range(start + 1, end), after):
        if (low := sentence.low(index).rstrip(".")) in _GENERATIONS:
            return low
    return ""


def honorific_gender(sentence: Sentence, start: int) -> str:
    """Return the gender that the word before a name shows: "Mr", "Queen"."""
    return _gender_shown(sentence.low(start - 1).rstrip("."))


def _gender_shown(title: str) -> str:
    """Return the gender that a title or noun shows; "" if it may be of either, as "chairman" may."""
    return "m" if shows_man(title) else "f" if title in FEMALE_WORDS else ""


def group_names(forms: Counter[Name]) -> dict[Name, Name]:
    """Return, for each full name as written, the fullest form of the same person's name."""
    by_surname: dict[str, list[Name]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (-forms[form], -len(form), form)):
        if len(form) > 1:
            by_surname[form[-1]].append(form)
    groups: dict[Name, Name] = {}
    for namesakes in by_surname.values():
        heads: list[Name] = []
        for form in namesakes:
            head = next((head for head in heads if _is_one_person(head, form)), form)
            if head is form:
                heads.append(form)
            groups[form] = head
        for short in heads:
            longer = [head for head in heads if is_tail(short, head)]
            if len(longer) == 1:
                groups |= {form: longer[0] for form, head in groups.items() if head == short}
    return groups


def is_tail(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether a name of two words and more ends a longer one: "Van Bavel" in "Jay Van Bavel"."""
    return 1 < len(short) < len(long) and tuple(long[-len(short) :]) == tuple(short)


def _misspelled(surname: str, wholes: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the full names whose surname has one letter more or less at its end than `surname`.

    Most vowels and "s" make another name, or a plural: "Petrov" and "Petrova", "Martin" and "Martins".
    """
    if len(surname) < _SHORTEST_VARIANT or surname in lexicon().given:
        return []
    return [whole for whole in wholes if _is_slip(*sorted((whole[-1], surname), key=len))]


def _is_slip(short: str, long: str) -> bool:
    return long[:-1] == short and long[-1].isalpha() and long[-1] not in "aiouys"


def _is_one_person(one: Name, other: Name) -> bool:
    """Return whether two full names with one surname are one person's: equal given names, or an initial of one."""
    if _GENERATIONS.intersection(one) != _GENERATIONS.intersection(other):
        return False
    return given_names_agree(one[0], other[0]) and all(map(given_names_agree, one[1:-1], other[1:-1]))


def given_names_agree(one: str, other: str) -> bool:
    """Return whether two given names are equal, or one is the initial or a short form of the other."""
    if one == other or other in _SHORT_FORMS.get(one, ()) or one in _SHORT_FORMS.get(other, ()):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


@dataclass(slots=True)
class Namesakes:
    """Reads the names of a text in order and finds the full name that each means.

    `groups` are the full names by their written forms, `counts` how often the text has each full name; the `dead` do
    not speak if a namesake lives, and the `kin` are named as relatives of somebody.
    """

    groups: Mapping[Name, Name]
    counts: Mapping[Name, int]
    dead: frozenset[Name] = frozenset()
    kin: frozenset[Name] = frozenset()
    _apart: set[Name] = field(default_factory=set)
    """The surnames that the text has alone before it introduces a relative with that surname."""
    _named: dict[Name, int] = field(default_factory=dict)
    """The full names so far with the sentence of each; the last one for a name in the lead."""
    _seen: set[Name] = field(default_factory=set)
    """The full names that a name so far meant."""
    _titles: dict[Name, set[str]] = field(default_factory=lambda: defaultdict(set))
    _subject: tuple[int, Name] | None = None
    """The paragraph and the full name of the last subject that was named in full or by the given name."""
    _current: dict[str, Name] = field(default_factory=dict)
    """The person whom each surname meant last."""

    def whole_name(
        self, sentence: Sentence, start: int, end: int, form: Name, *, subject: bool, last: int
    ) -> tuple[Name, bool]:
        """Return the full name for `form`, the words `start` up to `end`, and whether it could mean several persons."""
        title = sentence.low(start - 1).rstrip(".")
        title = title if title in TITLES else ""
        known = self.groups.get(form)
        whole, unsure = (known, False) if known else self._bearer(sentence, start, end, form, title, last)
        if len(form) > 1:
            lead = sentence.paragraph <= _LEAD_PARAGRAPHS
            self._named[whole] = last if lead else max(sentence.number, self._named.get(whole, 0))
        self._seen.add(whole)
        by_given = len(whole) > 1 and form == whole[:1]
        if subject and (len(form) > 1 or by_given):
            self._subject = sentence.paragraph, whole
        if by_given or (whole in self._named and (subject or len(form) == 1)):
            self._current[whole[0 if has_family_name_first(whole) else -1]] = whole
        if title and (len(form) > 1 or not self._titles[whole]):
            self._titles[whole].add(title)
        return whole, unsure

    def _bearer(self, sentence: Sentence, start: int, end: int, form: Name, title: str, last: int) -> tuple[Name, bool]:
        """Return the bearer of a surname who fits best, and whether another fits about as well.

        If several fit, it is the last subject, the one named far more often, the one in the lead, the one whom the
        surname meant last, or the one named last.
        """
        bearers = self._bearers(form)
        if len(form) == 1 and bearers and all(self._is_another(whole, title) for whole in bearers):
            self._apart.add(form)
        if form in self._apart:
            return form, False
        current = self._current.get(form[-1])
        if len(bearers) > 1:
            if _speaks(sentence, start, end):
                living = [whole for whole in bearers if whole not in self.dead]
                bearers = living if self._seen.intersection(living) else bearers
            elif current in bearers and not self.dead.isdisjoint(bearers):
                return current, False
            bearers = _of_generation(bearers, _generation(sentence, start, end))
            before = _particles_before(sentence, start)
            bearers = [whole for whole in bearers if _particles_of(whole) == before] or bearers
            bearers = self._with_title(bearers, title)
        gender = honorific_gender(sentence, start)
        bearers = [whole for whole in bearers if not gender or self._gender_of(whole) in ("", gender)] or bearers
        if self._subject and self._subject[0] == sentence.paragraph and self._subject[1] in bearers:
            return self._subject[1], False
        bearers = [whole for whole in bearers if gender and self._gender_of(whole) == gender] or bearers
        return self._likeliest(bearers, current, last) if bearers else (form, False)

    def _likeliest(self, bearers: Collection[Name], current: Name | None, last: int) -> tuple[Name, bool]:
        """Return who of several is meant, and whether another is named about as often.

        It is the one named far more, in the lead alone, meant last, or named last.
        """
        named = [whole for whole in self._named if whole in bearers] or sorted(bearers)
        most = max(self.counts.get(whole, 0) for whole in named)
        rivals = [whole for whole in named if self.counts.get(whole, 0) >= _RIVAL_SHARE * most]
        leading = [whole for whole in rivals if self._named.get(whole) == last]
        if len(leading) == 1:
            return leading[0], False
        best = max(rivals, key=lambda whole: (whole == current, self._named.get(whole, -1), self.counts.get(whole, 0)))
        return best, len(rivals) > 1

    def _is_another(self, whole: Name, title: str) -> bool:
        """Return whether a relative is not whom a surname means: not named yet, or never with this title."""
        if whole not in self.kin or whole not in self._named:
            return whole in self.kin
        office = bool(title) and not _gender_shown(title) and "jr" not in whole
        return office and not any(_same_title(title, other) for other in self._titles.get(whole, ()))

    def _gender_of(self, whole: Name) -> str:
        """Return the gender that the titles of a person so far show, or else the given name."""
        shown = set(map(_gender_shown, self._titles.get(whole, ()))) - {""}
        return shown.pop() if len(shown) == 1 else gender_of_name(whole)

    def _bearers(self, form: Name) -> list[Name]:
        wholes = set(self.groups.values())
        first = [whole for whole in wholes if form[-1] == whole[0] and has_family_name_first(whole)]
        bearers = [*first, *(whole for whole in wholes if form[-1] == whole[-1])]
        bearers = bearers or [whole for whole in wholes if form[-1] == whole[0]]
        return bearers or (_misspelled(form[-1], wholes) if len(form) == 1 else [])

    def _with_title(self, bearers: list[Name], title: str) -> list[Name]:
        """Return those who have the title, or else those who have no other one."""
        if not title or title in MALE_WORDS | FEMALE_WORDS:
            return bearers
        same = [whole for whole in bearers if any(_same_title(title, other) for other in self._titles[whole])]
        return same or [whole for whole in bearers if not self._titles[whole]] or bearers


def _speaks(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a verb of speech is right after a name or before it."""
    while sentence.part(end) == Part.ADVERB or sentence.low(end) in AUXILIARIES:
        end += 1
    return cue_verb(sentence.low(end)) is not None or cue_verb(sentence.low(start - 1)) is not None


def _same_title(one: str, other: str) -> bool:
    """Return whether two titles are the same, or one abbreviates the other: "sen" and "senator"."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST_ABBREVIATION and long.startswith(short))


def _of_generation(bearers: list[Name], generation: str) -> list[Name]:
    """Return the bearers with "jr" or "sr" in their name if that is given."""
    return [whole for whole in bearers if generation in whole] or bearers


def particles_before(sentence: Sentence, start: int) -> int:
    """Return the index of the first of the particles right before a surname at `start`; `start` if there is none."""
    while start > 0 and sentence.low(start - 1) in PARTICLES:
        start -= 1
    return start


def _particles_before(sentence: Sentence, start: int) -> Name:
    return tuple(sentence.low(index) for index in range(particles_before(sentence, start), start))


def _particles_of(whole: Name) -> Name:
    """Return the particles before the surname of a full name."""
    first = len(whole) - 1
    while first > 1 and whole[first - 1] in PARTICLES:
        first -= 1
    return whole[first:-1]
