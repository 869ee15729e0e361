"""Appositions: which of the groups between commas and dashes is a subject, and the name that a role goes with."""

from collections.abc import Iterator

from briefing.analysis.language.lexicon import OBJECTS, RELATIVES, SUBORDINATORS, is_role
from briefing.analysis.language.namesakes import NAME_SUFFIXES
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase, is_time, phrase_ending
from briefing.analysis.language.quoted_sentences import NOMINAL, Sentence

DASHES = frozenset({"—", "–", "―", "--", "-"})
_DESCRIBED = 2
"""The group before two others: X of "X, the editor of a paper, Y, said"."""
_FAR = 6
"""Comma groups to look back over for a subject."""


def subject_over_commas(sentence: Sentence, people: People, comma: int) -> Phrase | None:
    """Return the subject before a comma: the name that the other groups between commas describe."""
    groups = list(_groups(sentence, comma))
    if not groups:
        return None
    nearest = groups[0]
    named = len(groups) > _DESCRIBED and _is_person(sentence, people, *groups[_DESCRIBED])
    if len(groups) > 1 and not named and _is_person(sentence, people, *nearest) and _introduces(sentence, groups[1]):
        return Phrase(nearest[0], nearest[1], nearest[1] - 1)
    scored = [
        (_weight(sentence, people, groups, number, found), -number, found)
        for number, (start, end) in enumerate(groups[:_FAR])
        if (found := phrase_ending(sentence, end - 1, start)) is not None
    ]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best else None


def _groups(sentence: Sentence, comma: int) -> Iterator[tuple[int, int]]:
    """Yield the groups between commas and dashes, backwards from `comma` to the start or to a quotation."""
    end = comma
    index = comma - 1
    depth = 0
    while index >= 0 and not sentence.is_quotation(index) and sentence.low(index) != ";":
        low = sentence.low(index)
        depth += (low == ")") - (low == "(")
        if depth <= 0 and (low == "," or low in DASHES):
            if end > index + 1:
                yield index + 1, end
            end = index
        index -= 1
    if end > index + 1:
        yield index + 1, end


def _is_person(sentence: Sentence, people: People, start: int, end: int) -> bool:
    """Return whether a group is a person's name, perhaps with a title, and nothing else."""
    found = people.within(sentence.number, start, end)
    if len(found) != 1 or found[0][1].end != end:
        return False
    return all(sentence.capitalised(index) or is_role(sentence.low(index)) for index in range(start, found[0][1].start))


def _introduces(sentence: Sentence, group: tuple[int, int]) -> bool:
    """Return whether a group may precede a name in apposition or the subject: "the chairman", "on Monday"."""
    start, end = group
    found = phrase_ending(sentence, end - 1, start)
    if found is None or found.start > start:
        return True
    return is_role(sentence.low(found.head)) or is_time(sentence, found.head)


def _weight(sentence: Sentence, people: People, groups: list[tuple[int, int]], number: int, found: Phrase) -> int:
    """Rank a phrase that ends a group as the subject: names first, inner appositions and adverbials last."""
    start, _end = groups[number]
    opening = sentence.low(start)
    here = people.at(sentence.number, found.end - 1)
    weight = 0
    if (here and here[1].end == found.end) or (
        sentence.part(found.start) == Part.PRONOUN and sentence.low(found.start) not in OBJECTS
    ):
        weight += 4
    elif sentence.capitalised(found.head) or is_role(sentence.low(found.head)):
        weight += 2
    if is_time(sentence, found.end - 1) or (number == 0 and len(groups) > 1):
        weight -= 5
    if opening in RELATIVES or (opening in SUBORDINATORS and found.start > start):
        weight -= 4
    if found.start > start and sentence.part(start) in (Part.PREPOSITION, Part.TO, Part.GERUND, Part.PARTICIPLE):
        weight -= 3
    if number + 1 < len(groups) and _is_apposition(sentence, people, groups[number + 1], start):
        weight -= 3
    return weight


def _is_apposition(sentence: Sentence, people: People, before: tuple[int, int], start: int) -> bool:
    """Return whether a group describes the name that ends the group `before`: "a painter" after "X"."""
    named = people.at(sentence.number, before[1] - 1)
    opens = sentence.low(start) in ("a", "an", "the", "who", "former", "one") or (
        not sentence.capitalised(start) and is_role(sentence.low(start))
    )
    noun = sentence.part(start) in NOMINAL | {Part.ADJECTIVE, Part.DETERMINER} and not sentence.capitalised(start)
    return (
        (named is not None or sentence.capitalised(before[1] - 1))
        and (opens or noun)
        and not is_time(sentence, before[1] - 1)
    )


def with_name_after(sentence: Sentence, people: People, found: Phrase | None) -> Phrase | None:
    """Return the name instead of "the club's chairman" in "said the club's chairman, X"."""
    if found is None or found.end >= len(sentence) or sentence.low(found.end) != ",":
        return found
    if people.within(sentence.number, found.start, found.end) or not is_role(sentence.low(found.head)):
        return found
    here = people.at(sentence.number, found.end + 1)
    return Phrase(here[1].start, here[1].end, here[1].end - 1) if here else found


def over_apposition(sentence: Sentence, people: People, found: Phrase) -> Phrase:
    """Return X instead of Y in "X, chief of Y said", which lacks the comma after the apposition."""
    named = people.at(sentence.number, found.start - 2) if sentence.low(found.start - 1) == "," else None
    alone = not people.within(sentence.number, found.start, found.end) and sentence.part(found.start) != Part.PRONOUN
    if named is None or named[1].end != found.start - 1 or not alone:
        return found
    if sentence.low(found.start) in ("a", "an") and _opens(sentence, named[1].start):
        return Phrase(named[1].start, named[1].end, named[1].end - 1)
    if not is_role(sentence.low(found.head)):
        return found
    if sentence.capitalised(found.start):
        return found
    after_quote = named[1].start > 0 and is_inverted(sentence, named[1].start)
    opens = sentence.part(found.start) != Part.DETERMINER or after_quote
    return Phrase(named[1].start, named[1].end, named[1].end - 1) if opens else found


def _opens(sentence: Sentence, name: int) -> bool:
    """Return whether nothing but a title stands before the name at `name`: "Harbour Minister X, a builder said"."""
    return all(is_role(sentence.low(at)) or sentence.capitalised(at) for at in range(name)) and name > 0


def over_suffix(sentence: Sentence, end: int) -> int:
    """Return the index before ", Jr." if that ends a name at `end`."""
    suffix = sentence.low(end).rstrip(".") in NAME_SUFFIXES and sentence.low(end - 1) == ","
    return end - 2 if suffix else end


def is_inverted(sentence: Sentence, index: int) -> bool:
    """Return whether the verb at `index` follows a quotation directly, so that its subject may follow it."""
    before = index - 1
    return (
        index == 0
        or sentence.is_quotation(before)
        or (sentence.low(before) == "," and sentence.is_quotation(before - 1))
    )
