"""Appositions: which of the groups between commas and dashes before a verb is its subject."""

from collections.abc import Iterator

from briefing.analysis.language.lexicon import OBJECTS, RELATIVES, SUBORDINATORS, is_role
from briefing.analysis.language.namesakes import NAME_SUFFIXES
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase, is_inverted, is_time, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, VERBS, Sentence

DASHES = frozenset({"—", "–", "―", "--", "-"})
_DESCRIBED = 2
"""The group before two others: X of "X, the editor of a paper, Y, said"."""
_LONGEST_WORK = 40
"""Characters of the name of a work with its quotation marks."""
_LONGEST_ROLE = 16
"""Words of a description between a comma and the verb after it."""
_IDENTIFIED = frozenset({"identified", "named", "known"})
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
        end = _before_bracket(sentence, *nearest)
        return Phrase(nearest[0], end, end - 1)
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
    while index >= 0 and sentence.low(index) != ";" and (not sentence.is_quotation(index) or _is_term(sentence, index)):
        low = sentence.low(index)
        depth += (low == ")") - (low == "(")
        if depth <= 0 and (low == "," or low in DASHES):
            if end > index + 1:
                yield index + 1, end
            end = index
        index -= 1
    if end > index + 1:
        yield index + 1, end


def _is_term(sentence: Sentence, index: int) -> bool:
    """Return whether the quotation at `index` is the noun of a description: "a self-proclaimed “fan” of X"."""
    if is_work_inside(sentence, 0, index) and sentence.is_quotation(0):
        return True
    return sentence.part(index - 1) in (Part.DETERMINER, Part.ADJECTIVE) and sentence.low(index + 1) in ("of", "for")


def _is_person(sentence: Sentence, people: People, start: int, end: int) -> bool:
    """Return whether a group is a person's name, perhaps with a title, and nothing else."""
    end = _before_bracket(sentence, start, end)
    found = people.within(sentence.number, start, end)
    if len(found) != 1 or found[0][1].end != end:
        return False
    return all(sentence.capitalised(index) or is_role(sentence.low(index)) for index in range(start, found[0][1].start))


def is_work_inside(sentence: Sentence, index: int, inner: int) -> bool:
    """Return whether a quotation is in a description after another one: "“...,” X, star of “...”, said"."""
    word = sentence.words[inner]
    described = any(sentence.low(at) == "," for at in range(index + 2, inner - 1))
    return described and word.end - word.start <= _LONGEST_WORK and sentence.low(inner - 1) not in (",", ":")


def _before_bracket(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of X in "X (R-TN)"."""
    if sentence.low(end - 1) != ")":
        return end
    return next((at for at in range(end - 1, start, -1) if sentence.low(at) == "("), end)


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


def over_suffix(sentence: Sentence, end: int) -> int:
    """Return the index before ", Jr." if that ends a name at `end`."""
    suffix = sentence.low(end).rstrip(".") in NAME_SUFFIXES and sentence.low(end - 1) == ","
    return end - 2 if suffix else end


def name_after_role(sentence: Sentence, people: People, found: Phrase) -> Phrase | None:
    """Return X of "the club's founder and chairman, former minister X", whose first role is `found`."""
    end = found.end
    if sentence.low(end) == "and" and (second := phrase_starting(sentence, end + 1)):
        end = second.end if is_role(sentence.low(second.head)) else end
    if sentence.low(end) != ",":
        return None
    start = end + 1
    if sentence.low(start) in _IDENTIFIED and sentence.low(start + 1) == "as":
        start += 2
    apposed = phrase_starting(sentence, start)
    if apposed is None or apposed.start != start:
        return None
    here = people.within(sentence.number, start, apposed.end)
    if not here or not _is_title(sentence, start, here[0][1].start):
        return None
    return Phrase(here[0][1].start, here[0][1].end, here[0][1].end - 1)


def _is_title(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the words before a name are its title: "former Vice President"."""
    words = range(start, end)
    plain = all(sentence.capitalised(at) or sentence.part(at) in (Part.ADJECTIVE, Part.NOUN) for at in words)
    return not words or (plain and any(is_role(sentence.low(at)) for at in words))


def name_before_apposition(sentence: Sentence, people: People, found: Phrase) -> Phrase | None:
    """Return X instead of Y in "X, chief of Y said", which lacks the comma after the apposition."""
    comma = found.start - 1
    if sentence.low(comma) != ",":
        comma = _comma_before_role(sentence, found.start)
    named = people.at(sentence.number, comma - 1) if comma > 0 else None
    if named is None or named[1].end != comma:
        return None
    name = Phrase(named[1].start, named[1].end, named[1].end - 1)
    if comma + 1 < found.start:
        return name
    if sentence.low(found.start) in ("a", "an") and _opens(sentence, named[1].start):
        return name
    if not is_role(sentence.low(found.head)) or sentence.capitalised(found.start):
        return None
    after_quote = named[1].start > 0 and is_inverted(sentence, named[1].start)
    return name if sentence.part(found.start) != Part.DETERMINER or after_quote else None


def name_before_work(sentence: Sentence, people: People, verb: int) -> Phrase | None:
    """Return X of "X, star of the comedy “...,” said", which ends with the name of a work before the verb at `verb`."""
    work = verb - 1 - (sentence.low(verb - 1) == ",")
    opening = people.at(sentence.number, 0) or people.at(sentence.number, 1) or people.at(sentence.number, 2)
    if opening is None or sentence.low(opening[1].end) != "," or not sentence.is_quotation(work):
        return None
    between = range(opening[1].end + 1, work)
    plain = not any(sentence.part(at) in FINITE or sentence.is_quotation(at) for at in between)
    described = any(is_role(sentence.low(at)) for at in between) and sentence.low(work - 1) != ","
    return Phrase(opening[1].start, opening[1].end, opening[1].end - 1) if plain and described else None


def _comma_before_role(sentence: Sentence, start: int) -> int:
    """Return the index of the comma before "director of" if that leads to the name at `start`, or 0."""
    for index in range(start - 1, max(0, start - _LONGEST_ROLE), -1):
        if sentence.low(index) == ",":
            described = sentence.low(start - 1) not in ("and", "or", ",")
            roles = any(is_role(sentence.low(at)) for at in range(index + 1, start))
            return index if described and roles else 0
        if sentence.part(index) in VERBS or sentence.is_quotation(index) or sentence.part(index) == Part.WH:
            return 0
    return 0


def _opens(sentence: Sentence, name: int) -> bool:
    """Return whether nothing but a title stands before the name at `name`: "Harbour Minister X, a builder said"."""
    return all(is_role(sentence.low(at)) or sentence.capitalised(at) for at in range(name)) and name > 0
