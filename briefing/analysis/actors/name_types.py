"""The type of a name by its own words: word lists, head word and spelling; and the word lists for that."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefing.analysis.actors.mentions import ORGANISATION, OTHER, PERSON, PLACE, TypeGuess, form_of
from briefing.analysis.language.lexicon import NamePaths, lexicon, name_paths, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import list_lines, word_list, word_lists
from briefing.frozen import dataclass
from briefing.model.evidence import TypeRule

_PLACES = word_lists("actors/places.txt")
_MONTH_NAMES = word_set("may april june august")
_DATE_WORDS = word_set("in of on by since until last this early late mid from next and to")
_PRIZES = word_set("prize prizes award awards medal medals")
_STORMS = word_set("hurricane cyclone typhoon tropical operation storm")
_PEOPLE_PREFIXES = _PLACES["first words of peoples"]
_PEOPLE_TAILS = _PLACES["last words of peoples"]
_ADJECTIVE_TAILS = _PLACES["adjectives"]
_BUILT = _PLACES["built"]
"""Buildings and the like, which are named after people: "the Mario M. Cuomo Bridge"."""
_PLACE_HEADS = _PLACES["head words of places"]
"""Last words that make a place of what was taken for an organisation."""
_PLACE_LIKE_HEADS = _PLACES["head words of both"]
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+[A-Z]")
_INNER_CAPITAL_NAME = re.compile(r"(?:Mc|Mac|De|Di|Du|Le|La|Van|Fitz|Al|El|St|D'|O'|Ja|Da|Ra)[A-Z]")
_GAELIC_NAME = re.compile(r"(?:Mc|O')[A-Z][a-z]+")
SEATS = frozenset({"white house", "kremlin", "vatican", "downing street", "capitol hill", "blue house"})
"""Buildings that are places unless the text says that they act."""
_PLACE_TAILS = _PLACES["head words of places"] | _PLACES["head words of both"] | _PLACES["built"]
_FIRM_TAILS = word_lists("actors/organisations.txt")["last words of firms"]
_PLACE_OPENERS = word_set("santa san são fort mount port")
_ACRONYMS = _PLACES["acronyms"]
_MODALS = word_set("must should will can cannot not is are")
_PARTY_MEMBERS = word_set("republicans democrats conservatives liberals socialists")
_BODY_HEADS = word_set("chamber congress parliament senate council committee commission")
_SUBJECTS = word_set("we they he she")
_STREETS = word_set("st. ave. blvd. rd. ave")
_NEWSPAPERS = word_lists("actors/organisations.txt")["newspapers"]
_LEGAL = word_lists("actors/organisations.txt")["legal forms"]
_COMPANY_FORMS = word_set("inc corp ltd plc llc llp ag nv se gmbh")
_LONGEST_ACRONYM = 6
_PRAISING = frozenset({"worst", "best", "top", "biggest", "greatest", "most"})
_REGNAL = frozenset({"II", "III", "IV", "Jr.", "Jr", "Sr."})
_NUMBERED = re.compile(r"No\. ?\d")
PARTY_WORDS = word_lists("actors/united_states.txt")["parties"]
CHAMBERS = word_set("senate house congress parliament")
WIDE_PLACES = frozenset({"country", "region", "state", "abbreviation"})


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words in lower case that distinguish names of actors from other capitalised words."""

    not_names: frozenset[str]
    """Words that alone name no actor."""
    not_name_phrases: frozenset[str]
    not_name_paths: NamePaths
    """The same phrases by their first word."""
    events: frozenset[str]
    """Last words of names of events, laws and prizes."""
    ambiguous_organisations: frozenset[str]
    """One-word names of organisations that are also other words."""
    firms: frozenset[str]
    """One-word names of firms and other organisations, case kept, that mean nothing else."""
    outlets: frozenset[str]
    """Names of outlets and agencies, without an article before them."""
    outlet_paths: NamePaths
    """Those of several words by their first word, case kept."""


