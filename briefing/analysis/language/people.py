"""The person registry of one text: who is named, in which forms and where."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.language.lexicon import (
    FEMALE_WORDS,
    PARTICLES,
    SAID,
    SUBORDINATORS,
    TITLES,
    gender_of_name,
    is_body,
    is_role,
    lexicon,
    shows_man,
    word_classes,
)
from briefing.analysis.language.namesakes import (
    NAME_SUFFIXES,
    Name,
    Namesakes,
    Ranges,
    group_names,
    honorific_gender,
    is_surname_part,
    name_form,
    particles_before,
    with_given_names,
    without_animals_and_firms,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.person_names import person_names
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.relatives import introduced_as_kin, relatives, the_dead
from briefing.analysis.language.roles import FoundRole, best_role, distinct_roles, find_roles
from briefing.data.loader import word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span

_HONORIFIC_VOTES = 2
"""Votes of "Ms" for the gender of a name; a noun of a role has one."""
_IN_FULL = re.compile(r"(?<![\w’'-])(?P<given>[A-Z][\w’'-]*[a-z])(?: [A-Z]\.)? (?P<surname>[A-Z][\w-]*[a-z])(?![\w-])")
"""A given name and a surname in a title."""
_TITLES_OF_ONE_NAME = word_list("language/titles_of_one_name.txt")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` up to `end` of a sentence that mean a person.

    `subject`: it is the subject of its sentence or of a verb. `possessive`: 's follows.
    `modifier`: a noun follows, as in "the Trump campaign". `pronoun`: it is "he" or "she".
    """

    sentence: int
    start: int
    end: int
    span: Span
    subject: bool
    possessive: bool
    modifier: bool
    pronoun: bool = False
    unsure: bool = False
    """Whether the surname could mean another person about equally well."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the text names. `words` are the lower-case words of the fullest form, whose span is `name`."""

    words: tuple[str, ...]
    name: Span
    gender: str
    mentions: tuple[Mention, ...]
    roles: tuple[FoundRole, ...] = ()
    """The roles that the text gives this person, in text order."""
    role: FoundRole | None = None
    """The fullest of them."""
    dead: bool = False
    """Whether the text mentions the death of the person, or a monument."""

    def is_named_in(self, spans: Iterable[Span], text: str) -> bool:
        """Return whether one of `spans` is the fullest name, holds it, ends it or lacks only "Jr." or "of Tollen"."""
        return any(span.holds(self.name) or self._is_most(span, text) for span in spans)

    def _is_most(self, span: Span, text: str) -> bool:
        if not self.name.holds(span):
            return False
        rest = text[span.end : self.name.end].lower().lstrip(" ,")
        return not rest.rstrip(".") or rest.rstrip(".") in NAME_SUFFIXES or rest.startswith("of ")


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
        longer[number, first if first < start and is_surname_part(words, wholes) else start] = end
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
        replace(_person(text, sentences, mentions[number], words, keys, titled), dead=words in dead)
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


def mention_at(sentence: Sentence, start: int, end: int, *, pronoun: bool = False) -> Mention:
    """Return the mention in words `start` up to `end`, with what the words around it show."""
    possessive = sentence.part(end) == Part.POSSESSIVE or (
        sentence.low(end) == "'s" and sentence.part(end) not in FINITE
    )
    verb = end
    while sentence.part(verb) == Part.ADVERB or sentence.low(verb) in ("has", "had", "have", "who", "also"):
        verb += 1
    inverted = sentence.low(start - 1) in SAID and (
        start == 1 or sentence.is_quotation(start - 2) or sentence.low(start - 2) == ","
    )
    first = all(
        sentence.part(index) in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.DETERMINER, Part.POSSESSIVE)
        for index in range(start)
    )
    return Mention(
        sentence=sentence.number,
        start=start,
        end=end,
        span=sentence.span(start, end),
        subject=not possessive and (_heads(sentence, start, verb) or inverted or first),
        possessive=possessive,
        modifier=not possessive and sentence.part(end) == Part.NOUN,
        pronoun=pronoun,
    )


