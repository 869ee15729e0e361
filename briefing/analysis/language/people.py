"""The person registry of one text: who is named, in which forms and where."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.language.lexicon import (
    PARTICLES,
    TITLES,
    is_body,
    is_role,
    lexicon,
    word_classes,
)
from briefing.analysis.language.namesakes import (
    Name,
    Namesakes,
    Ranges,
    group_names,
    is_tail,
    name_form,
    particles_before,
    with_given_names,
    without_animals_and_firms,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.person_names import person_names
from briefing.analysis.language.persons import (
    Mention,
    Person,
    introduced_as_kin,
    mention_at,
    person_of,
    relatives,
    the_dead,
)
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.sentences import Token, tokenize
from briefing.frozen import dataclass
from briefing.model.spans import Span

_IN_FULL = re.compile(r"(?<![\w’'-])(?P<given>[A-Z][\w’'-]*[a-z])(?: [A-Z]\.)? (?P<surname>[A-Z][\w-]*[a-z])(?![\w-])")
"""A given name and a surname in a title."""
_NEAR = 400
"""Mentions that are searched backwards for candidates."""
_CANDIDATES = 40
_OWN_NAME = frozenset({"i", "am", "’m", "'m", "is", "me", "as"})
_ANY_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class People:
    """Everybody named in a text, and the person and mention at each (sentence, word)."""

    persons: tuple[Person, ...]
    by_index: dict[tuple[int, int], tuple[int, Mention]]
    unsure: frozenset[int]
    """The starts of surnames that could mean several persons about equally well."""

    def at(self, sentence: int, index: int) -> tuple[int, Mention] | None:
        """Return the person's number and the mention that covers one word, or None."""
        return self.by_index.get((sentence, index))

    def within(self, sentence: int, start: int, end: int) -> list[tuple[int, Mention]]:
        """Return who is mentioned in the words `start` up to `end`, in order."""
        found: list[tuple[int, Mention]] = []
        for index in range(start, end):
            here = self.by_index.get((sentence, index))
            if here and (not found or found[-1][1] is not here[1]):
                found.append(here)
        return found


class Mentions:
    """All mentions of a text's persons; pronouns are added as they are resolved."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self._of = [list(person.mentions) for person in persons]
        self._starts = [[mention.span.start for mention in person.mentions] for person in persons]
        self._order = sorted((start, number) for number, starts in enumerate(self._starts) for start in starts)

    def add(self, number: int, mention: Mention) -> None:
        """Add one more mention of person `number`."""
        start = mention.span.start
        index = bisect_left(self._starts[number], start)
        self._of[number].insert(index, mention)
        self._starts[number].insert(index, start)
        insort(self._order, (start, number))

    def before(self, number: int, position: int, most: int) -> tuple[list[Mention], int]:
        """Return a person's last mentions before a character of the text, at most `most`, and how many there are."""
        count = bisect_left(self._starts[number], position)
        return self._of[number][max(0, count - most) : count], count

    def candidates(self, position: int) -> list[int]:
        """Return the persons mentioned not too long before a character of the text, by their numbers."""
        found: dict[int, None] = {}
        index = bisect_left(self._order, (position, -1))
        for _, number in reversed(self._order[max(0, index - _NEAR) : index]):
            found[number] = None
            if len(found) == _CANDIDATES:
                break
        return sorted(found)


class NamedInside:
    """Finds the persons of a text who are named in the third person inside a quotation."""

    def __init__(self, text: str, persons: Sequence[Person]) -> None:
        self._text = text
        self._persons = persons
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(persons):
            self._bearers[person.words[-1]].append(number)

    def in_sentence(self, sentence: Sentence) -> frozenset[int]:
        """Return the persons named inside the quotations of a sentence."""
        inside = (sentence.words[index] for index in sentence.quotations)
        return frozenset().union(*(self.within(Span(word.start, word.end)) for word in inside))

    def within(self, span: Span) -> frozenset[int]:
        """Return the persons named inside one quotation."""
        words = _ANY_WORD.findall(span.cut(self._text).lower())
        if self._bearers.keys().isdisjoint(words):
            return frozenset()
        tokens = tokenize(self._text, span.start, span.end)
        return frozenset(
            number
            for index, token in enumerate(tokens)
            if token.text[:1].isupper()
            for number in self._bearers.get(token.text.lower(), ())
            if _is_third(tokens, index, self._persons[number])
        )


