"""Adds organisations and places that the tagger missed: listed ones, newspapers, and those formed as such names are."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.mentions import ORGANISATION, OTHER, PERSON, PLACE, Mention, free_of
from briefing.analysis.actors.name_spans import office_inside
from briefing.analysis.actors.name_types import (
    CHAMBERS,
    PARTY_WORDS,
    actor_words,
    is_ambiguous_place,
    is_brand,
    is_compound_adjective,
)
from briefing.analysis.language.lexicon import SUBORDINATORS, NamePaths, lexicon, word_classes
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.model.evidence import TypeRule

_PLACES = word_lists("actors/places.txt")
_ORGANISATIONS = word_lists("actors/organisations.txt")
_SURE_SINGLES = _ORGANISATIONS["names that need no context"]
_NEEDS_ARTICLE = _ORGANISATIONS["names that need an article"]
_AFTER_HOUSE = word_lists("actors/united_states.txt")["after the house"]
_WEAK_HEADS = _ORGANISATIONS["weak head words"]
_MODIFIERS = _ORGANISATIONS["modifiers"]
_NOT_FIRST = word_set(
    "the a an in on at but and if when as after for former his her its their this that by with from to since while "
    "before under our my your some no new"
)
_OF_HEADS = _ORGANISATIONS["head words before of"]
_FOR_HEADS = _ORGANISATIONS["head words before for"]
_ON_HEADS = _ORGANISATIONS["head words before on"]
_LINKED_HEADS = {"of": _OF_HEADS, "for": _FOR_HEADS, "on": _ON_HEADS}
_JOINING_HEADS = _ORGANISATIONS["head words before and"]
_SPEECH_BEFORE = word_set("told tell tells by with from at")
_COMPASS_POINTS = word_set("north south east west")
_AFTER_COMPASS_POINT = word_set("of side end coast wing")
_PLACE_BEFORE = word_set("in near at from to of across around outside throughout toward towards")
_RARE_PLACES = _PLACES["rare places"]
NEWSPAPER_HEADS = _ORGANISATIONS["newspapers"]
"""Words that end the names of newspapers."""
_PAPERS = _ORGANISATIONS["halves of the names of newspapers"]
_LONGEST_PAPER = 2


def with_gazetteer(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the `mentions` of a sentence with organisations and places added."""
    known = _with_listed_organisations(sentence, _without_phrases(sentence, mentions))
    known = _with_headed_runs(sentence, known)
    known += [found for found in _brands(sentence) if free_of(known, found.start, found.end)]
    for found in _places(sentence):
        inside = [mention for mention in known if mention.overlaps(found)]
        part = bool(inside) and all(mention.kind == PERSON for mention in inside)  # "South" + "Carolina"
        if found.end - found.start > 1 and (part or "," in sentence.low[found.start : found.end]):
            known = _put(known, found)
        elif free_of(known, found.start, found.end):
            known.append(found)
    known += [found for found in _compass_points(sentence) if free_of(known, found.start, found.end)]
    return sorted(known)


