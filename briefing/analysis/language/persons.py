"""Persons of a text: their mentions, fullest names and genders, who is related to whom, and who is dead."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from briefing.analysis.language.lexicon import (
    AUXILIARIES,
    FEMALE_WORDS,
    SAID,
    SUBORDINATORS,
    TITLES,
    gender_of_name,
    is_role,
    lexicon,
    shows_man,
)
from briefing.analysis.language.namesakes import NAME_SUFFIXES, Name, Ranges, honorific_gender
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.roles import FoundRole, best_role, distinct_roles, find_roles
from briefing.data.loader import word_list
from briefing.frozen import dataclass
from briefing.model.spans import Span

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
_HONORIFIC_VOTES = 2
"""Votes of "Ms" for the gender of a name; a noun of a role has one."""
_TITLES_OF_ONE_NAME = word_list("language/titles_of_one_name.txt")
_LONGEST_ASIDE = 14
"""Words from the comma after a name to the one before the verb."""
_HAVE = frozenset({"has", "had", "have"})
_BEFORE_VERB = _HAVE | {"who", "also"}
_BEFORE_FIRST_NAME = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.DETERMINER, Part.POSSESSIVE})


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


def mention_at(sentence: Sentence, start: int, end: int, *, pronoun: bool = False) -> Mention:
    """Return the mention in words `start` up to `end`, with what the words around it show."""
    possessive = sentence.part(end) == Part.POSSESSIVE or (
        sentence.low(end) == "'s" and sentence.part(end) not in FINITE
    )
    verb = end
    while sentence.part(verb) == Part.ADVERB or sentence.low(verb) in _BEFORE_VERB:
        verb += 1
    after = _after_aside(sentence, end)
    inverted = sentence.low(start - 1) in SAID and (
        start == 1 or sentence.is_quotation(start - 2) or sentence.low(start - 2) == ","
    )
    first = _BEFORE_FIRST_NAME.issuperset(sentence.parts[:start])
    return Mention(
        sentence=sentence.number,
        start=start,
        end=end,
        span=sentence.span(start, end),
        subject=not possessive and (inverted or first or any(_heads(sentence, start, at) for at in (verb, after))),
        possessive=possessive,
        modifier=not possessive and sentence.part(end) == Part.NOUN,
        pronoun=pronoun,
    )


def _after_aside(sentence: Sentence, end: int) -> int:
    """Return the index after "X, head of the port," with the name's end at `end`; `end` if no such words follow it."""
    if sentence.low(end) != ",":
        return end
    for index in range(end + 1, min(end + _LONGEST_ASIDE, len(sentence))):
        if sentence.low(index) == ",":
            return index + 1 if index > end + 1 else end
        if sentence.part(index) in FINITE or sentence.is_quotation(index):
            break
    return end


def _heads(sentence: Sentence, start: int, verb: int) -> bool:
    """Return whether the verb is the name's own: in "the house of X was sold" it is the house's."""
    before = start - 1
    while is_role(sentence.low(before)) or sentence.low(before).rstrip(".") in TITLES:
        before -= 1
    tied = sentence.part(before) == Part.PREPOSITION and sentence.low(before) not in SUBORDINATORS
    auxiliary = verb - 1
    while sentence.part(auxiliary) == Part.ADVERB:
        auxiliary -= 1
    perfect = sentence.part(verb) == Part.PARTICIPLE and sentence.low(auxiliary) in _HAVE
    return (sentence.part(verb) in FINITE or perfect) and not tied


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


def person_of(
    text: str,
    sentences: Sequence[Sentence],
    mentions: list[Mention],
    words: Name,
    others: Collection[Name],
    titled: Mapping[str, str],
) -> Person:
    """Return the person with these mentions, whose name in full is `words`; the `titled` have it in the title."""
    given = [mention for mention in mentions if mention.span.cut(text).lower() == words[0]]
    whole = len(words) > 1 and any(mention.end - mention.start > 1 for mention in mentions)  # "Velk Jr." adds nothing
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
