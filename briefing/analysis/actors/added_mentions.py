"""Mentions that the tagger missed: persons, organisations named after a person, speakers of quotes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from briefing.analysis.actors.context_cues import LOCATING
from briefing.analysis.actors.mentions import (
    EASTERN_FAMILIES,
    NAME_SUFFIXES,
    ORGANISATION,
    PARTICLES,
    PERSON,
    PLACE,
    Mention,
    TypeGuess,
    free_of,
    is_native,
)
from briefing.analysis.actors.name_types import WIDE_PLACES, actor_words, is_plain_person
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.model.evidence import TypeRule
from briefing.model.quote import Quote
from briefing.model.spans import Span

_ORGANISATIONS = word_lists("actors/organisations.txt")
_PERSONS = word_lists("actors/persons.txt")
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][\w'-]*[a-zß-ÿ][\w'-]*$|[A-Z]\.$|[A-Z][a-z]?$")
_SURE_TITLES = _PERSONS["titles of persons"]
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}$")
_GENERATIONS = word_set("jr sr")
_PAIR = 2
_ENDS_OF_NOUNS = ("ment", "tion", "ness", "ship")
_PLACED = LOCATING | word_set("from to at of")
_SAID = word_set("said says told added wrote tweeted")
_DERIVING_HEADS = _ORGANISATIONS["named after somebody"]
_OTHER_USES = _ORGANISATIONS["after a campaign"]


def with_whole_persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with the words of persons that the tagger missed: "Chief Executive Hook" + "Tang"."""
    if sentence.title_case or sentence.all_caps:
        return list(mentions)
    whole = _two_word_persons(sentence, mentions)
    kept = [mention for mention in mentions if not any(mention.overlaps(other) for other in whole)]
    kept = _with_teams(sentence, kept)
    named = (_with_given_name(sentence, mention, (*whole, *kept)) for mention in (*whole, *kept))
    saints = [_as_saint(sentence, mention) for mention in named]
    longer = [mention for mention in saints if mention.kind == PLACE and mention.end - mention.start > 2]
    return sorted(
        mention
        for mention in saints
        if not any(mention != other and mention.overlaps(other) and other.start < mention.start for other in longer)
    )


