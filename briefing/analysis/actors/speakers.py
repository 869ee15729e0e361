"""Speakers as actors: which actors of a text the names of its quotes mean."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from briefing.model.actor import ActorKind, DocumentActor
from briefing.model.quote import Quote
from briefing.model.spans import Span


def speaking_actors(actors: Sequence[DocumentActor], quotes: Sequence[Quote]) -> tuple[tuple[int, ...], ...]:
    """Return for each quote the indices of the actors that the words for its speaker name, in their order.

    Those are the speaker's name, else the words before or after the quote that mention the speaker: of "White House
    adviser Ann Lee" only Ann Lee. A quote whose speaker is only described has none.
    """
    words = [None if quote.unnamed else quote.name or quote.mention for quote in quotes]
    if not any(words):
        return ((),) * len(quotes)
    mentions = sorted((each.start, each.end, index) for index, actor in enumerate(actors) for each in actor.mentions)
    starts = [start for start, _, _ in mentions]
    furthest = list(accumulate((end for _, end, _ in mentions), max))
    found = [() if span is None else _overlapping(span, mentions, starts, furthest) for span in words]
    return tuple(
        tuple(index for index in indices if actors[index].kind is ActorKind.PERSON) or indices for indices in found
    )


def _overlapping(
    span: Span, mentions: Sequence[tuple[int, int, int]], starts: Sequence[int], furthest: Sequence[int]
) -> tuple[int, ...]:
    """Return the actors of the mentions that overlap `span`; `furthest` has the largest end up to each mention."""
    at = bisect_left(starts, span.end)
    indices = set()
    while at and furthest[at - 1] > span.start:
        at -= 1
        _, end, index = mentions[at]
        if end > span.start:
            indices.add(index)
    return tuple(sorted(indices))
