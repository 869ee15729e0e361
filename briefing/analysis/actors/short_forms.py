"""The last word of a body's name where it stands for the body: "the Commission" after the European Commission."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefing.analysis.actors.reading import ORGANISATION, Mention, Reading, free_of
from briefing.analysis.actors.votes import Ballot
from briefing.analysis.tagging.tokens import word_set

_HEADS = word_set(
    "post times journal tribune herald globe guardian telegraph register commission committee council court department "
    "ministry foundation bank board university agency union institute center centre association party assembly "
    "authority bureau company society league federation academy museum tribunal"
)


def short_forms(ballot: Ballot) -> dict[str, str]:
    """Return short form -> full name for the heads that only one body of the document has."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in ballot.kinds.items():
        head = form.rpartition(" ")[2]
        if kind == ORGANISATION and head != form and head.lower() in _HEADS:
            bearers[head].add(form)
    return {head: next(iter(forms)) for head, forms in bearers.items() if len(forms) == 1}


def with_short_forms(
    readings: Sequence[Reading], mentions: Sequence[Sequence[Mention]], names: Mapping[str, str]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with "the Commission" and the like added where nothing was seen."""
    return [
        sorted([*found, *_short_mentions(reading, found, names)])
        for reading, found in zip(readings, mentions, strict=True)
    ]


def _short_mentions(reading: Reading, found: Sequence[Mention], names: Mapping[str, str]) -> Iterator[Mention]:
    for position in reading.capitals:
        known = reading.words[position] in names and reading.low_at(position - 1) == "the"
        if known and not _goes_on(reading, position + 1) and free_of(found, position, position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.7)


def _goes_on(reading: Reading, position: int) -> bool:
    return reading.is_name_word(position) or reading.low_at(position) in ("of", "for", "on", "-", "&")
