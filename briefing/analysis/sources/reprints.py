"""Reprints: stories that repeat another one: word for word, or under the same headline.

Texts are compared by the containment of their word 5-grams.

Containment of shingles is Broder's (1997) measure: the share of one text's n-grams that are in the other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain

from briefing.analysis.sources.credits import credited_publisher
from briefing.analysis.sources.headlines import Headline, are_same_headline
from briefing.analysis.sources.outlets import is_agency_family
from briefing.frozen import dataclass
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
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_LONG = 100
"""Two texts of at least this many words under nearly one headline are two tellings if they share hardly any wording."""
_LEAST_OF_LONG = 0.05
_SHARED_RUNS = 3
"""Two headlines that differ in a word are the same if their texts share at least this many 5-grams."""
_MOST_HOLDERS = 100
"""How many stories are indexed for a 5-gram; one that is in more is an idiom or boilerplate."""


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
    title: str = ""
    """Its headline without what an outlet or agency adds, or ""."""


@dataclass(frozen=True)
class _Compared:
    """A text with its words; the rest is computed only if another text shares 5-grams with it."""

    text: DatedText
    words: tuple[str, ...]
    headline: Headline

    @property
    def story(self) -> int:
        return self.text.story

    @property
    def family(self) -> str:
        return self.text.family

    @property
    def is_of_agency(self) -> bool:
        """Whether its outlet is a news agency."""
        return is_agency_family(self.family)

    @cached_property
    def credit(self) -> str:
        """The agency whose text it prints, or ""."""
        return credited_publisher(self.text.text, self.text.author) if len(self.words) >= LEAST_WORDS else ""

    @cached_property
    def all_grams(self) -> frozenset[int]:
        """Its 5-grams, also if the text is short."""
        return _grams(self.words)

    @property
    def grams(self) -> frozenset[int]:
        """Its 5-grams; none if the text is short."""
        return self.all_grams if len(self.words) >= LEAST_WORDS else frozenset()

    @cached_property
    def keys(self) -> frozenset[int]:
        """The keys by which it is found: its 5-grams, or all its words in one; none if it is only a label."""
        return self.grams or frozenset({hash(self.words)} if len(self.words) >= _FEWEST else ())

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
    make no reprint. A story of another outlet with the same headline of six or more words is a reprint too, even if one
    of the two has no text. The earlier of two is the original, unless the later one is of a news agency and the other
    is not, or the earlier one is contained in the longer, later text of its agency. Texts are compared through an index
    of 5-grams, not pair by pair.
    """
    index: dict[int, list[int]] = {}
    under: dict[str, list[int]] = {}
    taken: dict[int, tuple[int, float]] = {}
    compared = [
        _Compared(text, _words(text.text), Headline.of(text.title))
        for text in sorted(texts, key=lambda one: (one.published or _UNDATED, one.story))
    ]
    repeated = _repeated([now.keys for now in compared])
    for number, now in enumerate(compared):
        if shared := now.keys & repeated:
            _compare(now, [compared[other] for other in _sharing(now, shared, index, compared)], taken)
            for gram in shared:
                holders = index.setdefault(gram, [])
                if len(holders) < _MOST_HOLDERS:
                    holders.append(number)
        _compare_headlines(now, [compared[other] for other in _under_headline(now, under)], taken)
        for word in now.headline.rare_words:
            under.setdefault(word, []).append(number)
    return tuple(Reprint(story, _origin(story, taken), round(taken[story][1], 4)) for story in sorted(taken))


def _repeated(sets: Iterable[frozenset[int]]) -> set[int]:
    """Return what is in two of the sets or more; nothing else needs an index."""
    seen, repeated = set[int](), set[int]()
    for each in sets:
        repeated |= seen & each
        seen |= each
    return repeated


def _sharing(
    now: _Compared, shared: Iterable[int], index: Mapping[int, Sequence[int]], compared: Sequence[_Compared]
) -> list[int]:
    """Return the earlier stories of which `now` may be a copy, or the other way round, the most similar first.

    `shared` are the keys of `now` that other stories have too.
    """
    counts = Counter(chain.from_iterable(index[gram] for gram in shared if gram in index))
    own = len(now.keys)
    alike = [
        other for other, count in counts.items() if count >= _LEAST_CONTAINED * min(own, len(compared[other].keys))
    ]
    return sorted(alike, key=lambda other: (-counts[other], compared[other].story))


