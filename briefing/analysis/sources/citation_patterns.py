"""Patterns for the ways in which a sentence cites an outlet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from briefing.analysis.sources.outlets import (
    ANY_NAME,
    CALL_SIGN,
    MEDIUM,
    cited_pattern,
    is_outlet,
    may_name_outlet,
)
from briefing.data.loader import alternatives, list_lines
from briefing.model.citation import CitationForm

_CUES = (
    "ccording to", "s per ", "report", "told", "tells", "telling", "journal", "spoke", "speaking", "said", "talking",
    "interview", "citing", "cited", "quoted", "carried", "seen", "obtained", "reviewed", "published", "investigation",
    "article", "story", "originally", "first app", "first ran", "first aired", "affiliate", "station",
)  # fmt: skip
"""Every sentence that cites in a form of `_cued_patterns` has one of these, which are found faster than a pattern."""

_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d|of)"
)
_LETTER = "e-?mail|statement|text message|message|letter|note|phone call|call|briefing"
_TALK = (
    r"(?:told|tells|telling|(?:speaking|spoke|said|talking) (?:to|with)|interview (?:with|on|to|in)"
    rf"|(?:said|wrote|confirmed) (?:\w{{1,40}} )?in an? (?:{_LETTER}) (?:to|with))"
)
_SOURCE = r"[Aa](?:ccording to|s (?:first )?reported by|s per)"
_TITLED = (
    r"(?P<outlet>(?:THE [A-Z]{3,20}"
    r"|The (?!Hague|Gambia|Bahamas|Netherlands|White House|Crown|King|Queen|Prince|Duke|Lord|Pope)"
    r"[A-Z][\w'’-]{2,40}(?: [A-Z][\w'’-]{1,40}){0,2}(?<![’']s))(?= |[.,;:!?)”\"]|$))(?! of\b)"
)
"""A name with a capital article inside a sentence, as titles of papers have it."""
_WORKS = alternatives("sources/cited_works.txt")
_WORK_BY = (
    rf"(?:an? |the )?(?:[\w’'-]{{1,40}} ){{0,3}}{_WORKS} (?:(?:of|on|into) [^,.;]{{3,60}}? )?"
    r"(?:compiled |collected |conducted |published |carried out |obtained |reviewed |seen |released )?"
    r"(?:by|in|from|with) "
)
_IN_JOURNAL = rf"\b(?:in|by|to) the (?:[\w’'-]{{1,20}} ){{0,3}}journal,? (?P<outlet>{ANY_NAME}(?: in [A-Z]\w{{1,20}})?)"
_AFFILIATE = (
    r"(?:[A-Z]\w{1,12}(?: News)?|[Nn]etwork|[Ll]ocal|[Tt]elevision|TV|[Rr]adio|[Nn]ews)[- ](?:affiliate|station),? "
    rf"(?P<outlet>{CALL_SIGN})"
)
_LATELY = r"(?:has |had |have |also |first |earlier |later |\w{2,12}ly |\w{1,12}day ){0,6}"


_NAME = re.compile(r"\{(?:name|teller)\}")
_TELLER_MARK, _NAME_MARK = "\ue000", "\ue001"
"""Letters that stand for a known outlet in a marked sentence, the first for one that may begin a clause."""
_KNOWN = rf"(?:[Tt]he )?[{_TELLER_MARK}{_NAME_MARK}]"
_KNOWN_NAME, _KNOWN_TELLER = f"(?P<outlet>{_KNOWN})", f"(?P<outlet>(?:[Tt]he )?{_TELLER_MARK})"
_ARTICLE = ("The ", "the ")
_WORD = re.compile(r"(?<![\w’'-])\w[\w’'.-]*")
_MORE_CAPITALS = re.compile(r"(?: [A-Z]\w{1,20}){1,3}")


class _Marked(NamedTuple):
    """A sentence in which one letter stands for a known outlet, so that the forms need not contain all names."""

    text: str
    at: int
    """Where the letter is."""
    end: int
    """Where the name of the outlet ends in the sentence."""
    number: int
    """Which outlet of the sentence it is: a name may be read as beginning and ending at several words."""


def _marked(sentence: str) -> Iterator[_Marked]:
    """Yield the sentence once for each known outlet and each way to read its name, those that begin first before."""
    for number, match in enumerate(_names().finditer(sentence)):
        first, last = match.span("outlet")
        more = _MORE_CAPITALS.match(sentence, last)
        longer = [word.end() for word in _WORD.finditer(sentence, last, more.end())] if more else []
        for word in _WORD.finditer(sentence, first, last):
            start = word.start()
            if sentence.startswith(_ARTICLE, start) and _is_name(sentence, start + len(_ARTICLE[0]), last):
                continue
            for end in (last, *longer):
                if (start, end) == (first, last) or _is_name(sentence, start, end):
                    mark = _TELLER_MARK if _tellers().fullmatch(sentence, start, end) else _NAME_MARK
                    yield _Marked(sentence[:start] + mark + sentence[end:], start, end, number)


def _is_name(sentence: str, start: int, end: int) -> bool:
    match = _names().match(sentence, start)
    return (match is not None and match.end() == end) or _names().fullmatch(sentence, start, end) is not None


class _Pattern(NamedTuple):
    """A way to cite: its form, and its expression with a group "outlet".

    The expression is compiled only when a sentence has the cue.
    """

    form: CitationForm
    expression: str
    cue: re.Pattern[str] = re.compile("")
    """What a sentence must have before the outlet's name, or directly after it if `follows`."""
    follows: bool = False
    is_known: bool = True
    """Whether the outlet may be a known one, for which a letter stands in a marked sentence."""
    is_open: bool = False
    """Whether the outlet may be one that is not known."""

    def find(self, sentence: str, marked: Sequence[_Marked]) -> Iterator[tuple[int, int]]:
        """Yield where in a sentence the outlets stand that it cites in this way.

        Of the ways to read a name, the one counts whose match begins first, and then the shortest name.
        """
        if self.is_known:
            found: dict[int, list[tuple[int, int, int, tuple[int, int]]]] = {}
            for order, each in enumerate(marked):
                if self._has_cue(each):
                    for match in _compiled(self.expression).finditer(each.text):
                        if match.end("outlet") == each.at + 1:
                            span = match.start("outlet"), each.end
                            found.setdefault(each.number, []).append((match.start(), -each.at, order, span))
            yield from (min(ways)[-1] for ways in found.values())
        if self.is_open:
            yield from (match.span("outlet") for match in _compiled(self.expression).finditer(sentence))

    def _has_cue(self, marked: _Marked) -> bool:
        if self.follows:
            return self.cue.match(marked.text, marked.at + 1) is not None
        return self.cue.search(marked.text, 0, marked.at) is not None


