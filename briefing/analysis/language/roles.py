"""Roles: what a text says that a person is, found in the words beside the name.

Quotes and actors both take roles from here, so that a person has the same role in both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from briefing.analysis.language.lexicon import cue_verb, is_body, is_time_word
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import Phrase, is_until_time, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.analysis.language.title_before import (
    DETERMINERS,
    LEADING_ON,
    LINKS,
    OPENERS,
    OWNERS,
    RELATIONS,
    TIES,
    TRADES,
    after_openings,
    is_plural,
    is_titled,
    names_role,
    title_before,
)
from briefing.data.loader import list_lines, word_list
from briefing.frozen import dataclass
from briefing.model.evidence import Evidence, Question, RoleRule
from briefing.model.spans import Span

_AGE = re.compile(r"\d{1,3}$")
_PARTY = re.compile(r"[rdi]-\w|[rdi]\.$")
_GENERIC = word_list("language/generic_persons.txt")
"""Nouns that say no more than that somebody is a person."""
_LEADING = word_list("language/leading_verbs.txt")
_LOOKS = frozenset({"black", "white", "asian", "hispanic", "latino", "young", "old", "older", "elderly", "unarmed"})
"""What a generic person may look like: "an unarmed black man" is no role."""
_NEAR_DAYS = frozenset({"last", "this", "next", "earlier", "on", "late", "early"})
_PERIODS = frozenset({"week", "month", "year", "night", "morning", "summer", "winter", "spring"})
_HYPHENS = frozenset("-*")
_DASHES = frozenset({"—", "–", "--"})
_OF_BODIES = frozenset({"of", "for", "at", "in", "with"})
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "?", "!", "-", "“", "”", '"'}) | _DASHES
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
_POINTING = frozenset({"this", "that", "these", "those"})
_NEW_CLAUSES = _RELATIVES | {"are", "have", "were", "while", "when", "where", "because", "until", "although"}
_AS = frozenset({"as", "serving", "working"})
_JUDGEMENTS = word_list("language/judgements.txt")
_PARTY_MEMBERS = word_list("language/party_members.txt")
_KIN = word_list("language/kin.txt")
_INFORMED = frozenset({"briefed", "familiar", "close", "knowledge"})
"""What is said of an unnamed person: "a person familiar with the talks"."""
_OUTLETS = frozenset(line.lower() for line in list_lines("outlets.txt"))
_AFTER = RoleRule.APPOSITION_AFTER
_OF_POSTS = ("#", "@", "http", "pic.")
"""What begins a tag, an account or an address in a post: it ends a role."""
_AT_AN_OCCASION = frozenset({"at", "during"})
_OCCASIONS = frozenset({"conference", "briefing", "hearing", "rally", "event", "interview"})
_WORKS = frozenset({"book", "books", "novel", "memoir", "film", "album", "blog", "column"})
_FAR = 8
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
        return frozenset(takewhile(lambda word: word not in TIES, own))

    @property
    def evidence(self) -> Evidence:
        """The reason for this role."""
        return Evidence(Question.ROLE, self.rule, self.span, (self.mention,))


@lru_cache(500)  # quotes and actors ask about the same mentions
def find_roles(sentence: Sentence, start: int, end: int) -> tuple[FoundRole, ...]:
    """Return the roles given beside the name in words `start` up to `end`, the surest first."""
    mention = sentence.span(start, end)
    return tuple(
        FoundRole(
            sentence.span(role.start, role.end), _wording(sentence, role), _weight(sentence, role), role.rule, mention
        )
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
    """Return whether a longer role says the same: "president" beside "russian president"."""
    return any(other != wording and f" {wording} " in f" {other} " for other in others)


def _wording(sentence: Sentence, role: Role) -> str:
    return " ".join(word.low for word in sentence.words[role.start : role.end])


def _weight(sentence: Sentence, role: Role) -> int:
    """Return the weight of a role: a party, a family or "one of the founders" says less than an office."""
    words = [sentence.low(index) for index in range(role.start, role.end)]
    head = next((index for index in range(len(words)) if words[index] in TIES), len(words))
    last = words[max(0, head - 1)]
    return min(role.weight, 1) if words[0] == "one" or last in _PARTY_MEMBERS or last in _KIN else role.weight


def _roles_beside(sentence: Sentence, start: int, end: int) -> Iterator[Role]:
    """Yield roles after the name and before it; if there are none, before a comma before it, or after "is"."""
    found = [role for role in (_apposition_after(sentence, end), _title(sentence, start)) if role is not None]
    if found:
        yield from found
    elif (role := _apposition_before(sentence, start, end) or _predicate(sentence, end)) is not None:
        yield role


def _without_owner(sentence: Sentence, role: Role) -> Role | None:
    """Cut "its" off "its secretary general"; "his lawyer" says nothing without whose."""
    if sentence.low(role.start) not in OWNERS:
        return role
    rest = [sentence.low(index) for index in range(role.start + 1, role.end)]
    related = not RELATIONS.isdisjoint(rest) and TIES.isdisjoint(rest)
    if related or not any(map(names_role, rest)):
        return None
    return replace(role, start=role.start + (2 if sentence.low(role.start + 1) == "own" else 1))


def _is_generic(sentence: Sentence, role: Role) -> bool:
    words = [sentence.low(index) for index in range(role.start, role.end)]
    informed = "person" in words and not (_INFORMED.isdisjoint(words) and "person" not in words[:2])
    if not _JUDGEMENTS.isdisjoint(words) or _is_one_of_several(words) or _ends_word(sentence, role):
        return True
    own = words[words[0] in ("a", "an", "the") :]
    if len(own) == 1 and own[0] in RELATIONS - TRADES:  # "a friend" does not say whose
        return True
    return informed or all(word in _GENERIC or word in _LOOKS or word in DETERMINERS for word in words)


def _is_one_of_several(words: Sequence[str]) -> bool:
    """Return whether words count somebody among others: "another Tollenan man", "one undecided voter"."""
    counted = words[0] == "one" and words[1:2] not in (["of"], ["-"], ["time"])
    return counted or (words[0] == "another" and words[-1] in _GENERIC)


def _ends_word(sentence: Sentence, role: Role) -> bool:
    """Return whether a role is the end of a longer word: "king" in "th--king"."""
    if role.start == 0 or role.end - role.start > 1:
        return False
    before = sentence.words[role.start - 1]
    return before.text[-1:] in _HYPHENS and before.end == sentence.words[role.start].start


def _title(sentence: Sentence, start: int) -> Role | None:
    found = title_before(sentence, start)
    return found and Role(found.start, found.end, 2 if found.full else 1, RoleRule.TITLE_BEFORE)


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
    if last == index or not _opens_role(sentence, index) or is_titled(sentence, index, last):
        return None
    if sentence.low(last).startswith("@") or _lists_others(sentence, index, last):
        return None
    if not _has_role_head(sentence, index, last) or _wording(sentence, Role(index, last, 0, _AFTER)) in _OUTLETS:
        return None
    if _is_main_clause(sentence, index, last) or _begins_with_person(sentence, index):
        return None
    if sentence.low(index + 1) == "only" and sentence.low(last) in _RELATIVES:  # "the only guest who came"
        return None
    spoken = sentence.part(last) in FINITE and sentence.low(index) != "the"  # "asked about X, the chairman said"
    closed = last == len(sentence) or sentence.low(last) in _STOPS or spoken
    closed = closed or sentence.low(last) in _RELATIVES or sentence.low(last).startswith(_OF_POSTS)
    closed = closed or sentence.low(last) in _AT_AN_OCCASION
    return Role(index, _trimmed(sentence, index, last), 3, RoleRule.APPOSITION_AFTER) if closed else None


def _is_main_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether nothing else has a finite verb: "Asked by Ann Lee, the minister pointed to Oslo"."""
    if sentence.low(start) != "the" or end < len(sentence) - 1:
        return False
    verbs = [at for at in range(start, end) if sentence.part(at) in (Part.PARTICIPLE, Part.PAST)]
    return bool(verbs) and not any(sentence.part(at) in FINITE for at in range(start))


