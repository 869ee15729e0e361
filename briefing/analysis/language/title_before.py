"""The title before a name, and the words that name a role."""

import re
from typing import NamedTuple

from briefing.analysis.language.lexicon import PARTICLES, TITLES, is_body, is_role, is_time_word, lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import phrase_ending
from briefing.analysis.language.quoted_sentences import NOMINAL, Sentence
from briefing.data.loader import word_list, word_lists

_TIME = re.compile(r"\d{1,2}[.:]\d\d$")
_ADDRESSES = word_list("language/forms_of_address.txt")
"""Forms of address, which name no office, without their full stop."""
RELATIONS = word_list("language/relations.txt")
"""Nouns that say little about somebody unless they have an owner: "lawyer", "aunt"."""
_CREDITED = word_lists("actors/organisations.txt")["credited"]
"""Agencies that are credited before a caption."""
_NO_TITLE_OPENINGS = word_list("language/before_a_title.txt")
"""Words that may stand before a title, also with a capital, and are no part of it."""
_IS = frozenset({"am", "is", "are", "was", "were", "’m", "'m"})
_STATES = word_list("language/states_of_office.txt")
"""Words that say whether somebody still holds an office: "former", "ousted"."""
QUALIFIERS = frozenset(
    {"former", "then", "acting", "deputy", "vice", "senior", "chief", "interim", "longtime", "late", "fellow"}
)
DETERMINERS = frozenset({"a", "an", "the", "that", "this", "these", "those", "another", "both"})
OPENERS = frozenset(
    {"a", "an", "the", "one", "his", "her", "their", "its", "former", "formerly", "then", "another", "acting"}
)
OWNERS = frozenset({"its", "his", "her", "their", "my", "our"})
TIES = frozenset({"of", "for", "at", "in", "on", "to"})
LINKS = frozenset({Part.PREPOSITION, Part.TO})
LEADING_ON = LINKS | {Part.CONJUNCTION, Part.DETERMINER}
_VERBAL = frozenset({Part.GERUND, Part.PARTICIPLE, Part.PAST})
_ENDINGS = frozenset({"staff", "chief", "command"})
"""Role nouns that may end a title of several words: "chief of staff"."""
TRADES = frozenset({"spokesman", "spokeswoman", "spokesperson", "attorney", "lawyer", "agent", "aide", "adviser"})
"""Relations that are trades too, so that one alone is a role: "Attorney Ann Lee"."""
_GROUPS = frozenset({"people", "men", "women", "children", "police"})
_JUDGING = frozenset(
    {"criticizing", "criticising", "accusing", "praising", "mocking", "supporting", "urging", "naming", "replacing"}
)
"""Verbs whose object may follow as a role: "leaflets criticizing leader X"."""
_HYPHENED_STATES = ("then-", "ex-", "former-", "now-")
_SUBJECTS = frozenset({"which", "who", "both", "they", "we", "all", "also", "to"})
_SHORT_PLURALS = frozenset({"reps", "sens", "govs", "drs", "gens", "cols", "messrs"})
_LONGEST_NAME = 4
_UNITS = word_list("language/units_of_offices.txt")
"""Nouns that say of what somebody is an officer: "state Senator"."""
_AFTER_OFFICE = frozenset({"elect", "designate"})


class Title(NamedTuple):
    """Words `start` up to `end` before a name; `full`: it says more than a bare title such as "Mr"."""

    start: int
    end: int
    full: bool


def names_role(low: str) -> bool:
    """Return whether a lower-case word names an office, a trade or a relation."""
    bare = low.rstrip(".")
    front, _, tail = bare.rpartition("-")
    if tail in _AFTER_OFFICE:
        bare = tail = front
    lists = lexicon()
    return is_role(bare) or bare in lists.roles or bare in lists.titles or bare in RELATIONS or tail in lists.roles


def is_plural(sentence: Sentence, start: int, noun: int) -> bool:
    """Return whether a noun is plural: "the agents" is nobody's role, but "one of the founders" is a role."""
    if any(sentence.low(index) in ("one", "among") for index in range(start, noun)):
        return False
    return _is_several(sentence.low(noun))


def _is_several(low: str) -> bool:
    plural = low.endswith("s") and not low.endswith("ss") and names_role(low[:-1])
    plural = plural or (low.endswith("ies") and names_role(low[:-3] + "y"))
    return low.rstrip(".") in _SHORT_PLURALS or (low not in TITLES and (low in _GROUPS or plural))


