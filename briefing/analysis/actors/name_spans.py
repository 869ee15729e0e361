"""Corrects where a tagged name begins and ends."""

from collections.abc import Iterator

from briefing.analysis.actors.mentions import (
    EASTERN_FAMILIES,
    ORGANISATION,
    OTHER,
    PARTICLES,
    PERSON,
    PLACE,
    POSSESSIVE_FIRMS,
    Mention,
    form_of,
    is_native,
    is_team,
    plain_form,
)
from briefing.analysis.actors.name_types import (
    CHAMBERS,
    PARTY_WORDS,
    guess_type,
    is_compound_adjective,
    is_plain_person,
)
from briefing.analysis.language.lexicon import SUBORDINATORS, is_noun_for_body, lexicon, word_classes
from briefing.analysis.language.names import name_runs
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.model.evidence import TypeRule

_ORGANISATIONS = word_lists("actors/organisations.txt")
_PERSONS = word_lists("actors/persons.txt")
_LOOSE_RIGHT = word_set("'s ' . , \" - ( ) ” “ : and of the in for &")
_LOOSE_LEFT = word_set("the a an ' \" “ ( ) and of - & ,")
_BEFORE_PERSON = _PERSONS["before a person"]
_NAMES_THAT_ARE_TITLES = _PERSONS["names that are titles"]
_DASHES = word_set("- -- – —")
_NO_LINKS = word_set("to by from with as at is was were has had who that which while when after before or but")
_LIST_TAILS = _ORGANISATIONS["last words before and"]
_JOINED_HEADS = _ORGANISATIONS["head words within one name with and"]
_COUNTED = word_set("one some many most several none all both two")
_SHORT_OFFICES = word_set("vp svp evp head")
_BEFORE_OFFICE = word_set("special senior assistant deputy associate executive chief vice acting managing general")
_PARTISAN = word_set("democratic republican")
_NAME_OPENERS = ("St.", "San", "Saint", "Mount", "Fort", "Port", "Los", "Las", "El", "La")


def tagged_mentions(sentence: TaggedSentence) -> list[Mention]:
    """Return the names that the tagger found in a sentence, with corrected ends and types."""
    mentions: list[Mention] = []
    for start, end, kind in name_runs(sentence.names):
        mentions += _corrected(sentence, start, end, kind)
    return mentions


def _corrected(sentence: TaggedSentence, start: int, end: int, kind: str) -> Iterator[Mention]:
    start, end = _trimmed(sentence, start, end)
    start = _after_function_words(sentence, start, end)
    if start == end:
        return
    start, kind = _after_office(sentence, start, end, kind)
    if kind == PERSON:
        start, end = _person_only(sentence, start, end)
    else:
        end = _name_end(sentence, start, end)
        start, end = _without_office(sentence, *_without_party(sentence, start, end))
    end = _without_lower_tail(sentence, start, end, kind)
    if end <= start:
        return
    parts = _parts(sentence, start, end, kind)
    if parts:
        for part_start, part_end, part_kind in parts:
            yield from _corrected(sentence, part_start, part_end, part_kind)
        return
    yield from _typed(sentence, start, end, kind)


def _typed(sentence: TaggedSentence, start: int, end: int, kind: str) -> Iterator[Mention]:
    if end - start == 1 and sentence.low[start] in POSSESSIVE_FIRMS and sentence.low_at(end) == "'s":
        yield Mention(start, end + 1, ORGANISATION, rule=TypeRule.GAZETTEER)
        return
    if kind == PERSON and is_team(sentence.low[start:end]):
        yield Mention(start, end, ORGANISATION, rule=TypeRule.HEAD_WORD, cue=(end - 1, end))
        return
    if kind == ORGANISATION and _has_particle(sentence, start, end):
        kind = PERSON
    guess = guess_type(sentence, start, end, kind)
    if guess is None or not _begins_like_a_name(sentence, start):
        return
    kind, rule, cue = guess
    if kind == PERSON and end - start == 1 and is_noun_for_body(sentence.low[start]):
        kind, rule, cue = ORGANISATION, TypeRule.HEAD_WORD, None
    if kind == PERSON and not is_plain_person(sentence, start, end):
        return
    if kind == PERSON and end - start == 2:
        end += _has_third_syllable(sentence, start, end)
    if kind in (ORGANISATION, PLACE) and not sentence.title_case:
        grown = _with_heads(sentence, end)
        if grown > end:
            kind, rule, cue = ORGANISATION, TypeRule.HEAD_WORD, (grown - 1, grown)
        end = grown
    if kind != OTHER or end > start:
        yield Mention(start, end, kind, rule=rule, cue=cue)


