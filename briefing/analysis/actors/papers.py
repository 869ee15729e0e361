"""Newspapers whose name ends in a word that papers bear: the Gulf Ledger is one name, not a place and a rest."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.listed import capital_runs
from briefing.analysis.actors.reading import ORGANISATION, Mention, Reading
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tokens import word_set

_HEADS = word_set(
    "ledger courier gazette observer examiner inquirer sentinel dispatch advertiser bulletin mercury argus herald "
    "tribune chronicle telegraph"
)


def with_papers(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` of a sentence with papers in place of what was seen of their names."""
    if _HEADS.isdisjoint(reading.low) or reading.sentence.title_case or reading.shouted:
        return list(mentions)
    papers = list(_papers(reading))
    kept = [mention for mention in mentions if not any(mention.overlaps(paper) for paper in papers)]
    return sorted([*kept, *papers])


def _papers(reading: Reading) -> Iterator[Mention]:
    for start, end in capital_runs(reading):
        first = start + (reading.low[start] == "the")
        placed = reading.low[first] in lexicon().places or reading.low[first] in lexicon().place_words
        named = first > start or reading.low_at(start - 1) == "the" or placed
        if named and 2 <= end - first <= 3 and reading.low[end - 1] in _HEADS:
            yield Mention(first, end, ORGANISATION, 0.7)
