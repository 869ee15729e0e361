"""What the words beside a name say about its type: a person with an office, or a place where something is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefing.analysis.actors.mentions import ORGANISATION, PERSON, PLACE, Mention, Tokens
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.language.lexicon import is_role, lexicon, name_paths, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists

_ORGANISATIONS = word_lists("actors/organisations.txt")
LOCATING = word_set("in near outside around across throughout")
"""Prepositions that places follow."""
_TRUSTING = word_set("confidence trust faith interest interested belief believe believes believed disappointed change")
"""Words whose "in" leads to a person: "trust in Ann Lee"."""
_LEADING_TO = word_set("in near at from to of across around outside throughout toward towards for and ,")
_STOPS = word_set(", . ; : ) — – -")
_DASHES = word_set("- — – --")
_SEATED = _ORGANISATIONS["seated"]
_PLACE_TAILS = word_lists("actors/places.txt")["nouns after a place"]
_WATCHING = _ORGANISATIONS["nouns before an unknown word"]
"""Nouns that make an organisation of the unknown word after them, whatever that word does."""
_OF_FIRMS_TOO = _ORGANISATIONS["trades of firms"]
_OFFICERS = _ORGANISATIONS["officers of firms"]
_POSSESSIONS = _ORGANISATIONS["possessions of firms"]
_BODIES_OF_PEOPLE = _ORGANISATIONS["plural nouns"]
_PRODUCTS = word_lists("actors/not_actors.txt")["products"]
_PRODUCTS_BEFORE = word_set(
    "chatbot rocket spacecraft satellite rover portal vaccine drug app smartphone missile series"
)
_STAFF = word_set("officials crews customers employees shareholders subsidiaries")
_SINKING = word_set("capsized sank sailed docked")
_NAMED_AFTER = word_set("hospital stadium airport prison clinic")
_CHIEFS = word_set("executive financial operating technology")
_COUNTIES = word_set("counties provinces districts states villages towns cities islands")
_MAKERS = word_set("maker makers manufacturer developer operator company")
_DOMAIN = re.compile(r"\w\.(?:com|org|net|io|co\.uk|tv|info)$")
_BODY_NOUNS = _ORGANISATIONS["nouns for one body"]
_OUTLET_NOUNS = word_set(
    "article story report reporter editor columnist interview journalist correspondent investigation"
)
_SAID = word_set("said says reported reports wrote writes")
_NAMING = word_set("known called named dubbed nicknamed christened")
_PLAIN_OUTLETS = word_set("express independent")
_BEFORE_VEHICLE = word_set("fighter cruise combat attack passenger")
_VEHICLES = word_set("jet jets jetliner helicopter missile missiles drone drones ship ships ferry aircraft")
_NO_OFFICES = word_set("former then vice deputy crown")
_LONGEST_ROLE = 8
_OF_OFFICE = (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.PREPOSITION, Part.CONJUNCTION)
_GOING_ON = (Part.NOUN, Part.NAME, Part.POSSESSIVE)
"""Parts of speech after a noun that is not the last of its phrase: "the club's president"."""


def office_beside(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return the office that makes a person of a name ("Governor X", "X, the engineer"), or None."""
    if mention.kind in (PERSON, ORGANISATION) and _may_be_full_name(sentence, mention):
        cue = _office_before(sentence, mention.start)
        cue = cue if cue or mention.kind == PERSON else _role_after(sentence, mention)
        return None if cue is None or sentence.bare[cue[1] - 1] in _OF_FIRMS_TOO else cue
    if mention.kind != PLACE or lexicon().places.get(_low(sentence, mention), "town") not in (
        "town",
        "city",
        "capital",
    ):
        return None
    return _office_before(sentence, mention.start) or _role_after(sentence, mention)


