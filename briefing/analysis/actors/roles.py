"""What the text says a person is: a title before the name, an apposition beside it, or "who leads ..." after it."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.mentions import Reading
from briefing.analysis.actors.resolve_mentions import AGENCIES, ResolvedMention
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.tokens import word_set
from briefing.data.loader import word_list
from briefing.model.spans import Span

_PLAIN_TITLES = word_set("mr mrs ms miss mx sir lady lord shri smt dr rev reverend sheikh sheik sheikha ayatollah hon")
"""Forms of address: they tell nobody's office."""
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")
_LONGEST = 28
"""Tokens that a role may have."""
_INSIDE_TITLE = frozenset({Part.NAME, Part.NOUN, Part.ADJECTIVE, Part.NUMBER})
_QUALIFIERS = word_set("former then acting deputy vice senior chief co interim longtime ex incoming outgoing late")
_PHRASE_ENDS = frozenset({Part.PAST, Part.PRESENT, Part.PRESENT_S, Part.MODAL, Part.WH})
_FINITE = frozenset({Part.PAST, Part.PRESENT_S, Part.MODAL})
_OPENING_ENDS = frozenset({Part.PREPOSITION, Part.TO, Part.PARTICIPLE, Part.GERUND})
_APPOSITION_STARTS = frozenset({Part.DETERMINER, Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.NUMBER, Part.PARTICIPLE})
_STOPS = word_set(', . ; : ! ? — – -- ) ( ” “ "')
_LEADING = word_set("leads led heads headed runs ran chairs chaired directs directed oversees represents represented")
_BACKWARD = frozenset({*_INSIDE_TITLE, Part.DETERMINER, Part.POSSESSIVE, Part.CONJUNCTION})
_POSSESSIVES = word_set("his her their")
_TIES = word_set("of to for")
_OWNERS = word_set("its his her their my our")
_RELATIONS = word_list("language/relations.txt")
"""Nouns that tell nothing of somebody unless it is said whose."""
_ROLE_PREPOSITIONS = word_set("of for at in to")


def find_roles(readings: Sequence[Reading], mentions: Sequence[ResolvedMention]) -> tuple[Span, ...]:
    """Return the roles that the text gives at the mentions of one person, each wording once, in text order."""
    roles: dict[str, Span] = {}
    for mention in mentions:
        reading = readings[mention.sentence]
        for first, last in _roles_at(reading, mention):
            first = _after_owner(reading, first, last)
            if first == last:
                continue
            tokens = reading.sentence.tokens
            wording = " ".join(reading.low[first:last])
            roles.setdefault(wording, Span(tokens[first].start, tokens[last - 1].end))
    return tuple(sorted(span for wording, span in roles.items() if not _is_repeated(wording, roles)))


def _after_owner(reading: Reading, first: int, last: int) -> int:
    """Return where a role begins that needs no owner: behind "its"; nowhere in "his lawyer"."""
    owned = reading.low[first] in _OWNERS
    relative = any(reading.low[position] in _RELATIONS for position in range(first, last))
    tied = not _TIES.isdisjoint(reading.low[first:last])
    if relative and not tied and (owned or reading.low_at(first - 1) in _OWNERS):
        return last
    return first + 1 if owned else first


def _is_repeated(wording: str, roles: dict[str, Span]) -> bool:
    """Tell whether a longer role says the same ("president" beside "russian president")."""
    return any(other != wording and f" {wording} " in f" {other} " for other in roles)


def _roles_at(reading: Reading, mention: ResolvedMention) -> Iterator[tuple[int, int]]:
    found = (
        _title_before(reading, mention.start),
        _apposition_after(reading, mention.end),
        _relative_after(reading, mention.end),
        _apposition_before(reading, mention.start),
    )
    for role in found:
        if role is not None:
            yield role


def _title_before(reading: Reading, start: int) -> tuple[int, int] | None:
    """Find "Russian President" or "former Secretary of State" right before the name or its form of address."""
    while start > 0 and reading.bare[start - 1] in _PLAIN_TITLES:
        start -= 1
    first = start
    while first > 0 and start - first < 10 and _may_be_in_title(reading, first - 1, start):
        first -= 1
        if reading.low[first] in ("former", "then"):
            break
    while first < start and not _may_open_title(reading, first):
        first += 1
    words = reading.bare[first:start]
    if not any(word in lexicon().roles or word in lexicon().titles for word in words):
        return None
    if all(word in _PLAIN_TITLES or word in _QUALIFIERS for word in words):
        return None
    if _is_role_word(reading, start - 1):
        first = _after_tie(reading, first, start)
    last_is_role = _is_role_word(reading, start - 1) or "of" in words or "for" in words
    return (first, start) if last_is_role else None


def _after_tie(reading: Reading, first: int, start: int) -> int:
    """Return where the title of the name itself begins: behind another's, such as "brother of"."""
    for position in range(start - 2, first, -1):
        several = reading.low[position - 1].endswith("s")  # "Chiefs of Staff"
        if reading.low[position] in ("of", "for") and _is_role_word(reading, position - 1) and not several:
            return position + 1
    return first


