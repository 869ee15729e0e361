"""Roles: what a text says that a person is, found in the words beside the name.

Quotes and actors both take roles from here, so that a person has the same role in both.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from briefing.analysis.language.lexicon import TITLES, cue_verb, is_role, is_time_word, lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.data.loader import word_list, word_lists
from briefing.model.evidence import Evidence, Question, RoleRule
from briefing.model.spans import Span

_AGE = re.compile(r"\d{1,3}$")
_TIME = re.compile(r"\d{1,2}[.:]\d\d$")
_PARTY = re.compile(r"[rdi]-\w|[rdi]\.$")
_ADDRESSES = word_list("language/forms_of_address.txt")
"""Forms of address, which name no office, without their full stop."""
_GENERIC = word_list("language/generic_persons.txt")
"""Nouns that say no more than that somebody is a person."""
_RELATIONS = word_list("language/relations.txt")
"""Nouns that say little about somebody unless they have an owner: "lawyer", "aunt"."""
_CREDITED = word_lists("actors/organisations.txt")["credited"]
"""Agencies that are credited before a caption."""
_LEADING = word_list("language/leading_verbs.txt")
_QUALIFIERS = frozenset({"former", "then", "acting", "deputy", "vice", "senior", "chief", "interim", "longtime"})
_DETERMINERS = frozenset({"a", "an", "the", "that", "this", "these", "those", "another", "both"})
_OPENERS = frozenset({"a", "an", "the", "one", "his", "her", "their", "its", "former", "then", "another", "acting"})
_OWNERS = frozenset({"its", "his", "her", "their", "my", "our"})
_DASHES = frozenset({"—", "–", "--"})
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "?", "!", "-", "“", "”", '"'}) | _DASHES
_TIES = frozenset({"of", "for", "at", "in", "on", "to"})
_LINKS = frozenset({Part.PREPOSITION, Part.TO})
_LEADING_ON = _LINKS | {Part.CONJUNCTION, Part.DETERMINER}
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom"})
_NEW_CLAUSES = _RELATIVES | {"are", "have", "were"}
_AS = frozenset({"as", "serving", "working"})
_ENDINGS = frozenset({"staff", "chief", "command"})
"""Role nouns that may end a title of several words: "chief of staff"."""
_FAR = 8
_LONGEST_NAME = 4
_LONGEST = 24
"""Words that a role may have."""


@dataclass(frozen=True, slots=True)
class Role:
    """Words `start` up to `end` of a sentence; `weight` ranks what is said in full over a bare title."""

    start: int
    end: int
    weight: int
    rule: RoleRule


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A role in a text: its span, its words as they are compared, and the mention of the person beside it."""

    span: Span
    wording: str
    weight: int
    rule: RoleRule
    mention: Span

    @property
    def head_words(self) -> frozenset[str]:
        """The words of the role that are the person's own: in "the mayor's aide for traffic" only "aide"."""
        own = self.wording.rpartition("'s ")[2].split()
        return frozenset(takewhile(lambda word: word not in _TIES, own))

    @property
    def evidence(self) -> Evidence:
        """The reason for this role."""
        return Evidence(Question.ROLE, self.rule, self.span, (self.mention,))


@lru_cache(500)  # quotes and actors ask about the same mentions
def find_roles(sentence: Sentence, start: int, end: int) -> tuple[FoundRole, ...]:
    """Return the roles given beside the name in words `start` up to `end`, the surest first."""
    mention = sentence.span(start, end)
    return tuple(
        FoundRole(sentence.span(role.start, role.end), _wording(sentence, role), role.weight, role.rule, mention)
        for found in _roles_beside(sentence, start, end)
        if (role := _without_owner(sentence, found)) and not _is_generic(sentence, role)
    )


def distinct_roles(roles: Iterable[FoundRole]) -> tuple[FoundRole, ...]:
    """Return the roles of one person in text order: each wording once, and none that a longer one repeats."""
    first: dict[str, FoundRole] = {}
    for role in sorted(roles, key=lambda role: role.span):
        first.setdefault(role.wording, role)
    return tuple(role for role in first.values() if not _is_repeated(role.wording, first))


def best_role(roles: Iterable[FoundRole]) -> FoundRole | None:
    """Return the role that is said most fully, the first of several, or None."""
    return max(roles, key=lambda role: (role.weight, -role.span.start), default=None)


def _is_repeated(wording: str, others: Iterable[str]) -> bool:
    return any(other != wording and f" {wording} " in f" {other} " for other in others)


