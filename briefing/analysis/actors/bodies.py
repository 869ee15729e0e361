"""Bodies named after a person or a place by a common noun: the Trump campaign, the Biden administration."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.reading import ORGANISATION, PERSON, PLACE, Mention, Reading
from briefing.analysis.tagging.tokens import word_set

_HEADS = word_set("campaign administration regime junta")
_OTHER_USES = word_set(
    "trail stop stops rally rallies event events ad ads promise promises speech season slogan pledge pledges bus plane "
    "finance song donation donations contribution contributions appearance appearances website swing tour"
)


def with_bodies(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` with the bodies added; the person or place in the body's name stays a mention too."""
    return sorted([*mentions, *_bodies(reading, mentions)])


def _bodies(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        head = mention.end
        named_after = mention.kind in (PERSON, PLACE) and mention.end - mention.start <= 2
        if named_after and reading.low_at(head) in _HEADS and reading.low_at(head + 1) not in _OTHER_USES:
            yield Mention(mention.start, head + 1, ORGANISATION)
