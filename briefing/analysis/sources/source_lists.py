"""Source blocks: the list of articles at the end of a digest, "Title, Outlet, mm/dd/yyyy" a line."""

import re
from collections.abc import Iterator
from datetime import date

from briefing.analysis.sources.outlet_names import is_outlet, outlet_pattern
from briefing.model.citation import Citation, CitationForm
from briefing.model.spans import Span

_HEADING = re.compile(
    r"\s*(?:(?:relevant|related|cited|source|referenced) (?:articles?|stories|links|reading)|sources?|references"
    r"|articles? cited|bibliography|further reading)\s*(?::|$)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    r"[\s,;(]*(?:(?P<us>\d{1,2}/\d{1,2}/\d{2,4})|(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<month_first>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
    rf"|(?P<day_first>\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}))[\s.)]*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[•*▪◦–—-]\s+|\d{1,2}[.)]\s+|\[\d{1,2}\]\s*)?[\"“]?")
_LONGEST_OUTLET = 60
_MISSES = 2
"""So many lines that are no source end a block."""


def block_citations(text: str) -> Iterator[Citation]:
    """Yield the lines of every source block in `text`, each parted from the right: date, outlet, title."""
    missed = _MISSES
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if heading := _HEADING.match(line):
            missed = 0
            start, line = start + heading.end(), line[heading.end() :]
        if missed >= _MISSES or not line.strip():
            continue
        if outlets := _outlets(line):
            span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            yield from (Citation(CitationForm.SOURCE_LINE, span, outlet=outlet) for outlet in outlets)
            continue
        citation = _block_line(line, start)
        missed = 0 if citation else missed + 1
        if citation:
            yield citation


def _outlets(line: str) -> tuple[str, ...]:
    """Return the outlets of a line that names nothing else: "Reuters, Automotive News"; () for any other line."""
    names = tuple(name.strip() for name in line.strip().rstrip(".").split(","))
    known = all(is_outlet(name) or re.fullmatch(outlet_pattern(), name) for name in names)
    return names if known and len(names) > 1 else ()


def _block_line(line: str, start: int) -> Citation | None:
    found = _DATE.search(line)
    left = _BULLET.match(line)
    first, last = left.end() if left else 0, found.start() if found else len(line.rstrip(" ."))
    comma = line.rfind(",", first, last)
    if comma < 0:
        return None
    title, outlet = _span(line, first, comma), _span(line, comma + 1, last)
    name = outlet.cut(line)
    if title.start >= title.end or not name or len(name) > _LONGEST_OUTLET or not (found or is_outlet(name)):
        return None
    whole = _span(line, 0, len(line))
    return Citation(
        CitationForm.BLOCK,
        Span(start + whole.start, start + whole.end),
        title.cut(line),
        name,
        _iso(found) if found else "",
    )


def _span(line: str, start: int, end: int) -> Span:
    """Return the span without white space and the marks that stand around a title."""
    while start < end and line[start] in ' "“\t':
        start += 1
    while end > start and line[end - 1] in ' ,"”\t':
        end -= 1
    return Span(start, end)


def _iso(found: re.Match[str]) -> str:
    """Return the date as YYYY-MM-DD, or "" where there is no such day."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["us"]:
        month, day, year = map(int, found["us"].split("/"))
        month, day = (day, month) if month > 12 else (month, day)
        year += 2000 if year < 100 else 0
    else:
        words = found["month_first"] or found["day_first"]
        month = 1 + next(place for place, name in enumerate(_MONTHS) if re.search(rf"\b{name}", words.lower()))
        day, year = map(int, re.findall(r"\d+", words))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