def _may_be_full_name(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether two or three words in no list of organisations may be a person's name."""
    words, lists = range(mention.start, mention.end), lexicon()
    if not 2 <= len(words) <= 3 or _low(sentence, mention) in lists.organisations_low:
        return False
    plain = all(sentence.words[at].istitle() and sentence.bare[at] not in lists.organisation_heads for at in words)
    known = all(word_classes(sentence.low[at]) and sentence.low[at] not in lists.given for at in words)
    return plain and not known


def firm_beside(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return what makes an organisation of a short name that is no listed place ("X CEO Ann Lee"), or None."""
    start, end, lists = mention.start, mention.end, lexicon()
    low = _low(sentence, mention)
    if low in actor_words().outlets and low not in _PLAIN_OUTLETS:
        if sentence.low_at(start - 1) == "the" and sentence.is_name_word(start - 1) and start > 1:
            return start - 1, start
        if sentence.low_at(end) in _OUTLET_NOUNS:
            return end, end + 1
        if sentence.low_at(start - 1) in _SAID or sentence.low_at(end) in _SAID:
            return start, end
    if end - start > 2 or low in lists.places or (mention.kind == PLACE and sentence.bare[end - 1] == "county"):
        return None
    if sentence.low_at(end) in _NAMED_AFTER and end - start > 1 and not sentence.title_case:
        return end, end + 1
    if end - start > 1 and mention.kind == PERSON and sentence.low[start] in lists.given:
        return None
    if _DOMAIN.search(sentence.low[end - 1]):
        return start, end
    if sentence.low_at(start - 1) == "the" and sentence.is_name_word(start - 1) and _is_outlet(sentence, start, end):
        return start - 1, start
    cue = _official_after(sentence, end) or _listed_before(sentence, start) or _listed_after(sentence, end)
    return cue or _body_beside(sentence, start, end)


def is_making_firm(low: str) -> bool:
    """Return whether a noun is that of a firm that makes something: "carmaker", unlike "lawmaker"."""
    return low.endswith("maker") and low not in lexicon().roles and not is_role(low)


def body_beside(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return what shows that a name is not a person's: "X officials", "X, which maintains"; or None."""
    end = mention.end
    if mention.kind != PERSON:
        return None
    if sentence.low_at(end) in _STAFF:
        return end, end + 1
    clause = sentence.low_at(end) == "," and sentence.low_at(end + 1) == "which" and end + 2 < len(sentence)
    acts = clause and sentence.parts[end + 2] == Part.PRESENT_S and sentence.low[end + 2] not in ("is", "has", "means")
    return (end + 1, end + 2) if acts else None


def speaks_or_holds_office(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a verb of speech, a title or an office is beside a name."""
    lists, before, after = lexicon(), mention.start - 1, mention.end
    if sentence.low_at(after) in lists.saying or sentence.low_at(before) in lists.saying:
        return True
    word = sentence.low_at(before).rstrip(".")
    if word in lists.titles or word in lists.roles:
        return True
    apposition = range(after + 1, min(after + 6, len(sentence))) if sentence.low_at(after) == "," else range(0)
    return any(sentence.low[at] in lists.roles for at in apposition)


def _is_outlet(sentence: TaggedSentence, start: int, end: int) -> bool:
    """Return whether one word after a capital "The" is a name of its own: "told The Hill", not "The Lee affair"."""
    opens = start == 1 and sentence.low_at(end) not in lexicon().saying
    noun = end < len(sentence) and sentence.parts[end] in (Part.NOUN, Part.NAME, Part.ADJECTIVE)
    reported = end - start == 2 and sentence.low_at(end) in ("reported", "reports", "wrote")
    return (end - start == 1 or reported) and not opens and not noun and not sentence.title_case


def _body_beside(sentence: TaggedSentence, start: int, end: int) -> Tokens | None:
    """Return the noun for a body in "consultancy X" and in "X, a social network", if nothing says "person"."""
    before = start - 1 - (sentence.low_at(start - 1) == ",")
    closed = before == start - 1 or sentence.low_at(end) in (",", ".", ";")
    if start > 1 and closed and sentence.low[before] in _BODY_NOUNS and sentence.parts[before] == Part.NOUN:
        return before, before + 1
    after = end + 1
    if sentence.low_at(end) not in (",", "is") or sentence.low_at(after) not in ("a", "an", "the"):
        return None
    for position in range(after + 1, min(after + 6, len(sentence))):
        goes_on = position + 1 < len(sentence) and sentence.parts[position + 1] in _GOING_ON
        if sentence.low[position] in _BODY_NOUNS and not goes_on:
            return position, position + 1
        if sentence.low[position] in lexicon().roles or sentence.low[position] in _STOPS:
            return None
        if sentence.parts[position] not in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.GERUND, Part.PARTICIPLE):
            return None
    return None


def _official_after(sentence: TaggedSentence, end: int) -> Tokens | None:
    """Return the office or the possession of a firm after its name: "X CEO", "X's shares"."""
    at = end + (sentence.low_at(end) == "'s")
    chief = sentence.low_at(at) == "chief" and sentence.low_at(at + 1) in _CHIEFS
    if (chief or sentence.low_at(at) in ("ceo", "cfo")) and not sentence.title_case:
        return at, at + 1
    if sentence.low_at(at) in _POSSESSIONS and not sentence.title_case:
        return at, at + 1
    if at > end:
        return None
    for position in range(at, min(at + 3, len(sentence))):
        comma = sentence.low_at(position + 1) == ","
        if sentence.bare[position] in _OFFICERS and sentence.is_name_word(position + 1 + comma):
            return position, position + 1
        if sentence.capital[position] or sentence.parts[position] not in (Part.NOUN, Part.ADJECTIVE, Part.GERUND):
            break
    return None


def _listed_before(sentence: TaggedSentence, start: int) -> Tokens | None:
    """Return "companies" or "CEO" before a name: "companies including X", "companies such as X", "CEO of X"."""
    at = start - 1
    if sentence.low_at(at) == "of" and at > 0 and sentence.bare[at - 1] in _OFFICERS | {"firm"}:
        return at - 1, at
    if sentence.low_at(at) == "at" and (officer := _officer_before(sentence, at)) is not None:
        return officer, officer + 1
    if sentence.low_at(at) in ("including", "like"):
        at -= 1
    elif sentence.low_at(at) == "as" and sentence.low_at(at - 1) == "such":
        at -= 2
    else:
        return None
    at -= sentence.low_at(at) == ","
    return (at, at + 1) if sentence.low_at(at) in _BODIES_OF_PEOPLE else None


def _officer_before(sentence: TaggedSentence, at: int) -> int | None:
    """Return where an office stands in "head of sales at X", if nothing but its own words is between."""
    for position in range(at - 1, max(-1, at - _LONGEST_ROLE), -1):
        if sentence.bare[position] in _OFFICERS or sentence.bare[position] in ("head", "director", "manager", "chief"):
            return position
        if sentence.parts[position] not in _OF_OFFICE:
            return None
    return None


def _listed_after(sentence: TaggedSentence, end: int) -> Tokens | None:
    """Return "companies" after a name: "X and other tech companies"."""
    if sentence.low_at(end) not in ("and", "or") or sentence.low_at(end + 1) != "other":
        return None
    near = range(end + 2, min(end + 6, len(sentence)))
    found = next((at for at in near if sentence.low[at] in _BODIES_OF_PEOPLE), None)
    return None if found is None else (found, found + 1)


def product_noun(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a noun right after an unlisted name makes a product or a law of it: "the X rover"."""
    at, lists = mention.end + (sentence.low_at(mention.end) == ")"), lexicon()
    before = mention.start - 1 - (sentence.low_at(mention.start - 1) == ",")
    led = sentence.low_at(before) in _PRODUCTS_BEFORE and not sentence.capital[before]
    led = led or _is_said_to_be_product(sentence, mention)
    at += sentence.low_at(at) in _BEFORE_VEHICLE and sentence.low_at(at + 1) in _VEHICLES
    if not led and (sentence.low_at(at) not in _PRODUCTS or sentence.capital[at]):
        return False
    low = _low(sentence, mention)
    listed = low in lists.places or low in lists.organisations_low or sentence.low[mention.start] in lists.given
    return not listed and sentence.low_at(at + 1) not in _MAKERS


def count_products(sentences: Sequence[TaggedSentence], forms: Iterable[str]) -> Counter[str]:
    """Return how often a noun makes a product of each of these names, also where the tagger saw no name."""
    paths = name_paths(forms)
    found: Counter[str] = Counter()
    for sentence in sentences:
        for position in sentence.capitals:
            for words in paths.get(sentence.words[position], ()):
                end = position + len(words)
                if sentence.words[position:end] == words:
                    found[" ".join(words)] += product_noun(sentence, Mention(position, end, ORGANISATION))
    return found


def _is_said_to_be_product(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether the text says that a name is a product or a ship.

    As in "X, a chatbot", "a rocket called X", "the X capsized".
    """
    end, low = mention.end, sentence.low_at
    if low(mention.start - 1) == "the" and (low(end) in _SINKING or (low(end) == "ran" and low(end + 1) == "aground")):
        return True
    naming = mention.start - 1 - (low(mention.start - 1) == "the")
    naming -= low(naming) == "as"
    if low(naming) in _NAMING and any(low(at) in _PRODUCTS for at in range(max(0, naming - 4), naming)):
        return True
    if low(end) not in (",", "is", "was") or low(end + 1) not in ("a", "an"):
        return False
    for position in range(end + 2, min(end + 7, len(sentence))):
        goes_on = position + 1 < len(sentence) and sentence.parts[position + 1] in _GOING_ON
        if sentence.low[position] in _PRODUCTS and not goes_on:
            return sentence.low[position - 1] != "think"
        if sentence.parts[position] not in (Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.GERUND, Part.PARTICIPLE):
            return False
    return False


def place_context(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return the words beside a one-word name that stand beside places: "in X", "X police", "X, Ohio"; or None."""
    start, end = mention.start, mention.end
    if cue := _counties_after(sentence, mention):
        return cue
    after = sentence.low_at(end)
    stated = after == "," and lexicon().places.get(sentence.low_at(end + 1)) in ("state", "country")
    headed = sentence.bare[end - 1] in lexicon().organisation_heads
    led = sentence.low_at(start - 1) in LOCATING and sentence.low[start] not in lexicon().given
    if end - start > 1 and (mention.kind == ORGANISATION or led) and stated and not headed:
        return end + 1, end + 2
    if end - start == 1 and stated and sentence.low_at(start - 1) in _LEADING_TO - {",", "for", "and"}:
        return end + 1, end + 2  # "in Tyler, Texas"
    if end - start > 1 or (mention.kind != PLACE and sentence.low[start] not in lexicon().places):
        return None
    if sentence.low_at(start - 1) in LOCATING and after != "'s":
        return start - 1, start
    if after in _PLACE_TAILS:
        return end, end + 1
    wide = after == "," and lexicon().places.get(sentence.low_at(end + 1)) in ("abbreviation", "state", "country")
    return (end + 1, end + 2) if wide else None


def _counties_after(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return "counties" in "X, Y and Z counties", or None."""
    if _COUNTIES.isdisjoint(sentence.low):
        return None
    at = mention.end
    while sentence.is_name_word(at) or sentence.low_at(at) in (",", "and"):
        at += 1
    return (at, at + 1) if sentence.low_at(at) in _COUNTIES and at > mention.end else None


def stands_as_place(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a preposition of place is right before a name, or a state or a comma and country follow it."""
    before = sentence.low_at(mention.start - 1)
    if before == "the":
        before = sentence.low_at(mention.start - 2)
        return before in LOCATING or before in ("at", "from", "to")
    following = sentence.low_at(mention.end + 1)
    wider = {lexicon().places.get(following), lexicon().places.get(f"{following}.")}  # "La." may be cut in two
    wide = not wider.isdisjoint(("abbreviation", "state", "country"))
    leading = _LEADING_TO - {","} if mention.end - mention.start > 1 else LOCATING | {"at", "from", "to"}
    return before in leading or (sentence.low_at(mention.end) == "," and wide)


def is_in_region(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a name is in "in the X" with no noun after it: the region, not the firm of that name."""
    start, end = mention.start, mention.end
    noun = end < len(sentence) and sentence.parts[end] in (Part.NOUN, Part.NAME)
    return sentence.low_at(start - 1) == "the" and sentence.low_at(start - 2) in LOCATING and not noun


def is_seat(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether one word is in the position of a school's town: "of Tollen University, Harbin,"."""
    if mention.kind != PERSON or sentence.low_at(mention.start - 1) != ",":
        return False
    head = sentence.bare[mention.start - 2] if mention.start > 1 else ""
    closed = sentence.low_at(mention.end) in (",", ".", "(", ";")
    return closed and head in _SEATED and mention.end - mention.start == 1


def locating_word(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return the preposition that makes a place of one word that was taken for a person's name ("in X"), or None."""
    if mention.kind != PERSON or mention.end - mention.start > 1 or sentence.low_at(mention.end) == "'s":
        return None
    within = sentence.low_at(mention.start - 1) in LOCATING and not sentence.is_name_word(mention.end)
    placed = within and sentence.low_at(mention.start - 2) not in _TRUSTING
    return (mention.start - 1, mention.start) if placed else None


def named_organisations(sentence: TaggedSentence) -> Iterator[int]:
    """Yield the positions of words that the noun before them makes organisations: "internet monitor X"."""
    if _WATCHING.isdisjoint(sentence.low):
        return
    for position in sentence.capitals:
        named = sentence.low_at(position - 1) in _WATCHING and not sentence.capital[position - 1]
        if named and not sentence.is_name_word(position + 1):
            yield position


def dateline_country(sentence: TaggedSentence) -> int:
    """Return the index of the name after the town of a dateline, "PORT TOLLEN, Tollena - ", or -1."""
    if sentence.all_caps or not sentence.words[0].isupper() or "," not in sentence.low[1:5]:
        return -1
    comma = sentence.low.index(",", 1, 5)
    shouts = all(word.isupper() and len(word) > 1 for word in sentence.words[:comma])
    named = shouts and sentence.is_name_word(comma + 1) and sentence.low_at(comma + 2) in _DASHES
    return comma + 1 if named else -1


def _low(sentence: TaggedSentence, mention: Mention) -> str:
    return " ".join(sentence.low[mention.start : mention.end])


def _office_before(sentence: TaggedSentence, start: int) -> Tokens | None:
    if start == 0 or sentence.bare[start - 1] in _NO_OFFICES or sentence.title_case:
        return None
    word, lists = sentence.bare[start - 1], lexicon()
    office = (sentence.capital[start - 1] and word in lists.titles) or (word in lists.roles and not word.endswith("s"))
    return (start - 1, start) if office else None


def _role_after(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return "the engineer" or "Baptist minister" in "X, the engineer," or "X, Baptist minister and poet,"."""
    first = mention.end + 1
    ends_as_place = mention.end - mention.start > 1 and sentence.low[mention.end - 1] in lexicon().place_words
    if ends_as_place or sentence.low_at(mention.end) != "," or first >= len(sentence):
        return None
    if sentence.low_at(mention.start - 1) in _LEADING_TO or sentence.is_name_word(mention.start - 1):
        return None
    for position in range(first, min(first + _LONGEST_ROLE, len(sentence))):
        part = sentence.parts[position]
        if sentence.bare[position] in lexicon().roles and not sentence.is_name_word(position + 1):
            return first, position + 1
        if sentence.low[position] in _STOPS or part in (Part.PREPOSITION, Part.PAST, Part.PRESENT_S, Part.WH):
            return None
    return None
