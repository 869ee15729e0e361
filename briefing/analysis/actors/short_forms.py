"""The last word of a body's name where it stands for the body: "the Commission" after the European Commission."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.actors.reading import ORGANISATION, Mention, Reading, free_of
from briefing.analysis.actors.votes import Ballot
from briefing.analysis.language.tokens import word_set

_HEADS = word_set(
    "post times journal tribune herald globe guardian telegraph register commission committee council court department "
    "ministry foundation bank board university agency union institute center centre association party assembly "
    "authority bureau company society league federation academy museum tribunal"
)


def short_forms(ballot: Ballot) -> dict[str, str]:
    """Return short form -> full name for the heads of the document's bodies.

    Of two bodies with one head it is the more often named one; "" where they are named equally often.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in ballot.kinds.items():
        head = form.rpartition(" ")[2]
        if kind == ORGANISATION and head != form and head.lower() in _HEADS:
            bearers[head].add(form)
    return {head: _likeliest(forms, ballot) for head, forms in bearers.items()}


def _likeliest(forms: set[str], ballot: Ballot) -> str:
    first, *others = sorted(forms, key=lambda form: (-ballot.firm.get(form, 0), form))
    return "" if others and ballot.firm.get(others[0], 0) == ballot.firm.get(first, 0) else first


def without_unclear(ballot: Ballot, names: Mapping[str, str]) -> Ballot:
    """Return the ballot without the heads that could stand for two bodies."""
    return replace(ballot, firm={form: times for form, times in ballot.firm.items() if names.get(form) != ""})


def with_short_forms(
    readings: Sequence[Reading], mentions: Sequence[Sequence[Mention]], names: Mapping[str, str]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with "the Commission" and the like added, or left out where it is unclear."""
    known: list[list[Mention]] = []
    for reading, found in zip(readings, mentions, strict=True):
        clear = [mention for mention in found if not _is_unclear(reading, mention, names)]
        known.append(sorted([*clear, *_short_mentions(reading, clear, names)]))
    return known


def _is_unclear(reading: Reading, mention: Mention, names: Mapping[str, str]) -> bool:
    """Tell whether a mention is a head alone that could stand for two bodies."""
    alone = mention.end - mention.start == 1 and mention.kind == ORGANISATION
    return alone and names.get(reading.words[mention.start]) == ""


def _short_mentions(reading: Reading, found: Sequence[Mention], names: Mapping[str, str]) -> Iterator[Mention]:
    for position in reading.capitals:
        known = bool(names.get(reading.words[position])) and reading.low_at(position - 1) == "the"
        if known and not _goes_on(reading, position + 1) and free_of(found, position, position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.7)


def _goes_on(reading: Reading, position: int) -> bool:
    return reading.is_name_word(position) or reading.low_at(position) in ("of", "for", "on", "-", "&")
