"""Bodies named after a person or a place by a common noun: the Trump campaign, the Biden administration."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.reading import ORGANISATION, PERSON, PLACE, Mention, Reading
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tokens import word_set

_HEADS = word_set("campaign administration regime junta")
_OTHER_USES = word_set(
    "trail stop stops rally rallies event events ad ads promise promises speech season slogan pledge pledges bus plane "
    "finance song donation donations contribution contributions appearance appearances website swing tour"
)


def with_bodies(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with the bodies added; the person or place in the body's name stays a mention too."""
    return sorted([*mentions, *_bodies(reading, mentions)])


def _bodies(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for head in range(1, reading.size):
        if reading.low[head] not in _HEADS or reading.low_at(head + 1) in _OTHER_USES:
            continue
        bearer = next((mention for mention in mentions if mention.end == head), None)
        if bearer is None:
            if reading.is_name_word(head - 1) and _is_family_name(reading.low[head - 1]):
                yield Mention(head - 1, head, PERSON, 0.6)
                yield Mention(head - 1, head + 1, ORGANISATION)
        elif bearer.kind in (PERSON, PLACE) and bearer.end - bearer.start <= 2:
            yield Mention(bearer.start, head + 1, ORGANISATION)


def _is_family_name(low: str) -> bool:
    return low in lexicon().family and low not in lexicon().common