class _CuedPatterns(NamedTuple):
    """Ways to cite of which each needs a match of `cue`, in the order in which they are tried."""

    cue: re.Pattern[str]
    patterns: tuple[_Pattern, ...]


def find_named_outlets(sentence: str) -> Iterator[tuple[CitationForm, str]]:
    """Yield the outlets that a sentence cites by name, with the form; one may come more than once."""
    cued = tuple(_patterns_for(sentence))
    is_named = may_name_outlet(sentence)
    marked = tuple(_marked(sentence)) if cued or is_named else ()
    for pattern in chain(cued, _listed_patterns() if marked and is_named else ()):
        for span in pattern.find(sentence, marked):
            if _BEFORE_AFFILIATE.match(sentence, span[1]):
                continue
            for name in (sentence[slice(*span)], *_names_beside(sentence, span)):
                outlet = name.removeprefix("the ")
                yield pattern.form, outlet if is_outlet(outlet) else outlet.removesuffix("'s").removesuffix("’s")


def _patterns_for(sentence: str) -> Iterator[_Pattern]:
    """Yield the patterns of which the sentence has the cue."""
    if any(cue in sentence for cue in _CUES):
        for each in _cued_patterns():
            if each.cue.search(sentence):
                yield from each.patterns


@cache
def _cued_patterns() -> tuple[_CuedPatterns, ...]:
    name = _KNOWN_NAME
    medium = rf"(?:an? |the )?(?:[\w'’-]{{1,40}} ){{0,3}}?{MEDIUM},? (?P<outlet>{_KNOWN}|{CALL_SIGN}|{ANY_NAME})"
    written = (
        (rf"\b{_TALK} ", _told(name, medium)),
        (rf"\b{_SOURCE} ", _according(name, medium)),
        (r"\b(?:citing|(?:quoted|cited|carried) by|said, via) ", _citing(name)),
        (r"report|quoted|seen|obtained|reviewed|published|investigation|article|story", _reported(name)),
        (r"\b(?:originally|first) ", _credited(name)),
        (r"\b(?:affiliate|station),? [KW][A-Z]{3}", ((CitationForm.REPORTED, _AFFILIATE),)),
        (r"\bjournal,? [A-Z]", ((CitationForm.REPORTED, _IN_JOURNAL),)),
    )
    return tuple(
        _CuedPatterns(re.compile(cue), tuple(_cued_pattern(form, pattern) for form, pattern in patterns))
        for cue, patterns in written
    )


