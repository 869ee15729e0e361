"""The person registry of one text: who is named, in which forms and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.analysis.language.fuller_names import (
    Ranges,
    is_tail,
    misspelled,
    with_given_names,
    without_animals_and_firms,
)
from briefing.analysis.language.lexicon import (
    FEMALE_WORDS,
    MALE_WORDS,
    PARTICLES,
    SAID,
    SUBORDINATORS,
    TITLES,
    is_body,
    is_role,
    lexicon,
    word_classes,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.person_names import person_names
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.roles import FoundRole, best_role, distinct_roles, find_roles
from briefing.model.spans import Span

_LEAD_PARAGRAPHS = 2
"""Paragraphs, the title included, that introduce whom the text is about."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


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

    def is_named_in(self, spans: Iterable[Span], text: str) -> bool:
        """Return whether one of `spans` is the fullest name, holds it, ends it or lacks only "Jr." or "of Tollen"."""
        return any(span.holds(self.name) or self._is_most(span, text) for span in spans)

    def _is_most(self, span: Span, text: str) -> bool:
        rest = text[span.end : self.name.end].lower().lstrip(" ,")
        return self.name.holds(span) and (rest.rstrip(".") in {"", *_SUFFIXES} or rest.startswith("of "))


@dataclass(frozen=True, slots=True)
class People:
    """Everybody named in a text, and the person and mention at each (sentence, word)."""

    persons: tuple[Person, ...]
    by_index: dict[tuple[int, int], tuple[int, Mention]]

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


def find_people(text: str, sentences: Sequence[Sentence]) -> People:
    """Return the people of a text. Lines that list other stories are left out."""
    ranges = without_animals_and_firms(sentences, with_given_names(sentences, _tagged_ranges(sentences)))
    forms = {index: _form(sentences[index[0]], index[1], end) for index, end in ranges.items()}
    groups = _group(Counter(forms.values()))
    surnames = {words[-1] for words in groups.values() if len(words) > 1}
    taken: dict[int, set[int]] = defaultdict(set)
    for (number, start), end in ranges.items():
        taken[number].update(range(start, end))
    for sentence in sentences:
        for index in _lone_surnames(sentence, surnames, taken[sentence.number]):
            ranges[sentence.number, index] = index + 1
            forms[sentence.number, index] = (sentence.low(index),)
    return _collect(text, sentences, ranges, forms, groups)


def _tagged_ranges(sentences: Sequence[Sentence]) -> Ranges:
    return {
        (sentence.number, start): end
        for sentence in sentences
        if not sentence.listing
        for start, end in person_names(sentence)
        if _form(sentence, start, end)
    }