def _compare(now: _Compared, sharing: Iterable[_Compared], taken: dict[int, tuple[int, float]]) -> None:
    """Store in `taken` what `now` was taken from, or what was taken from it, as (source, share)."""
    best = 0.0
    for other in sharing:
        share = _copied(now, other)
        if share and _is_source_of(now, other):
            _take(other.story, now.story, share, taken)
        elif share > best and _origin(other.story, taken) != now.story:
            taken[now.story], best = (other.story, share), share
        elif not share and other.story not in taken and _credits(other, now) and (early := _copied(other, now)):
            taken[other.story] = (now.story, early)


def _is_source_of(now: _Compared, other: _Compared) -> bool:
    """Return whether the later of two copies is the original: an agency never prints its client's text."""
    if now.is_of_agency and not other.is_of_agency:
        return True
    return bool(other.credit) and other.credit == now.family != other.family


def _take(story: int, source: int, share: float, taken: dict[int, tuple[int, float]]) -> None:
    """Store that `story`, and with it the first of its chain, was taken from `source`."""
    first = _origin(story, taken)
    if first != source:
        taken[first] = (source, share)


def _under_headline(now: _Compared, under: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the earlier stories that share most words of the headline, the earliest first."""
    rare = now.headline.rare_words
    shared = Counter(chain.from_iterable(under.get(word, ()) for word in rare))
    return sorted(other for other, count in shared.items() if 2 * count >= len(rare))


def _compare_headlines(now: _Compared, others: Iterable[_Compared], taken: dict[int, tuple[int, float]]) -> None:
    """Store in `taken` which stories of other outlets have the same headline as `now`."""
    for other in others:
        if now.family == other.family or _origin(now.story, taken) == _origin(other.story, taken):
            continue
        shared = len(now.all_grams & other.all_grams)
        if not are_same_headline(now.headline, other.headline, words_may_differ=shared >= _SHARED_RUNS):
            continue
        own = min(len(now.words), len(other.words)) >= _LONG and shared < _LEAST_OF_LONG * len(now.words)
        if own and now.headline != other.headline:
            continue
        if now.story in taken or _is_source_of(now, other):
            _take(other.story, _origin(now.story, taken), _contained(other.all_grams, now.all_grams), taken)
        else:
            taken[now.story] = (other.story, _contained(now.all_grams, other.all_grams))


def _origin(story: int, taken: dict[int, tuple[int, float]]) -> int:
    while story in taken:
        story = taken[story][0]
    return story


def _copied(text: _Compared, source: _Compared) -> float:
    """Return the share of `text` that is in `source` if that makes it a reprint, else 0.0."""
    if not text.grams or text.words == source.words:
        return float(text.words == source.words)
    share = _contained(text.grams, source.grams)
    if share < _LEAST_CONTAINED:
        return 0.0
    own = _contained(text.own, source.grams) if len(text.own) >= _FEW_OWN else share
    least = CREDITED_SHARE if _credits(text, source) else LEAST_SHARE if len(text.own) >= _FEW_OWN else _NEARLY_ALL
    whole = share >= least and own >= min(least, _OWN_SHARE)
    return share if whole or (own >= _OWN_SHARE and _contained(text.rest, source.grams) >= REST_SHARE) else 0.0


def _credits(text: _Compared, source: _Compared) -> bool:
    """Return whether `text` credits the agency that `source` is from, or credits too."""
    return bool(text.credit) and text.credit in (source.family, source.credit)


def _contained(grams: frozenset[int], source: frozenset[int]) -> float:
    return len(grams & source) / len(grams) if grams else 0.0


def _words(text: str) -> tuple[str, ...]:
    """Return the words in lower case, an acronym without its dots: "U.S." is "us"."""
    folded = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text.casefold())
    return tuple(_WORD.findall(folded))


def _grams(words: Sequence[str]) -> frozenset[int]:
    """Return a hash of every five words in a row; no 5-gram crosses a gap. Hashes differ between processes."""
    runs = zip(*(words[at:] for at in range(GRAM)), strict=False)
    return frozenset(map(hash, (run for run in runs if "\x00" not in run) if "\x00" in words else runs))
