"""Completes names of which the tagger found a part: the second word after an office, the words before a surname."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.analysis.actors.mentions import PERSON, Mention, free_of
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.parts import Part
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.evidence import TypeRule


def with_whole_persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with the words of persons that the tagger missed: "Chief Executive Hook" + "Tang"."""
    if sentence.title_case or sentence.all_caps:
        return list(mentions)
    whole = list(_two_word_persons(sentence, mentions))
    kept = [mention for mention in mentions if not any(mention.overlaps(other) for other in whole)]
    return sorted(_with_given_name(sentence, mention, (*whole, *kept)) for mention in (*whole, *kept))


def _with_given_name(sentence: TaggedSentence, mention: Mention, others: Sequence[Mention]) -> Mention:
    """Return a surname with the unknown or given name right before it: "Tasmin" + "Velden"."""
    first = mention.start - 1
    if mention.kind != PERSON or mention.end - mention.start > 1 or not _may_be_half(sentence, others, first):
        return mention
    low = sentence.low[first]
    unknown = not word_classes(low).strip("-") and low not in lexicon().family
    named = low in lexicon().given or (unknown and first > 0)
    joined = (
        sentence.is_name_word(first - 1)
        and free_of(others, first - 1, first)
        and sentence.bare[first - 1] not in (lexicon().titles)
    )
    return replace(mention, start=first) if named and not joined else mention


def _two_word_persons(sentence: TaggedSentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
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
            yield Mention(start, end + 1, PERSON, mention.certainty, TypeRule.OFFICE, (start - 1, start))
        elif _is_office(sentence, start - 2) and _may_be_half(sentence, others, start - 1):
            yield Mention(start - 1, end, PERSON, mention.certainty, TypeRule.OFFICE, (start - 2, start - 1))


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
    blocked = other or low in actor_words().not_names or low in lists.places
    shaped = all(part[1:].islower() for part in word.split("-"))
    return sentence.parts[position] == Part.NAME and shaped and not blocked
