"""Comparing figures: what several publishers of a thread count, and whether they agree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from briefing.analysis.figures.extraction import Figure, extract_figures, title_figures
from briefing.analysis.language.stemming import stemmer, tokens
from briefing.frozen import dataclass
from briefing.model.spans import Span

LEAST_SHARED = 3
"""The figures of two sentences count one thing only if the sentences share this many stems besides the noun."""

LEAST_OVERLAP = 0.3
"""They also share at least this part of the shorter sentence's stems."""

LEAST_OF_TOLL = 2
"""Two tolls of one event are one count if their sentences share this many stems."""

NEAR = 0.1
"""A bound or an approximation agrees with a number that differs by no more than this share."""

MOST = 6
"""How many comparisons are returned at most."""
LARGEST_RATIO = 2.0
"""Numbers with a larger ratio count different things."""


@dataclass(frozen=True, slots=True)
class FigureText:
    """One story's text with its number in the source list; `family` is the publisher whose text it is.

    `published` is None if it is unknown.
    """

    n: int
    text: str
    family: str
    published: datetime | None = None
    title: str = ""
    sentences: tuple[Span, ...] | None = None
    """Its first sentences; None if they have not been found yet."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that text `n` states, perhaps in its title; the texts in `also` state the same number."""

    n: int
    figure: Figure
    also: tuple[int, ...] = ()
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """One thing that several publishers count, each number once.

    More than one number means that they differ, unless the count `rises`: then they are in order of time.
    """

    noun: str
    stated: tuple[Statement, ...]
    rises: bool = False

    @property
    def differ(self) -> bool:
        """Return whether the publishers disagree."""
        return len(self.stated) > 1 and not self.rises


@dataclass(frozen=True, slots=True)
class _Mention:
    text: FigureText
    figure: Figure
    stems: frozenset[str]
    in_title: bool = False


def compare_figures(texts: Sequence[FigureText]) -> tuple[FigureComparison, ...]:
    """Return what at least two publishers count: those that differ first, then the newest.

    Two figures count one thing if they have the same noun and their sentences share enough other words; of tolls, two
    shared words are enough, as the texts are about one event. Only the first figure of a text counts, that of its title
    before others.
    """
    if len({text.family for text in texts}) < 2:
        return ()
    by_noun: defaultdict[str, list[_Mention]] = defaultdict(list)
    for text in texts:
        for figure in title_figures(text.title):
            stems = _stems(text.title, figure.noun)
            by_noun[figure.noun].append(_Mention(text, figure, stems, in_title=True))
        for figure in extract_figures(text.text, text.sentences):
            by_noun[figure.noun].append(_Mention(text, figure, _stems(figure.sentence.cut(text.text), figure.noun)))
    found = [
        (len({mention.text.family for mention in group}), _comparison(noun, group)) for noun, group in _groups(by_noun)
    ]
    found = [(families, each) for families, each in found if families > 1]
    times = {text.n: text.published.timestamp() if text.published else 0.0 for text in texts}
    ordered = sorted(found, key=lambda one: (not one[1].differ, -_newest(one[1], times), one[1].stated[0].n))
    return tuple(each for _, each in ordered[:MOST])


def _newest(comparison: FigureComparison, times: Mapping[int, float]) -> float:
    """Return the time of the newest text that states one of the figures."""
    return max(times[n] for each in comparison.stated for n in (each.n, *each.also))


def _groups(by_noun: dict[str, list[_Mention]]) -> Iterator[tuple[str, list[_Mention]]]:
    for noun, mentions in by_noun.items():
        groups: list[list[_Mention]] = []
        for each in mentions:
            group = next((one for one in groups if _is_same_thing(each, one[0])), None)
            if group is None:
                groups.append([each])
            elif all(other.text.n != each.text.n for other in group):
                group.append(each)
        yield from ((noun, group) for group in groups)


def _is_same_thing(one: _Mention, other: _Mention) -> bool:
    low, high = sorted((one.figure.value, other.figure.value))
    shared = len(one.stems & other.stems)
    if one.figure.toll and other.figure.toll:
        return shared >= LEAST_OF_TOLL
    shorter = min(len(one.stems), len(other.stems))
    return high <= low * LARGEST_RATIO and shared >= LEAST_SHARED and shared >= LEAST_OVERLAP * shorter


def _agree(one: Figure, other: Figure) -> bool:
    off = abs(one.value - other.value)
    return off == 0 or ((one.loose or other.loose) and off <= NEAR * max(one.value, other.value))


def _comparison(noun: str, group: Sequence[_Mention]) -> FigureComparison:
    by_value: dict[float, list[_Mention]] = {}
    for mention in group:
        same = next(
            (value for value in by_value if _agree(by_value[value][0].figure, mention.figure)), mention.figure.value
        )
        by_value.setdefault(same, []).append(mention)
    rises = _rises(by_value)
    values = sorted(by_value) if rises else by_value
    stated = (
        Statement(same[0].text.n, same[0].figure, tuple(each.text.n for each in same[1:]), same[0].in_title)
        for same in (by_value[value] for value in values)
    )
    return FigureComparison(noun, tuple(stated), rises)


def _rises(by_value: Mapping[float, Sequence[_Mention]]) -> bool:
    """Return whether every larger number came after all smaller ones: a count that went up, not a contradiction.

    A number that falls is a contradiction or a correction, and both are worth showing. A lower bound ("at least 12")
    contradicts no larger number, whenever it was given.
    """
    values = sorted(by_value)
    sure = [value for value in values[:-1] if not all(mention.figure.least for mention in by_value[value])]
    if len(values) > 1 and not sure:
        return True
    times = [[mention.text.published for mention in by_value[value]] for value in (*sure, *values[-1:])]
    dated = [[at for at in each if at is not None] for each in times]
    return len(times) > 1 and dated == times and all(max(earlier) < min(later) for earlier, later in pairwise(dated))


def _stems(sentence: str, noun: str) -> frozenset[str]:
    stem = stemmer()
    words = (stem(word) for word in tokens(sentence) if not word[0].isdigit())
    return frozenset(words) - {"", noun}
