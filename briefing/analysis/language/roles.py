"""Roles: what the text says that a person is, as a span beside the name."""

import re
from dataclasses import dataclass

from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import phrase_ending
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.analysis.language.words import TITLES, cue_verb, is_role, is_time_word
from briefing.data.loader import word_list
from briefing.model.evidence import Evidence, Question, RoleRule
from briefing.model.spans import Span

_AGE = re.compile(r"\d{1,3}$")
_BARE_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "messrs"})
_OPENERS = frozenset({"a", "an", "the", "one", "his", "her", "their", "its", "former", "then", "another", "acting"})
_OWNERS = frozenset({"its", "his", "her", "their", "my", "our"})
_RELATIVE_TO_SOMEBODY = word_list("language/relations.txt")
"""Nouns that tell nothing of somebody unless it is said whose."""
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "--", "?", "!", "-"})
_LEADING = word_list("language/leading_verbs.txt")
_TIES = frozenset({"of", "for", "at", "in", "on", "to"})
_LONGEST_NAME = 4
_LONGEST = 24
"""Words that a role may have."""


@dataclass(frozen=True, slots=True)
class Role:
    """The span of a role; `weight` ranks what was said in full over a bare title."""

    span: Span
    weight: int
    rule: RoleRule

    def evidence(self, mention: Span) -> Evidence:
        """Return the reason for this role, which stands beside `mention`."""
        return Evidence(Question.ROLE, self.rule, self.span, (mention,))


def find_role(sentence: Sentence, start: int, end: int) -> Role | None:
    """Return the role given beside the name in words `start` up to `end`, or None.

    Tried in this order: after the name ("X, who leads Y", "X, 45, a painter"), before it ("spokesman X"), before it
    and a comma ("the club's chairman, X,"), after "is" ("X is a painter").
    """
    found = (
        _apposition(sentence, end)
        or _title_before(sentence, start)
        or _apposition_before(sentence, start, end)
        or _predicate(sentence, end)
    )
    return _without_owner(sentence, found) if found else None


def _without_owner(sentence: Sentence, role: Role) -> Role | None:
    """Cut "its" off "its secretary general"; "his lawyer" tells nothing without whose."""
    index = next(at for at, word in enumerate(sentence.words) if word.start == role.span.start)
    if sentence.low(index) not in _OWNERS:
        return role
    rest = [word for word in sentence.words[index + 1 :] if word.end <= role.span.end]
    if (
        not rest
        or any(word.low in _RELATIVE_TO_SOMEBODY for word in rest)
        or not any(is_role(word.low) for word in rest)
    ):
        return None
    return Role(Span(rest[0].start, role.span.end), role.weight, role.rule)


def _apposition(sentence: Sentence, end: int) -> Role | None:
    index = _after_bracket(sentence, end)
    if sentence.low(index) not in (",", "—", "–", "--"):
        return None
    index += 1
    for _ in range(2):
        if sentence.low(index + 1) == "," and (_AGE.match(sentence.low(index)) or _is_party(sentence, index)):
            index += 2
    if sentence.low(index) == "who":
        return _relative(sentence, index)
    last = _role_end(sentence, index)
    if not _opens_role(sentence, index) or last == index:
        return None
    nouns = [inner for inner in range(index, last) if is_role(sentence.low(inner)) and sentence.part(inner) in NOMINAL]
    nouns = [noun for noun in nouns if not _is_plural(sentence, index, noun)]
    if not nouns or (nouns[0] - index > 8 and sentence.low(index) not in _OPENERS) or _is_titled(sentence, index, last):
        return None
    spoken = (
        sentence.part(last) in FINITE and sentence.low(index) != "the"
    )  # "In an interview with X, the chairman said"
    closed = last == len(sentence) or sentence.low(last) in _STOPS or spoken
    closed = closed or sentence.low(last) in ("who", "which", "that")
    return Role(sentence.span(index, last), 3, RoleRule.APPOSITION_AFTER) if closed else None


def _is_plural(sentence: Sentence, start: int, noun: int) -> bool:
    """Return whether a noun means several: "the agents" is nobody's role, "one of the founders" is."""
    low = sentence.low(noun)
    one = any(sentence.low(index) in ("one", "among") for index in range(start, noun))
    return low.endswith("s") and not low.endswith("ss") and is_role(low[:-1]) and not one


def _is_titled(sentence: Sentence, index: int, last: int) -> bool:
    """Return whether the words are a title with its own bearer, as the second of "Minister X, Minister Y, and Z"."""
    if sentence.low(index) in _OPENERS or not sentence.capitalised(last - 1):
        return False
    for noun in range(index, last - 1):
        if sentence.low(noun) in _TIES:
            return False
        if is_role(sentence.low(noun)) and not is_role(sentence.low(noun + 1)):
            return last - noun <= _LONGEST_NAME and all(sentence.capitalised(at) for at in range(noun + 1, last))
    return False


