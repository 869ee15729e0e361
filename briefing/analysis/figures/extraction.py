"""Extracting figures: the numbers in a text, each with the noun that it counts."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.stemming import is_title_case, stemmer
from briefing.data.loader import alternatives, list_lines, word_list, word_lists
from briefing.frozen import dataclass
from briefing.model.spans import Span

_READ_SENTENCES = 40
_MOST_NOUN_WORDS = 4
_LEAST = 3
"""Smaller numbers are used for too many things."""

_VALUES = {word: int(value) for word, value in map(str.split, list_lines("figures/number_words.txt"))}
_SCALES = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
}
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
_TOLL_BEFORE = re.compile(
    r"([A-Za-z]+)(?: (?:rises?|rose|climbs?|climbed|jumps?|grows?|grew|stands?|stood|passes|nears|hits)"
    r"(?: (?:to|at|past))?| (?:to|of|by|up to))?(?: at least| more than| over| some| about| around)? $",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r" (?:at least|more than|over|some|about|around|nearly|dozens|scores|hundreds|\d|per\b|people"
    r"|(?:and|or) (?:wound|injur))",
    re.IGNORECASE,
)
_TOLL_AFTER = re.compile(r" (?!(?:and|but|with|while|as|after|who|for|over|of|in)\b)([A-Za-z’'-]+)")
_WITH_CULPRIT = re.compile(
    r"[^.;:]{0,25}?,? (?:including|among them)(?: the| a| an)?(?: suspected| alleged)? "
    rf"{alternatives('figures/culprits.txt')}\b",
    re.IGNORECASE,
)
_LONGEST_TOLL = 40
"""Characters from the number to the word that says what happened: "14 people on board were killed"."""
_LOOK_BACK = 60
"""Characters before a number in which the word before it is looked for."""
_LOWER_BOUNDS = frozenset({"at least", "more than", "over"})
_EARLIER = re.compile(alternatives("figures/earlier_times.txt"), re.IGNORECASE)
_NOUN_WORD = re.compile(r" ([A-Za-z][A-Za-z’'-]*)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a text: the stem of what it counts, its value, its words, and its sentence.

    A `loose` figure is given as a bound or an approximation. A figure of a `toll` counts those killed, injured or the
    like, whatever they are called; its noun is the kind. "Three killed, including the gunman" counts as two.
    """

    noun: str
    value: float
    span: Span
    sentence: Span
    loose: bool = False
    toll: bool = False
    least: bool = False
    """Whether it is a lower bound: "at least 28"."""


def extract_figures(text: str, sentences: Sequence[Span] | None = None) -> Iterator[Figure]:
    """Yield the figures at the beginning of a text: "forty ships", "at least 28 people".

    Dates, ages, sizes, sums of money, percentages and numbers below three are left out: they count too many different
    things to be compared. Of tolls ("two dead", "kills 14") all numbers are read, unless they are of an earlier time.
    """
    found = sentence_spans(text, _READ_SENTENCES) if sentences is None else sentences[:_READ_SENTENCES]
    for sentence in found:
        yield from _figures_in(text, sentence)


def title_figures(title: str) -> Iterator[Figure]:
    """Yield the tolls in a headline: other numbers in it have no sentence that says what they count."""
    return (figure for figure in _figures_in(title, Span(0, len(title))) if figure.toll)


def _figures_in(text: str, sentence: Span) -> Iterator[Figure]:
    matches = list(_NUMBER.finditer(text, sentence.start, sentence.end))
    if not matches:
        return
    is_earlier = bool(_EARLIER.search(text, sentence.start, sentence.end))
    capitals_count = not is_title_case(sentence.cut(text).split())
    for match in matches:
        value, loose = _value(match), bool(match["bound"])
        least = (match["bound"] or "").casefold().strip() in _LOWER_BOUNDS
        noun, end = _noun(text, match.end(), sentence.end)
        kind, span = "", None
        if not is_earlier and not _is_year(match):
            kind, span = _toll(text, match, sentence, end, capitals_count=capitals_count)
        if kind and span and value >= 1 and value == int(value):
            if value > 1 and (culprit := _WITH_CULPRIT.match(text, span.end, sentence.end)):
                value, span = value - 1, Span(span.start, culprit.end())
            yield Figure(kind, value, span, sentence, loose=loose, toll=True, least=least)
        elif noun and value >= _LEAST and not _is_name(text, match, sentence.start):
            yield Figure(noun, value, Span(match.start(), end), sentence, loose=loose, least=least)


def _toll(
    text: str, match: re.Match[str], sentence: Span, end: int, *, capitals_count: bool
) -> tuple[str, Span | None]:
    """Return the kind of toll that a number gives, with the span of its words; ("", None) if it is none.

    `end` is the end of the noun phrase that the number counts. Of one nation's people ("five Kadrians killed") it is no
    toll of the event, and "three strikes killed 14" counts no strikes; `capitals_count` is False in a headline in title
    case, in which capitals show no nation.
    """
    start = max(sentence.start, match.start() - _LOOK_BACK)
    before = _TOLL_BEFORE.search(text[start : match.start()])
    if before and (kind := _kinds("before").get(before[1].casefold())):
        return kind, Span(start + before.start(1), end)
    after = _TOLL_AFTER.match(text, match.end(), sentence.end)
    while after and after.end() - match.end() < _LONGEST_TOLL:
        kind = _kinds("after").get(after[1].casefold(), "")
        if kind:
            is_object = _ACTIVE.match(text, after.end(), sentence.end) is None
            return (kind, Span(match.start(), after.end())) if is_object else ("", None)
        if capitals_count and after[1][0].isupper():
            break
        after = _TOLL_AFTER.match(text, after.end(), sentence.end)
    return "", None


@cache
def _kinds(side: str) -> dict[str, str]:
    """Return the kind of toll by the words on one side of the number, "before" or "after"."""
    lists = word_lists("figures/tolls.txt")
    return {word: name.split()[0] for name, words in lists.items() if name.endswith(side) for word in words}


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
    begin = max(start, match.start() - _LOOK_BACK)
    before = text[begin : match.start()].rsplit(maxsplit=1)
    inside = len(before) > 1 or (bool(before) and begin > start)
    return _is_year(match) or (inside and before[-1][:1].isupper() and match["bound"] is None)


def _is_year(match: re.Match[str]) -> bool:
    return match["scale"] is None and bool(re.fullmatch(r"1[89]\d\d|20\d\d", match["number"]))