def _has_particle(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether a given name and a particle make a person of three words: "Jack Del Velmar"."""
    if end - start != 3 or sentence.low[start] not in lexicon().given:
        return False
    return sentence.low[start + 1] in PARTICLES and sentence.bare[end - 1] not in lexicon().organisation_heads


def _has_third_syllable(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether a third syllable belongs to an eastern name: "Kim Jong" + "Un"."""
    if sentence.low[start] not in EASTERN_FAMILIES or not sentence.is_name_word(end) or sentence.is_name_word(end + 1):
        return False
    word = sentence.low[end]
    return len(word) <= 5 and word.isalpha() and word not in lexicon().roles and word not in lexicon().places


def _trimmed(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    while end > start and sentence.low[end - 1] in _LOOSE_RIGHT:
        end -= 1
    while start < end and (sentence.low[start] in _LOOSE_LEFT or not sentence.words[start][0].isalnum()):
        start += 1
    return start, end


def _after_function_words(sentence: TaggedSentence, start: int, end: int) -> int:
    """Return where a name at the beginning of a sentence starts: after "When" and "One of"."""
    opens = start == 0 or (start == 1 and not sentence.low[0][0].isalnum())
    if not opens or end - start < 2 or sentence.title_case:
        return start
    if sentence.low[start] in _COUNTED and sentence.low[start + 1] == "of":
        return start + 2
    return start + (sentence.low[start] in SUBORDINATORS)


def _after_office(sentence: TaggedSentence, start: int, end: int, kind: str) -> tuple[int, str]:
    """Cut an office off the unknown full name after it: "VP of Growth Tasmin Velden" is a person."""
    if kind != ORGANISATION or end - start < 4 or "of" not in sentence.low[start + 1 : end - 2]:
        return start, kind
    office = sentence.bare[start] in lexicon().roles or sentence.bare[start] in _SHORT_OFFICES
    unknown = not any(word_classes(sentence.low[at]) for at in (end - 2, end - 1))
    return (end - 2, PERSON) if office and unknown else (start, kind)


def _person_only(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    """Cut verbs and prepositions off a person's name, and titles from before it."""
    titles, low = lexicon().titles, sentence.low
    while end - start > 1 and is_compound_adjective(sentence.words[start]):
        start += 1
    for position in range(start + 1, end):
        if not sentence.capital[position] and low[position][0].islower() and not _belongs_to_name(sentence, position):
            end = position
            break
    while end - start > 1 and (sentence.bare[start].removesuffix("s") in titles or _is_state(sentence, start)):
        start += 1
    for position in range(end - 2, start, -1):
        if sentence.bare[position] in titles and low[position] not in _NAMES_THAT_ARE_TITLES:
            start = position + 1
            break
    for position in range(end - 3, start - 1, -1):
        if _is_office(sentence, position) and low[position + 1] in lexicon().given:
            start = position + 1  # "Farmer Ann Lee", "Special Counsel Ann Lee"
            break
    while end - start > 1 and (low[start] in _BEFORE_PERSON or _is_nationality(sentence, start)):
        start += 1
    start = _after_plain_words(sentence, start, end)
    while end - start > 1 and sentence.bare[end - 1] in titles and sentence.low[end - 1] not in lexicon().family:
        end -= 1
    return start, end


def _after_plain_words(sentence: TaggedSentence, start: int, end: int) -> int:
    """Return where the name in "Harbour Master Joren Pask" begins: at two words that are in no dictionary."""
    name, lists = end - 2, lexicon()
    if name <= start or any(word_classes(sentence.low[at]) for at in (name, name + 1)):
        return start
    plain = all(
        "N" in word_classes(sentence.low[at])
        and not (sentence.low[at] in lists.given or sentence.low[at] in lists.family)
        for at in range(start, name)
    )
    return name if plain else start


def _without_party(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    """Cut "Republican" and the like off a chamber, a place or a person: "Democratic Senate", "Republican Ann Lee"."""
    rest = start + 1
    if sentence.low[end - 1] in _PARTISAN and form_of(sentence, start, end - 1).lower() in lexicon().places:
        return start, end - 1  # "Tollen Democratic" + "Rep."
    if rest < end and is_compound_adjective(sentence.words[start]):
        return rest, end
    form = form_of(sentence, rest, end).lower() if rest < end else ""
    nation = sentence.low[start] in lexicon().demonyms and form_of(sentence, start, end).lower() not in lexicon().places
    if nation and "." in form and form in lexicon().places:  # "British U.S." + "Ambassador"
        return rest, end
    if rest >= end or sentence.low[start] not in PARTY_WORDS:
        return start, end
    person = end - rest == 2 and sentence.low[rest] in lexicon().given
    return (rest, end) if sentence.low[rest] in CHAMBERS or form in lexicon().places or person else (start, end)


def _name_end(sentence: TaggedSentence, start: int, end: int) -> int:
    """Return where the name of an organisation or place ends: before a word that is in no such name ("to")."""
    return next((at for at in range(start + 1, end) if sentence.low[at] in _NO_LINKS and not sentence.capital[at]), end)


def _without_office(sentence: TaggedSentence, start: int, end: int) -> tuple[int, int]:
    """Cut an office off the name before it: "New York Mayor", "South Carolina Rep."."""
    last = end
    while last - start > 1 and sentence.bare[last - 1] in lexicon().titles and sentence.capital[last - 1]:
        last -= 1
    if end - start == 2 and sentence.low[start] in CHAMBERS and sentence.low[end - 1] in PARTY_WORDS:
        return start, start + 1
    if end - start > 1 and sentence.low[end - 1] == "press" and sentence.low_at(end) == "secretary":
        return start, end - 1
    short = last < end and "." in sentence.words[end - 1] and sentence.is_name_word(end)  # "Union Gen." + "Lee"
    office = next((at for at in range(start + 2, end - 1) if _begins_office(sentence, at)), None)
    if office is not None and sentence.bare[office - 1] in lexicon().organisation_heads:
        return start, office
    form = form_of(sentence, start, last).lower()
    known = short or form in lexicon().places or form in lexicon().organisations_low or form in lexicon().demonyms
    return (start, last) if last < end and known else (start, end)


def _begins_office(sentence: TaggedSentence, position: int) -> bool:
    """Return whether an office begins at `position`: "Assistant Professor", "Professor of"."""
    pair = (
        sentence.low[position] in ("assistant", "associate", "deputy")
        and sentence.low_at(position + 1) in lexicon().roles
    )
    return pair or (sentence.low[position] in lexicon().roles and sentence.low_at(position + 1) == "of")


def _belongs_to_name(sentence: TaggedSentence, position: int) -> bool:
    word = sentence.low[position]
    hyphened = any(part[:1].isupper() for part in sentence.words[position].split("-")[1:])
    return word in PARTICLES or word[:3] in ("al-", "el-", "ul-", "bin") or hyphened


def _is_state(sentence: TaggedSentence, position: int) -> bool:
    """Return whether the abbreviation of a state or country is at `position`: "Va.", "U.S."."""
    known = {lexicon().places.get(low) for low in (sentence.low[position], sentence.bare[position])}
    return "." in sentence.words[position] and not known.isdisjoint(("abbreviation", "country"))


def _is_nationality(sentence: TaggedSentence, position: int) -> bool:
    low, lists = sentence.low[position], lexicon()
    if low in lists.given or low in ("german", "french", "english"):
        return False
    return is_native(low) or low in lists.demonyms


def _without_lower_tail(sentence: TaggedSentence, start: int, end: int, kind: str) -> int:
    while end > start and not sentence.capital[end - 1]:
        word = sentence.words[end - 1]
        if word[0].isdigit() or (kind == PERSON and "-" in word and word.split("-")[1][:1].isupper()):
            break
        end -= 1
    return end


def _begins_like_a_name(sentence: TaggedSentence, start: int) -> bool:
    word = sentence.words[start]
    inner = len(word) > 2 and any(letter.isupper() for letter in word[1:])
    return sentence.capital[start] or word[0].isdigit() or sentence.low[start] in PARTICLES or inner


def _parts(sentence: TaggedSentence, start: int, end: int, kind: str) -> list[tuple[int, int, str]]:
    """Return the names that a span joins by mistake, or none if it is one name."""
    low = sentence.low
    dash = next((at for at in range(start, end) if low[at] in _DASHES), None)
    if dash is not None:
        return [(start, dash, kind), (dash + 1, end, kind)]
    article = next((at for at in range(start + 1, end - 1) if sentence.words[at] == "The"), None)
    if article is not None and kind == ORGANISATION:  # "BBC" + "The Guardian"
        return [(start, article, kind), (article + 1, end, kind)]
    if kind == PLACE and "," in low[start:end]:
        cut = low.index(",", start, end)
        return [(start, cut, kind), (cut + 1, end, kind)]
    if "and" in low[start:end]:
        cut = low.index("and", start, end)
        if _is_list(sentence, start, cut, end, kind):
            return [(start, cut, kind), (cut + 1, end, kind)]
    if (
        kind == ORGANISATION
        and low[start + 2 : start + 3] == ("of",)
        and start + 3 < end
        and _is_full_name(sentence, start)
    ):
        return [(start, start + 2, PERSON), (start + 3, end, kind)]
    if kind == PLACE and "'s" in low[start + 1 : end - 1]:
        cut = low.index("'s", start, end)
        if _is_place(sentence, start, cut) and form_of(sentence, start, end).lower() not in lexicon().places:
            return [(start, cut, PLACE), (cut + 1, end, PLACE)]  # "Oslo" + "'s Tollen Speedway"
    if kind == ORGANISATION and "'s" in low[start:end]:
        cut = low.index("'s", start, end)
        if cut + 1 < end and sentence.capital[cut + 1] and (owner := _owner(sentence, start, cut, end)):
            return [(start, cut, owner), (cut + 1, end, kind)]
    if end - start > 2 and low[end - 2 : end] == ("white", "house"):
        return [(start, end - 2, PERSON), (end - 2, end, ORGANISATION)]
    return _organisation_and_person(sentence, start, end)


def _is_list(sentence: TaggedSentence, start: int, cut: int, end: int, kind: str) -> bool:
    """Return whether "A and B" are two names, unlike "Centers for Disease Control and Prevention"."""
    lists = lexicon()
    whole = form_of(sentence, start, end).lower()
    if whole in lists.organisations_low or whole in lists.places:
        return False
    left, right = form_of(sentence, start, cut).lower(), form_of(sentence, cut + 1, end).lower()
    if kind == PERSON or _is_listed(left) or sentence.bare[cut - 1] in _LIST_TAILS:
        return True
    singles = cut - start == 1 and end - cut == 2 and sentence.low_at(start - 1) == ","
    if singles and sentence.bare[end - 1] not in lists.organisation_heads:  # "in Oslo, Bergen and Odda"
        return True
    return _is_listed(right) and cut > start and sentence.low[cut - 1] not in _JOINED_HEADS


def _is_listed(low: str) -> bool:
    return low in lexicon().places or low in lexicon().organisations_low


def _owner(sentence: TaggedSentence, start: int, cut: int, end: int) -> str:
    """Return the type of the actor before "'s" if another follows ("Oslo University's Institute"), else ""."""
    if form_of(sentence, start, end).lower() in lexicon().organisations_low:
        return ""
    if _is_place(sentence, start, cut):
        return PLACE
    acronym = cut - start == 1 and sentence.words[start].isupper() and len(sentence.words[start]) > 1
    if acronym or (cut - start > 1 and sentence.bare[cut - 1] in lexicon().organisation_heads):
        return ORGANISATION
    return PERSON if cut - start == 2 and sentence.low[start] in lexicon().given else ""


def _is_place(sentence: TaggedSentence, start: int, end: int) -> bool:
    return (
        plain_form(" ".join(sentence.low[start:end])) in lexicon().places or sentence.low[end - 1] in lexicon().demonyms
    )


def _organisation_and_person(sentence: TaggedSentence, start: int, end: int) -> list[tuple[int, int, str]]:
    """Split "Fox News Chris Wallace" if it begins with a listed organisation or ends in a full name."""
    lists = lexicon()
    for length in (3, 2):
        if end - start > length and " ".join(sentence.words[start : start + length]) in lists.organisations:
            headed = all(sentence.bare[at] in lists.organisation_heads for at in range(start + length, end))
            if headed or " ".join(sentence.low[start:end]) in lists.organisations_low or end - start - length < 2:
                continue
            return [(start, start + length, ORGANISATION), (start + length, end, PERSON)]
    office = office_inside(sentence, start, end)
    if office is not None:
        return [(start, office, ORGANISATION), (end - 2, end, PERSON)]
    head = end - 3
    if head > start and sentence.bare[head] in lists.organisation_heads and _is_full_name(sentence, head + 1):
        return [(start, head + 1, ORGANISATION), (head + 1, end, PERSON)]
    return []


def office_inside(sentence: TaggedSentence, start: int, end: int) -> int | None:
    """Return where the office begins in "Tollen Bureau of Investigation Special Agent Ann Lee", or None."""
    name = end - 2
    first = name
    while first > start and (_is_office(sentence, first - 1) or sentence.low[first - 1] in _BEFORE_OFFICE):
        first -= 1
    office = first < name and _is_office(sentence, name - 1)
    return first if office and first - start > 1 and _is_full_name(sentence, name) else None


def _is_office(sentence: TaggedSentence, position: int) -> bool:
    """Return whether the word at `position` is an office: "Counsel", "Agent"."""
    return sentence.bare[position] in lexicon().roles or sentence.bare[position] == "agent"


def _is_full_name(sentence: TaggedSentence, start: int) -> bool:
    """Return whether a full name begins at `start`: a given name and a word, or two words in no dictionary."""
    lists, words = lexicon(), (start, start + 1)
    if any(sentence.bare[at] in lists.organisation_heads or not sentence.is_name_word(at) for at in words):
        return False
    return sentence.low[start] in lists.given or not any(word_classes(sentence.low[at]) for at in words)


def _with_heads(sentence: TaggedSentence, end: int) -> int:
    """Return where the name ends with the head words that follow it: "U.S. Supreme" + "Court"."""
    while end < len(sentence) and sentence.capital[end] and sentence.bare[end] in lexicon().organisation_heads:
        end += 1
    return end