def _wording(sentence: Sentence, role: Role) -> str:
    return " ".join(word.low for word in sentence.words[role.start : role.end])


def _roles_beside(sentence: Sentence, start: int, end: int) -> Iterator[Role]:
    """Yield roles after the name and before it; if there are none, before a comma before it, or after "is"."""
    found = [role for role in (_apposition_after(sentence, end), _title_before(sentence, start)) if role is not None]
    if found:
        yield from found
    elif (role := _apposition_before(sentence, start, end) or _predicate(sentence, end)) is not None:
        yield role


def _names_role(low: str) -> bool:
    """Return whether a lower-case word names an office, a trade or a relation."""
    bare = low.rstrip(".")
    lists = lexicon()
    listed = is_role(bare) or bare in lists.roles or bare in lists.titles or bare in _RELATIONS
    return listed or bare.rpartition("-")[2] in lists.roles


def _without_owner(sentence: Sentence, role: Role) -> Role | None:
    """Cut "its" off "its secretary general"; "his lawyer" says nothing without whose."""
    if sentence.low(role.start) not in _OWNERS:
        return role
    rest = [sentence.low(index) for index in range(role.start + 1, role.end)]
    related = not _RELATIONS.isdisjoint(rest) and _TIES.isdisjoint(rest)
    if related or not any(map(_names_role, rest)):
        return None
    return replace(role, start=role.start + 1)


def _is_generic(sentence: Sentence, role: Role) -> bool:
    words = [sentence.low(index) for index in range(role.start, role.end)]
    return all(word in _GENERIC or word in _DETERMINERS for word in words)


def _apposition_after(sentence: Sentence, end: int) -> Role | None:
    """Return ", a painter", ", 45, a painter" or ", who leads Y" after the name."""
    index = _after_bracket(sentence, end)
    if sentence.low(index) != "," and sentence.low(index) not in _DASHES:
        return None
    index += 1
    for _ in range(2):
        low = sentence.low(index)
        if sentence.low(index + 1) == "," and (_AGE.match(low) or _PARTY.match(low)):
            index += 2
    if sentence.low(index) == "who":
        return _relative_clause(sentence, index)
    last = _role_end(sentence, index)
    if last == index or not _opens_role(sentence, index) or _is_titled(sentence, index, last):
        return None
    if not _has_role_head(sentence, index, last):
        return None
    spoken = sentence.part(last) in FINITE and sentence.low(index) != "the"  # "asked about X, the chairman said"
    closed = last == len(sentence) or sentence.low(last) in _STOPS or spoken
    closed = closed or sentence.low(last) in _RELATIVES
    return Role(index, _trimmed(sentence, index, last), 3, RoleRule.APPOSITION_AFTER) if closed else None