def _form(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    return tuple(
        low for low in (sentence.low(index).rstrip(".") for index in range(start, end)) if low not in _SUFFIXES and low
    )


def _group(forms: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return, for each written form, the fullest form of the same person."""
    by_surname: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: (-forms[form], -len(form), form)):
        if len(form) > 1:
            by_surname[form[-1]].append(form)
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    for namesakes in by_surname.values():
        heads: list[tuple[str, ...]] = []
        for form in namesakes:
            head = next((head for head in heads if _same_given(head, form)), form)
            if head is form:
                heads.append(form)
            groups[form] = head
        for short in heads:
            longer = [head for head in heads if is_tail(short, head)]
            if len(longer) == 1:
                groups |= {form: longer[0] for form, head in groups.items() if head == short}
    return groups


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two full names with one surname are one person's: equal given names, or an initial of one."""
    return _agree(one[0], other[0]) and all(map(_agree, one[1:-1], other[1:-1]))


def _agree(one: str, other: str) -> bool:
    """Return whether two given names are equal, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


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
    forms: dict[tuple[int, int], tuple[str, ...]],
    groups: dict[tuple[str, ...], tuple[str, ...]],
) -> People:
    counts = _counts(groups.get(form, form) for _, form in sorted(forms.items()))
    named: dict[tuple[str, ...], int] = {}
    keys: dict[tuple[str, ...], int] = {}
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for (number, start), end in sorted(ranges.items()):
        sentence = sentences[number]
        whole = _whole_name(forms[number, start], _honorific(sentence, start), groups, counts, named)
        if len(forms[number, start]) > 1:
            lead = sentence.paragraph <= _LEAD_PARAGRAPHS
            named[whole] = len(sentences) if lead else max(number, named.get(whole, 0))
        person = keys.setdefault(whole, len(keys))
        mentions[person].append(mention_at(sentence, start, end))
    persons = tuple(_person(text, sentences, mentions[number], words) for words, number in keys.items())
    by_index = {
        (mention.sentence, index): (number, mention)
        for number, person in enumerate(persons)
        for mention in person.mentions
        for index in range(mention.start, mention.end)
    }
    return People(persons, by_index)


def _whole_name(
    form: tuple[str, ...],
    gender: str,
    groups: dict[tuple[str, ...], tuple[str, ...]],
    counts: dict[tuple[str, ...], int],
    named: dict[tuple[str, ...], int],
) -> tuple[str, ...]:
    """Return the full name that `form` stands for: a surname's most frequent bearer, of `gender` if that is known.

    `named` are the full names so far with the sentence of each, the lead last; of equally frequent bearers the one in
    the lead is meant, or the last one.
    """
    if form in groups:
        return groups[form]
    wholes = set(groups.values())
    bearers = [whole for whole in wholes if form[-1] == whole[-1]] or [
        whole for whole in wholes if form[-1] == whole[0]
    ]
    bearers = bearers or (misspelled(form[-1], wholes) if len(form) == 1 else [])
    fitting = [whole for whole in bearers if gender and gender_of(whole[0]) == gender]
    candidates = fitting or [whole for whole in bearers if not gender or gender_of(whole[0]) in ("", gender)] or bearers
    in_order = [*(whole for whole in named if whole in candidates), *sorted(set(candidates) - named.keys())]
    return max(in_order, key=lambda whole: (counts[whole], named.get(whole, -1)), default=form)


def _counts(wholes: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Return how often the text has each full name, in the order of the text."""
    return dict(Counter(wholes))


def _honorific(sentence: Sentence, start: int) -> str:
    before = sentence.low(start - 1).rstrip(".")
    return "m" if before in MALE_WORDS else "f" if before in FEMALE_WORDS else ""


def gender_of(given: str) -> str:
    """Return "m", "f" or "" (unknown or both) for a lower-case given name."""
    return {"male": "m", "female": "f"}.get(lexicon().given.get(given, ""), "")


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


def _person(text: str, sentences: Sequence[Sentence], mentions: list[Mention], words: tuple[str, ...]) -> Person:
    found = [
        role for mention in mentions for role in find_roles(sentences[mention.sentence], mention.start, mention.end)
    ]
    roles = distinct_roles(found)
    fullest = max(mentions, key=_fullness)
    votes = Counter(
        gender for mention in mentions if (gender := _honorific(sentences[mention.sentence], mention.start))
    )
    for role in found:
        low = role.span.cut(text).lower().split()
        votes["m"] += any(word in MALE_WORDS for word in low)
        votes["f"] += any(word in FEMALE_WORDS for word in low)
    if given := gender_of(words[0]):
        votes[given] += 2  # one word of a role ("the best man") should not outvote the name
    gender = max(votes, key=lambda each: votes[each]) if any(votes.values()) else ""
    return Person(words, fullest.span, gender, tuple(mentions), roles, best_role(roles))


def _fullness(mention: Mention) -> tuple[int, int, int]:
    """Rank a mention by its words, then by its letters, so that a name outranks its initial; the earlier one first."""
    return mention.end - mention.start, mention.span.end - mention.span.start, -mention.span.start