def _without_phrases(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Cover phrases that name no actor, such as State of the Union, so that no word in them is taken for one."""
    known = list(mentions)
    for start, end in _listed(sentence, actor_words().not_name_paths, sentence.low):
        known = _put(known, Mention(start, end, OTHER))
    return known


def _with_listed_organisations(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    known = list(mentions)
    for start, end in _listed(sentence, lexicon().organisation_paths, sentence.words):
        touched = [mention for mention in known if mention.start < end and start < mention.end]
        if not touched:
            if end - start > 1 or _is_sure_single(sentence, start):
                known.append(Mention(start, end, ORGANISATION, 0.8, TypeRule.GAZETTEER))
        elif end - start > 1 and all(start <= mention.start and mention.end <= end for mention in touched):
            known = [mention for mention in known if mention not in touched]
            known.append(Mention(start, end, ORGANISATION, 0.9, TypeRule.GAZETTEER))
    return known


def _listed(sentence: TaggedSentence, paths: NamePaths, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the longest names of `paths` among `words`, a form of those of the sentence, from left to right."""
    done = 0
    for position in sentence.capitals:
        if position < done or words[position] not in paths:
            continue
        if length := _listed_length(sentence, paths, words, position):
            done = position + length
            yield position, done


def _listed_length(sentence: TaggedSentence, paths: NamePaths, words: Sequence[str], position: int) -> int:
    for path in paths[words[position]]:
        if words[position : position + len(path)] == path and sentence.capital[position + len(path) - 1]:
            return len(path)
    return 0


def _is_sure_single(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a word that the tagger did not take for a name means the listed organisation."""
    word, low, lists = sentence.words[position], sentence.low[position], lexicon()
    if sentence.all_caps or low in actor_words().not_names:
        return False
    if word == "House":
        return _is_house_of_representatives(sentence, position)
    if word in _SURE_SINGLES and not sentence.title_case:
        return word not in _NEEDS_ARTICLE or sentence.low_at(position - 1) in ("the", "by", "with", "from", "and")
    if low in actor_words().ambiguous_organisations or low in lists.common:
        return False
    if not word.isupper() and (low in lists.given or low in lists.family):
        return False
    before = position > 1 and sentence.capital[position - 1] and sentence.words[position - 1][0].isalpha()
    after = sentence.is_name_word(position + 1) and sentence.bare[position + 1] not in lists.titles
    return not before and not after


def _is_house_of_representatives(sentence: TaggedSentence, position: int) -> bool:
    """Return whether "House" is the House of Representatives: "the House", "House Speaker"."""
    if sentence.title_case or (position > 1 and sentence.is_name_word(position - 1)):
        return False
    after = sentence.bare[position + 1] if position + 1 < len(sentence) else ""
    return after in _AFTER_HOUSE or (sentence.low_at(position - 1) == "the" and not sentence.is_name_word(position + 1))


def _with_headed_runs(sentence: TaggedSentence, mentions: list[Mention]) -> list[Mention]:
    if sentence.title_case or sentence.all_caps:
        return mentions
    known = mentions
    for start, end in _capital_runs(sentence):
        grown = _of_end(sentence, start, end)
        begin = _first_of_name(sentence, start, end)
        first = _first_of_committee(sentence, begin, end)
        if first < begin and grown == end:
            known = _put(known, Mention(first, end, ORGANISATION, 0.7, TypeRule.HEAD_WORD, (end - 1, end)))
        elif grown > end:
            known = _put(known, Mention(first, grown, ORGANISATION, 0.7, TypeRule.HEAD_WORD, (end - 1, end)))
        elif end - start <= 6 and _has_head(sentence, first, end):
            known = _put_headed(
                sentence, known, Mention(first, end, ORGANISATION, 0.7, TypeRule.HEAD_WORD, (end - 1, end))
            )
    return known


def _capital_runs(sentence: TaggedSentence) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words of a sentence."""
    start = end = -1
    for position in sentence.capitals:
        if position != end:
            if start >= 0:
                yield start, end
            start = position
        end = position + 1
    if start >= 0:
        yield start, end


def _first_of_committee(sentence: TaggedSentence, first: int, end: int) -> int:
    """Return where "Senate Harbours and Roads Committee" begins, whose run of capitals "and" cuts in two."""
    if sentence.low_at(first - 1) != "and" or sentence.bare[end - 1] not in ("committee", "subcommittee"):
        return first
    start = first - 1
    while sentence.is_name_word(start - 1):
        start -= 1
    return start if start < first - 1 and sentence.low[start] in CHAMBERS else first


def _first_of_name(sentence: TaggedSentence, start: int, end: int) -> int:
    while start < end - 1 and _is_before_name(sentence, start):
        start += 1
    return start + (start == end - 2 and sentence.low[start] in PARTY_WORDS and sentence.low[end - 1] in CHAMBERS)


def _is_before_name(sentence: TaggedSentence, position: int) -> bool:
    title = sentence.bare[position] in lexicon().titles
    opens = position == 0 or (position == 1 and not sentence.low[0][0].isalnum())
    opens = opens and sentence.low[position] in SUBORDINATORS
    return title or opens or sentence.low[position] in _NOT_FIRST or is_compound_adjective(sentence.words[position])


def _has_head(sentence: TaggedSentence, first: int, end: int) -> bool:
    """Return whether a run ends in a head word; one that is also a common word needs two words before it."""
    head = sentence.bare[end - 1]
    if head not in lexicon().organisation_heads:
        return False
    return end - first >= (3 if head in _WEAK_HEADS else 2)


def _put_headed(sentence: TaggedSentence, known: list[Mention], organisation: Mention) -> list[Mention]:
    inside = [mention for mention in known if mention.overlaps(organisation)]
    if not inside:
        return [*known, organisation]
    plain = all(_is_modifier(sentence, position) for position in range(organisation.start, organisation.end))
    tail = len(inside) == 1 and inside[0].end == organisation.end and inside[0].kind == ORGANISATION
    if tail or (plain and all(mention.kind != PERSON for mention in inside)):
        return _put(known, organisation)
    return known


def _is_modifier(sentence: TaggedSentence, position: int) -> bool:
    low, lists = sentence.low[position], lexicon()
    return (
        low in lists.demonyms
        or low in lists.places
        or low in _MODIFIERS
        or sentence.bare[position] in lists.organisation_heads
    )


def _put(known: list[Mention], added: Mention) -> list[Mention]:
    """Add a mention in place of those inside it, unless it would cut one in two."""
    touched = [mention for mention in known if mention.overlaps(added)]
    same = any((mention.start, mention.end, mention.kind) == (added.start, added.end, OTHER) for mention in touched)
    if same or any(mention.start < added.start or added.end < mention.end for mention in touched):
        return known
    return [mention for mention in known if not mention.overlaps(added)] + [added]


def _of_end(sentence: TaggedSentence, start: int, end: int) -> int:
    """Return where "Ministry of X" or "Center for X" ends if the run ends in such a head, else `end`."""
    if sentence.low[end - 1] not in _LINKED_HEADS.get(sentence.low_at(end), ()):
        return end
    after = end + 1 + (sentence.low_at(end + 1) in ("the", "a"))
    if sentence.low_at(after) in actor_words().not_names:
        return end
    last = after
    while sentence.is_name_word(last) or _joins(sentence, end - 1, last, after):
        last += 1
    office = office_inside(sentence, start, last)
    last = last if office is None else office
    named = last > after and start < end and sentence.low[last - 1] not in actor_words().events
    return last if named else end


def _joins(sentence: TaggedSentence, head: int, position: int, after: int) -> bool:
    """Return whether the name goes on after "and", or after "of" if it has "for": "Center for the Study of Law"."""
    link = sentence.low_at(position)
    joining = link == "and" and (sentence.low[head] in _JOINING_HEADS or _is_plain_word(sentence, position + 1))
    chained = (link == "of" and sentence.low_at(head + 1) in ("for", "on")) or (
        link == "for" and sentence.low_at(head + 1) == "of" and sentence.low_at(position + 1) == "the"
    )
    named = position + 1 + (link == "for" and sentence.low_at(position + 1) == "the")
    return position > after and (joining or chained) and sentence.is_name_word(named)


def _is_plain_word(sentence: TaggedSentence, position: int) -> bool:
    """Return whether "and" leads to a plain word, as in "Society of Builders and Traders", and not to a name."""
    if not sentence.is_name_word(position):
        return False
    low, lists = sentence.low[position], lexicon()
    named = low in lists.places or low in lists.given or low in lists.family or low in lists.demonyms
    single = sentence.words[position] in lists.organisations
    return bool(word_classes(low)) and not named and not single


def _brands(sentence: TaggedSentence) -> Iterator[Mention]:
    """Yield words such as BuzzFeed that speak, or that someorganisation speaks to."""
    for position in sentence.capitals:
        speech = sentence.low_at(position - 1) in _SPEECH_BEFORE or sentence.low_at(position + 1) in lexicon().saying
        if speech and is_brand(sentence.words[position]) and not sentence.is_name_word(position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.6, TypeRule.BRAND_SPELLING)


def _places(sentence: TaggedSentence) -> Iterator[Mention]:
    for start, end in _listed(sentence, lexicon().place_paths, sentence.low):
        if _is_sure_place(sentence, start, end):
            yield Mention(start, end, PLACE, 0.7, TypeRule.GAZETTEER)


def _compass_points(sentence: TaggedSentence) -> Iterator[Mention]:
    """Yield "the South" and "the West" if they stand alone: regions, or one of two countries."""
    for position in sentence.capitals:
        alone = sentence.low_at(position - 1) == "the" and not sentence.is_name_word(position + 1)
        if (
            alone
            and sentence.low[position] in _COMPASS_POINTS
            and sentence.low_at(position + 1) not in _AFTER_COMPASS_POINT
        ):
            yield Mention(position, position + 1, PLACE, 0.7, TypeRule.COMPASS)


def _is_sure_place(sentence: TaggedSentence, start: int, end: int) -> bool:
    low = " ".join(sentence.low[start:end])
    kind, single, before = lexicon().places.get(low, "town"), end - start == 1, sentence.low_at(start - 1)
    if (low == "us" and (sentence.words[start] != "US" or sentence.all_caps)) or (
        sentence.all_caps and kind != "country"
    ):
        return False
    if low in _RARE_PLACES and before not in _PLACE_BEFORE:
        return False
    if sentence.is_name_word(end) and sentence.low[end] in actor_words().events and not sentence.title_case:
        return False
    ambiguous = single and is_ambiguous_place(low)
    next_name = _continues(sentence, end)
    previous_name = start > 1 and sentence.is_name_word(start - 1)
    if kind == "country":
        return not (ambiguous and (next_name or previous_name))
    if kind == "abbreviation":
        return before == "," or low.count(".") > 1
    if kind == "state":
        return not single or (not next_name and not previous_name)
    if kind == "town":
        return not ambiguous and not next_name and not previous_name and (before in _PLACE_BEFORE)
    return not ambiguous and not next_name and (not previous_name or kind == "region")


def _continues(sentence: TaggedSentence, end: int) -> bool:
    """Return whether the name may be longer: a capitalised word follows that is no title or demonym."""
    if not sentence.is_name_word(end) or sentence.low[end] in lexicon().demonyms:
        return False
    return sentence.bare[end] not in lexicon().titles and sentence.bare[end] not in lexicon().roles


def with_newspapers(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the `mentions` of a sentence with newspapers in place of mentions that are part of their names."""
    if NEWSPAPER_HEADS.isdisjoint(sentence.low) or sentence.title_case or sentence.all_caps:
        return list(mentions)
    papers = list(_newspapers(sentence))
    kept = [mention for mention in mentions if not any(mention.overlaps(paper) for paper in papers)]
    return sorted([*kept, *papers])


def _newspapers(sentence: TaggedSentence) -> Iterator[Mention]:
    for start, end in _capital_runs(sentence):
        first = start + (sentence.low[start] == "the")
        placed = sentence.low[first] in lexicon().places or sentence.low[first] in lexicon().place_words
        named = first > start or sentence.low_at(start - 1) == "the" or placed
        if named and 2 <= end - first <= 3 and sentence.low[end - 1] in NEWSPAPER_HEADS:
            yield Mention(first, end, ORGANISATION, 0.7, TypeRule.NEWSPAPER, (end - 1, end))


def outlets(sentence: TaggedSentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the listed outlets whose names have several words, and newspapers by their names: "the Daily Tollen"."""
    for position in sentence.capitals:
        for words in actor_words().outlet_paths.get(sentence.words[position], ()):
            end = position + len(words)
            if sentence.words[position:end] == words and not sentence.is_name_word(end):
                yield Mention(position, end, ORGANISATION, 0.9, TypeRule.GAZETTEER)
                break
        if is_paper(sentence, position) and all(mention.end != position for mention in mentions):
            yield Mention(position, position + 1, ORGANISATION, 0.9, TypeRule.NEWSPAPER)
        elif sentence.low[position] == "daily" and sentence.low_at(position - 1) == "the":
            end = position + 1
            while sentence.is_name_word(end) and end - position < _LONGEST_PAPER:
                end += 1
            if end > position + 1:
                yield Mention(position, end, ORGANISATION, 0.9, TypeRule.NEWSPAPER, (position, position + 1))


def partners(sentence: TaggedSentence) -> Iterator[Mention]:
    """Yield the firms that are named after three and more partners: "Lomar, Velden, Quill & Marr"."""
    for position, low in enumerate(sentence.low):
        start, end = position - 1, position + 1
        if low != "&" or not (sentence.is_name_word(start) and sentence.is_name_word(end)):
            continue
        while sentence.is_name_word(end):
            end += 1
        while sentence.low_at(start - 1) == "," and sentence.is_name_word(start - 2):
            start -= 2
        if start < position - 1 and not sentence.is_name_word(start - 1):
            yield Mention(start, end, ORGANISATION, 0.9, TypeRule.HEAD_WORD, (position, position + 1))


def is_paper(sentence: TaggedSentence, position: int) -> bool:
    """Return whether a word with a hyphen is the name of a newspaper: "Post-Gazette"."""
    halves = sentence.low[position].split("-")
    return sentence.is_name_word(position) and len(halves) == 2 and all(half in _PAPERS for half in halves)