def title_before(sentence: Sentence, start: int) -> Title | None:
    """Return "harbour minister" or "former Secretary of State" right before the name or its form of address."""
    while start > 0 and (sentence.low(start - 1) in PARTICLES or sentence.low(start - 1).rstrip(".") in _ADDRESSES):
        start -= 1
    phrase = phrase_ending(sentence, start - 1) if start else None
    if not start or (not names_role(sentence.low(start - 1)) and _ends_no_title(sentence, start - 1, found=phrase)):
        return None
    if phrase is None and sentence.part(start - 2) in NOMINAL:  # the tagger takes an unknown role for another word
        phrase = phrase_ending(sentence, start - 2)
    begin = phrase.start if phrase else start - 1
    begin = _title_start(sentence, _after_joined_name(sentence, _after_verb(sentence, begin, start), start), start)
    begin = next((at for at in range(start - 1, begin, -1) if sentence.low(at) in ("former", "then")), begin)
    if begin == start:
        return None
    begin = _within_caption(sentence, _after_cut_name(sentence, begin, start), start)
    begin = _with_chamber(sentence, _after_person(sentence, begin, start))
    if _is_cut_owner(sentence, begin, start):
        return None
    states = (at for at in range(start - 1, max(begin - 2, -1), -1) if sentence.low(at).startswith(_HYPHENED_STATES))
    begin = next(states, begin)
    begin = _without_openings(sentence, _with_states(sentence, _with_first_role(sentence, begin)), start)
    begin = _after_stray_words(sentence, begin, start)
    last = sentence.low(start - 1).rstrip(".")
    bare = [sentence.low(index).rstrip(".") for index in range(begin, start)]
    if all(word in _ADDRESSES or word in QUALIFIERS for word in bare) or _is_several(last):
        return None
    if last == "pm" and sentence.part(start - 2) == Part.NUMBER:  # "8:30 PM"
        return None
    if last in RELATIONS and len(bare) == 1 and sentence.capitalised(begin) and last not in TRADES:  # "Mother Lomar"
        return None
    return Title(begin, start, len(bare) > 1 or last not in TITLES)


def is_titled(sentence: Sentence, index: int, last: int) -> bool:
    """Return whether the words are a title with its own bearer, as the second of "Minister X, Minister Y, and Z"."""
    last = next((at for at in range(index + 2, last) if sentence.low(at) == "and"), last)
    bearer = next((start for start, end in sentence.persons if start > index and end == last), None)
    if bearer is not None:
        return _bears_title(sentence, index, bearer)
    determined = sentence.low(index) in OPENERS and sentence.low(index) not in QUALIFIERS | OWNERS
    if determined or not sentence.capitalised(last - 1):
        return False
    for noun in range(index, last - 1):
        if sentence.low(noun) in TIES:
            return False
        if names_role(sentence.low(noun)) and not names_role(sentence.low(noun + 1)):
            return last - noun <= _LONGEST_NAME and all(sentence.capitalised(at) for at in range(noun + 1, last))
    return False


def _bears_title(sentence: Sentence, index: int, bearer: int) -> bool:
    """Return whether the title that begins at `index` is that of the person named at `bearer` at its end.

    So it is in "Governor X" and "president of the Harbour Group X", not in "aide to X" and "aide to Governor X".
    """
    tie = next((at for at in range(index, bearer) if sentence.low(at) in TIES), None)
    if tie is None:
        return sentence.part(bearer - 1) != Part.POSSESSIVE
    if tie == bearer - 1 or sentence.part(bearer - 1) in LEADING_ON:
        return False
    titles = sentence.capitalised(index) and sentence.capitalised(tie - 1)
    return titles or not names_role(sentence.low(bearer - 1))


