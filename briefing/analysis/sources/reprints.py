"""Reprints: stories that repeat another one word for word, found by the containment of their word 5-grams.

Containment of shingles is Broder's (1997) measure: the share of one text's n-grams that are in the other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from briefing.analysis.sources.credits import credited_publisher
from briefing.model.grouping import Reprint

LEAST_SHARE = 0.8
"""A story with at least this share of its 5-grams in another one is that story's reprint."""

CREDITED_SHARE = 0.5
"""The same if it credits the other story's agency, or both credit one: editors cut and change agency texts."""

REST_SHARE = 0.9
"""The same for a story without its first paragraph: an editor may write a new one for a reprinted text."""

GRAM = 5
LEAST_WORDS = 20
"""Shorter texts are reprints only if they are the same word for word."""

_FEWEST = GRAM
"""A text with fewer words is a label, and equal labels mean nothing."""

_LEAST_REST = 0.6
_OWN_SHARE = 0.6
_FEW_OWN = 10
_NEARLY_ALL = 0.95
_LEAST_CONTAINED = 0.3
"""With a smaller share a text is no reprint, whatever part of it is quoted or in its first paragraph."""
_QUOTED = re.compile(r"“[^“”\n]*[”\n]|\"[^\"\n]*[\"\n]|«[^«»\n]*[»\n]")
_WORD = re.compile(r"\w+|\x00")
_UNDATED = datetime.max.replace(tzinfo=UTC)
_MOST_HOLDERS = 100
"""So many stories are indexed for a 5-gram; one that is in more is an idiom or boilerplate."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """A story's text and what shows which came first. `text` is without the title, "" if there is none."""

    story: int
    text: str
    published: datetime | None
    outlet: str = ""
    family: str = ""
    """The publisher family of its outlet, or ""."""
    author: str = ""
    """The author that the feed or page names, or ""."""


@dataclass(frozen=True)
class _Compared:
    """A text with its words; the rest is computed only if another text shares 5-grams with it."""

    text: DatedText
    words: tuple[str, ...]

    @property
    def story(self) -> int:
        return self.text.story

    @property
    def family(self) -> str:
        return self.text.family

    @cached_property
    def credit(self) -> str:
        """The agency whose text it prints, or ""."""
        return credited_publisher(self.text.text, self.text.author) if len(self.words) >= LEAST_WORDS else ""

    @cached_property
    def grams(self) -> frozenset[int]:
        """Its 5-grams; none if the text is short."""
        return _grams(self.words) if len(self.words) >= LEAST_WORDS else frozenset()

    @cached_property
    def own(self) -> frozenset[int]:
        """Its 5-grams outside quotations."""
        outside = _QUOTED.sub(" \x00 ", self.text.text)
        return self.grams if outside == self.text.text else _grams(_words(outside))

    @cached_property
    def rest(self) -> frozenset[int]:
        """Its 5-grams after the first paragraph; none if that paragraph is most of it."""
        words = _words(self.text.text.partition("\n")[2])
        return _grams(words) if len(words) >= max(2 * LEAST_WORDS, _LEAST_REST * len(self.words)) else frozenset()


def find_reprints(texts: Sequence[DatedText]) -> tuple[Reprint, ...]:
    """Return each story that repeats another one, by story id; `original` is the first of its chain.

    The share is the part of the story's distinct 5-grams that are in the story it was taken from. Shared quotations
    make no reprint. The earlier of two is the original, unless it credits the later one's agency or is contained in the
    longer, later text of its agency. Texts are compared through an index of 5-grams, not pair by pair. Stories without
    text are never reprints.
    """
    index: dict[int, list[int]] = {}
    read: dict[int, _Compared] = {}
    taken: dict[int, tuple[int, float]] = {}
    for text in sorted(texts, key=lambda one: (one.published or _UNDATED, one.story)):
        now = _Compared(text, _words(text.text))
        if len(now.words) >= _FEWEST:
            sharing = _sharing(now, index, read)
            _compare(now, sharing, taken)
            read[now.story] = now
            for gram in now.grams or {hash(now.words)}:
                if len(holders := index.setdefault(gram, [])) < _MOST_HOLDERS:
                    holders.append(now.story)
    return tuple(Reprint(story, _origin(story, taken), round(taken[story][1], 4)) for story in sorted(taken))


def _sharing(text: _Compared, index: dict[int, list[int]], read: dict[int, _Compared]) -> list[_Compared]:
    """Return the earlier stories that share 5-grams with `text`, those with the most first."""
    shared: Counter[int] = Counter()
    for gram in index.keys() & (text.grams or {hash(text.words)}):
        shared.update(index[gram])
    return [read[story] for story in sorted(shared, key=lambda story: (-shared[story], story))]


def _compare(now: _Compared, sharing: Iterable[_Compared], taken: dict[int, tuple[int, float]]) -> None:
    """Store in `taken` what `now` was taken from, or what was taken from it, as (source, share)."""
    best = 0.0
    for other in sharing:
        share = _copied(now, other)
        if share and other.credit and other.credit == now.family != other.family and other.story not in taken:
            taken[other.story] = (now.story, share)
        elif share > best and _origin(other.story, taken) != now.story:
            taken[now.story], best = (other.story, share), share
        elif not share and other.story not in taken and _credits(other, now) and (early := _copied(other, now)):
            taken[other.story] = (now.story, early)


def _origin(story: int, taken: dict[int, tuple[int, float]]) -> int:
    while story in taken:
        story = taken[story][0]
    return story


def _copied(text: _Compared, source: _Compared) -> float:
    """Return the share of `text` that is in `source` if that makes it a reprint, else 0.0."""
    if not text.grams or text.words == source.words:
        return float(text.words == source.words)
    share = _share(text.grams, source)
    if share < _LEAST_CONTAINED:
        return 0.0
    own = _share(text.own, source) if len(text.own) >= _FEW_OWN else share
    least = CREDITED_SHARE if _credits(text, source) else LEAST_SHARE if len(text.own) >= _FEW_OWN else _NEARLY_ALL
    whole = share >= least and own >= min(least, _OWN_SHARE)
    return share if whole or (own >= _OWN_SHARE and _share(text.rest, source) >= REST_SHARE) else 0.0


def _credits(text: _Compared, source: _Compared) -> bool:
    """Return whether `text` credits the agency that `source` is from, or credits too."""
    return bool(text.credit) and text.credit in (source.family, source.credit)


def _share(grams: frozenset[int], source: _Compared) -> float:
    return len(grams & source.grams) / len(grams) if grams else 0.0


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _grams(words: Sequence[str]) -> frozenset[int]:
    """Return a hash of every five words in a row; no 5-gram crosses a gap. Hashes differ between processes."""
    runs = zip(*(words[at:] for at in range(GRAM)), strict=False)
    return frozenset(map(hash, (run for run in runs if "\x00" not in run) if "\x00" in words else runs))
