"""Names that the tagger halved: what stands between an office and a half of a name is the other half."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.reading import PERSON, Mention, Reading, free_of
from briefing.analysis.actors.wordlists import actor_words
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part


def with_whole_persons(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with persons of one word grown to two behind an office: "Chief Executive Hook" + "Tang"."""
    if reading.sentence.title_case or reading.shouted:
        return list(mentions)
    whole = list(_whole(reading, mentions))
    return sorted([*whole, *(mention for mention in mentions if not any(mention.overlaps(other) for other in whole))])


def _whole(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        if mention.kind != PERSON or mention.end - mention.start != 1:
            continue
        others = [other for other in mentions if other is not mention and not _is_half(other)]
        start, end = mention.start, mention.end
        if _is_office(reading, start - 1) and _may_join(reading, others, end) and not reading.is_name_word(end + 1):
            yield Mention(start, end + 1, PERSON, mention.certainty)
        elif _is_office(reading, start - 2) and _may_join(reading, others, start - 1):
            yield Mention(start - 1, end, PERSON, mention.certainty)


def _is_half(mention: Mention) -> bool:
    return mention.kind == PERSON and mention.end - mention.start == 1


def _is_office(reading: Reading, position: int) -> bool:
    """Tell whether the word at `position` is an office or trade, of one person: "executive", "Congressman"."""
    if position < 0 or reading.bare[position].endswith("s"):
        return False
    return reading.bare[position] in lexicon().roles or reading.bare[position] in lexicon().titles


def _may_join(reading: Reading, others: Sequence[Mention], position: int) -> bool:
    """Tell whether the word at `position` may be half of a name: a plain capital, no office, body or nation."""
    if not reading.is_name_word(position) or not free_of(others, position, position + 1):
        return False
    lists, low, word = lexicon(), reading.bare[position], reading.words[position]
    other = low in lists.demonyms or low in lists.organisation_heads or low in lists.roles or low in lists.titles
    blocked = other or low in actor_words().not_names or low in lists.places
    return reading.sentence.parts[position] == Part.NAME and word[1:].islower() and not blocked