def _has_role_head(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the words before the first preposition have a role noun for one person."""
    one = sentence.low(start) == "one"  # "one of the founders"
    head_end = end if one else next((at for at in range(start, end) if _leads_on(sentence, at)), end)
    owners = (at for at in range(head_end - 1, start, -1) if sentence.part(at) == Part.POSSESSIVE)
    begin = next(owners, start)  # "the mayor's house" is no mayor
    nouns = [at for at in range(begin, head_end) if _names_role(sentence.low(at)) and sentence.part(at) in NOMINAL]
    nouns = [noun for noun in nouns if not _is_plural(sentence, start, noun)]
    return bool(nouns) and (nouns[0] - start <= _FAR or sentence.low(start) in _OPENERS)


def _leads_on(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` is a preposition outside a name: "Department of Health" has none."""
    inside_name = sentence.capitalised(index - 1) and sentence.capitalised(index + 1)
    inside_name = inside_name and not _names_role(sentence.low(index - 1))
    return sentence.part(index) in _LINKS and not (inside_name and sentence.low(index) == "of")


def _is_plural(sentence: Sentence, start: int, noun: int) -> bool:
    """Return whether a noun is plural: "the agents" is nobody's role, but "one of the founders" is a role."""
    low = sentence.low(noun)
    if any(sentence.low(index) in ("one", "among") for index in range(start, noun)):
        return False
    return low in ("people", "men", "women", "children") or (
        low.endswith("s") and not low.endswith("ss") and _names_role(low[:-1])
    )


def _is_titled(sentence: Sentence, index: int, last: int) -> bool:
    """Return whether the words are a title with its own bearer, as the second of "Minister X, Minister Y, and Z"."""
    determined = sentence.low(index) in _OPENERS and sentence.low(index) not in _QUALIFIERS | _OWNERS
    if determined or not sentence.capitalised(last - 1):
        return False
    for noun in range(index, last - 1):
        if sentence.low(noun) in _TIES:
            return False
        if _names_role(sentence.low(noun)) and not _names_role(sentence.low(noun + 1)):
            return last - noun <= _LONGEST_NAME and all(sentence.capitalised(at) for at in range(noun + 1, last))
    return False


def _after_bracket(sentence: Sentence, index: int) -> int:
    """Step over "(D-N.C.)" after a name."""
    if sentence.low(index) != "(":
        return index
    closing = (at for at in range(index + 1, min(index + 10, len(sentence))) if sentence.low(at) == ")")
    return next((at + 1 for at in closing), index)


def _opens_role(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if is_time_word(low) or (cue_verb(low) and sentence.part(index) not in NOMINAL):
        return False
    return low in _OPENERS or sentence.part(index) in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.DETERMINER)


def _role_end(sentence: Sentence, index: int) -> int:
    last = index
    while last < len(sentence) and last - index < _LONGEST and not sentence.is_quotation(last):
        low = sentence.low(last)
        if low in _STOPS or low in _NEW_CLAUSES:
            break
        if sentence.part(last) in (Part.PAST, Part.MODAL, Part.PRESENT_S) and low != "based":
            break
        last += 1
    return last


def _trimmed(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a role without words that only lead on: "author of" before a title in quotation marks."""
    while end > start + 1 and sentence.part(end - 1) in _LEADING_ON:
        end -= 1
    return end


def _relative_clause(sentence: Sentence, index: int) -> Role | None:
    """Return "who leads Y", or the noun phrase after "who is" and "who works as"."""
    verb = index + 1
    if sentence.low(verb) in ("is", "was", "serves", "served", "works", "worked"):
        begin = verb + 1
        while sentence.low(begin) in _AS or sentence.part(begin) == Part.ADVERB:
            begin += 1
        last = _role_end(sentence, begin)
        phrase = phrase_starting(sentence, begin, last)
        opens = sentence.part(begin) not in (Part.PARTICIPLE, Part.GERUND)
        if phrase and opens and any(_names_role(sentence.low(at)) for at in range(phrase.start, phrase.end)):
            return Role(begin, _trimmed(sentence, begin, last), 3, RoleRule.RELATIVE_CLAUSE)
    if sentence.low(verb) in _LEADING:
        last = _role_end(sentence, verb + 1)
        if last > verb + 1:
            return Role(index, _trimmed(sentence, index, last), 2, RoleRule.RELATIVE_CLAUSE)
    return None


def _title_before(sentence: Sentence, start: int) -> Role | None:
    """Return "harbour minister" or "former Secretary of State" right before the name or its form of address."""
    while start > 0 and sentence.low(start - 1).rstrip(".") in _ADDRESSES:
        start -= 1
    phrase = phrase_ending(sentence, start - 1) if start else None
    ends = phrase is not None and sentence.part(start - 1) not in _LEADING_ON
    if not start or not (ends or _names_role(sentence.low(start - 1))):
        return None
    begin = phrase.start if phrase else start - 1
    begin = _title_start(sentence, _after_joined_name(sentence, begin, start), start)
    begin = next((at for at in range(start - 1, begin, -1) if sentence.low(at) in ("former", "then")), begin)
    owned = any(sentence.part(index) == Part.POSSESSIVE for index in range(begin + 1, start))
    while begin < start - 1 and _opens_no_title(sentence, begin, owned=owned):
        begin += 1
    last = sentence.low(start - 1).rstrip(".")
    bare = [sentence.low(index).rstrip(".") for index in range(begin, start)]
    if all(word in _ADDRESSES or word in _QUALIFIERS for word in bare) or _is_several(last):
        return None
    if last == "pm" and sentence.part(start - 2) == Part.NUMBER:  # "8:30 PM"
        return None
    return Role(begin, start, 2 if len(bare) > 1 or last not in TITLES else 1, RoleRule.TITLE_BEFORE)


def _opens_no_title(sentence: Sentence, index: int, *, owned: bool) -> bool:
    """Return whether a word before a title is no part of it; "the" belongs to the owner in "the club's chairman"."""
    determiner = sentence.low(index) in _DETERMINERS and not owned
    time = _TIME.match(sentence.low(index)) is not None
    credit = index == 0 and sentence.boilerplate and sentence.low(0) in _CREDITED  # "Reuters Prime Minister X opens"
    return determiner or time or credit or sentence.part(index) == Part.POSSESSIVE


def _is_several(low: str) -> bool:
    return low not in TITLES and low.endswith("s") and not low.endswith("ss") and _names_role(low[:-1])


def _title_start(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title in words `begin` up to `end` starts, `end` if it holds no title.

    It starts after a preposition that links it to somebody else: "brother of President", "a letter from Minister".
    """
    titled = _names_role(sentence.low(end - 1))
    for index in range(end - 2, begin, -1):
        if not _separates(sentence, index):
            continue
        before = sentence.low(index - 1)
        office = _names_role(before) and not _is_several(before) and sentence.low(index) in ("of", "for")
        if not titled and not office:
            return end
        whole = any(_is_one_title(sentence, link, end) for link in range(begin + 1, index + 1))
        if titled and not (_is_several(before) or whole):
            return index + 1
        titled = True
    return begin if titled else end


def _separates(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` links a title to other words: a preposition, or a participle after a noun."""
    if sentence.part(index) in (Part.GERUND, Part.PARTICIPLE):
        return sentence.part(index - 1) in NOMINAL
    return sentence.part(index) in _LINKS or sentence.low(index) in _TIES


def _is_one_title(sentence: Sentence, link: int, end: int) -> bool:
    """Return whether the words around the preposition at `link` are one title: "chief of staff", "CEO of the Board"."""
    office = sentence.low(link - 1)
    if not _names_role(office) or sentence.low(link) not in ("of", "for"):
        return False
    return sentence.low(end - 1) in _ENDINGS or (sentence.capitalised(link - 1) and office not in _RELATIONS)


def _after_joined_name(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "Minister Piet Lomar and President": after the other person's name."""
    for index in range(end - 2, begin, -1):
        if sentence.low(index) not in ("and", "&"):
            continue
        opens = sentence.low(begin) == "the" and _names_role(
            sentence.low(index + 1)
        )  # "the United States and President"
        before = range(begin + opens, index)
        named = all(sentence.part(at) == Part.NAME and not _names_role(sentence.low(at)) for at in before)
        if named or any(_names_role(sentence.low(at)) for at in range(begin, index - 1)):
            return index + 1
    return begin


def _apposition_before(sentence: Sentence, start: int, end: int) -> Role | None:
    """Return "the club's chairman" in "the club's chairman, X, said"."""
    if start < 2 or sentence.low(start - 1) != "," or sentence.is_quotation(start - 2):
        return None
    if end < len(sentence) and sentence.low(end) not in _STOPS and sentence.part(end) not in FINITE:
        return None
    phrase = phrase_ending(sentence, start - 2)
    if phrase is None or _belongs_to_another(sentence, phrase, end):
        return None
    if sentence.capitalised(phrase.end - 1) and not _names_role(sentence.low(phrase.head)):
        return None
    begin = _head_start(sentence, phrase)
    nouns = [sentence.low(index) for index in range(begin, phrase.end) if _names_role(sentence.low(index))]
    several = all(noun.endswith("s") and not noun.endswith("ss") for noun in nouns)
    return None if several else Role(begin, phrase.end, 2, RoleRule.APPOSITION_BEFORE)


def _head_start(sentence: Sentence, phrase: Phrase) -> int:
    """Return where the part of a phrase with its first role noun starts: "the party's leader" in "comments from" it."""
    begin = phrase.start
    for index in range(phrase.start, phrase.end):
        if sentence.part(index) in _LINKS and index > begin:
            if _names_role(sentence.low(index - 1)):
                return begin
            if not (sentence.capitalised(index - 1) and sentence.low(index) == "of"):  # "Department of Health official"
                begin = index + 1
    return begin


def _belongs_to_another(sentence: Sentence, phrase: Phrase, end: int) -> bool:
    """Return whether a preposition leads to the phrase: "treated by the agent, X said", "his bid for governor, X"."""
    if sentence.part(phrase.start - 1) != Part.PREPOSITION:
        return False
    return sentence.part(end) in FINITE or phrase.end - phrase.start == 1


def _predicate(sentence: Sentence, end: int) -> Role | None:
    """Return "a painter" in "X is a painter."."""
    if sentence.low(end) not in ("is", "was") or sentence.low(end + 1) not in ("a", "an", "the"):
        return None
    last = _role_end(sentence, end + 1)
    if last >= len(sentence) or sentence.low(last) not in _STOPS:
        return None
    near = range(end + 2, min(last, end + 7))
    named = any(_names_role(sentence.low(index)) for index in near)
    return Role(end + 1, _trimmed(sentence, end + 1, last), 1, RoleRule.PREDICATE) if named else None
