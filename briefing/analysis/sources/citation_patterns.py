"""Patterns for the ways in which a sentence cites an outlet."""

import re
from functools import cache
from typing import NamedTuple, TypeAlias

from briefing.analysis.sources.outlets import ANY_NAME, CALL_SIGN, MEDIUM, cited_pattern, outlet_pattern
from briefing.data.loader import alternatives, list_lines
from briefing.model.citation import CitationForm

CUE = re.compile(
    r"ccording to|\bs per\b|\b[Aa]s per\b|report|told|tells|sp(?:oke|eaking)|said|talking|interview"
    r"|cit(?:ing|ed)|quoted|carried|seen|obtained|reviewed|published|investigation|article|story|originally"
    r"|first (?:app|ran|aired)"
)
"""Every sentence that cites in a form of `citing_patterns` has one of these words."""

_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d|of)"
)
_LETTER = "e-?mail|statement|text message|message|letter|note|phone call|call|briefing"
_TALK = (
    r"(?:told|tells|(?:speaking|spoke|said|talking) (?:to|with)|interview (?:with|on|to|in)"
    rf"|(?:said|wrote|confirmed) (?:\w{{1,40}} )?in an? (?:{_LETTER}) (?:to|with))"
)
_SOURCE = r"[Aa](?:ccording to|s (?:first )?reported by|s per)"
_TITLED = (
    r"(?P<outlet>The (?!Hague|Gambia|Bahamas|Netherlands|White House|Crown|King|Queen|Prince|Duke|Lord|Pope)"
    r"[A-Z][\w'’-]{2,40}(?: [A-Z][\w'’-]{1,40}){0,2}(?<![’']s)(?= |[.,;:!?)”\"]|$))(?! of\b)"
)
"""A name with a capital article inside a sentence, as titles of papers have it."""
_WORKS = alternatives("sources/cited_works.txt")
_WORK_BY = (
    rf"(?:an? |the )?(?:[\w’'-]{{1,40}} ){{0,3}}{_WORKS} (?:(?:of|on|into) [^,.;]{{3,60}}? )?"
    r"(?:compiled |collected |conducted |published |carried out |obtained |reviewed |seen |released )?"
    r"(?:by|in|from|with) "
)
_LATELY = r"(?:has |had |have |also |first |previously |earlier |later |\w{1,12}day ){0,6}"


Pattern: TypeAlias = tuple[CitationForm, re.Pattern[str]]


class CitingPatterns(NamedTuple):
    """Ways to cite of which each needs a match of `cue`, in the order in which they are tried."""

    cue: re.Pattern[str]
    patterns: tuple[Pattern, ...]


@cache
def citing_patterns() -> tuple[CitingPatterns, ...]:
    """Return the form of citation and its pattern, which has a group "outlet", for each way to cite."""
    name = f"(?P<outlet>{cited_pattern()})"
    medium = (
        rf"(?:an? |the )?(?:[\w'’-]{{1,40}} ){{0,3}}?{MEDIUM},? (?P<outlet>{outlet_pattern()}|{CALL_SIGN}|{ANY_NAME})"
    )
    written = (
        (rf"\b{_TALK} ", _told(name, medium)),
        (rf"\b{_SOURCE} ", _according(name, medium)),
        (r"\b(?:citing|(?:quoted|cited|carried) by|said, via) ", _citing(name)),
        (r"report|quoted|seen|obtained|reviewed|published|investigation|article|story", _reported(name)),
        (r"\b(?:originally|first) ", _credited(name)),
    )
    return tuple(
        CitingPatterns(re.compile(cue), tuple((form, re.compile(pattern)) for form, pattern in patterns))
        for cue, patterns in written
    )


@cache
def listed_patterns() -> tuple[Pattern, ...]:
    """Return the forms of the list with their patterns, which match known outlets only."""
    name = f"(?P<outlet>{cited_pattern()})"
    teller = f"(?P<outlet>{cited_pattern(before_verb=True)})"
    filled = {"{name}": name, "{teller}": teller, "{works}": _WORKS, "{lately}": _LATELY, "{medium}": MEDIUM}
    found: list[Pattern] = []
    for line in list_lines("sources/citing_forms.txt"):
        form, _, pattern = line.partition(": ")
        for placeholder, words in filled.items():
            pattern = pattern.replace(placeholder, words)
        found.append((CitationForm(form), re.compile(pattern)))
    return tuple(found)


def _told(name: str, medium: str) -> tuple[tuple[CitationForm, str], ...]:
    station = rf"(?:\w{{1,40}} affiliate |[\w ]{{0,30}}?station )?(?P<outlet>{CALL_SIGN})"
    kind = r"(?:the |an? )?(?:[\w-]{1,40} )?(?:[\w-]{1,40}-(?:owned|run|based|backed|funded) )"
    behind = rf"(?:{kind}|[\w-]{{1,40}}[’']s? )?(?P<outlet>{ANY_NAME})(?<![’']s) {MEDIUM}(?! [A-Z])"
    return (
        (CitationForm.TOLD, rf"\b{_TALK} {station}\b"),
        (CitationForm.TOLD, rf"\b{_TALK} {medium}"),
        (CitationForm.TOLD, rf"\b{_TALK} {name}(?! affiliate)"),
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
    teller = f"(?P<outlet>{cited_pattern(before_verb=True)})"
    before = "first|earlier|previously|originally"
    return (
        (CitationForm.REPORTED, rf"(?<!\w){teller},?(?: which| who)? {_LATELY}(?:reported|reports|quoted)\b"),
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
    return f"(?!{_DAY})(?P<outlet>{outlet_pattern()}|{ANY_NAME})"
