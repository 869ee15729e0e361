"""Whole names in place of mentions that are only a part of one, or that take in words beside a name."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.actors.gazetteer import NEWSPAPER_HEADS, is_paper, outlets, partners
from briefing.analysis.actors.mentions import ORGANISATION, OTHER, PERSON, PLACE, Mention, form_of, free_of, with_rank
from briefing.analysis.actors.name_types import SEATS, actor_words, has_article, is_colour
from briefing.analysis.language.lexicon import is_role, is_time_word, lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.model.evidence import TypeRule

_ORGANISATIONS = word_lists("actors/organisations.txt")
_PLACES = word_lists("actors/places.txt")
_NOT_ACTORS = word_lists("actors/not_actors.txt")
_CAMPUSES = _ORGANISATIONS["before a campus"]
_TEAMS = _ORGANISATIONS["teams after a town"]
_TEAM_NUMBERS = ("49ers", "76ers")
_FIRM_TAILS = _ORGANISATIONS["last words of firms"]
_PLATFORMS = _ORGANISATIONS["platforms"]
_OFFICES = _ORGANISATIONS["offices at the end"]
_BEFORE_OFFICE = _ORGANISATIONS["words before an office"]
_INSULTS = _NOT_ACTORS["insults"]
_BUILT = _PLACES["built"] | _PLACES["head words of places"]
_MONTHS = word_set("january february march april may june july august september october november december")
_ENDING_IN_STOP = ("u.s.", "u.k.", "d.c.", "u.n.")
_ENDING_FIRMS = ("co.", "inc.", "corp.", "ltd.")
_PARTIES = word_set("d r i d. r. i.")
_OWNERS = word_set("our my your their his her its")
_CHURCHES = word_set("church temple mosque synagogue cathedral chapel school hospital ministries")
_LOOSE = word_set("of for and the in on & -")
_OFFICERS = word_set("ceo cfo coo president chairman chairwoman chair director founder head owner")
_FORMS_OF_COUNTRY = (("n", ""), ("an", ""), ("an", "a"), ("ian", ""), ("ian", "a"), ("ian", "y"))
"""Ends of a nationality or a demonym, and what the name of the place has in their place."""
_JOINING = word_set("service commission administration agency department committee bureau")
_THINGS = word_set("roadster cigarettes supercomputer spacecraft smartphone")
_MACHINES = _THINGS | word_set("rover lander")
_HELD = word_set("ambassador senator governor president minister mayor dr mr mrs ms sgt col gen capt")
_SHORTEST = 2
_MOST_BEFORE_AMPERSAND = 2


def with_whole_names(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the `mentions` of a sentence with whole names in place of their parts, and without the words beside them.

    A part of a sentence or an insult that was taken for a name becomes OTHER, so that it stays covered.
    """
    if not mentions:
        return list(mentions)
    repaired = [_repaired(sentence, mention) for mention in mentions]
    if sentence.title_case or sentence.all_caps:
        return sorted(repaired)
    for whole in [*outlets(sentence, repaired), *partners(sentence)]:
        repaired = _replaced(repaired, whole)
    for mention in list(repaired):
        whole = _whole(sentence, mention, repaired)
        if whole != mention and mention in repaired:
            repaired = _replaced(repaired, whole)
    return sorted(repaired)


def _replaced(mentions: Sequence[Mention], whole: Mention) -> list[Mention]:
    """Return `mentions` with `whole` in place of those inside it, unless it cuts one in two or is known."""
    touched = [mention for mention in mentions if mention.overlaps(whole)]
    if any(mention.start < whole.start or whole.end < mention.end for mention in touched):
        return list(mentions)
    return [*(mention for mention in mentions if mention not in touched), whole]