@cache
def _listed_patterns() -> tuple[_Pattern, ...]:
    """Return the forms of the list with their patterns, which match known outlets only.

    The cue of each is what it has before or after the outlet's name, whichever is longer.
    """
    found: list[_Pattern] = []
    for line in list_lines("sources/citing_forms.txt"):
        form, _, pattern = line.partition(": ")
        for placeholder, words in (("{works}", _WORKS), ("{lately}", _LATELY), ("{medium}", MEDIUM)):
            pattern = pattern.replace(placeholder, words)
        before, after = _NAME.split(pattern)
        cue = re.compile(max(before, after, key=len))
        whole = pattern.replace("{name}", _KNOWN_NAME).replace("{teller}", _KNOWN_TELLER)
        found.append(_Pattern(CitationForm(form), whole, cue, follows=len(after) > len(before)))
    return tuple(found)


def _cued_pattern(form: CitationForm, expression: str) -> _Pattern:
    is_known = _TELLER_MARK in expression
    is_open = not is_known or ANY_NAME in expression or CALL_SIGN in expression
    return _Pattern(form, expression, is_known=is_known, is_open=is_open)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def find_short_names(text: str) -> Mapping[str, str]:
    """Return the acronyms of outlets that a text explains, with the full names: KCTV for "Korean Television (KCTV)".

    An acronym that is known as an outlet itself stands for "".
    """
    found: dict[str, str] = {}
    for match in _SHORT_NAME.finditer(text):
        before = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
        full = next((name for name in _names().finditer(before) if name.end() == len(before)), None)
        if full is not None:
            found[match["short"]] = "" if is_outlet(match["short"]) else full["outlet"].removeprefix("the ")
    return found


def with_full_names(sentence: str, short_names: Mapping[str, str]) -> str:
    """Return a sentence with the full name of each outlet in place of its acronym."""
    for short, full in short_names.items():
        sentence = sentence.replace(f" ({short})", "")
        if full:
            sentence = re.sub(rf"(?<![\w(]){re.escape(short)}(?![\w)])", full, sentence)
    return sentence


def _names_beside(sentence: str, span: tuple[int, int]) -> Iterator[str]:
    """Yield the outlets joined to the one at `span`: "Reuters, AFP and The Times"."""
    start, end = span
    yield from _names_after(sentence, end)
    if link := _LAST_LINK_BEFORE.search(sentence, max(0, start - _LONGEST_LINK), start):
        yield from _names_before(sentence[max(0, start - _LONGEST_NAME) : link.start()])


def _names_after(sentence: str, end: int) -> list[str]:
    """Return the outlets with which a list goes on at `end`: ", AFP and The Times"; none if it does not end so."""
    names: list[str] = []
    while len(names) <= _MOST_COMMAS and (link := _LINK.match(sentence, end)):
        name = _names().match(sentence, link.end())
        if name is None:
            break
        names.append(name["outlet"])
        if link["last"]:
            return names
        end = name.end()
    return []


def _names_before(text: str) -> list[str]:
    """Return the outlets in the list at the end of `text`: "Reuters, AFP"."""
    names: list[str] = []
    end = len(text)
    for name in reversed(tuple(_names().finditer(text))):
        if name.end() != end or len(names) > _MOST_COMMAS:
            break
        names.append(name["outlet"])
        before = text[: name.start()].removesuffix("the ")
        end = len(before) - len(", ") if before.endswith(", ") else 0
    return names[::-1]


_BEFORE_AFFILIATE = re.compile(r" (?:\w{1,20} )?(?:affiliate|station),? [KW][A-Z]{3}")
_SHORT_NAME = re.compile(r" \((?P<short>[A-Z][A-Z&]{1,6})\)")
_LONGEST_NAME = 120
"""How many characters before a word are searched for a name."""
_LINK = re.compile(r"(?:(?P<last>,? (?:and|or) |/ ?)|, )(?:the )?")
_LAST_LINK_BEFORE = re.compile(r"(?:,? (?:and|or) |/)(?:the )?$")
_LONGEST_LINK = 10
_MOST_COMMAS = 3
"""So many outlets with commas before them are read in a list."""


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<outlet>{cited_pattern()})")


@cache
def _tellers() -> re.Pattern[str]:
    return re.compile(cited_pattern(before_verb=True))