@cache
def actor_words() -> ActorWords:
    """Return the lists, read once."""
    phrases = [line.lower() for line in list_lines("actors/not_name_phrases.txt")]
    outlets = [line.removeprefix("The ") for line in list_lines("outlets.txt")]
    return ActorWords(
        not_names=word_list("actors/not_names.txt"),
        not_name_phrases=frozenset(phrases),
        not_name_paths=name_paths(phrases),
        events=word_list("actors/event_words.txt"),
        ambiguous_organisations=word_list("actors/ambiguous_organisations.txt"),
        firms=word_list("actors/firms.txt"),
        outlets=frozenset(outlet.lower() for outlet in outlets),
        outlet_paths=name_paths(outlet for outlet in outlets if " " in outlet),
    )


def guess_type(sentence: TaggedSentence, start: int, end: int, kind: str) -> TypeGuess | None:
    """Return the type of the name at tokens `start` up to `end` that was tagged `kind`.

    None means that it is no name of an actor; OTHER that it is an event or the like, which also covers its words.
    """
    form = form_of(sentence, start, end)
    if not form or _is_no_actor(sentence, start, end, kind, form):
        return None
    if end - start > 1 and form not in lexicon().organisations and _is_event(sentence, start, end):
        return TypeGuess(OTHER)
    return _type_by_shape(sentence, start, end, kind) or _type_by_lists(sentence, start, end, kind, form)


def is_ambiguous_place(low: str) -> bool:
    """Return whether the name of a place is also a person's name or a common word."""
    lists = lexicon()
    return low in lists.given or low in lists.family or low in lists.common


def is_brand(word: str) -> bool:
    """Return whether a word is spelled as brands are, with a capital inside (BuzzFeed), unlike McCall or DeLay."""
    return bool(_INNER_CAPITAL.match(word)) and not _INNER_CAPITAL_NAME.match(word)


def is_compound_adjective(last: str, form: str = "") -> bool:
    """Return whether its last word makes an adjective of a name (Boston-based, Nobel Prize-winning, D-Mass)."""
    front, hyphen, tail = last.rpartition("-")
    if not hyphen or form in lexicon().organisations or form.lower() in lexicon().places:
        return False
    if front.lower() in lexicon().places and tail.lower() in lexicon().places:
        return True
    return (
        front in ("D", "R", "I")
        or tail in _ADJECTIVE_TAILS
        or ((last == form or not form) and tail.lower() in lexicon().demonyms)
    )