def _may_be_in_title(reading: Reading, position: int, start: int) -> bool:
    word, part = reading.low[position], reading.sentence.parts[position]
    if word in ("of", "for") and position + 1 < start:
        return _is_role_word(reading, position - 1) and reading.is_name_word(position + 1)
    if position == 0 and reading.weak and word in AGENCIES:  # the credit before a caption
        return False
    if not word[0].isalnum() or reading.bare[position] in _PLAIN_TITLES or word in _DAYS:
        return False
    return part in _INSIDE_TITLE or word in _QUALIFIERS or _is_role_word(reading, position)


def _may_open_title(reading: Reading, position: int) -> bool:
    """Tell whether a title may begin here; the first word of a sentence may be capitalised for that alone."""
    return reading.low[position] not in ("of", "for") and reading.sentence.parts[position] != Part.NUMBER


def _is_role_word(reading: Reading, position: int) -> bool:
    if not 0 <= position < reading.size:
        return False
    word = reading.bare[position]
    return word in lexicon().roles or word in lexicon().titles or word.rpartition("-")[2] in lexicon().roles


def _apposition_after(reading: Reading, end: int) -> tuple[int, int] | None:
    """Find ", a senior fellow at the institute," right after the name, over "(D-Ohio)" and ", 45,"."""
    first = _after_asides(reading, end)
    if first >= reading.size or reading.sentence.parts[first] not in _APPOSITION_STARTS:
        return None
    last = _phrase_end(reading, first)
    if _is_speech(reading, last) or _names_another(reading, first, last) or _acts(reading, first, last):
        return None
    return (first, last) if _has_role_head(reading, first, last) else None


def _is_speech(reading: Reading, last: int) -> bool:
    """Tell whether the phrase only says who reported: ", the official agency reported"."""
    return any(reading.low_at(position) in lexicon().saying for position in (last - 1, last))


def _acts(reading: Reading, first: int, last: int) -> bool:
    """Tell whether somebody else begins to act: "asked about Ann Lee, the harbour minister agreed"."""
    return reading.low[first] == "the" and last < reading.size and reading.sentence.parts[last] in _FINITE


def _names_another(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the phrase names the next of a list: ", Justice Minister Ann Lee and", ", his wife Ann"."""
    office = next((at for at in range(first, last) if _is_role_word(reading, at)), last)
    while _is_role_word(reading, office + 1) and office + 1 < last:
        office += 1
    named = office + 1 < last and reading.is_name_word(office + 1)
    to_the_end = last - office > 2 and all(reading.is_name_word(at) for at in range(office + 1, last))
    return named and (reading.is_name_word(office) or reading.low[first] in _POSSESSIVES or to_the_end)


def _after_asides(reading: Reading, end: int) -> int:
    """Return where an apposition could begin after a name that ends at `end`, or the sentence's length."""
    position = end
    if reading.low_at(position) == "(" and ")" in reading.low[position : position + 8]:
        position = reading.low.index(")", position) + 1
    if (
        reading.low_at(position) == ","
        and reading.low_at(position + 1).isdigit()
        and reading.low_at(position + 2) == ","
    ):
        position += 2
    return position + 1 if reading.low_at(position) == "," else reading.size


def _phrase_end(reading: Reading, first: int) -> int:
    position = first
    while position < reading.size and position - first < _LONGEST:
        if reading.low[position] in _STOPS or (reading.low[position] == "'s" and position == first):
            break
        if reading.sentence.parts[position] in _PHRASE_ENDS and reading.bare[position] not in lexicon().roles:
            break
        position += 1
    while position > first and reading.sentence.parts[position - 1] in (
        Part.CONJUNCTION,
        Part.PREPOSITION,
        Part.ADVERB,
    ):
        position -= 1
    return position


def _has_role_head(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the noun phrase that opens a role has a role noun in it."""
    head_end = first
    while head_end < last and reading.sentence.parts[head_end] not in _OPENING_ENDS:
        head_end += 1
    words = range(first, head_end)
    if not any(reading.bare[position] in lexicon().roles or _ends_in_role(reading, position) for position in words):
        return False
    return head_end - first <= 12 and last > first


def _ends_in_role(reading: Reading, position: int) -> bool:
    return reading.low[position].rpartition("-")[2] in lexicon().roles


def _relative_after(reading: Reading, end: int) -> tuple[int, int] | None:
    """Find "leads the party" in ", who leads the party,"."""
    position = end + (reading.low_at(end) == ",")
    if reading.low_at(position) != "who" or reading.low_at(position + 1) not in _LEADING:
        return None
    last = _phrase_end(reading, position + 2)
    return (position + 1, last) if last > position + 2 else None


def _apposition_before(reading: Reading, start: int) -> tuple[int, int] | None:
    """Find "The group's director" in "The group's director, Ann Lee, said"."""
    last = start - 1
    if reading.low_at(last) != "," or reading.low_at(start - 2) == ")":
        return None
    first = last
    while first > 0 and last - first < 12 and _may_be_in_apposition(reading, first - 1):
        first -= 1
    opens = first == 0 or reading.low[first - 1] in _STOPS or reading.sentence.parts[first - 1] in _PHRASE_ENDS
    if not opens or reading.sentence.parts[first] != Part.DETERMINER or not _has_role_head(reading, first, last):
        return None
    return first, last


def _may_be_in_apposition(reading: Reading, position: int) -> bool:
    inside = reading.sentence.parts[position] in _BACKWARD or reading.low[position] in _ROLE_PREPOSITIONS
    return inside and reading.low[position] not in _STOPS
