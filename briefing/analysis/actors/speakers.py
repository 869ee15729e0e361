"""Speakers of quotes as mentions: who is quoted by name is an actor, whether the tagger saw the name or not."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.kinds import is_plain_person
from briefing.analysis.actors.reading import PERSON, Mention, Reading, free_of
from briefing.analysis.language.lexicon import lexicon
from briefing.model.quote import Quote
from briefing.model.spans import Span


def with_speakers(
    readings: Sequence[Reading], mentions: Sequence[list[Mention]], quotes: Sequence[Quote]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with the named speakers of `quotes` added where nothing was seen."""
    names = [quote.name for quote in quotes if quote.name is not None and not quote.unnamed]
    return [
        sorted([*found, *_speakers(reading, found, names)]) for reading, found in zip(readings, mentions, strict=True)
    ]


def _speakers(reading: Reading, found: Sequence[Mention], names: Sequence[Span]) -> Iterator[Mention]:
    for name in {name for name in names if reading.sentence.span.holds(name)}:
        inside = [place for place, token in enumerate(reading.sentence.tokens) if _lies_in(token.start, name)]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        plural = end == 1 and reading.low[0].removesuffix("s") in lexicon().common
        capital = reading.is_name_word(start) and reading.is_name_word(end - 1) and not plural
        if capital and free_of(found, start, end) and is_plain_person(reading, start, end):
            yield Mention(start, end, PERSON, 0.6)


def _lies_in(offset: int, span: Span) -> bool:
    return span.start <= offset < span.end
