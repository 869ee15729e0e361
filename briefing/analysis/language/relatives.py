"""Relatives who are named by a given name alone, such as "Ann Lee's brother Tom", and which persons are dead."""

from collections.abc import Mapping, Sequence

from briefing.analysis.language.lexicon import AUXILIARIES
from briefing.analysis.language.namesakes import Name, Ranges
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.data.loader import word_list

_KIN = word_list("language/kin.txt")
_IN_LAW = _KIN | {"wife", "husband", "widow", "widower"}
"""Spouses may have a surname of their own, so a given name alone gets none from them."""
_DEATH_NOUNS = word_list("language/death_nouns.txt")
_DEATH_VERBS = word_list("language/death_verbs.txt")
_LONGEST_DESCRIPTION = 4
"""Words between "Lee's" and "brother": "Lee's older twin brother"."""
_OWNERS = frozenset({"his", "her", "their", "my", "our"})
_CLAUSE = 3
"""Words between a name and "died" or "was killed"."""


def relatives(sentences: Sequence[Sentence], ranges: Ranges, forms: Mapping[tuple[int, int], Name]) -> dict[Name, Name]:
    """Return, for each given name that the text uses alone for a relative of a full name, both names in one.

    A given name that is also the first word of a full name is left out.
    """
    given = {form[0] for form in forms.values() if len(form) > 1}
    ends = {(number, end): form for (number, start), end in ranges.items() if (form := forms[number, start])}
    found: dict[Name, Name] = {}
    for (number, start), form in sorted(forms.items()):
        if len(form) > 1 or form[0] in given:
            continue
        surname = _surname_before(sentences[number], start, ends) or _surname_after(
            sentences[number], ranges[number, start], forms
        )
        if surname and surname != form[0]:
            found.setdefault(form, (form[0], surname))
    return found


def _surname_before(sentence: Sentence, start: int, ends: Mapping[tuple[int, int], Name]) -> str:
    """Return the surname of "Lee" for the name at `start` in "Ann Lee's older brother(,) Tom"."""
    noun = start - 1 - (sentence.low(start - 1) == ",")
    if sentence.low(noun) not in _KIN:
        return ""
    for index in range(noun - 1, max(-1, noun - 1 - _LONGEST_DESCRIPTION), -1):
        if sentence.part(index) == Part.POSSESSIVE:
            owner = ends.get((sentence.number, index), ())
            return owner[-1] if len(owner) > 1 else ""
        if sentence.part(index) not in (Part.ADJECTIVE, Part.NOUN, Part.NUMBER):
            return ""
    return ""


def _surname_after(sentence: Sentence, end: int, forms: Mapping[tuple[int, int], Name]) -> str:
    """Return the surname of "Lee" for the name before `end` in "Tom, the older brother of Ann Lee"."""
    if sentence.low(end) != ",":
        return ""
    for noun in range(end + 1, end + 2 + _LONGEST_DESCRIPTION):
        if sentence.low(noun) in _KIN:
            owner = forms.get((sentence.number, noun + 2), ()) if sentence.low(noun + 1) == "of" else ()
            return owner[-1] if len(owner) > 1 else ""
    return ""


def introduced_as_kin(
    sentences: Sequence[Sentence], ranges: Ranges, forms: Mapping[tuple[int, int], Name]
) -> frozenset[Name]:
    """Return the full names that are introduced as relatives: "her father, Tom Lee", "Tom Lee, her father"."""
    return frozenset(
        forms[number, start]
        for (number, start), end in ranges.items()
        if len(forms[number, start]) > 1 and _is_kin(sentences[number], start, end)
    )


def _is_kin(sentence: Sentence, start: int, end: int) -> bool:
    noun = start - 1 - (sentence.low(start - 1) == ",")
    if sentence.low(noun) == "lady" and sentence.low(noun - 1) == "first":
        return True
    if sentence.low(noun) in _IN_LAW:
        before = range(max(0, noun - _LONGEST_DESCRIPTION), noun)
        return any(sentence.low(at) in _OWNERS or sentence.part(at) == Part.POSSESSIVE for at in before)
    if sentence.low(end) != ",":
        return False
    for noun in range(end + 2, end + 2 + _LONGEST_DESCRIPTION):
        if sentence.low(noun) in _IN_LAW:
            before = range(end + 1, noun)
            owned = sentence.low(end + 1) in _OWNERS or any(sentence.part(at) == Part.POSSESSIVE for at in before)
            return owned or sentence.low(noun + 1) == "of"
    return False


def the_dead(sentences: Sequence[Sentence], ranges: Ranges, forms: Mapping[tuple[int, int], Name]) -> set[Name]:
    """Return the names of persons whose death or monument the text mentions: "Ann Lee's death", "the statue of Lee"."""
    return {forms[number, start] for (number, start), end in ranges.items() if _is_dead(sentences[number], start, end)}


def _is_dead(sentence: Sentence, start: int, end: int) -> bool:
    if sentence.low(start - 1) == "late" and sentence.low(start - 2) in ("the", "his", "her", "their"):
        return True
    if sentence.low(start - 1) == "of" and sentence.low(start - 2) in _DEATH_NOUNS:
        return True
    if sentence.part(end) == Part.POSSESSIVE:
        return any(sentence.low(index) in _DEATH_NOUNS for index in (end + 1, end + 2))
    for index in range(end, end + _CLAUSE):
        if sentence.low(index) in _DEATH_VERBS:
            return True
        if sentence.low(index) not in AUXILIARIES and sentence.part(index) != Part.ADVERB:
            return False
    return False