def _after_bracket(sentence: Sentence, index: int) -> int:
    """Step over "(D-N.C.)" after a name."""
    if sentence.low(index) != "(":
        return index
    for last in range(index + 1, min(index + 10, len(sentence))):
        if sentence.low(last) == ")":
            return last + 1
    return index


def _is_party(sentence: Sentence, index: int) -> bool:
    return bool(re.match(r"[rdi]-\w|[rdi]\.$", sentence.low(index)))


def _opens_role(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if is_time_word(low) or (cue_verb(low) and sentence.part(index) not in NOMINAL):
        return False
    return low in _OPENERS or sentence.part(index) in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.DETERMINER)


def _role_end(sentence: Sentence, index: int) -> int:
    last = index
    while last < len(sentence) and last - index < _LONGEST and not sentence.is_quotation(last):
        low = sentence.low(last)
        if low in _STOPS or low in ("who", "which", "that", "whose"):
            break
        if sentence.part(last) in (Part.PAST, Part.MODAL, Part.PRESENT_S) and low != "based":
            break
        if low in ("are", "have", "were"):
            break
        last += 1
    return last


def _relative(sentence: Sentence, index: int) -> Role | None:
    """Return "who leads Y", or the noun after "who is"."""
    if sentence.low(index + 1) in ("is", "was", "serves", "served", "works", "worked"):
        begin = index + (3 if sentence.low(index + 2) == "as" else 2)
        last = _role_end(sentence, begin)
        if last > begin and any(is_role(sentence.low(inner)) for inner in range(begin, last)):
            return Role(sentence.span(begin, last), 3, RoleRule.RELATIVE_CLAUSE)
    if sentence.low(index + 1) in _LEADING:
        last = _role_end(sentence, index + 2)
        if last > index + 2:
            return Role(sentence.span(index, last), 2, RoleRule.RELATIVE_CLAUSE)
    return None


def _title_before(sentence: Sentence, start: int) -> Role | None:
    while start > 1 and sentence.low(start - 1).rstrip(".") in _BARE_TITLES:
        start -= 1
    if start == 0 or not is_role(sentence.low(start - 1)) or sentence.is_quotation(start - 1):
        return None
    phrase = phrase_ending(sentence, start - 1)
    begin = phrase.start if phrase else start - 1
    begin = _after_joined_name(sentence, _after_of(sentence, begin, start), start)
    while begin < start - 1 and sentence.part(begin) == Part.POSSESSIVE:
        begin += 1
    span = sentence.span(begin, start)
    if start - begin == 1 and sentence.low(begin).rstrip(".") in _BARE_TITLES:
        return None
    weight = 2 if start - begin > 1 or sentence.low(begin).rstrip(".") not in TITLES else 1
    return Role(span, weight, RoleRule.TITLE_BEFORE)


def _after_of(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "the wake of Minister": behind an "of" that ties it to no role."""
    for index in range(end - 2, begin, -1):
        if sentence.low(index) == "of" and not any(is_role(sentence.low(inner)) for inner in range(begin, index)):
            return index + 1
    return begin


def _after_joined_name(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "Minister Piet Lomar and President": behind the other person's name."""
    for index in range(end - 2, begin, -1):
        if sentence.low(index) not in ("and", "&"):
            continue
        name = all(
            sentence.part(inner) == Part.NAME and not is_role(sentence.low(inner)) for inner in range(begin, index)
        )
        if name or any(is_role(sentence.low(inner)) for inner in range(begin, index - 1)):
            return index + 1
    return begin


def _apposition_before(sentence: Sentence, start: int, end: int) -> Role | None:
    """Return "the club's chairman" in "the club's chairman, X, said"."""
    if start < 2 or sentence.low(start - 1) != "," or sentence.is_quotation(start - 2):
        return None
    if end < len(sentence) and sentence.low(end) not in (",", ".", ";") and sentence.part(end) not in FINITE:
        return None
    phrase = phrase_ending(sentence, start - 2)
    if phrase and sentence.part(phrase.start - 1) == Part.PREPOSITION and sentence.part(end) in FINITE:
        return None  # "treated by the agent, X said": the agent is another
    if phrase is None or (sentence.capitalised(phrase.end - 1) and not is_role(sentence.low(phrase.head))):
        return None
    nouns = [
        index
        for index in range(phrase.start, phrase.end)
        if is_role(sentence.low(index)) and not sentence.low(index).endswith("s")
    ]
    return Role(sentence.span(phrase.start, phrase.end), 2, RoleRule.APPOSITION_BEFORE) if nouns else None


def _predicate(sentence: Sentence, end: int) -> Role | None:
    if sentence.low(end) not in ("is", "was") or sentence.low(end + 1) not in ("a", "an", "the"):
        return None
    last = _role_end(sentence, end + 1)
    if last >= len(sentence) or sentence.low(last) not in _STOPS:
        return None
    return (
        Role(sentence.span(end + 1, last), 1, RoleRule.PREDICATE)
        if any(is_role(sentence.low(index)) for index in range(end + 2, min(last, end + 7)))
        else None
    )