def _told(name: str, medium: str) -> tuple[tuple[CitationForm, str], ...]:
    station = rf"(?:\w{{1,40}} affiliate |[\w ]{{0,30}}?station )?(?P<outlet>{CALL_SIGN})"
    kind = r"(?:the |an? )?(?:[\w-]{1,40} )?(?:[\w-]{1,40}-(?:owned|run|based|backed|funded) )"
    nation = r"(?:the )?(?!The )[A-Z]\w{2,12}(?:an|ish|ese|ch|i|is|ic)"
    behind = rf"(?:{kind}|[\w-]{{1,40}}[’']s? )?(?P<outlet>{ANY_NAME})(?<![’']s) {MEDIUM}(?! [A-Z])"
    return (
        (CitationForm.TOLD, rf"\b{_TALK} {station}\b"),
        (CitationForm.TOLD, rf"\b{_TALK} {medium}"),
        (CitationForm.TOLD, rf"\b{_TALK} {name}(?! affiliate)"),
        (CitationForm.TOLD, rf"\b{_TALK} {nation} {name}"),
        (CitationForm.TOLD, rf"\b{_TALK} {behind}"),
        (CitationForm.TOLD, rf"\b{_TALK} (?:the )?[“\"‘']{name}"),
        (CitationForm.TOLD, rf"\b{_TALK} {_TITLED}"),
        (CitationForm.TOLD, rf"\b{_TALK} (?P<outlet>{ANY_NAME}), (?:the|an?) (?:[\w-]{{1,30}} ){{0,4}}?{MEDIUM}\b"),
    )


def _according(name: str, medium: str) -> tuple[tuple[CitationForm, str], ...]:
    based = r"(?:(?:the )?(?:[A-Z][\w.]{1,40} ){0,3}[A-Z]\w{1,40}-based )?"
    return (
        (CitationForm.ACCORDING, rf"\b{_SOURCE} (?:{_WORK_BY})?{based}{name}"),
        (CitationForm.ACCORDING, rf"\b{_SOURCE} (?:{_WORK_BY})?{medium}"),
        (CitationForm.ACCORDING, rf"\b{_SOURCE} (?:{_WORK_BY})?(?P<outlet>{CALL_SIGN})"),
        (CitationForm.ACCORDING, rf"\b{_SOURCE} {_TITLED}"),
        (CitationForm.ACCORDING, rf"\b{_SOURCE} an? {name} {_WORKS}\b"),
    )


def _citing(name: str) -> tuple[tuple[CitationForm, str], ...]:
    return ((CitationForm.ACCORDING, rf"\b(?:citing|(?:quoted|cited|carried) by|said, via) (?:the )?{name}"),)


def _reported(name: str) -> tuple[tuple[CitationForm, str], ...]:
    before = "first|earlier|previously|originally"
    return (
        (CitationForm.REPORTED, rf"(?<!\w){_KNOWN_TELLER},?(?: which| who)? {_LATELY}(?:reported|reports|quoted)\b"),
        (CitationForm.REPORTED, rf"(?<!\w)(?P<outlet>{CALL_SIGN})(?:,? which)? {_LATELY}(?:reported|reports)\b"),
        (CitationForm.REPORTED, rf"[,”\"’] ?report(?:ed|s) (?:the )?{name}"),
        (CitationForm.REPORTED, rf"\b[Aa]s {name} {_LATELY}report(?:ed|s)\b"),
        (CitationForm.REPORTED, rf"\b(?:{before}) reported by {_anyone()}"),
        (CitationForm.REPORTED, rf"\b(?:{before}) reported (?:in|on) {name}"),
        (
            CitationForm.REPORTED,
            rf"(?<!first )(?<!As )\b(?:reported|seen|obtained|reviewed|published) (?:by|in) {name}",
        ),
        (CitationForm.REPORTED, rf"\b(?:a|an|the) (?:report|investigation|article|story) (?:by|in|from) {name}"),
    )


def _credited(name: str) -> tuple[tuple[CitationForm, str], ...]:
    return (
        (CitationForm.CREDIT, rf"\boriginally (?:appeared|published|ran|aired) (?:by|in|on|at) {_anyone()}"),
        (CitationForm.CREDIT, rf"\bfirst (?:appeared|published|ran|aired) (?:by|in|on|at) {name}"),
    )


def _anyone() -> str:
    by = r"(?:[A-Z][\w.'’-]{1,30} ){1,3}(?:at|of|in|for) (?=(?:the )?[A-Z])"
    return f"(?!{_DAY})(?:{by})?(?P<outlet>{_KNOWN}|{ANY_NAME})"