def is_plain_person(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether the words at tokens `start` up to `end` can be a person's name."""
    lists, low = lexicon(), sentence.low
    last = sentence.bare[end - 1]
    words = actor_words()
    if last in words.not_names | words.events and last not in lists.family and last not in lists.given:
        return False
    if is_compound_adjective(sentence.words[end - 1]) or "of" in low[start + 1 : end - 1]:
        return False
    if end - start > 1:
        if last in lists.titles and last in lists.roles and last not in lists.family:
            return False
        heads = lists.organisation_heads if last not in lists.family else frozenset[str]()
        return last not in heads and end - start <= 5
    word = sentence.words[start]
    if re.search(r"[\d_@#/]", word) or (word.isupper() and len(word) > 3 and not sentence.all_caps):
        return sentence.low_at(start + 1) == ":"
    known = low[start] in lists.given or low[start] in lists.family
    return known or low[start] not in lists.common


def has_article(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether "the" makes a thing of what was taken for a person in full: "from the Rose Terrace"."""
    first, lists = sentence.bare[start], lexicon()
    if end - start != 2 or sentence.low_at(start - 1) != "the" or sentence.is_name_word(end):
        return False
    if first in lists.titles or first in lists.roles or first in ("dalai", "aga", "panchen") or sentence.title_case:
        return False
    return end == len(sentence) or sentence.parts[end] not in (Part.NOUN, Part.NAME, Part.ADJECTIVE)


def is_colour(sentence: TaggedSentence, start: int) -> bool:
    """Return whether "Brown" says what people look like: "Black and Brown people"."""
    low = sentence.low_at
    return low(start) == "brown" and low(start - 1) == "and" and low(start - 2) == "black"


def is_doubtful(form: str, kind: str, rule: TypeRule, *, times: int, products: int) -> bool:
    """Return whether a name is left out: a product, or a word that only the tagger takes for a name.

    `times` says how often the name occurs in running text, `products` how often a noun for a product follows it.
    """
    if products:
        return True
    if rule is not TypeRule.TAGGED:
        return False
    low, lists = form.lower(), lexicon()
    if " " not in form:
        if word_classes(low).startswith("NS") and times <= 1:
            return True
        return (times <= 1 or kind == PLACE) and not _is_listed_word(low, form) and not _is_acronym(form)
    if kind == PERSON:
        words = low.split()
        named = any(word in lists.given or word in lists.family for word in words)
        thing = times <= 1 and words[0] not in lists.given and words[-1] not in lists.family and _is_plain(words[-1])
        return thing or (not named and all(_is_plain(word) for word in words))
    if kind == PLACE:
        known = low in lists.places or low in lists.organisations_low or low in SEATS
        return not known and not any(word.rstrip(".") in lists.place_words | _PLACE_TAILS for word in low.split())
    if kind == ORGANISATION and not _MODALS.isdisjoint(low.split()):
        return True
    return kind == ORGANISATION and times <= 1 and low.split()[0] in _PRAISING


def _is_listed_word(low: str, form: str) -> bool:
    lists = lexicon()
    return low in lists.given or low in lists.family or low in lists.places or form in lists.organisations


def _is_acronym(form: str) -> bool:
    return form.isupper() and 2 <= len(form) <= _LONGEST_ACRONYM


def _is_plain(word: str) -> bool:
    return bool(word_classes(word).strip("-")) and word in lexicon().common


def _is_no_actor(sentence: TaggedSentence, start: int, end: int, kind: str, form: str) -> bool:
    words, lists, low = actor_words(), lexicon(), form.lower().rstrip(".")
    if low in words.not_name_phrases or all(word in lists.demonyms or word in ("and", "-") for word in low.split()):
        return True
    if low in words.not_names:
        month = low in _MONTH_NAMES and sentence.low_at(start - 1) not in _DATE_WORDS
        return not (kind == PERSON and (month or (low in lists.family and low not in _MONTH_NAMES)))
    if is_compound_adjective(sentence.words[end - 1], form) or _NUMBERED.match(form):
        return True
    if kind == PLACE and _begins_event(sentence, end):
        return True
    if kind != PERSON and end - start == 1 and low in lists.place_words and low not in lists.places:
        return True
    if end - start == 2 and _is_people(sentence, start, end):
        return True
    if low in ("b.c", "bc", "a.d") and sentence.low_at(start - 1).isdigit():  # "in 300 B.C."
        return True
    if _is_group(sentence, start, end, kind, low):
        return True
    if start > 0 or end > 1 or form.isupper() or low in lists.places or low in lists.family:
        return False
    if kind != PLACE and sentence.parts[0] == Part.NOUN and word_classes(low).startswith("NS"):
        return form not in lists.organisations and low not in lists.given
    adverb = low.endswith("ly") and sentence.low_at(1) == "," and low not in lists.given
    listed = form in lists.organisations and low not in words.ambiguous_organisations
    common = low in lists.common or (low.endswith("s") and low[:-1] in lists.common)
    return adverb or (common and not listed)


def _is_group(sentence: TaggedSentence, start: int, end: int, kind: str, low: str) -> bool:
    """Return whether a name means people ("Tollenans", "Oslo Republicans") or is a sentence ("In X We Trust")."""
    member = sentence.low[start] in PARTY_WORDS | _PARTY_MEMBERS and end - start > 2 and sentence.low[start + 1] == "of"
    citizens = kind == PLACE and low.endswith("ans") and low[:-2] in lexicon().places
    party = kind == PLACE and end - start > 1 and sentence.low[end - 1] in _PARTY_MEMBERS
    head = kind == PERSON and end - start == 1 and low in _BODY_HEADS
    tail = sentence.low[end - 1]
    nation = kind == ORGANISATION and end - start > 1 and tail.endswith("ans") and tail in lexicon().demonyms
    if nation and low not in lexicon().organisations_low:  # "African Americans"
        return True
    return member or citizens or party or head or not _SUBJECTS.isdisjoint(sentence.low[start:end])


def _begins_event(sentence: TaggedSentence, end: int) -> bool:
    """Return whether the word at `end` makes an event of the name before it: "the Vietnam" + "War"."""
    event = sentence.is_name_word(end) and sentence.low[end] in actor_words().events
    return event and not sentence.title_case


def _is_people(sentence: TaggedSentence, start: int, end: int) -> bool:
    tail = sentence.low[end - 1]
    return sentence.low[start] in _PEOPLE_PREFIXES and (tail in lexicon().demonyms or tail in _PEOPLE_TAILS)


def _is_event(sentence: TaggedSentence, start: int, end: int) -> bool:
    prize = any(sentence.low[at] in _PRIZES and sentence.low[at + 1] in ("for", "of") for at in range(start, end - 1))
    return prize or sentence.low[end - 1] in actor_words().events or sentence.low[start] in _STORMS


def _type_by_shape(sentence: TaggedSentence, start: int, end: int, kind: str) -> TypeGuess | None:
    """Return the type of one word spelled as a brand (BuzzFeed), an acronym or a surname (McCall), else None."""
    word = sentence.words[start]
    if end - start != 1:
        return None
    if word.isupper() and sentence.low[start] in _ACRONYMS and not sentence.all_caps:
        return TypeGuess(PLACE, TypeRule.GAZETTEER)
    if kind == ORGANISATION:
        gaelic = _GAELIC_NAME.fullmatch(word) and word not in lexicon().organisations
        person = gaelic and sentence.low_at(end) != "'s"
        return TypeGuess(PERSON, TypeRule.SURNAME_SPELLING) if person else None
    if is_brand(word):
        return TypeGuess(ORGANISATION, TypeRule.BRAND_SPELLING)
    lists, low = lexicon(), sentence.low[start]
    known = low in lists.places or low in lists.given or low in lists.family
    acronym = word.isupper() and word.isalpha() and 2 <= len(word) <= 6
    if acronym and not known and not sentence.all_caps and sentence.low_at(end) != ":":
        return TypeGuess(ORGANISATION, TypeRule.ACRONYM_SPELLING)
    return None


def _type_by_lists(sentence: TaggedSentence, start: int, end: int, kind: str, form: str) -> TypeGuess:
    lists, low = lexicon(), form.lower()
    single = end - start == 1
    if _is_listed_organisation(form, single=single) or (form.istitle() and low in CHAMBERS):
        return TypeGuess(ORGANISATION, TypeRule.GAZETTEER)
    place = lists.places.get(low, "")
    if place in WIDE_PLACES or (not single and place == "capital"):
        namesake = kind == PERSON and single and is_ambiguous_place(low)
        return TypeGuess(kind) if namesake else TypeGuess(PLACE, TypeRule.GAZETTEER)
    if kind != PERSON and not place and _is_two_part_name(sentence, start, end):
        return TypeGuess(PERSON, TypeRule.GIVEN_NAME, (start, start + 1))
    if (
        not single
        and sentence.low[start] in lists.demonyms
        and form_of(sentence, start + 1, end).lower() in lists.places
    ):
        return TypeGuess(PLACE, TypeRule.GAZETTEER, (start + 1, end))
    if not single and sentence.words[end - 1] in _REGNAL:
        return TypeGuess(PERSON, TypeRule.NAME_SUFFIX, (end - 1, end))
    if kind == PERSON and end - start == 2 and sentence.low[start] in _PLACE_OPENERS:
        return TypeGuess(PLACE, TypeRule.HEAD_WORD, (start, start + 1))
    if kind == PERSON and not single and (sentence.bare[end - 1] in _FIRM_TAILS or _is_headed(sentence, start, end)):
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, (end - 1, end))
    if kind == PLACE and single and not place and low in lists.given and low not in lists.common:
        return TypeGuess(PERSON, TypeRule.GIVEN_NAME)
    if single and kind == PERSON and place and sentence.low_at(start - 1) in ("in", "near", "throughout", "across"):
        return TypeGuess(PLACE, TypeRule.LOCATION, (start - 1, start))
    return TypeGuess(kind) if single else _type_by_head(sentence, start, end, kind)


def _is_listed_organisation(form: str, *, single: bool) -> bool:
    lists, low = lexicon(), form.lower()
    if not single:
        return low in lists.organisations_low
    if form in actor_words().firms:
        return True
    if form not in lists.organisations or low in actor_words().ambiguous_organisations:
        return False
    return form.isupper() or not (low in lists.given or low in lists.family or low in lists.common)


def _is_two_part_name(sentence: TaggedSentence, start: int, end: int) -> bool:
    lists = lexicon()
    if end - start != 2:
        return False
    first, last = sentence.low[start], sentence.low[end - 1]
    if last in lists.organisation_heads or last in lists.place_words or first in lists.places:
        return False
    if first not in lists.given or first in lists.common or form_of(sentence, start, end) in lists.organisations:
        return False
    other = (
        last in lists.common or last in lists.places or last in lists.demonyms or not sentence.words[end - 1].istitle()
    )
    return last in lists.family or (first not in lists.family and not other)


def _is_headed(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether a name that was taken for a person's ends in a head word: "Saint Ann Baptist Church"."""
    last = sentence.bare[end - 1]
    if last not in lexicon().organisation_heads or last in actor_words().not_names:
        return False
    return last not in lexicon().family or end - start > 3


def _type_by_head(sentence: TaggedSentence, start: int, end: int, kind: str) -> TypeGuess:
    lists, low = lexicon(), sentence.low
    head, last = sentence.bare[end - 1], (end - 1, end)
    taught = next((at for at in range(start, end) if low[at] in ("university", "college")), None)
    if kind == PLACE and taught is not None and head not in _PLACE_HEADS:  # "Loyola University Chicago"
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, (taught, taught + 1))
    if head in _COMPANY_FORMS and sentence.words[end - 1][1:2] != "" and low[start] not in lists.given:
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, last)
    if head in lists.organisation_heads and not (kind == PLACE and head in _PLACE_LIKE_HEADS) and kind != PERSON:
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, last)
    if kind == PLACE and low[start] in ("bank", "banco", "banque") and head not in lists.place_words:
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, (start, start + 1))
    of = low.index("of", start, end) if "of" in low[start:end] else start
    inner = next((at for at in range(start, of) if low[at] in lists.organisation_heads), None)
    if kind != PERSON and inner is not None:
        return TypeGuess(ORGANISATION, TypeRule.HEAD_WORD, (inner, inner + 1))
    if head in lists.place_words and kind == PERSON and low[start] not in lists.given:
        return TypeGuess(PLACE, TypeRule.HEAD_WORD, last)
    if kind == PERSON and low[end - 1] in _STREETS:
        return TypeGuess(PLACE, TypeRule.HEAD_WORD, last)
    if kind == PLACE and head in _NEWSPAPERS and low[start] != "st.":
        return TypeGuess(ORGANISATION, TypeRule.NEWSPAPER, last)
    if head in _BUILT and kind == PERSON and head not in lists.family:
        return TypeGuess(PLACE, TypeRule.HEAD_WORD, last)
    if head in lists.place_words and kind == ORGANISATION and head in _PLACE_HEADS:
        return TypeGuess(PLACE, TypeRule.HEAD_WORD, last)
    return TypeGuess(kind)


def short_firms(kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield first words of firms, listed or called "Tollen Inc.", that also stand alone, with the firm."""
    lists = lexicon()
    for form, kind in kinds.items():
        first, _, rest = form.partition(" ")
        whole = kind == ORGANISATION and form in lists.organisations and " " not in rest
        named = whole and (rest == "News" or rest.lower() not in lists.organisation_heads)
        front, _, last = form.rpartition(" ")
        unlisted = kinds.get(front) == PLACE and front.lower() not in lists.places
        if kind == ORGANISATION and last.lower() in _LEGAL and unlisted:
            yield front, form
        legal = kind == ORGANISATION and rest.lower().rstrip(".") in _LEGAL and not is_human(first.lower())
        if (named or legal) and kinds.get(first) == PERSON:
            yield first, form


def is_human(low: str) -> bool:
    """Return whether a word is a listed given or family name."""
    return low in lexicon().given or low in lexicon().family