def _with_teams(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with a place and the team after it as one: "Tollen" + "Cardinals"."""
    teams = [
        Mention(place.start, team.end, ORGANISATION, team.certainty)
        for place in mentions
        for team in mentions
        if (place.kind, team.kind) == (PLACE, ORGANISATION)
        and place.end == team.start == team.end - 1
        and sentence.low[team.start].endswith("s")
        and sentence.bare[team.start] not in lexicon().organisation_heads
        and sentence.words[team.start] not in lexicon().organisations
    ]
    return [*teams, *(mention for mention in mentions if not any(mention.overlaps(team) for team in teams))]


def _as_saint(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return "St. John" as a place or the church named after him, with what follows: "St. John's Church"."""
    start = mention.start - (sentence.low_at(mention.start - 1) == "st.")
    if mention.kind != PERSON or sentence.low[start] != "st.":
        return mention
    end = mention.end
    if sentence.low_at(end) == "'s" and sentence.is_name_word(end + 1):
        end += 2
        while sentence.is_name_word(end):  # "St. John's Episcopal Church"
            end += 1
    return Mention(start, end, PLACE, mention.certainty, TypeRule.HEAD_WORD, (start, start + 1))


def _with_given_name(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> Mention:
    """Return a surname with the unknown or given name right before it: "Tasmin" + "Velden"."""
    first, length = mention.start - 1, mention.end - mention.start
    if mention.kind == PERSON and length == 1 and first >= 0 and _INITIALS.match(sentence.words[first]):
        listed = sentence.low[first] in lexicon().places
        return mention if listed or not free_of(others, first, mention.start) else replace(mention, start=first)
    if mention.kind != PERSON or length > 2 or not _may_be_half(sentence, others, first):
        return mention
    low = sentence.low[first]
    if length == 2 and (low in lexicon().given or word_classes(low).strip("-") or sentence.is_name_word(first - 1)):
        return mention
    if "." in low and low in lexicon().places:  # "in Tollen, Va. Velden said"
        return mention
    unknown = not word_classes(low).strip("-") and low not in lexicon().family
    named = low in lexicon().given or (unknown and first > 0)
    joined = (
        sentence.is_name_word(first - 1)
        and free_of(others, first - 1, first)
        and sentence.bare[first - 1] not in lexicon().titles
        and sentence.bare[first - 1] not in lexicon().roles
    )
    return replace(mention, start=first) if named and not joined else mention


def _two_word_persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the persons of two words after an office of whom the tagger has one word, or both apart."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if mention.kind != PERSON or mention.end - mention.start != 1:
            continue
        others = [other for other in mentions if other is not mention and not _is_half(other)]
        start, end = mention.start, mention.end
        if (
            _is_office(sentence, start - 1)
            and _may_be_half(sentence, others, end)
            and not sentence.is_name_word(end + 1)
        ):
            whole = Mention(start, end + 1, PERSON, mention.certainty, TypeRule.OFFICE, (start - 1, start))
        elif _is_office(sentence, start - 2) and _may_be_half(sentence, others, start - 1):
            whole = Mention(start - 1, end, PERSON, mention.certainty, TypeRule.OFFICE, (start - 2, start - 1))
        else:
            continue
        found.setdefault((whole.start, whole.end), whole)
    return list(found.values())


def _is_half(mention: Mention) -> bool:
    return mention.kind == PERSON and mention.end - mention.start == 1


def _is_office(sentence: TaggedSentence, position: int) -> bool:
    """Return whether the word at `position` is the office or trade of one person: "executive", "Congressman"."""
    if position < 0 or sentence.bare[position].endswith("s"):
        return False
    return sentence.bare[position] in lexicon().roles or sentence.bare[position] in lexicon().titles


def _may_be_half(sentence: TaggedSentence, others: Sequence[Mention], position: int) -> bool:
    """Return whether the word at `position` may be half of a name: capitalised, no office, organisation or nation."""
    if not sentence.is_name_word(position) or not free_of(others, position, position + 1):
        return False
    lists, low, word = lexicon(), sentence.bare[position], sentence.words[position]
    other = low in lists.demonyms or low in lists.organisation_heads or low in lists.roles or low in lists.titles
    blocked = other or is_native(low) or low in actor_words().not_names or low in lists.places
    shaped = all(part[1:].islower() for part in word.split("-"))
    return sentence.parts[position] == Part.NAME and shaped and not blocked


def with_persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the `mentions` of a sentence and the persons that the tagger missed."""
    if sentence.all_caps:
        return list(mentions)
    return sorted([*mentions, *_persons(sentence, mentions)])


def _persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    done = 0
    for position in sentence.capitals:
        if position < done:
            continue
        end = _run_end(sentence, mentions, position)
        start = position
        while start < end and (sentence.bare[start] in lexicon().titles or sentence.low[start] == "executive"):
            start += 1
        if start == end:
            done = max(end, position + 1)
            continue
        titled = start > position or _has_title(sentence, start)
        if guess := _guess_person(sentence, start, end, titled=titled):
            yield Mention(start, end, PERSON, 0.6, guess.rule, guess.cue)
        done = max(end, position + 1)


def _run_end(sentence: TaggedSentence, mentions: Sequence[Mention], start: int) -> int:
    end = start
    while end - start < 5 and end < len(sentence) and free_of(mentions, end, end + 1):
        particle = end > start and sentence.low[end] in PARTICLES and sentence.is_name_word(end + 1)
        if not particle and not _may_be_in_name(sentence, end):
            break
        end += 1
    return end


def _may_be_in_name(sentence: TaggedSentence, position: int) -> bool:
    low = sentence.low[position]
    if not sentence.capital[position] or not _NAME_WORD.match(sentence.words[position]):
        return False
    blocked = low in actor_words().not_names and low not in lexicon().titles
    return not blocked and low not in lexicon().demonyms


def _has_title(sentence: TaggedSentence, start: int) -> bool:
    before = sentence.low_at(start - 1).rstrip(".")
    return before in _SURE_TITLES and (sentence.is_name_word(start - 1) or before in lexicon().roles)


def _guess_person(sentence: TaggedSentence, start: int, end: int, *, titled: bool) -> TypeGuess | None:
    """Return why the words at tokens `start` up to `end` name a person, or None if they do not."""
    length, lists, low = end - start, lexicon(), sentence.low
    if length > 4 or not is_plain_person(sentence, start, end) or _is_not_a_person(sentence, start, end, titled=titled):
        return None
    office = TypeGuess(PERSON, TypeRule.OFFICE, (start - 1, start))
    if titled:
        plain = low[start] in lists.common or low[start].endswith(_ENDS_OF_NOUNS)
        named = low[start] not in lists.organisation_heads and (length > 1 or not plain)
        return office if named else None
    if length == 1:
        return TypeGuess(PERSON, TypeRule.SPEECH, (end, end + 1)) if _is_subject_of_said(sentence, start) else None
    if low[start] in lists.common:
        return None
    role_before = sentence.low_at(start - 1) in lists.roles and not sentence.is_name_word(start - 1)
    if role_before and not sentence.title_case:
        return office
    given = low[start] in lists.given or low[start] in EASTERN_FAMILIES
    known = given and (low[end - 1] in lists.family or not sentence.title_case)
    return TypeGuess(PERSON, TypeRule.GIVEN_NAME, (start, start + 1)) if known else None


def _is_not_a_person(sentence: TaggedSentence, start: int, end: int, *, titled: bool) -> bool:
    lists, last = lexicon(), sentence.low[end - 1]
    if last.rstrip(".") in lists.organisation_heads and last not in lists.family:
        return True
    wide = any(lists.places.get(word) in WIDE_PLACES for word in sentence.low[start:end])
    return (wide and end - start <= 2 and not titled) or (last in lists.common and last not in lists.family)


def _is_subject_of_said(sentence: TaggedSentence, start: int) -> bool:
    """Return whether a single capitalised word is the subject of "said" and may be a person."""
    low, lists = sentence.low[start], lexicon()
    if sentence.low_at(start + 1) not in _SAID or sentence.title_case:
        return False
    other = low in lists.places or low in lists.common or low in lists.titles or low in lists.organisation_heads
    return not other and (start > 0 or not low.endswith("s"))


def with_derived_organisations(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with organisations added that are named after one of them, which stays a mention too."""
    if _DERIVING_HEADS.isdisjoint(sentence.low):
        return sorted(mentions)
    return sorted([*mentions, *_derived_organisations(sentence, mentions)])


def _derived_organisations(sentence: TaggedSentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for head in range(1, len(sentence)):
        if sentence.low[head] not in _DERIVING_HEADS or sentence.low_at(head + 1) in _OTHER_USES:
            continue
        bearer = next((mention for mention in mentions if mention.end == head), None)
        if bearer is None:
            if sentence.is_name_word(head - 1) and _is_family_name(sentence.low[head - 1]):
                yield Mention(head - 1, head, PERSON, 0.6, TypeRule.FAMILY_NAME)
                yield Mention(head - 1, head + 1, ORGANISATION, 1.0, TypeRule.DERIVED, (head, head + 1))
        elif bearer.kind in (PERSON, PLACE) and bearer.end - bearer.start <= 2:
            yield Mention(bearer.start, head + 1, ORGANISATION, 1.0, TypeRule.DERIVED, (head, head + 1))


def _is_family_name(low: str) -> bool:
    return low in lexicon().family and low not in lexicon().common


def with_speakers(
    sentences: Sequence[TaggedSentence], mentions: Sequence[list[Mention]], quotes: Sequence[Quote]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with the named speakers of `quotes` that the tagger missed.

    A speaker with a role is a person, even if the tagger takes the name for another.
    """
    names = {quote.name: quote.role is not None for quote in quotes if quote.name is not None and not quote.unnamed}
    return [_with_speakers(sentence, found, names) for sentence, found in zip(sentences, mentions, strict=True)]


def _with_speakers(sentence: TaggedSentence, found: Sequence[Mention], names: Mapping[Span, bool]) -> list[Mention]:
    kept, added = list(found), []
    for name in [name for name in names if sentence.span.holds(name)]:
        place = _speaker(sentence, name)
        if place is None:
            continue
        if names[name]:
            kept = [mention for mention in kept if (mention.start, mention.end) != place or mention.kind == PERSON]
        if free_of(kept, *place) and sentence.low_at(place[0] - 1) != "the":
            outlet = place[0] > 0 and sentence.words[place[0]] == "The"
            outlet = outlet or " ".join(sentence.low[slice(*place)]) in actor_words().outlets
            outlet = outlet or (place[1] - place[0] > 1 and sentence.words[place[0]] in lexicon().organisations)
            added.append(Mention(*place, ORGANISATION if outlet else PERSON, 0.6, TypeRule.QUOTED))
    return sorted([*kept, *added])


def _speaker(sentence: TaggedSentence, name: Span) -> tuple[int, int] | None:
    """Return the tokens of a speaker's name without "Jr." and the like, if they can be a person's name."""
    place = _tokens_of(sentence, name)
    if place is None:
        return None
    start, end = place
    while end > start + 1 and sentence.bare[end - 1] in NAME_SUFFIXES:
        end -= 1
    while start < end - 1 and sentence.bare[start] in lexicon().titles and "." in sentence.words[start]:
        start += 1
    if sentence.low[end - 1] in lexicon().demonyms and sentence.low[end - 1] not in lexicon().family:
        return None  # "the 46-year-old South African said"
    plural = end == start + 1 and sentence.low[start].removesuffix("s") in lexicon().common
    capital = sentence.is_name_word(start) and sentence.is_name_word(end - 1) and not plural
    return (start, end) if capital and is_plain_person(sentence, start, end) else None


def _tokens_of(sentence: TaggedSentence, span: Span) -> tuple[int, int] | None:
    """Return the first token that begins in `span` and the one after the last; None if none does."""
    first = bisect_left(sentence.tokens, span.start, key=attrgetter("start"))
    last = bisect_left(sentence.tokens, span.end, first, key=attrgetter("start"))
    return (first, last) if first < last else None


def with_registered_persons(document: Document, mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with persons in the registry's wider spans: "van der Berg", "Lee Jr."."""
    starts = [sentence.span.start for sentence in document.sentences]
    spans: list[list[Span]] = [[] for _ in starts]
    for person in document.people.persons:
        for mention in person.mentions:
            if mention.end - mention.start > 1:
                spans[bisect_right(starts, mention.span.start) - 1].append(mention.span)
    surnames = {
        mention.span
        for person in document.people.persons
        for mention in person.mentions
        if len(person.words) > 1 and mention.end - mention.start == 1
    }
    return [
        [
            _with_generation(sentence, _as_surname(sentence, each, surnames))
            for each in _widened(sentence, found, inside)
        ]
        for sentence, found, inside in zip(document.sentences, mentions, spans, strict=True)
    ]


def _as_surname(sentence: TaggedSentence, mention: Mention, surnames: Collection[Span]) -> Mention:
    """Return a place as a person if the registry has the surname of somebody named in full there: "Cairo said"."""
    if mention.kind != PLACE or mention.end - mention.start > 1 or sentence.low_at(mention.start - 1) in _PLACED:
        return mention
    token = sentence.tokens[mention.start]
    if Span(token.start, token.end) not in surnames:
        return mention
    wide = lexicon().places.get(sentence.low[mention.start]) in WIDE_PLACES | {"capital"}
    speaks = {sentence.low_at(mention.start - 1), sentence.low_at(mention.end)} & lexicon().saying
    return mention if wide and not speaks else replace(mention, kind=PERSON, rule=TypeRule.FULL_NAME)


def _widened(sentence: TaggedSentence, found: Sequence[Mention], spans: Sequence[Span]) -> list[Mention]:
    kept = list(found)
    for start, end in filter(None, (_tokens_of(sentence, span) for span in spans)):
        inside = [mention for mention in kept if mention.start < end and start < mention.end]
        if inside and _completes(sentence, inside, start, end):
            kept = [mention for mention in kept if mention not in inside]
            kept.append(Mention(start, end, PERSON, max(mention.certainty for mention in inside)))
    return sorted(kept)


def _completes(sentence: TaggedSentence, inside: Sequence[Mention], start: int, end: int) -> bool:
    """Return whether the words `start` up to `end` add particles and initials to persons, or what these join to."""
    if len(inside) == 1 and inside[0].kind == PLACE and inside[0].start == start and end - start == _PAIR:
        named = sentence.low[start] in lexicon().given and sentence.is_name_word(start + 1)
        named = named and sentence.low_at(start - 1) != "the"
        return named and sentence.bare[start + 1] not in lexicon().place_words | lexicon().organisation_heads
    if any(mention.start < start or end < mention.end or mention.kind != PERSON for mention in inside):
        return False
    added = [at for at in range(start, end) if all(not mention.start <= at < mention.end for mention in inside)]
    if len(inside) == 1 and all(_INITIALS.match(sentence.words[at]) for at in added):
        return bool(added) and inside[0].end - inside[0].start == 1
    parts = bool(added) or (len(inside) > 1 and sentence.low[start] in PARTICLES)
    return parts and all(_joins_names(sentence, at, start) for at in added)


def _joins_names(sentence: TaggedSentence, position: int, start: int) -> bool:
    """Return whether a word of a name is a particle, an initial, or what follows a particle."""
    particle = sentence.low[position] in PARTICLES
    after = position > start and sentence.low[position - 1] in PARTICLES
    return particle or after or bool(_INITIALS.match(sentence.words[position]))


def _with_generation(sentence: TaggedSentence, mention: Mention) -> Mention:
    """Return a person's name with "Jr." or "Sr." after it, perhaps after a comma."""
    end = mention.end + (sentence.low_at(mention.end) == ",")
    if mention.kind != PERSON or not sentence.is_name_word(end) or sentence.bare[end] not in _GENERATIONS:
        return mention
    return Mention(mention.start, end + 1, PERSON, mention.certainty, mention.rule, mention.cue)