def _after_cut_name(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the role begins if the words before it end a name: "Birds of the Harbour" + "director"."""
    of = begin - 1 - (sentence.low(begin - 1) == "the")
    named = sentence.capitalised(begin + (sentence.low(begin) == "the"))
    cut = sentence.low(of) in ("of", "for") and sentence.capitalised(of - 1) and named
    plain = not names_role(sentence.low(of - 1)) and not _is_several(sentence.low(of - 1))
    return end - 1 if cut and plain else begin


def _after_stray_words(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "the outrage House Speaker", "same day Senator" and "Creepy Is Princess"."""
    for index in range(end - 2, begin - 1, -1):
        low, part = sentence.low(index), sentence.part(index)
        if low in _IS or (is_time_word(low) and not sentence.capitalised(index)):
            return index + 1
        noun = part == Part.NOUN and not names_role(low) and low not in _UNITS | _STATES | QUALIFIERS and "-" not in low
        before_name = not sentence.capitalised(index) and sentence.capitalised(index + 1)
        if noun and before_name and not any(sentence.capitalised(at) for at in range(begin, index)):
            return index + 1
    return begin


def _after_person(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "the only person Prince": after a noun for any person."""
    return next((at + 1 for at in range(end - 2, begin - 1, -1) if sentence.low(at) in ("person", "people")), begin)


def _with_chamber(sentence: Sentence, begin: int) -> int:
    """Return where "House Speaker" begins, whose first word the tagger takes for another at the start of a sentence."""
    chamber = sentence.low(begin - 1) in ("house", "senate") and sentence.capitalised(begin - 1)
    return begin - 1 if begin == 1 and chamber and sentence.capitalised(begin) else begin


def _is_cut_owner(sentence: Sentence, begin: int, end: int) -> bool:
    """Return whether an adverb that may be a name begins the sentence: "Indeed Tollena's economist"."""
    owned = any(sentence.part(index) == Part.POSSESSIVE for index in range(begin, end))
    adverb = begin == 1 and sentence.part(0) == Part.ADVERB and sentence.capitalised(begin)
    return owned and adverb


def _within_caption(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the role begins in "2020 file photo Harbour Minister"."""
    return next((at + 1 for at in range(end - 2, begin - 1, -1) if sentence.low(at) in ("photo", "photograph")), begin)


def _ends_no_title(sentence: Sentence, index: int, *, found: object) -> bool:
    return found is None or sentence.part(index) in LEADING_ON


def _is_verb(sentence: Sentence, index: int, end: int) -> bool:
    """Return whether the first word of a title is the verb before it: "Velden fired deputy X", "who support X"."""
    low = sentence.low(index)
    if index == end - 1 or sentence.capitalised(index) or low in _STATES or names_role(low):
        return False
    subject = sentence.low(index - 1) in _SUBJECTS and "V" in word_classes(low)
    acting = sentence.part(index) in _VERBAL and sentence.part(index - 1) in NOMINAL
    return subject or acting


def _after_verb(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "plane carrying Tollenan President": after a verb with a noun before it."""
    begin += sentence.low(begin) == "both"
    begin = _after_plural_subject(sentence, begin, end)
    begin += _is_verb(sentence, begin, end)
    for index in range(end - 2, begin, -1):
        titled = sentence.capitalised(index + 1) and not names_role(sentence.low(index + 1)) and index + 2 < end
        titled = titled and not sentence.capitalised(index - 1)
        if sentence.part(index) == Part.NUMBER and titled:  # "30 Rock writer"
            return index
        if sentence.part(index) == Part.NUMBER and sentence.low(index - 1) != "no.":  # "the 53 million figure"
            return index + 1
        verbal = sentence.part(index) in _VERBAL and not sentence.capitalised(index)
        named = sentence.capitalised(index + 1) or sentence.part(index + 1) == Part.DETERMINER
        if verbal and named and sentence.part(index - 1) in NOMINAL and sentence.low(index) not in _STATES:
            return index + 1
        if index < end - 1 and sentence.low(index) in _JUDGING and names_role(sentence.low(index + 1)):
            return index + 1  # "leaflets criticizing leader"
    return begin


def _after_plural_subject(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "Waiters greet Tollenan President": after a plural noun and its verb."""
    for index in range(begin, end - 2):
        subject, verb = sentence.low(index), sentence.low(index + 1)
        plural = subject.endswith("s") and not subject.endswith(("ss", "'s", "’s"))
        acting = "V" in word_classes(verb) and not names_role(verb) and verb not in _STATES
        plain = not sentence.capitalised(index + 1) and sentence.capitalised(index + 2)
        if plural and acting and plain:
            return index + 2
    return begin


def _with_first_role(sentence: Sentence, begin: int) -> int:
    """Return where "Actor and director" begins, if `begin` is the second of two roles of one person."""
    if sentence.low(begin - 1) not in ("and", "&") or not names_role(sentence.low(begin - 2)):
        return begin
    first = phrase_ending(sentence, begin - 2)
    if sentence.low(begin) in ("former", "fellow", "then"):
        return begin
    if first is None or _is_several(sentence.low(begin - 2)) or sentence.part(first.start) == Part.DETERMINER:
        return begin
    return first.start


def _with_states(sentence: Sentence, begin: int) -> int:
    """Return where a title begins with "then", "acting" or "the ousted" before it, unless that is a verb."""
    while begin and sentence.low(begin - 1) in _STATES:
        before = sentence.part(begin - 2)
        opened = begin == 1 or before in (Part.DETERMINER, Part.POSSESSIVE, Part.PREPOSITION, Part.ADJECTIVE)
        opened = opened or sentence.low(begin - 2) == ","
        if not opened and sentence.low(begin - 1) not in QUALIFIERS:
            break
        begin -= 1
    agency = sentence.part(begin - 1) == Part.PARTICIPLE and sentence.capitalised(begin)  # "Associated Press writer"
    return begin - 1 if begin and agency and sentence.capitalised(begin - 1) else begin


def after_openings(sentence: Sentence, begin: int, end: int) -> int:
    """Return where a role begins after "from", "own" and the like; "then", which is no noun, is kept."""
    while begin < end - 1 and sentence.low(begin) in _NO_TITLE_OPENINGS:
        begin += 1
    return begin - (sentence.low(begin - 1) == "then")


def _without_openings(sentence: Sentence, begin: int, end: int) -> int:
    owned = any(sentence.part(index) == Part.POSSESSIVE for index in range(begin + 1, end))
    while begin < end - 1 and _opens_no_title(sentence, begin, owned=owned):
        begin += 1
    return begin


def _opens_no_title(sentence: Sentence, index: int, *, owned: bool) -> bool:
    """Return whether a word before a title is no part of it; "the" belongs to the owner in "the club's chairman"."""
    low = sentence.low(index)
    determiner = low in DETERMINERS and not owned
    credit = low in _CREDITED and ((index == 0 and sentence.boilerplate) or sentence.low(index - 1) == "/")
    label = sentence.words[index].text.isupper() and len(low) > 3 and low in lexicon().common  # "WATCH Mayor X"
    opening = low in _NO_TITLE_OPENINGS or (label and not sentence.words[index + 1].text.isupper())
    predicate = sentence.part(index) == Part.ADJECTIVE and sentence.low(index - 1) in _IS  # "I am glad President X"
    if predicate and low not in _STATES:
        return True
    possessive = sentence.part(index) == Part.POSSESSIVE and not low.startswith(_HYPHENED_STATES)
    return determiner or credit or opening or _TIME.match(low) is not None or possessive


def _title_start(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title in words `begin` up to `end` starts, `end` if it holds no title.

    It starts after a preposition that links it to somebody else: "brother of President", "a letter from Minister".
    """
    titled = names_role(sentence.low(end - 1))
    for index in range(end - 2, begin, -1):
        low = sentence.low(index)
        if (sentence.part(index) not in LINKS and low not in TIES) or _is_inside_name(sentence, index, end):
            continue
        office, several = names_role(sentence.low(index - 1)), _is_several(sentence.low(index - 1))
        if not titled and (several or not office or low not in ("of", "for") or _ends_in_noun(sentence, index, end)):
            return end
        whole = any(_is_one_title(sentence, link, end) for link in range(begin + 1, index + 1))
        if titled and low == "to" and office and sentence.capitalised(index - 1):
            return end  # "Special Assistant to PM X" may be X's own title
        if titled and (low not in ("of", "for") or not whole):
            return index + 1
        titled = True
    return begin if titled else end


def _is_one_title(sentence: Sentence, link: int, end: int) -> bool:
    """Return whether the words around the preposition at `link` are one title: "chief of staff", "CEO of the Board"."""
    office = sentence.low(link - 1)
    if not names_role(office) or _is_several(office) or sentence.low(link) not in ("of", "for"):
        return False  # "Allies of Prime Minister" are others
    ends = any(sentence.low(at) in _ENDINGS for at in range(link + 1, end))
    return ends or (sentence.capitalised(link - 1) and office not in RELATIONS)


def _is_inside_name(sentence: Sentence, index: int, end: int) -> bool:
    """Return whether "of" is part of a name before a role: "Bank of Tollena governor", unlike "Death of President"."""
    capitals = sentence.capitalised(index - 1) and sentence.capitalised(index + 1)
    if sentence.low(index) != "of" or not capitals or names_role(sentence.low(index - 1)):
        return False
    head = index > 1 or is_body(sentence.low(index - 1)) or sentence.low(index - 1) in lexicon().organisation_heads
    return head and index + 1 < end - 1 and not names_role(sentence.low(index + 1))


def _ends_in_noun(sentence: Sentence, link: int, end: int) -> bool:
    """Return whether a common noun is before the name: "spokesman for the service X" is not the role of X."""
    common = not sentence.capitalised(end - 1) and sentence.low(end - 1) not in _ENDINGS
    return common and (sentence.part(link + 1) == Part.DETERMINER or is_body(sentence.low(end - 1)))


def _after_joined_name(sentence: Sentence, begin: int, end: int) -> int:
    """Return where the title begins in "Minister Piet Lomar and President": after the other person's name."""
    for index in range(end - 2, begin, -1):
        if sentence.low(index) == "plus":
            return index + 1
        if sentence.low(index) not in ("and", "&"):
            continue
        if any(begin <= start and last == index for start, last in sentence.persons):
            return index + 1
        before = [at for at in range(begin, index) if sentence.part(at) != Part.DETERMINER]
        named = all(sentence.part(at) == Part.NAME and not names_role(sentence.low(at)) for at in before)
        if named or any(names_role(sentence.low(at)) for at in range(begin, index - 1)):
            return index + 1
    return begin