def _is_third(tokens: Sequence[Token], index: int, person: Person) -> bool:
    """Return whether the surname at `index` means `person` in the third person: not "I, X", nor a namesake."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and (after.capitalised or is_body(after.text)):
        return False  # "the Velden Works" and "the Velden council" are no person
    before = tokens[index - 1].text if index else ""
    if before[:1].isupper() and not is_role(before.lower()) and before.lower().rstrip(".") not in TITLES:
        return before.lower() == person.words[0] and not _is_own(tokens, index - 2)
    return not _is_own(tokens, index - 1)


def _is_own(tokens: Sequence[Token], index: int) -> bool:
    """Return whether "I," or "my name is" ends at `index`."""
    while index > 0 and tokens[index].text == ",":
        index -= 1
    return index >= 0 and tokens[index].text.lower() in _OWN_NAME


def find_people(text: str, sentences: Sequence[Sentence], title: str = "") -> People:
    """Return the people of a text. Lines that list other stories are left out.

    A surname in the text belongs to a person too if the `title` of the story has it after a given name.
    """
    ranges = without_animals_and_firms(sentences, with_given_names(sentences, _tagged_ranges(sentences)))
    ranges = _with_particles(sentences, ranges)
    forms = {index: name_form(sentences[index[0]], index[1], end) for index, end in ranges.items()}
    groups = relatives(sentences, ranges, forms) | group_names(Counter(forms.values()))
    titled = full_names_in(title)
    surnames = {words[-1] for words in groups.values() if len(words) > 1} | titled.keys()
    taken: dict[int, set[int]] = defaultdict(set)
    for (number, start), end in ranges.items():
        taken[number].update(range(start, end))
    given = _given_names(groups.values())
    for sentence in sentences:
        lone = _lone_surnames(sentence, surnames, taken[sentence.number])
        for index in lone + _lone_given_names(sentence, given - surnames, taken[sentence.number]):
            ranges[sentence.number, index] = index + 1
            forms[sentence.number, index] = (sentence.low(index),)
    return _collect(text, sentences, ranges, forms, groups, titled)


def full_names_in(title: str) -> dict[str, str]:
    """Return the surnames of the persons named in a title with their given names, both in lower case.

    A surname that two of them have is left out, and so is a word that is no surname on its own.
    """
    lists = lexicon()
    found: dict[str, set[str]] = {}
    for match in _IN_FULL.finditer(title):
        given, surname = match["given"].lower(), match["surname"].lower()
        if (given in lists.given or given in lists.more_given) and not (word_classes(surname) or is_role(surname)):
            found.setdefault(surname, set()).add(given)
    return {surname: next(iter(given)) for surname, given in found.items() if len(given) == 1}


def _is_titled(sentence: Sentence, start: int) -> bool:
    """Return whether a title or a role stands right before the name at `start`."""
    return is_role(sentence.low(start - 1)) or sentence.low(start - 1).rstrip(".") in TITLES


def _tagged_ranges(sentences: Sequence[Sentence]) -> Ranges:
    return {
        (sentence.number, start): end
        for sentence in sentences
        if not sentence.listing
        for start, end in person_names(sentence)
        if name_form(sentence, start, end)
    }


def _with_particles(sentences: Sequence[Sentence], ranges: Ranges) -> Ranges:
    """Return `ranges` with the particles before a surname that follow a given name elsewhere: "van der Berg"."""
    wholes = {name_form(sentences[number], start, end) for (number, start), end in ranges.items()}
    longer = {}
    for (number, start), end in ranges.items():
        first = particles_before(sentences[number], start) if end - start == 1 else start
        words = [sentences[number].low(index) for index in range(first, end)]
        longer[number, first if any(is_tail(words, whole) for whole in wholes) else start] = end
    return longer


def _lone_surnames(sentence: Sentence, surnames: set[str], taken: set[int]) -> list[int]:
    found = []
    for index, word in enumerate(sentence.words):
        if index in taken or not word.capitalised or word.is_quotation or word.low not in surnames:
            continue
        if sentence.capitalised(index + 1) and is_body(sentence.low(index + 1)):
            continue
        if not _is_inside_another(sentence, index):
            found.append(index)
    return found


def _given_names(wholes: Iterable[Name]) -> set[str]:
    """Return the given names that only one person has and that are not plain words."""
    bearers = Counter(whole[0] for whole in set(wholes) if len(whole) > 1)
    return {name for name, count in bearers.items() if count == 1 and len(name) > 1 and name not in lexicon().places}


def _lone_given_names(sentence: Sentence, given: set[str], taken: set[int]) -> list[int]:
    """Return the given names of persons that stand alone and are the subject or the owner of something.

    A given name that is a plain word too counts only before a comma and an age: "Curie, 21,".
    """
    found = []
    for index, word in enumerate(sentence.words):
        if index in taken or not word.capitalised or word.low not in given or sentence.listing:
            continue
        if sentence.capitalised(index + 1) or (sentence.capitalised(index - 1) and index > 1):
            continue
        aged = sentence.low(index + 1) == "," and sentence.low(index + 2).isdigit() and sentence.low(index + 3) == ","
        acts = sentence.part(index + 1) in FINITE | {Part.POSSESSIVE, Part.ADVERB} and sentence.part(index) == Part.NAME
        if aged or (acts and not word_classes(word.low)):
            found.append(index)
    return found


def _is_inside_another(sentence: Sentence, index: int) -> bool:
    """Return whether a surname that is a plain word too is the end of another name: "Samsung Display"."""
    before = sentence.words[index - 1] if index else None
    if before is None or not before.capitalised or before.is_quotation or before.low in PARTICLES:
        return False
    if not word_classes(sentence.low(index)):
        return False
    return sentence.part(index - 1) == Part.NAME and not is_role(before.low) and before.low.rstrip(".") not in TITLES


def _collect(
    text: str,
    sentences: Sequence[Sentence],
    ranges: dict[tuple[int, int], int],
    forms: dict[tuple[int, int], Name],
    groups: dict[Name, Name],
    titled: Mapping[str, str],
) -> People:
    counts = dict(Counter(groups.get(form, form) for _, form in sorted(forms.items())))
    dead = frozenset(groups.get(form, form) for form in the_dead(sentences, ranges, forms))
    kin = frozenset(groups.get(form, form) for form in introduced_as_kin(sentences, ranges, forms))
    in_office = {forms[at] for at in ranges if _is_titled(sentences[at[0]], at[1])}
    kin |= {whole for whole in groups.values() if "jr" in whole and whole not in in_office}
    namesakes = Namesakes(groups, counts, dead, kin)
    keys: dict[Name, int] = {}
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for (number, start), end in sorted(ranges.items()):
        mention = mention_at(sentences[number], start, end)
        whole, unsure = namesakes.whole_name(
            sentences[number], start, end, forms[number, start], subject=mention.subject, last=len(sentences)
        )
        mentions[keys.setdefault(whole, len(keys))].append(replace(mention, unsure=unsure))
    persons = tuple(
        replace(person_of(text, sentences, mentions[number], words, keys, titled), dead=words in dead)
        for words, number in keys.items()
    )
    by_index = {
        (mention.sentence, index): (number, mention)
        for number, person in enumerate(persons)
        for mention in person.mentions
        for index in range(mention.start, mention.end)
    }
    return People(
        persons, by_index, frozenset(mention.span.start for _, mention in by_index.values() if mention.unsure)
    )