def _heads(sentence: Sentence, start: int, verb: int) -> bool:
    """Return whether the verb is the name's own: in "the house of X was sold" it is the house's."""
    before = start - 1
    while is_role(sentence.low(before)) or sentence.low(before).rstrip(".") in TITLES:
        before -= 1
    tied = sentence.part(before) == Part.PREPOSITION and sentence.low(before) not in SUBORDINATORS
    return sentence.part(verb) in FINITE and not tied


def _person(
    text: str,
    sentences: Sequence[Sentence],
    mentions: list[Mention],
    words: Name,
    others: Collection[Name],
    titled: Mapping[str, str],
) -> Person:
    given = [mention for mention in mentions if mention.span.cut(text).lower() == words[0]]
    whole = any(mention.end - mention.start > 1 for mention in mentions)
    fullest = max((mentions if whole else given) or mentions, key=lambda mention: _fullness(mention, text))
    name = fullest.span
    if len(words) == 1:
        name = _with_title(sentences[fullest.sentence], fullest)
        fuller = _in_full(text, fullest, others) if name == fullest.span else None
        name = fuller or name
    found = [
        role
        for mention in mentions
        if not mention.unsure
        for role in find_roles(sentences[mention.sentence], mention.start, mention.end)
        if role.span.cut(text) not in name.cut(text)
    ]
    roles = distinct_roles(found)
    in_full = (titled[words[0]], *words) if len(words) == 1 and words[0] in titled else words
    gender = _gender(text, sentences, mentions, found, in_full)
    return Person(words, name, gender, tuple(mentions), roles, best_role(roles))


def _gender(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], roles: Sequence[FoundRole], in_full: Name
) -> str:
    """Return the gender that most titles, roles and nouns before a name show, or that of the given name."""
    votes = Counter(
        gender
        for mention in mentions
        if (gender := honorific_gender(sentences[mention.sentence], mention.start))
        for _ in range(_HONORIFIC_VOTES)
    )
    votes.update(
        honorific_gender(sentences[mention.sentence], mention.start - 1)  # "the girl, Rosa"
        for mention in mentions
        if sentences[mention.sentence].low(mention.start - 1) == ","
    )
    for role in roles:
        low = role.span.cut(text).lower().split()
        votes["m"] += any(shows_man(word) for word in low)
        votes["f"] += any(word in FEMALE_WORDS for word in low)
    if shown := gender_of_name(in_full):
        votes[shown] += 2  # one word of a role ("the best man") should not outvote the name
    del votes[""]
    return max(votes, key=lambda each: votes[each]) if any(votes.values()) else ""


def _with_title(sentence: Sentence, mention: Mention) -> Span:
    """Return the name of somebody with a single name together with its title: "Pope Francis", "Prince Harry"."""
    before = mention.start - 1
    titled = sentence.low(before) in _TITLES_OF_ONE_NAME and sentence.capitalised(before)
    return sentence.span(before, mention.end) if titled else mention.span


def _in_full(text: str, mention: Mention, others: Collection[Name]) -> Span | None:
    """Return the surname with the listed given name that precedes it elsewhere, as inside a quotation.

    A full name that is one of the `others` in the text belongs to somebody else.
    """
    surname = re.escape(mention.span.cut(text))
    lists = lexicon()
    found = {
        match.group(): match.span()
        for match in re.finditer(rf"\b([A-Z][\w’'-]+) {surname}\b(?!,? [JS]r\b)", text)
        if ((low := match.group(1).lower()) in lists.given or low in lists.more_given or _opens_with_place(text, match))
        and tuple(match.group().lower().split()) not in others
    }
    return Span(*next(iter(found.values()))) if len(found) == 1 else None


def _opens_with_place(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence opens with a place and a surname: London of "London Velk" is a given name."""
    opens = text[: match.start()].rstrip(" ")[-1:] in ("", "\n", *".!?")
    return opens and match.group(1).lower() in lexicon().places and match.group(1) not in ("The", "New")


def _fullness(mention: Mention, text: str) -> tuple[int, bool, int, int]:
    """Rank a mention by its words, capitals throughout last, then by its letters; the earlier one first."""
    words = mention.span.cut(text)
    shouted = any(word.isupper() and len(word) > 3 for word in words.split())
    return mention.end - mention.start, not shouted, mention.span.end - mention.span.start, -mention.span.start
