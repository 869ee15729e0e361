"""How much wording two texts share: whether they are versions of one article, and what only one of them has."""

import re
from collections.abc import Iterator, Sequence

from briefing.analysis.language.stemming import stemmer, tokens
from briefing.model.comparison import Wording
from briefing.model.spans import Span

RUN = 5
"""At least this many words in a row are shared wording; shorter runs are idioms and names."""
LEAST_STEMS = 4
LEAST_SHARE = 0.6
"""Two versions of an article share at least this part of the shorter one's stems."""
SHARE_UNDER_ONE_TITLE = 0.35
"""The same if both have one title: a column has the same title every day, with other words below."""
_LONGEST = 20_000
_WORD = re.compile(r"\w+")


def may_be_same_article(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two articles, each a title and a text, may be versions of one.

    The words of a summary are in its article except for an editor's word or two. Those of another article are not, even
    if it is about the same event. Equal titles make fewer words enough.
    """
    title = _folded(one[0])
    share = SHARE_UNDER_ONE_TITLE if title and title == _folded(other[0]) else LEAST_SHARE
    shorter, longer = sorted((_stems(one), _stems(other)), key=len)
    return len(shorter) >= LEAST_STEMS and len(shorter & longer) >= share * len(shorter)


def own_wording(text: str, other: str) -> Wording:
    """Return what of `text` is in no run of `RUN` words that `other` has too; case and punctuation are ignored."""
    found = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    theirs = set(_runs([match[0].casefold() for match in _WORD.finditer(other)]))
    shared = [False] * len(words)
    for index, run in enumerate(_runs(words)):
        if run in theirs:
            shared[index : index + RUN] = [True] * RUN
    return Wording(_unshared([match.span() for match in found], shared), len(words), sum(shared))


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _stems(article: tuple[str, str]) -> frozenset[str]:
    stem = stemmer()
    return frozenset(stem(word) for word in tokens("\n".join(article)[:_LONGEST])) - {""}


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[index : index + RUN]) for index in range(len(words) - RUN + 1))


def _unshared(offsets: Sequence[tuple[int, int]], shared: Sequence[bool]) -> tuple[Span, ...]:
    """Return spans from the first to the last of adjacent words that are not shared."""
    spans: list[Span] = []
    follows = False
    for (start, end), is_shared in zip(offsets, shared, strict=True):
        if not is_shared:
            spans[-1:] = [Span(spans[-1].start, end)] if follows else [*spans[-1:], Span(start, end)]
        follows = not is_shared
    return tuple(spans)
