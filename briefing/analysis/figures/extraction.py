"""Extracting figures: the numbers in a text, each with the noun that it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.stemming import stemmer
from briefing.data.loader import list_lines, word_list
from briefing.model.spans import Span

_READ_SENTENCES = 40
_MOST_NOUN_WORDS = 4
_LEAST = 3
"""Smaller numbers are used for too many things."""

_VALUES = {word: int(value) for word, value in map(str.split, list_lines("figures/number_words.txt"))}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9}
_TENS = "|".join(word for word, value in _VALUES.items() if value >= 20)
_UNITS = "|".join(word for word, value in _VALUES.items() if 0 < value < 10)
_SPELLED = rf"(?:{_TENS})-(?:{_UNITS})|{'|'.join(sorted(_VALUES, key=len, reverse=True))}"
_NUMBER = re.compile(
    r"(?P<bound>\b(?:(?:more|fewer|less)[ -]than|at least|over|up to|as many as|nearly|almost|about|around|some"
    r"|roughly) )?(?<![\w.,:/#$€£¥-])(?<!out of )"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_SPELLED})(?![\w-]))"
    rf"(?:[ -](?P<scale>{'|'.join(_SCALES)})\b)?(?![\w/:%°-]|[.,]\d)",
    re.IGNORECASE,
)
_NOUN_WORD = re.compile(r" ([A-Za-z][A-Za-z’'-]*)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text: the stem of what it counts, its value, its words, and its sentence.

    A `loose` figure is given as a bound or an approximation.
    """

    noun: str
    value: float
    span: Span
    sentence: Span
    loose: bool = False


def extract_figures(text: str) -> Iterator[Figure]:
    """Yield the figures at the beginning of a text: "forty ships", "at least 28 people".

    Dates, ages, sizes, sums of money, percentages and numbers below three are left out: they count too many different
    things to be compared.
    """
    for sentence in sentence_spans(text, _READ_SENTENCES):
        for match in _NUMBER.finditer(text, sentence.start, sentence.end):
            value = _value(match)
            noun, end = _noun(text, match.end(), sentence.end)
            if noun and value >= _LEAST and not _is_name(text, match, sentence.start):
                yield Figure(noun, value, Span(match.start(), end), sentence, loose=bool(match["bound"]))


def _noun(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the stem of the last word of the noun phrase that begins at `start`, and its end; ("", …) if none."""
    head = ""
    at = start
    for _ in range(_MOST_NOUN_WORDS):
        word = _NOUN_WORD.match(text, at, end)
        if word is None or word.group(1).lower() in word_list("figures/noun_ends.txt"):
            break
        if word.group(1).lower() in word_list("figures/units.txt"):
            return "", start
        head, at = word.group(1), word.end()
    stem = stemmer()(head.removesuffix("’s").removesuffix("'s")) if head.islower() else ""
    return stem, at


def _value(match: re.Match[str]) -> float:
    words = match["number"].lower()
    if words[0].isdigit():
        number = float(words.replace(",", ""))
    else:
        number = float(sum(_VALUES[part] for part in words.split("-")))
    return number * _SCALES.get((match["scale"] or "").lower(), 1)


def _is_name(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a number is a year, or the end of a name such as Boeing 747."""
    before = text[start : match.start()].rsplit(maxsplit=1)
    return _is_year(match) or (len(before) > 1 and before[-1][:1].isupper() and match["bound"] is None)


def _is_year(match: re.Match[str]) -> bool:
    return match["scale"] is None and bool(re.fullmatch(r"1[89]\d\d|20\d\d", match["number"]))