def _begins_with_person(sentence: Sentence, index: int) -> bool:
    """Return whether another person is named at `index`: "Ann Lee, Piet Marr and the minister"."""
    return any(start == index and sentence.part(end) != Part.POSSESSIVE for start, end in sentence.persons)


def _lists_others(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether words are others in a list, not a role: "Lomar, his firm and his brother"."""
    if sentence.low(start) not in OWNERS:
        return False
    return any(sentence.low(at) == "and" and sentence.low(at + 1) in OWNERS for at in range(start, end))


def _has_role_head(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the words before the first preposition have a role noun for one person."""
    one = sentence.low(start) == "one"  # "one of the founders"
    head_end = end if one else next((at for at in range(start, end) if _leads_on(sentence, at)), end)
    owners = (at for at in range(head_end - 1, start, -1) if sentence.part(at) == Part.POSSESSIVE)
    begin = next(owners, start)  # "the mayor's house" is no mayor
    nouns = [at for at in range(begin, head_end) if names_role(sentence.low(at)) and sentence.part(at) in NOMINAL]
    nouns = [noun for noun in nouns if not is_plural(sentence, start, noun)]
    return bool(nouns) and (nouns[0] - start <= _FAR or sentence.low(start) in OPENERS)


def _leads_on(sentence: Sentence, index: int) -> bool:
    """Return whether the word at `index` is a preposition outside a name: "Department of Health" has none."""
    inside_name = sentence.capitalised(index - 1) and sentence.capitalised(index + 1)
    inside_name = inside_name and not names_role(sentence.low(index - 1))
    return sentence.part(index) in LINKS and not (inside_name and sentence.low(index) == "of")


def _after_bracket(sentence: Sentence, index: int) -> int:
    """Step over "(D-N.C.)" after a name."""
    if sentence.low(index) != "(":
        return index
    closing = (at for at in range(index + 1, min(index + 10, len(sentence))) if sentence.low(at) == ")")
    return next((at + 1 for at in closing), index)


def _opens_role(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if low in _POINTING or is_time_word(low) or (cue_verb(low) and sentence.part(index) not in NOMINAL):
        return False
    return low in OPENERS or sentence.part(index) in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.DETERMINER)


def _role_end(sentence: Sentence, index: int) -> int:
    last = index
    while last < len(sentence) and last - index < _LONGEST and not sentence.is_quotation(last):
        low = sentence.low(last)
        clause = low in _NEW_CLAUSES and sentence.words[last].text != "WHO" and not is_until_time(sentence, last)
        if low in _STOPS or clause or low.startswith(_OF_POSTS) or sentence.low(last + 1) in _PRONOUNS:
            break
        if low in _AT_AN_OCCASION and _is_occasion(sentence, last):
            break
        if sentence.part(last) in (Part.PAST, Part.MODAL, Part.PRESENT_S) and low != "based":
            break
        if low == "and" and sentence.low(last + 1) in _LEADING:  # "the mayor and chairs the board"
            break
        last += 1
    return last


def _is_occasion(sentence: Sentence, index: int) -> bool:
    """Return whether "at" leads to where somebody spoke: "the head of the bank at a news conference"."""
    begin = index + 1
    if sentence.low(begin) not in ("a", "an", "the"):
        return False
    return any(sentence.low(at) in _OCCASIONS for at in range(begin + 1, begin + 4))


def _trimmed(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a role without words that only lead on: "author of" before a title in quotation marks."""
    if (
        sentence.is_quotation(end)
        and sentence.low(end - 1) in _WORKS
        and "of" in (sentence.low(at) for at in range(start + 1, end))
    ):  # "author of the book “…”"
        end = next(at for at in range(start + 1, end) if sentence.low(at) == "of")
    pairs = ((at, sentence.low(at), sentence.low(at + 1)) for at in range(start + 1, end - 1))
    end = next((at for at, *words in pairs if words == ["with", "a"]), end)  # "a minister with a speech to make"
    while end > start + 1 and sentence.part(end - 1) in LEADING_ON:
        end -= 1
    last = sentence.low(end - 1)
    if (last == "author" and sentence.low(end - 3) == "and") or (
        last == "co-author" and sentence.low(end - 2) == "and"
    ):
        end -= 3 if last == "author" else 2
    near = sentence.low(end - 2) in _NEAR_DAYS and sentence.low(end - 3) != "until"
    if end - start > 3 and near and (last in _PERIODS or is_time_word(last)):
        end -= 2
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
        ended = sentence.low(last) == "until"  # "was a minister until he left"
        opens = not ended and sentence.part(begin) not in (Part.PARTICIPLE, Part.GERUND)
        if phrase and opens and any(names_role(sentence.low(at)) for at in range(phrase.start, phrase.end)):
            return Role(begin, _trimmed(sentence, begin, last), 3, RoleRule.RELATIVE_CLAUSE)
    if sentence.low(verb) in _LEADING:
        last = _role_end(sentence, verb + 1)
        if last > verb + 1:
            return Role(index, _trimmed(sentence, index, last), 2, RoleRule.RELATIVE_CLAUSE)
    return None


def _apposition_before(sentence: Sentence, start: int, end: int) -> Role | None:
    """Return "the club's chairman" in "the club's chairman, X, said"."""
    if start < 2 or sentence.low(start - 1) != "," or sentence.is_quotation(start - 2):
        return None
    if end < len(sentence) and sentence.low(end) not in _STOPS and sentence.part(end) not in FINITE:
        return None
    phrase = phrase_ending(sentence, start - 2)
    if phrase is None or _belongs_to_another(sentence, phrase, end):
        return None
    if sentence.capitalised(phrase.end - 1) and not names_role(sentence.low(phrase.head)):
        return None
    if sentence.low(end) == "," and sentence.capitalised(end + 1) and sentence.low(end + 2) in (",", "and", "&"):
        return None  # "a partner of Lomar, Velden, Pask & Brandt"
    if any(first == end + 1 and sentence.low(last) in (",", "and") for first, last in sentence.persons):
        return None  # "a lawyer, X, Ann Lee and Piet Marr"
    begin = after_openings(sentence, _head_start(sentence, phrase), phrase.end)
    if any(begin < first and last < phrase.end for first, last in sentence.persons):
        return None  # "Minister Velden and the club's chairman, X"
    nouns = [index for index in range(begin, phrase.end) if names_role(sentence.low(index))]
    several = all(is_plural(sentence, begin, noun) for noun in nouns)
    if is_body(sentence.low(phrase.end - 1)) and all(sentence.low(noun + 1) not in _OF_BODIES for noun in nouns):
        return None  # "not the stance of the Democratic caucus, X said"
    return None if several else Role(begin, phrase.end, 2, RoleRule.APPOSITION_BEFORE)


def _head_start(sentence: Sentence, phrase: Phrase) -> int:
    """Return where the part of a phrase with its first role noun starts: "the party's leader" in "comments from" it."""
    begin = phrase.start
    for index in range(phrase.start + 1, phrase.end):
        if sentence.part(index) in LINKS:
            if names_role(sentence.low(index - 1)):
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
    named = any(names_role(sentence.low(index)) and sentence.low(index) not in _GENERIC for index in near)
    return Role(end + 1, _trimmed(sentence, end + 1, last), 1, RoleRule.PREDICATE) if named else None