def _repaired(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return a mention without the words that do not belong to it, or as OTHER if it is no name."""
    if mention.kind == OTHER:
        return mention
    if _is_no_name(sentence, mention):
        return Mention(mention.start, mention.end, OTHER)
    mention = _without_next_headline(sentence, _after_bracket(sentence, mention))
    if mention.kind == PERSON:
        return _as_paper(sentence, with_rank(sentence, _without_date(sentence, mention)))
    if mention.kind == PLACE:
        return _as_titled(sentence, _without_common_noun(sentence, _without_next_sentence(sentence, mention)))
    return _without_office(sentence, _without_insult(sentence, _without_loose_words(sentence, mention)))


def _is_no_name(sentence: TaggedSentence, mention: Mention) -> bool:
    start, end = mention.start, mention.end
    if end - start > 1 and _is_thing(sentence, mention):
        return True
    if mention.kind == PLACE and end - start == 1 and "." in sentence.words[start] and _is_after_party(sentence, start):
        return True
    if mention.kind != ORGANISATION and end - start > 1 and _is_native(sentence, mention):
        return True
    if mention.kind == PERSON and (has_article(sentence, start, end) or is_colour(sentence, start)):
        return True
    if end - start == 1 and sentence.low[start] in _PLATFORMS and _is_in_own_platforms(sentence, start):
        return True
    if mention.kind == PERSON and end - start == 1 and _shares_surname(sentence, start):
        return True
    if mention.kind != ORGANISATION or end - start < _SHORTEST:
        return False
    if form_of(sentence, start, end).lower() in lexicon().organisations_low:
        return False
    clause = any(sentence.low[at] in _OWNERS and not sentence.capital[at] for at in range(start + 1, end))
    return clause or sentence.low[start] in ("in", "on", "at", "to")


def _is_thing(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a name is that of a thing: "Velmar Roadster", "the Jade Lantern rover"."""
    beside = sentence.low_at(mention.end) in _MACHINES and not sentence.is_name_word(mention.end)
    listed = form_of(sentence, mention.start, mention.end).lower() in lexicon().organisations_low
    return beside or (mention.kind != PERSON and not listed and sentence.bare[mention.end - 1] in _THINGS)


def _is_after_party(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a party is named before a state: "(D., Conn.)"."""
    party = position - 2 - (sentence.low_at(position - 2) == ".")
    return sentence.low_at(position - 1) == "," and sentence.low_at(party) in _PARTIES


def _shares_surname(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a given name is half of a name that another person's ends: "Larry" + "and David Ellison"."""
    lists, after = lexicon(), position + 2
    if sentence.low_at(position + 1) != "and" or sentence.is_name_word(position - 1):
        return False
    first = sentence.low[position]
    given = first in lists.given and first not in lists.family and sentence.low_at(after) in lists.given
    last = sentence.low_at(after + 1)
    known = last in lists.family or last in lists.common or not word_classes(last)
    return given and sentence.is_name_word(after + 1) and known


def _is_native(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a name means somebody from a place: "North Carolinian"."""
    low, places = form_of(sentence, mention.start, mention.end).lower(), lexicon().places
    return low not in places and any(
        low.endswith(end) and low.removesuffix(end) + added in places for end, added in _FORMS_OF_COUNTRY
    )


def _is_in_own_platforms(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a platform is an outlet's own: "our Facebook, Twitter and X accounts", "us on X or Y"."""
    before = position - 1
    while before >= 0 and (sentence.low[before] in _PLATFORMS or sentence.low[before] in (",", "and", "or", "&")):
        before -= 1
    shared = sentence.low_at(before) == ":" and sentence.low_at(before - 1) in ("this", "share")
    own = shared or sentence.low_at(before) in ("our", "your")
    return own or (sentence.low_at(before) in ("on", "via") and sentence.low_at(before - 1) == "us")


def _after_bracket(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "George]" off "[George] Soros", whose first bracket is outside the name."""
    brackets = [at for at in range(mention.start, mention.end) if sentence.low[at] == "]"]
    return replace(mention, start=brackets[0] + 1) if brackets and brackets[0] + 1 < mention.end else mention


def _without_next_headline(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut a headline that is glued to a name off it: "Ann Lee Ann LeeHarbour" + "closes"."""
    for at in range(mention.start + 1, mention.end):
        for earlier in range(mention.start, at):
            word, rest = sentence.words[earlier], sentence.words[at].removeprefix(sentence.words[earlier])
            if len(word) > _SHORTEST and rest != sentence.words[at] and rest[:1].isupper():
                return Mention(mention.start, earlier + 1, PERSON, mention.certainty)
    return mention


def _without_date(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "May" off "Ann Lee May" before "25"."""
    dated = sentence.low[mention.end - 1] in _MONTHS and sentence.low_at(mention.end).isdigit()
    return replace(mention, end=mention.end - 1) if dated and mention.end - mention.start > _SHORTEST else mention


def _without_next_sentence(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "Velden" off "U.S. Velden": a name that begins the next sentence."""
    start, end = mention.start, mention.end
    if end - start < _SHORTEST or sentence.low[start] not in _ENDING_IN_STOP:
        return mention
    known = form_of(sentence, start, end).lower() in lexicon().places or sentence.bare[end - 1] in lexicon().place_words
    return mention if known else replace(mention, end=start + 1)


def _without_common_noun(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "station X" off "Oslo station X": a place with a plain word inside ends before it."""
    inside = range(mention.start + 1, mention.end - 1)
    plain = next((at for at in inside if sentence.parts[at] == Part.NOUN and not sentence.capital[at]), None)
    return mention if plain is None else replace(mention, end=plain)


def _as_titled(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return a place that begins with an office as the person who holds it: "Ambassador Velden"."""
    first = sentence.bare[mention.start]
    if mention.end - mention.start < _SHORTEST or first not in _HELD or sentence.bare[mention.end - 1] in _BUILT:
        return mention
    if form_of(sentence, mention.start, mention.end).lower() in lexicon().places:
        return mention
    return Mention(
        mention.start + 1, mention.end, PERSON, mention.certainty, TypeRule.OFFICE, (mention.start, mention.start + 1)
    )


def _as_paper(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return "the Enquirer" as a newspaper, even if the tagger takes it for a person."""
    if mention.end - mention.start > 1 or sentence.low[mention.start] not in NEWSPAPER_HEADS:
        return mention
    paper = sentence.low_at(mention.start - 1) == "the" and not sentence.is_name_word(mention.end)
    return Mention(mention.start, mention.end, ORGANISATION, 1.0, TypeRule.NEWSPAPER) if paper else mention


def _without_loose_words(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "CEO of", a day, the next sentence and words that only lead on off the name of an organisation."""
    start, end = mention.start, mention.end
    end = next((at + 1 for at in range(start + 1, end - 1) if sentence.low[at] in _ENDING_FIRMS), end)
    start += end - start > 2 and is_time_word(sentence.low[start]) and sentence.low_at(start - 1) == "on"
    end -= end - start > 2 and is_time_word(sentence.low[end - 1])
    while end - start > 1 and sentence.low[end - 1] in _LOOSE:
        end -= 1
    listed = form_of(sentence, start, end).lower() in lexicon().organisations_low
    if not listed and sentence.bare[start] in _OFFICERS and sentence.low_at(start + 1) == "of" and end - start > 2:
        start += 2 + (sentence.low[start + 2] == "the")
    return replace(mention, start=start, end=end) if start < end else mention


def _without_insult(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut "Failing" off "Failing Tollen Times"; what is left is no name unless it is listed."""
    start, end = mention.start, mention.end
    while start < end and sentence.low[start] in _INSULTS:
        start += 1
    if start == mention.start or form_of(sentence, mention.start, end).lower() in lexicon().organisations_low:
        return mention
    listed = start < end and form_of(sentence, start, end).lower() in lexicon().organisations_low
    return replace(mention, start=start) if listed else replace(mention, kind=OTHER)


def _without_office(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Cut the words of an office off the name before it: "U.S. National Security" + "Advisor"."""
    start, end = mention.start, mention.end
    if form_of(sentence, start, end).lower() in lexicon().organisations_low or "of" in sentence.low[start:end]:
        return mention
    office = end - start >= _SHORTEST and sentence.bare[end - 1] in _OFFICES
    last = end - 1 if office else end
    if not office and not (sentence.is_name_word(end) and sentence.bare[end] in _OFFICES):
        return mention
    while last > start and sentence.low[last - 1] in _BEFORE_OFFICE:
        last -= 1
    if last == end:
        return mention
    if last == start:
        return replace(mention, kind=OTHER)
    form = form_of(sentence, start, last).lower()
    placed = form in lexicon().places or form in SEATS
    rule = TypeRule.GAZETTEER if placed else mention.rule
    return Mention(start, last, PLACE if placed else ORGANISATION, mention.certainty, rule)


def _whole(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> Mention:
    """Return the longer name that a mention is a part of, else the mention."""
    if mention.kind == OTHER:
        return mention
    if mention.kind == PLACE and mention.end - mention.start > 1 and sentence.low[mention.start] in _CAMPUSES:
        return Mention(mention.start, mention.end, ORGANISATION, 0.9, TypeRule.HEAD_WORD)
    if (
        mention.kind == PLACE
        and sentence.low_at(mention.start - 1) in _CAMPUSES
        and sentence.capital[mention.start - 1]
    ):
        return Mention(mention.start - 1, mention.end, ORGANISATION, 0.9, TypeRule.HEAD_WORD)
    if mention.kind == PLACE and (team := _team_end(sentence, mention, others)):
        return Mention(mention.start, team, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (team - 1, team))
    if mention.kind == PLACE and (station := _station_start(sentence, mention, others)) is not None:
        return Mention(station, mention.end, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (station, station + 1))
    if mention.kind == PERSON and _is_before_firm(sentence, mention, others):
        end = mention.end + 1
        return Mention(mention.start, end, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (end - 1, end))
    if mention.kind in (PLACE, PERSON) and _is_built(sentence, mention, others):
        end = mention.end + 1
        return Mention(mention.start, end, PLACE, 0.9, TypeRule.HEAD_WORD, (end - 1, end))
    if mention.kind == ORGANISATION and (field := _field_start(sentence, mention)) is not None:
        return Mention(field, mention.end, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (mention.end - 1, mention.end))
    if mention.kind == ORGANISATION and (longer := _with_words_before(sentence, mention)) != mention:
        return longer
    return _as_award(sentence, mention) or _with_partner(sentence, mention, others)


def _field_start(sentence: TaggedSentence, mention: Mention) -> int | None:
    """Return where a body begins that is named for two fields: "the Port and" + "Harbour Works Commission"."""
    first = mention.start - 1
    if sentence.low_at(first) != "and" or sentence.bare[mention.end - 1] not in _JOINING:
        return None
    while sentence.is_name_word(first - 1) and sentence.low[first - 1] != "the":
        first -= 1
    words = sentence.low[first : mention.start - 1]
    if not words or first == 0 or sentence.low[first - 1] != "the":
        return None
    lists = lexicon()
    whose = words[0] in lists.places or " ".join(words[:2]) in lists.places
    known = form_of(sentence, mention.start, mention.end).lower() in lists.organisations_low
    known = known or " ".join(words) in lists.places or words[-1] in lists.organisation_heads
    known = known or " ".join(words) in lists.organisations_low or words[-1] in lists.organisations_low
    return None if known or (whose and len(words) == 1) or (len(words) == 1 and words[0] in lists.family) else first


def _with_words_before(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return the name with "People's" or "Fountain of" before it: "the Fountain of Praise Church"."""
    before = mention.start - _SHORTEST
    if sentence.low_at(before) == "of" and sentence.low_at(before + 1) == "the":
        head = _is_head(sentence, before - 1)
        listed = form_of(sentence, mention.start, mention.end).lower() in lexicon().organisations_low
        return replace(mention, start=before - 1) if head and not listed else mention
    if not sentence.is_name_word(before):
        return mention
    peoples = sentence.low[before] == "people" and sentence.low[before + 1] == "'s"
    low, lists = sentence.bare[before], lexicon()
    headed = sentence.low[before + 1] == "of" and sentence.bare[mention.end - 1] in _CHURCHES
    office = low in lists.roles or low in lists.titles or is_role(low)
    return replace(mention, start=before) if peoples or (headed and not office) else mention


def _is_head(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a word heads the name of a body before "of the": "the Bulletin of the Harbour Pilots"."""
    if position < 1 or not sentence.is_name_word(position) or sentence.low[position - 1] != "the":
        return False
    low, lists = sentence.bare[position], lexicon()
    office = low in lists.roles or low in lists.titles or is_role(low)
    return "N" in word_classes(low) and not office and low not in lists.places


def _as_award(sentence: TaggedSentence, mention: Mention) -> Mention | None:
    """Return the whole name of an award or the like as OTHER: "Tollen Women" + "of Courage Award"."""
    last = mention.end + 1
    if mention.kind != ORGANISATION or sentence.low_at(mention.end) not in ("of", "for"):
        return None
    while sentence.is_name_word(last):
        last += 1
    award = last > mention.end + 1 and sentence.low[last - 1] in actor_words().events
    return Mention(mention.start, last, OTHER) if award else None


def _team_end(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> int:
    """Return where the name of a team or paper ends that begins with its town, 0 if it is only the town."""
    at = mention.end
    if not free_of(others, at, at + 1) or at >= len(sentence):
        return 0
    team = sentence.words[at] in _TEAM_NUMBERS or (sentence.is_name_word(at) and sentence.low[at] in _TEAMS)
    if team and sentence.low[at] == "red":
        return at + 2 if sentence.low_at(at + 1) in ("sox", "wings", "bulls") else 0
    return at + 1 if team or is_paper(sentence, at) else 0


def _is_before_firm(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> bool:
    """Return whether a word that ends the names of firms follows a person's: "Ann Velden Motorsports"."""
    at = mention.end
    return sentence.is_name_word(at) and free_of(others, at, at + 1) and sentence.bare[at] in _FIRM_TAILS


def _station_start(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> int | None:
    """Return where a station begins that ends with its town: "CBS" + "Boston"; None if the town stands alone."""
    start = mention.start - 1
    known = any((other.start, other.end, other.kind) == (start, mention.start, ORGANISATION) for other in others)
    known = known and sentence.low_at(mention.end) not in ("affiliate", "station")
    alone = known and not sentence.is_name_word(start - 1) and not sentence.is_name_word(mention.end)
    return start if alone and sentence.words[start].isupper() and len(sentence.words[start]) > _SHORTEST else None


def _is_built(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> bool:
    """Return whether a word such as "Memorial" follows a name that is one word, and nothing else of a name."""
    at = mention.end
    if mention.end - mention.start > 1 or not sentence.is_name_word(at) or not free_of(others, at, at + 1):
        return False
    return sentence.bare[at] in _BUILT and not sentence.is_name_word(at + 1)


def _with_partner(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> Mention:
    """Return "Lomar & Velden" for its first name; at most two words in no other name may stand before the "&"."""
    at = mention.end
    while at < len(sentence) and at - mention.end < _MOST_BEFORE_AMPERSAND and sentence.is_name_word(at):
        if not free_of(others, at, at + 1):
            return mention
        at += 1
    full = mention.kind == PERSON and mention.end - mention.start > 1
    agencies = sentence.words[at - 1].isupper() and sentence.is_name_word(at + 1) and sentence.words[at + 1].isupper()
    if full or agencies or sentence.low_at(at) != "&" or not sentence.is_name_word(at + 1):
        return mention
    end = at + 1
    while sentence.is_name_word(end):
        end += 1
    return Mention(mention.start, end, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (at, at + 1))
