"""What two texts have in common: words that stand in a row in both."""

import re
from collections.abc import Iterator, Sequence

from briefing.model.comparison import Wording
from briefing.model.spans import Span

ROW = 5
"""So many words in a row are held to be common; fewer are turns of phrase and names."""

_WORD = re.compile(r"\w+")


def own_wording(text: str, other: str) -> Wording:
    """Return what of `text` stands in no row of `ROW` words that `other` has too; case and marks do not count."""
    found = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    theirs = set(_rows([match[0].casefold() for match in _WORD.finditer(other)]))
    common = [False] * len(words)
    for place, row in enumerate(_rows(words)):
        if row in theirs:
            common[place : place + ROW] = [True] * ROW
    return Wording(_runs([match.span() for match in found], common), len(words), sum(common))


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + ROW]) for place in range(len(words) - ROW + 1))


def _runs(places: Sequence[tuple[int, int]], common: Sequence[bool]) -> tuple[Span, ...]:
    """Return spans from the first to the last of neighbouring words that are not common."""
    runs: list[Span] = []
    follows = False
    for (start, end), shared in zip(places, common, strict=True):
        if not shared:
            runs[-1:] = [Span(runs[-1].start, end)] if follows else [*runs[-1:], Span(start, end)]
        follows = not shared
    return tuple(runs)
